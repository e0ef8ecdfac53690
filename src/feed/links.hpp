// The links of a page with what stands around them: raw material for finding feeds and for reading listing pages.
//
//   <li><h3><a href="/2024/05/a-tram-opens">A tram opens</a></h3><time datetime="2024-05-03">      one Link
// Pure. Checked by tests/feed/listing_test.cpp and fuzz/listing.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "feed/feed.hpp"

namespace octavo::feed {

struct Link {
    enum class Place : std::uint8_t { body, aside, navigation };
    std::string url;   // resolved, a web address without fragment
    std::string text;  // the headline among its anchors, else their longest text; "" when only pictures lead there
    std::optional<Instant> date;  // of the time element beside it
    Place place = Place::body;    // the best of its anchors
    bool heading = false;         // in or around a heading
    bool in_article = false;
    std::uint64_t block = 0;  // alike for links whose surroundings are alike
};

struct PageLinks {
    std::string title, language;
    std::vector<Link> links;     // each address once, in the page's order
    std::size_t text_bytes = 0;  // that a reader sees
    std::size_t scripts = 0;
};

// too_big: over the caps of markup::Limits. `content_type`: the header, for its charset.
Result<PageLinks> links_of(std::string_view html, std::string_view url, std::string_view content_type = {});

// Links that look as if they led to feeds, the likeliest first; for pages without link tags.
std::vector<FoundFeed> feeds_linked(const PageLinks& page);

// A page made by scripts in the reader's browser: there is nothing to read in what the server sends.
bool needs_browser(const PageLinks& page);

}  // namespace octavo::feed
