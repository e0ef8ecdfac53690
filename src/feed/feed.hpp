// Feeds, read tolerantly: RSS 0.9x/1.0/2.0, Atom 0.3/1.0, JSON Feed 1.0/1.1, CDF, with content:encoded, Dublin Core,
// Media RSS, iTunes, Podcasting 2.0, GeoRSS, xml:base. Values in, values out; no clock. Thread-safe.
// RSS: https://www.rssboard.org/rss-specification  Atom: https://www.rfc-editor.org/rfc/rfc4287
// JSON Feed: https://www.jsonfeed.org/version/1.1/
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace octavo::feed {

enum class Format { rss, atom, rdf, json, cdf };

struct Enclosure {
    std::string url, type;
    std::int64_t length = -1;  // bytes; -1: not said
    int seconds = -1;          // how long it plays; likewise
};

// An episode's words in text, as its publisher offers them.
struct Transcript {
    std::string url, type, language;
};

struct Point {
    double latitude = 0, longitude = 0;  // degrees, WGS 84
    friend bool operator==(const Point&, const Point&) = default;
};

// Absent text is "". Summary and content are the publisher's markup, NOT sanitised: pass them through
// markup::sanitize before anybody sees them. Addresses are resolved against xml:base, else the feed's own address.
struct Entry {
    std::string id;
    std::string title;  // plain text; the beginning of its text where the publisher gave no title
    std::string link;
    std::string original;  // where a proxy (FeedBurner) says the link really leads; "" when it does not
    std::string base;      // what relative addresses inside summary and content are relative to
    std::optional<Instant> published, updated;  // absent when not said or unreadable; we do not guess
    std::vector<std::string> authors;
    std::string summary, content;
    std::string image;
    std::string language;
    std::vector<std::string> categories;
    std::vector<Enclosure> enclosures;
    int seconds = -1;  // how long the episode plays; -1: not said, as are:
    int season = -1, episode = -1;
    std::string chapters;  // where a list of its chapters is
    std::vector<Transcript> transcripts;
    std::optional<Point> place;  // where it happened: GeoRSS, W3C Geo
};

struct ParsedFeed {
    Format format = Format::rss;
    std::string encoding;  // of the bytes, WHATWG name
    // Plain text but the description, which is markup like an entry's summary. Where no link is given: the feed's
    // address.
    std::string title, link, description, language, copyright, author, id, image;
    std::optional<Instant> updated;
    std::vector<std::string> categories;
    std::string hub;  // WebSub
    std::string self;
    std::optional<int> ttl_minutes;  // RSS ttl, sy:updatePeriod
    std::vector<int> skip_hours;
    std::vector<int> skip_days;  // 0: Sunday
    std::vector<Entry> entries;  // in the publisher's order; at most `max_entries`
    bool cut = false;            // there were more
};

struct Options {
    std::string_view url = {};           // where it was fetched from: base of relative links
    std::string_view content_type = {};  // header as sent
    std::string_view content_location = {};
    std::string_view content_language = {};  // header; used where the feed names no language
    std::size_t max_entries = 2000;
    std::size_t max_bytes = 32u << 20;
};

// malformed: not a feed at all (an HTML page, an empty document); the detail says what it looked like.
Result<ParsedFeed> parse(std::string_view bytes, const Options& options = {});

// Feeds an HTML page points to (link rel=alternate), resolved, best first.
struct FoundFeed {
    std::string url, title, type;
};
std::vector<FoundFeed> discover(std::string_view html, std::string_view url);

}  // namespace octavo::feed
