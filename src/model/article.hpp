// The words of the newsroom: what a source is, what an article is, what we read out of a page, what we understood.
//
// An Article never changes its id. What the publisher served at one moment is a Version, which is immutable. What we
// read out of a version is an Extraction, which a better extractor replaces. What we understood is a Reading, which
// belongs to an extraction and may be recomputed at any time. What readers did hangs on the article and outlives all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/category.hpp"
#include "model/ids.hpp"

namespace octavo {

// Found by extraction, weighed by ranking, shown on every card that is not plain news.
enum class Kind : std::uint8_t { news, opinion, analysis, live, press_release, sponsored, satire, audio, video };
std::string_view name_of(Kind kind);  // "news", "press-release", ...
std::optional<Kind> kind_of(std::string_view name);

// One piece of an article's body, in the publisher's order. Text is plain UTF-8, white space squeezed; `html` is the
// same with inline marks (em, strong, a, code, sub, sup, br), already sanitised, empty when it would add nothing.
struct Block {
    enum class Type : std::uint8_t { paragraph, heading, list, quote, table, figure, code, embed };
    Type type = Type::paragraph;
    std::uint8_t level = 0;          // heading: 2..6; list: 1 when ordered
    std::string text;                // paragraph, heading, quote, code; figure: the caption; embed: its title
    std::string html;                // inline marks; table: the rows as sanitised markup
    std::vector<std::string> items;  // list: one entry an item
    std::string url;                 // figure: the picture; embed: the page it shows
    std::string alt;                 // figure: the picture's description
    friend bool operator==(const Block&, const Block&) = default;
};

enum class ReadStatus : std::uint8_t { article, paywall, needs_browser, not_article, empty, too_big };
std::string_view name_of(ReadStatus status);  // "article", "needs_browser", ...

struct Picture {
    std::string url;
    std::string caption;
    friend bool operator==(const Picture&, const Picture&) = default;
};

// What the publisher asks of us (robots meta, X-Robots-Tag, TDMRep), and whether readers pay for it.
struct Marks {
    bool noindex = false;
    bool noarchive = false;
    bool nosnippet = false;
    bool tdm_reserved = false;
    bool not_free = false;  // the page says that all of it, or a part, is for subscribers
    int max_snippet = -1;   // characters; -1: no limit
    friend bool operator==(const Marks&, const Marks&) = default;
};

// How a page wrote a date, so that it can be given as written: "2024-05-03" says less than "2024-05-03T00:00+02:00".
struct DateForm {
    bool day_only = false;
    std::optional<int> east;  // minutes east of UTC; absent when no zone was written and the time was read as UTC
    friend bool operator==(const DateForm&, const DateForm&) = default;
};
// ISO 8601: "2024-05-03", "2024-05-03T18:30:00", "2024-05-03T18:30:00+02:00", "2024-05-03T16:30:00Z".
std::string to_iso(Instant instant, const DateForm& form);

// What we read out of one version of a page.
struct Extraction {
    int version = 0;  // of the extractor that made it
    ReadStatus status = ReadStatus::article;
    std::string title;
    std::vector<std::string> authors;
    std::optional<Instant> published;  // absent when the publisher does not say; we do not guess
    std::optional<Instant> modified;
    DateForm published_as, modified_as;
    std::string language;  // as the page declares it, BCP 47; "" when it does not
    Kind kind = Kind::news;
    std::string canonical;   // the address the page names as its own; "" when it names none
    std::string amp, print;  // the same article for phones and for paper, where the page links to them
    std::string site;        // the publisher's name
    std::string section;
    std::string description;
    std::vector<std::string> tags;  // the publisher's own
    std::string licence;
    std::vector<Picture> pictures;  // the first is the lead picture
    std::vector<Block> blocks;
    Marks marks;
    std::string why;  // one line: which candidate won and what was mended
    // The address of the article's next page, where its publisher cut it into several; "" when this is all. Belongs to
    // the reading of one page: it is not stored.
    std::string next_page;
    friend bool operator==(const Extraction&, const Extraction&) = default;
};

// The article's text: paragraphs joined by an empty line, as sentences and searches see it.
std::string plain_text(const Extraction& extraction);
std::string plain_text(const std::vector<Block>& blocks);

// A weighted word of an article's TF-IDF vector, as word_hash of its stem. Sorted by hash within a Reading.
struct Term {
    std::uint64_t hash = 0;
    float frequency = 0;  // log-scaled, title words counted more; idf is applied by who compares
    friend bool operator==(const Term&, const Term&) = default;
};

// A place an article is about.
struct AboutPlace {
    std::string id;   // a country's ISO 3166-1 code, "US.CA" of a region, GeoNames' number of a city
    float score = 0;  // 1: the place it is about; below 0.15 it is left out
    friend bool operator==(const AboutPlace&, const AboutPlace&) = default;
};

enum class NameKind : std::uint8_t { person, organisation, place, other };

// Who and what it names, in full ("Angela Merkel", though it mostly says "Merkel").
struct AboutName {
    std::string name;
    NameKind kind = NameKind::other;
    std::uint32_t mentions = 0;
    friend bool operator==(const AboutName&, const AboutName&) = default;
};

// What we understood about it.
struct Reading {
    int version = 0;               // of the code that made it
    std::string language = "und";  // BCP 47, "und" when unsure
    float language_confidence = 0;
    std::uint32_t words = 0;        // of the body, by the script's rules; reading time is made from it
    std::uint64_t fingerprint = 0;  // of the normalised body: equal text, equal fingerprint; 0 when too short to say
    std::uint64_t simhash = 0;      // near copies differ in few bits; 0 when too short to say
    // The 64 smallest hashes of its four-word runs, ascending: also a copy that is cut or has a foreword shares most of
    // what it can; empty when too short.
    std::vector<std::uint32_t> sketch;
    std::vector<Term> terms;            // the 200 heaviest
    std::vector<std::string> hashtags;  // without their sign, best first: "AngelaMerkel"
    Category category = Category::general;
    float category_confidence = 0;   // 0..1
    float news = 1;                  // 0..1: is it news at all (and not a recipe, a horoscope, an offer)?
    std::vector<AboutPlace> places;  // best first
    std::vector<AboutName> names;    // those named most
    friend bool operator==(const Reading&, const Reading&) = default;
};

// A publisher. Real sources and the sample's are kept apart by class.
struct Source {
    enum class Class : std::uint8_t { real, sample };
    SourceId id;
    std::string domain;  // "bbc.co.uk": the key, also in addresses
    std::string name;
    std::string home;      // its front page
    std::string country;   // ISO 3166-1 alpha-2; "" when unknown
    std::string language;  // BCP 47; "" when unknown
    std::string kind;      // general, world, business, ...; "" when unknown
    Class klass = Class::real;
};

// Something we poll for a source's new articles, with all the scheduler knows about it.
struct Feed {
    enum class State : std::uint8_t { fresh, healthy, failing, quiet, gone, refused };
    // What stands at its address: a feed; a sitemap or an index of them; a page that lists articles.
    enum class Kind : std::uint8_t { feed, sitemap, listing };
    FeedId id;
    SourceId source;
    std::string url;  // where it is asked for; the id is made of the first one, and stays when a feed moves
    std::string title;
    State state = State::fresh;
    std::string etag;  // both validators, byte for byte as the server wrote them
    std::string last_modified;
    std::string body_hash;           // of the last body that was parsed
    std::optional<Instant> polled;   // last try
    std::optional<Instant> worked;   // last success, 304 included
    Instant due{};                   // not before
    std::int32_t interval_s = 3600;  // as learnt
    std::int32_t failures = 0;       // in a row
    std::int32_t status = 0;         // last HTTP status; 0 when there was no answer
    std::string reason;              // why it is in its state, for the operator
    std::string learnt;              // bytes: its rhythm and habits (fetch/learnt.hpp); "" when nothing is known yet
    Kind kind = Kind::feed;
    std::string was_at;  // where it was before it moved and was found again; ""
    std::string memory;  // what its kind keeps from poll to poll, as bytes: feed/listing.hpp, feed/sitemap_round.hpp
};
std::string_view name_of(Feed::State state);
std::string_view name_of(Feed::Kind kind);  // "feed", "sitemap", "listing"

// How one article stands among the others: what the writer decided when it placed it.
struct Placement {
    StoryId story;
    ArticleId duplicate_of;                            // 0: an original (or the first we saw)
    std::string why;                                   // one line, for `octavo stories` and `octavo why`
    std::vector<std::pair<ArticleId, float>> related;  // best first, the story's own members left out
};

}  // namespace octavo
