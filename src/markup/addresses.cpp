// javascript: has a dozen spellings ("java\tscript:", "&#106;avascript:", " JaVaScRiPt:"), and data: and blob: are no
// better. So no address is searched for bad words: it is parsed as a browser parses it (base/url.hpp), the scheme that
// comes out is looked up in a list of four, and what is written is the parser's answer, never the stranger's letters.
//   JAVA&#9;SCRIPT:alert(1)   ->   scheme "javascript"   ->   none        /a b   ->   https://example.org/a%20b
#include "markup/addresses.hpp"

#include "base/utf8.hpp"

namespace octavo::markup {

std::optional<std::string> web_address(std::string_view text, const Url* base) {
    if (Url::is_plain(text)) return std::string(text);
    auto url = base ? Url::parse(text, *base) : Url::parse(text);
    if (!url || !url->is_web() || url->has_credentials()) return std::nullopt;
    return url->href();
}

std::optional<std::string> link_address(std::string_view text, const Url* base) {
    text = utf8::trim(text);
    if (text.empty() || text.front() == '#') return std::nullopt;
    if (auto web = web_address(text, base)) return web;
    const auto url = Url::parse(text);
    if (url && (url->scheme() == "mailto" || url->scheme() == "tel")) return url->href();
    return std::nullopt;
}

// Where lazy pages hide a picture's address until a script asks for it.
std::string_view picture_source(Node img) {
    const std::string_view src = img.attribute("src");
    if (!src.empty() && !utf8::trim(src).starts_with("data:")) return src;
    for (const std::string_view name : {"data-src", "data-lazy-src", "data-original"})
        if (const auto value = img.attribute(name); !value.empty()) return value;
    return src;
}

}  // namespace octavo::markup
