// Any bytes as a sitemap, as an index to go round, and as what was kept of a round.
#include "feed/sitemap.hpp"
#include "feed/sitemap_round.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace feed = octavo::feed;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto now = octavo::from_unix_ms(1'730'000'000'000);
    auto round = feed::SitemapRound::read(bytes);
    for (int i = 0; i < 10; ++i) round.advance(now);
    const auto sitemap = feed::parse_sitemap(bytes, "https://e.org/sitemap.xml");
    if (!sitemap) return 0;
    if (sitemap->locs.size() > 50'000 || sitemap->news.size() > sitemap->locs.size() ||
        sitemap->modified.size() != sitemap->locs.size() ||
        sitemap->sitemaps_modified.size() != sitemap->sitemaps.size())
        __builtin_trap();
    if (feed::fresh_news(*sitemap, now).size() > 1000) __builtin_trap();
    const auto parts = feed::newest_parts(*sitemap, now);
    if (parts.size() > 3) __builtin_trap();
    round.found(parts, now);
    round.advance(now);
    if (feed::SitemapRound::read(round.bytes()).here().url != round.here().url) __builtin_trap();
    return 0;
}
