// Any bytes as a sitemap.
#include "feed/sitemap.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto sitemap =
        octavo::feed::parse_sitemap({reinterpret_cast<const char*>(data), size}, "https://e.org/sitemap.xml");
    if (sitemap && (sitemap->locs.size() > 50'000 || sitemap->news.size() > sitemap->locs.size())) __builtin_trap();
    return 0;
}
