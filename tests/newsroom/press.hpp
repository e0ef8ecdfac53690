// What the newsroom prints: article pages, feeds, sitemaps, lists, a picture. Pure.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/newsroom.hpp"

namespace octavo::newsroom {

struct Listing {  // an article as feeds and sitemaps name it
    std::string url, title, summary;
    std::optional<Instant> published;
};

std::string print_page(const Article& article, std::string_view site);
std::string print_feed(std::string_view origin, std::string_view title, std::span<const Listing* const> items,
                       std::string_view next);
std::string print_sitemap(std::span<const Listing* const> items);
struct ListedSite {
    std::string origin, title;
};
std::string print_opml(std::span<const ListedSite> sites);
std::string print_picture(std::uint64_t seed);  // PNG, 64 x 48, striped by the seed
std::string gzip(std::string_view bytes, int level = 1);
std::string gunzip(std::string_view bytes);  // "" when it is none

}  // namespace octavo::newsroom
