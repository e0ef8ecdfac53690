// Rules of any bytes, before a NUL, asked of a page of any bytes, after it: a failure with a word or a well-formed
// text.
#include <cstdlib>

#include "base/utf8.hpp"
#include "extract/page.hpp"
#include "extract/site_rules.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto split = std::min(bytes.find('\0'), bytes.size());
    const auto rules = extract::SiteRules::parse(bytes.substr(0, split), "fuzz.txt");
    if (!rules) {
        if (rules.error().detail.empty()) std::abort();
        return 0;
    }
    static extract::Extractor extractor;
    extract::Page page{.bytes = bytes.substr(std::min(split + 1, bytes.size())),
                       .url = "https://news.test/x",
                       .content_type = "text/html; charset=utf-8",
                       .robots = "",
                       .now = at("2025-08-01T00:00:00Z")};
    page.rules = &*rules;
    const Extraction e = extractor.extract(page);
    if (!utf8::valid(e.title) || !utf8::valid(plain_text(e))) std::abort();
    return 0;
}
