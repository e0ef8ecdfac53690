// A page of any bytes gives an extraction whose words are well-formed UTF-8, whose inline markup is safe and whose date
// is not to come.
#include <cstdlib>

#include "base/utf8.hpp"
#include "extract/page.hpp"

using namespace octavo;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static extract::Extractor extractor;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Extraction e = extractor.extract({.bytes = bytes,
                                            .url = "https://news.test/2025/01/02/x",
                                            .content_type = "",
                                            .robots = "",
                                            .now = at("2025-08-01T00:00:00Z")});
    if (!utf8::valid(e.title) || !utf8::valid(plain_text(e))) std::abort();
    for (const std::string& author : e.authors)
        if (author.empty() || !utf8::valid(author)) std::abort();
    for (const Picture& p : e.pictures)
        if (!p.url.starts_with("http")) std::abort();
    if (e.published && *e.published > at("2025-08-02T00:00:00Z")) std::abort();  // a day to come
    for (const Block& b : e.blocks)
        if (b.html.find("<script") != std::string::npos || !utf8::valid(b.html)) std::abort();
    (void)extract::html_of(e.blocks);
    (void)extractor.blocks_of_markup(bytes, "https://news.test/");
    (void)extract::Extractor::blocks_of_text(bytes);
    return 0;
}
