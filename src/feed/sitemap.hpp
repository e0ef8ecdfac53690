// Sitemaps and news sitemaps: XML, text, gzip, indexes (https://www.sitemaps.org/protocol.html,
// https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace octavo::feed {

struct NewsUrl {
    std::string loc, title, language, publication;
    std::optional<Instant> published;
};
struct Sitemap {
    std::vector<std::string> locs;                 // pages, in order, at most 50,000
    std::vector<std::optional<Instant>> modified;  // of each of them, as its lastmod says
    std::vector<NewsUrl> news;                     // those of them with news tags
    std::vector<std::string> sitemaps;             // of an index
    std::vector<std::optional<Instant>> sitemaps_modified;
};
Result<Sitemap> parse_sitemap(std::string_view bytes, std::string_view url = {});

}  // namespace octavo::feed
