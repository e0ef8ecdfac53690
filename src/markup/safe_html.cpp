// The one place where strangers' markup becomes ours.
//
// Idea: parse, filter, serialise. The tree is the browser's tree (lexbor follows the HTML standard), we write out only
// elements and attributes of a list, and every tag we open we close, so the answer is balanced by construction.
//   <p onclick=x>Hi <script>..</script><a href=javascript:y>there</a>   ->   <p>Hi <a>there</a></p>
//
// What makes sanitisers leak is a second parse that reads the answer differently (mutation). So nothing that switches
// the tokeniser or the tree builder is ever written: no raw text, no foreign content, no template, no form, no select.
// And where leaving an element out would bring two together that cannot nest (p in p, a in a, li in li), the inner tag
// is left out as well: the answer parses to the tree it was written from, and sanitising again changes nothing.
//
// Attribute filters by regex, and rewriting the input in place, were not considered: both are how others failed.
// The list itself is allow_list.cpp, addresses are judged in addresses.cpp; inline marks alone: safe_inline.cpp.
// Checked by tests/markup/sanitize_test.cpp and fuzz/sanitize.cpp.
#include "markup/safe_html.hpp"

#include <lexbor/tag/tag.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/utf8.hpp"
#include "markup/addresses.hpp"
#include "markup/allow_list.hpp"
#include "markup/fragment.hpp"

namespace octavo::markup {
namespace {

constexpr std::size_t max_open = 100;  // deeper elements are left out, their text stays

bool all_of(std::string_view s, bool (*test)(char)) { return !s.empty() && std::ranges::all_of(s, test); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_language_char(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; }

std::string_view tag_name(std::uintptr_t tag) {
    std::size_t length = 0;
    const lxb_char_t* name = lxb_tag_name_by_id(tag, &length);
    return {reinterpret_cast<const char*>(name), length};
}

class Writer {
  public:
    Writer(const Url* base, Skip skip) : base_(base), skip_(skip) {}

    void children(Node parent) {
        for (Node n = parent.first_child(); n; n = n.next()) node(n);
    }

    void node(Node n) {
        if (n.is_text()) {
            text(n.text());
            return;
        }
        if (!n.is_element() || skip_(n)) return;
        element(n);
    }

    std::string take() { return std::move(out_); }

  private:
    // A carriage return can only have come from a reference; written out it would be read as a line end.
    void text(std::string_view s) {
        for (auto at = s.find('\r'); at != std::string_view::npos; at = s.find('\r')) {
            append_escaped(out_, s.substr(0, at));
            out_ += '\n';
            s.remove_prefix(at + 1);
        }
        append_escaped(out_, s);
    }

    void element(Node n) {
        std::uintptr_t tag = n.tag_id();
        if (tag == LXB_TAG__UNDEF) {  // SVG, MathML
            if (n.tag() == "math") formula(n);
            return;
        }
        Rule rule = rule_for(tag);
        if (rule == Rule::drop) return;
        if (rule == Rule::as_div) {
            tag = LXB_TAG_DIV;
            rule = Rule::keep;
        }
        if (tag == LXB_TAG_SOURCE &&
            (open_.empty() || (open_.back() != LXB_TAG_AUDIO && open_.back() != LXB_TAG_VIDEO)))
            return;
        if (rule == Rule::keep && (open_.size() >= max_open || !may_stand(tag, open_))) {
            if (is_block(tag) && !is_void(tag)) break_line();
            rule = Rule::unwrap;
        }
        if (rule == Rule::unwrap) {
            if (!is_void(tag)) children(n);
            return;
        }
        if (!start(n, tag)) return;
        if (is_void(tag)) return;
        open_.push_back(tag);
        // The parser eats one line end behind <pre>.
        if (tag == LXB_TAG_PRE && n.first_child().text().starts_with('\n')) out_ += '\n';
        children(n);
        open_.pop_back();
        out_ += "</";
        out_ += tag_name(tag);
        out_ += '>';
    }

    // A formula's letters, in their order. What is HTML inside it, and its source code in other notations, are left
    // out.
    void formula(Node math) {
        Node n = math;
        while ((n = n.following(math, n.tag().starts_with("annotation"))))
            if (n.is_text() && n.parent().tag_id() == LXB_TAG__UNDEF && !n.parent().tag().starts_with("annotation"))
                text(n.text());
    }

    void break_line() {
        if (!out_.empty() && !out_.ends_with('>') && !out_.ends_with(' ')) out_ += ' ';
    }

    void attribute(std::string_view name, std::string_view value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        append_escaped(out_, value);
        out_ += '"';
    }

    void number(Node n, std::string_view name) {
        const auto value = utf8::trim(n.attribute(name));
        if (value.size() <= 5 && all_of(value, is_digit)) attribute(name, value);
    }

    void common(Node n) {
        if (const auto dir = utf8::lower(n.attribute("dir")); dir == "rtl" || dir == "ltr" || dir == "auto")
            attribute("dir", dir);
        if (const auto lang = n.attribute("lang"); lang.size() <= 35 && all_of(lang, is_language_char))
            attribute("lang", lang);
    }

    // Writes the start tag; false when the element has no right to exist (a picture without an address).
    bool start(Node n, std::uintptr_t tag) {
        const std::optional<std::string> address = address_of(n, tag);
        if (!address && (tag == LXB_TAG_IMG || tag == LXB_TAG_SOURCE)) return false;
        out_ += '<';
        out_ += tag_name(tag);
        if (tag != LXB_TAG_BR && tag != LXB_TAG_WBR) common(n);
        own(n, tag, address);
        out_ += '>';
        return true;
    }

    // Where the element leads, or what it shows.
    std::optional<std::string> address_of(Node n, std::uintptr_t tag) const {
        switch (tag) {
            case LXB_TAG_IMG:
                if (const auto source = picture_source(n); !source.empty()) return web_address(source, base_);
                return std::nullopt;
            case LXB_TAG_SOURCE:
            case LXB_TAG_AUDIO:
            case LXB_TAG_VIDEO:
                if (const auto source = n.attribute("src"); !source.empty()) return web_address(source, base_);
                return std::nullopt;
            case LXB_TAG_A:
                return link_address(n.attribute("href"), base_);
            default:
                return std::nullopt;
        }
    }

    // The attributes that belong to this one kind of element.
    void own(Node n, std::uintptr_t tag, const std::optional<std::string>& address) {
        switch (tag) {
            case LXB_TAG_A:
                if (address) {
                    attribute("href", *address);
                    attribute("rel", "noopener noreferrer ugc");
                }
                break;
            case LXB_TAG_IMG:
                attribute("src", *address);
                attribute("alt", n.attribute("alt"));
                number(n, "width");
                number(n, "height");
                attribute("loading", "lazy");
                break;
            case LXB_TAG_AUDIO:
            case LXB_TAG_VIDEO:
                out_ += " controls";
                attribute("preload", "none");
                if (address) attribute("src", *address);
                if (tag == LXB_TAG_VIDEO && !n.attribute("poster").empty())
                    if (const auto poster = web_address(n.attribute("poster"), base_)) attribute("poster", *poster);
                break;
            case LXB_TAG_SOURCE:
                attribute("src", *address);
                break;
            case LXB_TAG_TD:
            case LXB_TAG_TH:
                number(n, "colspan");
                number(n, "rowspan");
                break;
            case LXB_TAG_COL:
            case LXB_TAG_COLGROUP:
                number(n, "span");
                break;
            case LXB_TAG_OL:
                number(n, "start");
                if (n.has_attribute("reversed")) out_ += " reversed";
                break;
            case LXB_TAG_LI:
                number(n, "value");
                break;
            case LXB_TAG_TIME:
                if (const auto when = n.attribute("datetime"); !when.empty()) attribute("datetime", when);
                break;
            case LXB_TAG_ABBR:
            case LXB_TAG_DFN:
                if (const auto title = n.attribute("title"); !title.empty()) attribute("title", title);
                break;
            default:
                break;
        }
    }

    const Url* base_;
    Skip skip_;
    std::string out_;
    std::vector<std::uintptr_t> open_;
};

}  // namespace

SafeHtml sanitize(std::string_view html, std::string_view base) {
    // Text alone is its own tree; a parser would only drop NUL and mend line ends.
    if (html.find_first_of(std::string_view("<&\r\0", 4)) == std::string_view::npos && utf8::valid(html))
        return escape(html);
    const auto document = parse_piece(html);
    if (!document) return escape(utf8::repair(html));
    const auto url = base_of(base);
    Writer writer(url ? &*url : nullptr, {});
    writer.children(document->body());
    return SafeHtml(writer.take());
}

SafeHtml sanitize_tree(Node node, const Url* base, Skip skip) {
    Writer writer(base, skip);
    writer.node(node);
    return SafeHtml(writer.take());
}

}  // namespace octavo::markup
