// Where the feed of a known kind of site is: a table of rules, each from an address or from what a page says of itself.
//
//   https://www.youtube.com/channel/UC123   -> https://www.youtube.com/feeds/videos.xml?channel_id=UC123
//   <meta name=generator content="Ghost 5">  -> https://e.org/rss/
// Addresses that are only likely are told apart: they are asked for when the page itself names no feed. Pure.
// Checked by tests/feed/platforms_test.cpp and fuzz/discover.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.hpp"

namespace octavo::feed {

// `{name}` stands for one path segment, or the value of a query parameter ("?list={id}"); `...` at the end for whatever
// follows. In the host, `*.` stands for one label or more, a lone `*` for any host. The target knows {origin} too.
struct AddressRule {
    std::string_view platform, host, path, target;
    bool sure = true;  // false: any site might have such a path
};
std::span<const AddressRule> address_rules();

struct PlatformFeed {
    std::string url;
    std::string_view platform;
    bool sure = true;
};
std::vector<PlatformFeed> feeds_of_address(const Url& url);
// What the page's own markup says: its generator, or an address inside it (a channel's id, a podcast's feed).
std::vector<PlatformFeed> feeds_of_page(std::string_view html, const Url& url);

// Where sites without a word about it keep their feed, the likeliest first. Few: each one is a request.
std::vector<std::string> common_feed_addresses(const Url& url);
// The same for news sitemaps.
std::vector<std::string> common_sitemap_addresses(const Url& url);

}  // namespace octavo::feed
