// Any bytes as robots.txt; the first line is the target asked for.
#include "feed/robots.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto target = text.substr(0, text.find('\n'));
    const auto robots = octavo::feed::Robots::parse(text);
    robots.allowed("OctavoBot", target);
    robots.allowed_url("*", target);
    robots.crawl_delay("OctavoBot");
    return 0;
}
