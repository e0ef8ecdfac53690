// Markup -> plain text. What the sanitizer would not show is not read out either; the edges of a block end a line.
//   <p>One<p>Two<br>three<script>..</script>   ->   "One\nTwo\nthree"
#include "base/utf8.hpp"
#include "markup/allow_list.hpp"
#include "markup/fragment.hpp"
#include "markup/safe_html.hpp"

namespace octavo::markup {

std::string text_of(std::string_view html) {
    if (html.find_first_of("<&") == std::string_view::npos) return utf8::squeeze(html);
    const auto document = parse_piece(html);
    if (!document) return utf8::squeeze(utf8::repair(html));
    std::string out;
    std::string line;
    const auto end_line = [&] {
        const std::string squeezed = utf8::squeeze(line);
        line.clear();
        if (squeezed.empty()) return;
        if (!out.empty()) out += '\n';
        out += squeezed;
    };
    // Both edges of a block end a line; the far edge is met when the walk leaves it.
    const Node body = document->body();
    Node n = body.first_child();
    while (n) {
        const std::uintptr_t tag = n.tag_id();
        const bool hidden = n.is_element() && (tag == LXB_TAG__UNDEF || rule_for(tag) == Rule::drop);
        if (n.is_text()) line += n.text();
        if (is_block(tag)) end_line();
        if (!hidden && n.first_child()) {
            n = n.first_child();
            continue;
        }
        while (n && n != body && !n.next()) {
            n = n.parent();
            if (is_block(n.tag_id())) end_line();
        }
        n = n == body ? Node() : n.next();
    }
    end_line();
    return out;
}

}  // namespace octavo::markup
