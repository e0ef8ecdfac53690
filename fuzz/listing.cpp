// Any bytes as a listing page, visited twice, and as what was kept of one.
#include "feed/listing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace feed = octavo::feed;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    constexpr auto url = "https://paper.example/";
    auto memory = feed::ListingMemory::read(bytes);
    if (memory.bytes().size() > (64u << 10)) __builtin_trap();
    const auto page = feed::links_of(bytes, url);
    if (!page) return 0;
    const auto now = octavo::from_unix_ms(1'730'000'000'000);
    feed::visit_listing(memory, *page, url, now);
    feed::ListingMemory fresh;
    if (feed::visit_listing(fresh, *page, url, now).news.size() > 10) __builtin_trap();
    if (feed::ListingMemory::read(fresh.bytes()).bytes() != fresh.bytes()) __builtin_trap();
    if (feed::visit_listing(fresh, *page, url, now + std::chrono::hours(49)).news.size() > 0) __builtin_trap();
    return 0;
}
