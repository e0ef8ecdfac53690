// Any text as an address: what was parsed parses again to the same page, a normal form is its own normal form.
// (lexbor 2.6 loses a slash of "//]" at the start of a path, so the spelling itself may change once; the normal form
// may not.)
#include "base/url.hpp"

using octavo::Url;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    Url::parse_typed(text);
    Url::parse(text, *Url::parse("https://e.org/a/b?c#d"));
    const auto url = Url::parse(text);
    if (!url || !url->is_web()) return 0;
    const auto again = Url::parse(url->href());
    const std::string normal = octavo::normalize(*url);
    if (!again || octavo::normalize(*again) != normal) __builtin_trap();
    const auto parsed = Url::parse(normal);
    if (!parsed || octavo::normalize(*parsed) != normal) __builtin_trap();
    if (!Url::parse(octavo::strip_trackers(*url))) __builtin_trap();
    return 0;
}
