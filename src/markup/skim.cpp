// Half the bytes of a news page are scripts, style sheets and the curves of icons. The tokenizer reads each of these
// bytes, copies it, and hangs it into a tree where nobody asks for it.
//
// Idea: when the tree builder has opened such an element, the next bytes are ours. We look for its end as the HTML
// standard does, and give lexbor the bytes from there on.
//   <script>let a = "<p>";</script>           ->  a script element without text
//   <svg viewBox=..><path d=..></svg>         ->  an svg element without children
//   <script type=application/ld+json>{..}     ->  untouched: data is read
// Where the standard's rules are deep (a script with <!-- in it), where something else stands in a drawing than
// strokes, or where a chunk of the input ends, we step aside and lexbor reads on from the same byte: the tree is then
// fuller, never another. Cutting the elements out of the bytes beforehand was the road not taken: it takes a second
// tokenizer to know what is an element and what is a comment.
// Checked by tests/markup/skim_test.cpp and fuzz/html.cpp.
#include "markup/skim.hpp"

#include <lexbor/dom/interfaces/attr.h>
#include <lexbor/html/tokenizer/state.h>
#include <lexbor/html/tokenizer/state_rawtext.h>
#include <lexbor/html/tokenizer/state_script.h>
#include <lexbor/html/tree.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "base/utf8.hpp"

namespace octavo::markup {
namespace {

using Byte = lxb_char_t;

std::string_view view(const Byte* from, const Byte* to) {
    return {reinterpret_cast<const char*>(from), static_cast<std::size_t>(to - from)};
}

const Byte* next_open(const Byte* at, const Byte* end) {
    return static_cast<const Byte*>(std::memchr(at, '<', static_cast<std::size_t>(end - at)));
}

bool ends_name(char c) { return c == '>' || c == '/' || c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

// Whether an end tag `tag` ("</style") stands at the front of `text`, or may when more of the input is there.
bool is_end_tag(std::string_view text, std::string_view tag) {
    if (text.size() <= tag.size()) return utf8::equal_ignoring_case(text, tag.substr(0, text.size()));
    return utf8::equal_ignoring_case(text.substr(0, tag.size()), tag) && ends_name(text[tag.size()]);
}

// 13.2.5.4 and 13.2.5.3: script data and RAWTEXT end at their own end tag.
// https://html.spec.whatwg.org/multipage/parsing.html#script-data-state
const Byte* skip_script(lxb_html_tokenizer_t* tokenizer, const Byte* data, const Byte* end) {
    for (const Byte* at = tokenizer->is_eof ? data : next_open(data, end); at; at = next_open(at + 1, end)) {
        const std::string_view rest = view(at, end);
        const bool escaped = rest.starts_with(std::string_view("<!--").substr(0, rest.size()));
        if (!tokenizer->is_eof && !escaped && !is_end_tag(rest, "</script")) continue;
        tokenizer->state = lxb_html_tokenizer_state_script_data_before;
        return at;
    }
    return end;
}

const Byte* skip_style(lxb_html_tokenizer_t* tokenizer, const Byte* data, const Byte* end) {
    for (const Byte* at = tokenizer->is_eof ? data : next_open(data, end); at; at = next_open(at + 1, end)) {
        if (!tokenizer->is_eof && !is_end_tag(view(at, end), "</style")) continue;
        tokenizer->state = lxb_html_tokenizer_state_rawtext_before;
        return at;
    }
    return end;
}

// Elements of a drawing that hold no text for readers and break out of nothing.
bool is_stroke(std::string_view name) {
    static constexpr std::string_view names[] = {"path",     "g",        "use",      "rect",           "circle",
                                                 "line",     "polygon",  "polyline", "ellipse",        "defs",
                                                 "symbol",   "mask",     "stop",     "linearGradient", "radialGradient",
                                                 "clipPath", "clippath", "filter",   "image",          "title"};
    return std::ranges::find(names, name) != std::end(names);
}

// Behind <svg ...>: to its end tag, when all of it is here and is strokes.
const Byte* skip_drawing(lxb_html_tokenizer_t* tokenizer, const Byte* data, const Byte* end) {
    tokenizer->state = lxb_html_tokenizer_state_data_before;
    if (tokenizer->is_eof) return data;
    for (const Byte* at = next_open(data, end); at; at = next_open(at + 1, end)) {
        std::string_view rest = view(at, end);
        if (rest.size() > 5 && is_end_tag(rest, "</svg")) return at;
        rest.remove_prefix(rest.starts_with("</") ? 2 : 1);
        const auto name_end = std::ranges::find_if(rest, ends_name);
        if (name_end == rest.end() || !is_stroke({rest.begin(), name_end})) return data;
    }
    return data;
}

// A script's type says what it is: data are JSON of one kind or another, anything else is a program or a template.
bool is_data(const lxb_html_token_t* token) {
    for (const auto* a = token->attr_first; a; a = a->next) {
        if (!a->name || a->name->attr_id != LXB_DOM_ATTR_TYPE || !a->value) continue;
        const std::string type = utf8::lower(view(a->value, a->value + a->value_size));
        return type.find("json") != std::string::npos;
    }
    return false;
}

bool stands_in_drawing(const lxb_html_tree_t* tree) {
    const std::size_t open = lexbor_array_length(tree->open_elements);
    const auto* node =
        open ? static_cast<const lxb_dom_node_t*>(lexbor_array_get(tree->open_elements, open - 1)) : nullptr;
    return node && node->local_name == LXB_TAG_SVG && node->ns == LXB_NS_SVG;
}

}  // namespace

lxb_html_token_t* build_and_skim(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token,
                                 lxb_html_tokenizer_token_f build, void* context) {
    const auto tag = token->tag_id;
    const bool opens = (tag == LXB_TAG_SCRIPT || tag == LXB_TAG_STYLE || tag == LXB_TAG_SVG) &&
                       !(token->type & (LXB_HTML_TOKEN_TYPE_CLOSE | LXB_HTML_TOKEN_TYPE_CLOSE_SELF));
    if (!opens) return build(tokenizer, token, context);
    const bool wanted = tag == LXB_TAG_SCRIPT && is_data(token);
    lxb_html_token_t* const answer = build(tokenizer, token, context);
    // The builder has said how what follows is to be read; in foreign content, say, a style element is none.
    if (tag == LXB_TAG_SCRIPT && !wanted && tokenizer->state == lxb_html_tokenizer_state_script_data_before)
        tokenizer->state = skip_script;
    else if (tag == LXB_TAG_STYLE && tokenizer->state == lxb_html_tokenizer_state_rawtext_before)
        tokenizer->state = skip_style;
    else if (tag == LXB_TAG_SVG && stands_in_drawing(tokenizer->tree) &&
             tokenizer->state == lxb_html_tokenizer_state_data_before)
        tokenizer->state = skip_drawing;
    return answer;
}

}  // namespace octavo::markup
