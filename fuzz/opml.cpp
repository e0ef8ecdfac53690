// Any bytes as a subscription list; what was read is written and read back with the same feeds.
#include "feed/opml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto opml = octavo::feed::parse_opml({reinterpret_cast<const char*>(data), size});
    if (!opml) return 0;
    const auto again = octavo::feed::parse_opml(octavo::feed::write_opml(*opml));
    if (!again || again->feeds.size() != opml->feeds.size()) __builtin_trap();
    return 0;
}
