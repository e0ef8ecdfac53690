// The sanitizer's smaller sister: what may stand within a paragraph, and nothing else.
//   <div>The <b>tram</b> <i></i> opens<br><br></div>   ->   The <strong>tram</strong> opens
// White space is squeezed on the way, as a block's text is, so that text and markup of a block say the same words. A
// mark around nothing is not written, a mark inside itself neither, and a space before a mark stands outside it.
// Checked by tests/markup/sanitize_test.cpp and fuzz/sanitize.cpp.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "markup/addresses.hpp"
#include "markup/allow_list.hpp"
#include "markup/escape.hpp"
#include "markup/fragment.hpp"
#include "markup/safe_html.hpp"

namespace octavo::markup {
namespace {

class InlineWriter {
  public:
    InlineWriter(const Url* base, Skip skip) : base_(base), skip_(skip) {}

    void children(Node parent) {
        for (Node n = parent.first_child(); n; n = n.next()) node(n);
    }
    std::string take() {
        while (out_.ends_with("<br>")) out_.resize(out_.size() - 4);
        return std::move(out_);
    }
    void node(Node n);

  private:
    static std::string_view mark_of(std::uintptr_t tag) {
        switch (tag) {
            case LXB_TAG_B:
            case LXB_TAG_STRONG:
                return "strong";
            case LXB_TAG_I:
            case LXB_TAG_EM:
            case LXB_TAG_CITE:
                return "em";
            case LXB_TAG_A:
                return "a";
            case LXB_TAG_CODE:
            case LXB_TAG_KBD:
            case LXB_TAG_SAMP:
                return "code";
            case LXB_TAG_SUB:
                return "sub";
            case LXB_TAG_SUP:
                return "sup";
            case LXB_TAG_MARK:
                return "mark";
            default:
                return {};
        }
    }

    void text(std::string_view s) {
        for (std::size_t i = 0; i < s.size();) {
            const std::size_t start = i;
            const char32_t c = utf8::next(s, i);
            if (c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000 || c == 0x2028) {
                space_ = true;
                continue;
            }
            if (c == 0xAD || c == 0x200B || c == 0xFEFF) continue;  // soft hyphens and other nothings
            if (space_ && !out_.empty() && !at_start_ && !out_.ends_with("<br>")) out_ += ' ';
            space_ = at_start_ = false;
            if (i - start == 1 && must_escape(s[start])) {
                out_ += reference_for(s[start]);
            } else {
                out_.append(s, start, i - start);
            }
        }
    }

    const Url* base_;
    Skip skip_;
    std::string out_;
    std::vector<std::string_view> open_;
    bool space_ = false;
    bool at_start_ = false;
};

void InlineWriter::node(Node n) {
    if (n.is_text()) return text(n.text());
    if (!n.is_element() || skip_(n)) return;
    const std::uintptr_t tag = n.tag_id();
    if (tag == LXB_TAG__UNDEF || rule_for(tag) == Rule::drop) return;
    if (tag == LXB_TAG_BR) {
        if (!out_.empty() && !out_.ends_with("<br>")) out_ += "<br>";
        space_ = false;
        return;
    }
    const std::string_view mark = mark_of(tag);
    std::optional<std::string> address;
    if (mark == "a") {
        const std::string_view href = n.attribute("href");
        if (!href.starts_with('#')) address = web_address(href, base_);
    }
    if (mark.empty() || std::ranges::find(open_, mark) != open_.end() || (mark == "a" && !address)) {
        if (is_block(tag)) space_ = true;
        children(n);
        if (is_block(tag)) space_ = true;
        return;
    }
    // The space before a mark stands outside it, and a mark around nothing is none.
    if (space_ && !out_.empty() && !out_.ends_with("<br>")) out_ += ' ';
    space_ = false;
    const std::size_t start = out_.size();
    out_ += '<';
    out_ += mark;
    if (address) {
        out_ += " href=\"";
        append_escaped(out_, *address);
        out_ += "\" rel=\"noopener noreferrer ugc\"";
    }
    out_ += '>';
    const std::size_t inside = out_.size();
    open_.push_back(mark);
    const bool was_at_start = std::exchange(at_start_, true);
    children(n);
    open_.pop_back();
    if (out_.size() == inside) {
        out_.resize(start);
        at_start_ = was_at_start;
        if (out_.ends_with(' ')) {
            out_.pop_back();
            space_ = true;
        }
        return;
    }
    at_start_ = false;
    out_ += "</";
    out_ += mark;
    out_ += '>';
}

}  // namespace

SafeHtml sanitize_inline(std::string_view html, std::string_view base) {
    const auto document = parse_piece(html);
    if (!document) return escape(utf8::repair(html));
    const auto url = base_of(base);
    InlineWriter writer(url ? &*url : nullptr, {});
    writer.children(document->body());
    return SafeHtml(writer.take());
}

SafeHtml sanitize_run_inline(Node first, Node end, const Url* base, Skip skip) {
    InlineWriter writer(base, skip);
    for (Node n = first; n && n != end; n = n.next()) writer.node(n);
    return SafeHtml(writer.take());
}

}  // namespace octavo::markup
