// HTML that may stand on a page. Only the sanitizer and the escaper can make it, so what is written to a page is safe
// by construction.
#pragma once

#include <string>
#include <string_view>

namespace octavo::markup {

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
    explicit SafeHtml(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// Text -> markup: & < > " ' become references. For element content and for quoted attribute values alike.
SafeHtml escape(std::string_view text);
void append_escaped(std::string& out, std::string_view text);

// Strangers' markup -> balanced markup of an allow list (paragraphs, headings, lists, quotes, tables, figures, code,
// inline marks, links and pictures with http(s) addresses resolved against `base`). No script, style, form, frame,
// SVG, MathML, id, class, name, event handler, comment. Links get rel="noopener noreferrer ugc".
// Total: any bytes give a result; too big or too deep gives the escaped text. Idempotent.
// Checked by tests/markup/sanitize_test.cpp.
SafeHtml sanitize(std::string_view html, std::string_view base = {});
// The same, inline marks only: em, strong, a, code, sub, sup, mark, br; the text of all else is kept.
SafeHtml sanitize_inline(std::string_view html, std::string_view base = {});

// Markup -> plain text: tags off, references decoded, block ends as line ends, white space squeezed.
std::string text_of(std::string_view html);

}  // namespace octavo::markup
