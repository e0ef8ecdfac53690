// Exports of other readers, whatever they hold: read, or refused in words; within the caps.
#include "readers/takeout.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = octavo::readers::read_takeout(bytes);
    if (!read) {
        if (read.error().detail.empty()) __builtin_trap();
        return 0;
    }
    if (read->feeds.size() > octavo::readers::Takeout::most_feeds) __builtin_trap();
    for (const auto& feed : read->feeds)
        if (!feed.url.starts_with("http")) __builtin_trap();
    for (const auto& item : read->items)
        if (!item.url.starts_with("http") || item.title.size() > 900) __builtin_trap();
    return 0;
}
