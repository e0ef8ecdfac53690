// HTML by construction: markup can only be a literal in our source, everything else passes through the gate of its
// context. Text and attribute values are escaped, addresses are checked for their scheme, publishers' inline marks
// are read again against an allow list. A hostile title, name, tag or address has no way onto a page but as text.
//
//   Html page;
//   page.put("<h1 dir=\"auto\">").text(card.title).put("</h1>");
//   page.put("<a").url("href", card.url).put(">").text(card.source_name).put("</a>");
//
// Templates in files were considered and kept out: a page is then a second language without a type checker, and the
// best of them measured a third of this speed. Appends to one buffer; no temporary strings on the way.
// Checked by tests/web/html_writer_test.cpp and fuzz/web_marks.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "markup/safe_html.hpp"

namespace octavo::web {

// Markup of ours: a literal, by the compiler's word.
class Markup {
  public:
    template <std::size_t N>
    consteval Markup(const char (&literal)[N]) : text_(literal, N - 1) {}  // NOLINT: meant to be implicit
    constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

class Html {
  public:
    Html() { out_.reserve(64 * 1024); }  // a page with its style inside: grown by doubling it would be copied twice
    explicit Html(std::size_t room) { out_.reserve(room); }

    Html& put(Markup markup) {
        out_.append(markup.text());
        return *this;
    }
    // What was written before.
    Html& put(const Html& part) {
        out_.append(part.out_);
        return *this;
    }
    // What assets.hpp has to be written into pages, within <style> or <script>.
    Html& inline_asset(Markup name);
    // Element content.
    Html& text(std::string_view text) {
        markup::append_escaped(out_, text);
        return *this;
    }
    // A headline: a short compound ("sign-up") is not broken at its hyphen.
    Html& title(std::string_view text);
    // ` name="value"`.
    Html& attribute(Markup name, std::string_view value);
    // ` name="address"`: http, https, or a path of this site. Anything else leaves the attribute out.
    Html& url(Markup name, std::string_view address);
    // ` lang="ar" dir="rtl"`, as the language is written; nothing for "und" but dir="auto".
    Html& language(std::string_view tag);
    Html& number(std::uint64_t n);
    Html& safe(const markup::SafeHtml& html) {
        out_.append(html.text());
        return *this;
    }
    // JSON as the content of a script element (a data block, which no browser runs): what could end the element, or a
    // line of script, is written as the \uXXXX that JSON has for it.
    Html& json(std::string_view text);
    // A block's inline marks as the archive keeps them: em, strong, a, code, sub, sup, br, mark are copied when they
    // are written just as our sanitizer writes them, balanced here; everything else becomes text.
    Html& marks(std::string_view html);
    // The same with the parts of a table.
    Html& table(std::string_view html);

    std::size_t size() const { return out_.size(); }
    std::string_view view() const { return out_; }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

// True for what may stand in href and src: http(s) addresses and paths of this site ("/..." but not "//...").
bool harmless_address(std::string_view address);

}  // namespace octavo::web
