// Any bytes as a feed, and as an HTML page that may point to feeds.
#include "feed/feed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto parsed = octavo::feed::parse(bytes, {.url = "https://e.org/feed"});
    if (parsed && parsed->entries.size() > 2000) __builtin_trap();
    octavo::feed::discover(bytes, "https://e.org/");
    return 0;
}
