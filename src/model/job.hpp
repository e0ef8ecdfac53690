// Parsing as a job: a worker takes ParseJob bytes and gives ParsedArticle bytes in one versioned encoding.
// In-process at first, in a jailed process later, without moving a wall: nothing but these bytes passes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/article.hpp"

namespace octavo {

// What a feed entry, an import row or a sitemap said about the article before its page was read. Used where the page
// says nothing, and as the whole article where there is no page (`html` empty).
struct Hints {
    std::string title;
    std::vector<std::string> authors;
    std::optional<Instant> published;
    std::optional<Instant> modified;
    std::string language;
    std::string summary;  // the publisher's markup or text, not sanitised
    std::string content;  // the full text where the feed carries it, not sanitised
    std::string image;
    std::string guid;
    std::vector<std::string> tags;
    bool plain = false;  // `content` is plain text: paragraphs parted by empty lines
};

struct ParseJob {
    std::string url;           // where the page was found, after redirects; "" when the article has no address
    std::string content_type;  // header as sent; "" when unknown
    std::string robots;        // X-Robots-Tag headers joined by ", "
    std::string html;          // decoded of content-encoding, not of charset; "" when there is only a feed entry
    Hints hints;
    std::string site_template;  // what its site repeats (extract/site_template.hpp), as bytes; "" when nothing is known
    std::string rules;          // the operator's rules for this site (extract/site_rules.hpp); "" when there are none
    // A later page of an article that has several: which one, what the earlier ones gave (wire::encode of the
    // Extraction), the address the article goes by and the hash of its first page. Nothing of it on the first page.
    std::uint32_t page = 1;
    std::string so_far, article_url;
    Digest served{};
    Instant seen{};  // when we got it: later dates are clamped to it
    SourceId source;
};

// Text normalised for search: lower case, folded, stemmed, one space between, the same for queries and documents.
struct SearchText {
    std::string title;
    std::string body;
};

struct ParsedArticle {
    std::string url;  // the canonical address the article goes by; "" when it has none
    ArticleId id;
    Digest served{};         // hash of what the publisher served: of an article in several pages, of the first
    std::uint32_t page = 1;  // the last one read; above 1: the text of the version `served` with that page behind
    Extraction extraction;
    Reading reading;
    SearchText search;
    std::string excerpt;                     // 200-300 characters of the publisher's words, for cards
    std::string next_page;                   // of the article, where there is one to be read after this one; ""
    std::vector<std::uint64_t> blocks_seen;  // of its page, for the site's template; not stored with the article
    bool from_feed = false;  // the text is what the feed carried: it may be shown in full on a public site
};

// Hints alone, as they are kept beside a page: an older encoding stays readable.
std::string encode(const Hints& hints);
Result<Hints> decode_hints(std::string_view bytes);

std::string encode(const ParseJob& job);
Result<ParseJob> decode_parse_job(std::string_view bytes);
std::string encode(const ParsedArticle& article);
Result<ParsedArticle> decode_parsed_article(std::string_view bytes);

}  // namespace octavo
