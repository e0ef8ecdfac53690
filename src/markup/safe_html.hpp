// HTML that may stand on a page. Only the sanitizer and the escaper can make it, so what is written to a page is safe
// by construction.
#pragma once

#include <string>
#include <string_view>

#include "base/url.hpp"
#include "markup/html.hpp"

namespace octavo::markup {

// Says of an element in a tree whether it and all below it shall be left out.
struct Skip {
    bool (*test)(const void* context, Node element) = nullptr;
    const void* context = nullptr;
    bool operator()(Node element) const { return test && test(context, element); }
};

class SafeHtml {
  public:
    SafeHtml() = default;
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    SafeHtml& operator+=(const SafeHtml& other) {
        text_ += other.text_;
        return *this;
    }

  private:
    friend SafeHtml escape(std::string_view);
    friend SafeHtml sanitize(std::string_view, std::string_view);
    friend SafeHtml sanitize_inline(std::string_view, std::string_view);
    friend SafeHtml sanitize_tree(Node, const Url*, Skip);
    friend SafeHtml sanitize_run_inline(Node, Node, const Url*, Skip);
    explicit SafeHtml(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// Text -> markup: & < > " ' become references. For element content and for quoted attribute values alike.
SafeHtml escape(std::string_view text);
void append_escaped(std::string& out, std::string_view text);

// Strangers' markup -> balanced markup of an allow list (paragraphs, headings, lists, quotes, tables, figures, code,
// inline marks, links and pictures with http(s) addresses resolved against `base`, sound and film with controls). No
// script, style, form, frame, SVG, MathML (its letters stay), id, class, name, event handler, comment. Links get
// rel="noopener noreferrer ugc"; a link whose address we do not take stays as text in a bare <a>.
// Total: any bytes give a result; too big or too deep gives the escaped text. Idempotent.
// Checked by tests/markup/sanitize_test.cpp.
SafeHtml sanitize(std::string_view html, std::string_view base = {});
// The same, inline marks only: em, strong, a, code, sub, sup, mark, br; the text of all else is kept.
SafeHtml sanitize_inline(std::string_view html, std::string_view base = {});

// The same for a tree that is there already: a node with all below it, or the siblings from `first` to before `end`
// (a null end: to the last).
SafeHtml sanitize_tree(Node node, const Url* base, Skip skip = {});
SafeHtml sanitize_run_inline(Node first, Node end, const Url* base, Skip skip = {});

// Markup -> plain text: tags off, references decoded, block ends as line ends, white space squeezed.
std::string text_of(std::string_view html);

}  // namespace octavo::markup
