// Any bytes as a page that may name feeds, and as an address that may be of a known platform.
#include "feed/links.hpp"
#include "feed/platforms.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto url = octavo::Url::parse(bytes.substr(0, end));
    const auto page = url ? *url : *octavo::Url::parse("https://www.youtube.com/@a");
    const auto check = [](const auto& found) {
        for (const auto& feed : found) {
            const auto address = octavo::Url::parse(feed.url);
            if (!address || !address->is_web() || address->has_credentials()) __builtin_trap();
        }
    };
    check(octavo::feed::feeds_of_address(page));
    check(octavo::feed::feeds_of_page(bytes.substr(end), page));
    if (octavo::feed::discover(bytes.substr(end), page.href()).size() > 32) __builtin_trap();
    if (const auto links = octavo::feed::links_of(bytes.substr(end), page.href()))
        check(octavo::feed::feeds_linked(*links));
    return 0;
}
