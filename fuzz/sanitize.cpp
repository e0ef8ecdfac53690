// The sanitiser: balanced, free of what can act, and stable when done twice.
#include <cstdlib>

#include "markup/html.hpp"
#include "markup/safe_html.hpp"

using namespace octavo::markup;

namespace {

void check(const std::string& html) {
    static Parser parser;
    const auto document = parser.parse_fragment(html);
    if (!document) return;  // the escaped text of something too deep
    const Node body = document->body();
    for (Node n = body.first_child(); n; n = n.following(body)) {
        if (!n.is_element()) continue;
        switch (n.tag_id()) {
            case LXB_TAG_SCRIPT:
            case LXB_TAG_STYLE:
            case LXB_TAG_IFRAME:
            case LXB_TAG_OBJECT:
            case LXB_TAG_EMBED:
            case LXB_TAG_FORM:
            case LXB_TAG_TEMPLATE:
            case LXB_TAG_NOSCRIPT:
            case LXB_TAG__UNDEF:
                std::abort();
            default:
                break;
        }
        for (const auto* name : {"onclick", "onerror", "onload", "style", "id", "name", "srcset", "formaction"})
            if (n.has_attribute(name)) std::abort();
        for (const auto* name : {"href", "src", "poster"}) {
            const auto value = n.attribute(name);
            if (!value.empty() && !value.starts_with("http://") && !value.starts_with("https://") &&
                !value.starts_with("mailto:") && !value.starts_with("tel:"))
                std::abort();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string once = sanitize(input, "https://news.test/a").text();
    check(once);
    const std::string twice = sanitize(once, "https://news.test/a").text();
    if (once != twice) {
        std::fprintf(stderr, "once:  %s\ntwice: %s\n", once.c_str(), twice.c_str());
        std::abort();
    }
    check(sanitize_inline(input, "https://news.test/a").text());
    (void)text_of(input);
    return 0;
}
