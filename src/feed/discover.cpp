// Which feeds does an HTML page point to?
//
//   <link rel="alternate" type="application/rss+xml" title="News" href="/feed">      -> https://e.org/feed
// Only tags are looked at, not a tree: the links stand in the head, which even broken pages close. Feeds of comments
// and of single articles come last, since who asks for a site's feed wants its news. Checked by
// tests/feed/discover_test.cpp.
#include "base/utf8.hpp"
#include "feed/feed.hpp"
#include "feed/fields.hpp"

namespace octavo::feed {
namespace {

constexpr std::size_t max_html = 1u << 20;
constexpr std::size_t max_found = 32;
constexpr std::size_t max_looked_at = 500;

bool has_word(std::string_view list, std::string_view word) {
    const std::string text = " " + utf8::lower(utf8::squeeze(list)) + " ";
    return text.find(fmt::format(" {} ", word)) != std::string::npos;
}

bool feed_type(std::string_view type) {
    const std::string t = utf8::lower(utf8::trim(type.substr(0, type.find(';'))));
    return t == "application/rss+xml" || t == "application/atom+xml" || t == "application/feed+json" ||
           t == "application/rdf+xml" || t == "application/json" || t == "text/xml" || t == "application/xml";
}

int place(const FoundFeed& feed) {
    const std::string both = utf8::lower(feed.url + " " + feed.title);
    int place = 0;
    if (both.find("comment") != std::string::npos) place += 10;
    if (feed.type.find("json") != std::string::npos) place += 1;
    if (feed.type == "application/json" || feed.type == "text/xml" || feed.type == "application/xml") place += 2;
    return place;
}

// One tag, parsed as if it were a document: "<link ...>".
std::optional<xml::Document> tag_at(std::string_view html, std::size_t at, std::size_t end) {
    auto document = xml::Document::parse(std::string(html.substr(at, end - at + 1)));
    if (!document) return std::nullopt;
    return std::move(*document);
}

}  // namespace

std::vector<FoundFeed> discover(std::string_view html, std::string_view url) {
    html = html.substr(0, max_html);
    std::vector<FoundFeed> out;
    std::string base(url);
    std::size_t looked_at = 0;
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const std::string word = utf8::lower(html.substr(at + 1, 5));
        const bool link = word.starts_with("link") && word.size() == 5 &&
                          (word[4] == ' ' || word[4] == '\n' || word[4] == '\t' || word[4] == '\r');
        const bool base_tag = word.starts_with("base ");
        if (word.starts_with("body")) break;
        if (!link && !base_tag) continue;
        if (++looked_at > max_looked_at) break;
        const auto end = html.substr(at, 8192).find('>');
        if (end == std::string_view::npos) continue;
        const auto document = tag_at(html, at, at + end);
        if (!document) continue;
        const xml::Element tag = document->root();
        const std::string href = tag.attribute("href");
        if (base_tag && !href.empty()) base = resolve(href, url);
        if (!link || href.empty() || !has_word(tag.attribute("rel"), "alternate") || !feed_type(tag.attribute("type")))
            continue;
        FoundFeed found{resolve(href, base), utf8::squeeze(tag.attribute("title")),
                        utf8::lower(utf8::trim(tag.attribute("type")))};
        if (out.size() < max_found && std::ranges::find(out, found.url, &FoundFeed::url) == out.end())
            out.push_back(std::move(found));
    }
    std::ranges::stable_sort(out, {}, place);
    return out;
}

}  // namespace octavo::feed
