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
// Checked by tests/markup/sanitize_test.cpp and fuzz/sanitize.cpp.
#include "markup/safe_html.hpp"

#include <lexbor/tag/tag.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>

#include "base/utf8.hpp"

namespace octavo::markup {
namespace {

constexpr std::size_t max_open = 100;  // deeper elements are left out, their text stays
constexpr Limits fragment_limits{.bytes = 8u << 20, .depth = 512, .attributes = 256, .nodes = 300'000};

// ---- escaping ------------------------------------------------------------------------------------------------------

constexpr bool must_escape(char c) { return c == '&' || c == '<' || c == '>' || c == '"' || c == '\''; }

// Where the next character to escape stands, or the end. Sixteen bytes at a time: pages are mostly clean.
std::size_t next_to_escape(std::string_view text, std::size_t at) {
#ifdef __SSE2__
    const auto is = [](__m128i block, char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    for (; at + 16 <= text.size(); at += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const __m128i hit = _mm_or_si128(_mm_or_si128(_mm_or_si128(is(block, '&'), is(block, '<')), is(block, '>')),
                                         _mm_or_si128(is(block, '"'), is(block, '\'')));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(hit));
        if (mask) return at + static_cast<std::size_t>(std::countr_zero(mask));
    }
#endif
    while (at < text.size() && !must_escape(text[at])) ++at;
    return at;
}

std::string_view reference_for(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        default:
            return "&#39;";
    }
}

// ---- the list ------------------------------------------------------------------------------------------------------

enum class Rule : std::uint8_t {
    unwrap,  // the tag goes, what is in it stays
    drop,    // all of it goes
    keep,
    as_div,  // blocks whose own meaning would disturb the page around them (landmarks, forms)
};

// clang-format off
Rule rule_for(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_A: case LXB_TAG_ABBR: case LXB_TAG_B: case LXB_TAG_BDI: case LXB_TAG_BDO: case LXB_TAG_BLOCKQUOTE:
        case LXB_TAG_BR: case LXB_TAG_CAPTION: case LXB_TAG_CITE: case LXB_TAG_CODE: case LXB_TAG_COL:
        case LXB_TAG_COLGROUP: case LXB_TAG_DATA: case LXB_TAG_DD: case LXB_TAG_DEL: case LXB_TAG_DETAILS:
        case LXB_TAG_DFN: case LXB_TAG_DIV: case LXB_TAG_DL: case LXB_TAG_DT: case LXB_TAG_EM: case LXB_TAG_FIGCAPTION:
        case LXB_TAG_FIGURE: case LXB_TAG_H1: case LXB_TAG_H2: case LXB_TAG_H3: case LXB_TAG_H4: case LXB_TAG_H5:
        case LXB_TAG_H6: case LXB_TAG_HR: case LXB_TAG_I: case LXB_TAG_IMG: case LXB_TAG_INS: case LXB_TAG_KBD:
        case LXB_TAG_LI: case LXB_TAG_MARK: case LXB_TAG_OL: case LXB_TAG_P: case LXB_TAG_PRE: case LXB_TAG_Q:
        case LXB_TAG_RP: case LXB_TAG_RT: case LXB_TAG_RUBY: case LXB_TAG_S: case LXB_TAG_SAMP: case LXB_TAG_SMALL:
        case LXB_TAG_SPAN: case LXB_TAG_STRONG: case LXB_TAG_SUB: case LXB_TAG_SUMMARY: case LXB_TAG_SUP:
        case LXB_TAG_TABLE: case LXB_TAG_TBODY: case LXB_TAG_TD: case LXB_TAG_TFOOT: case LXB_TAG_TH:
        case LXB_TAG_THEAD: case LXB_TAG_TIME: case LXB_TAG_TR: case LXB_TAG_U: case LXB_TAG_UL: case LXB_TAG_VAR:
        case LXB_TAG_WBR: case LXB_TAG_AUDIO: case LXB_TAG_VIDEO: case LXB_TAG_SOURCE: return Rule::keep;
        case LXB_TAG_ADDRESS: case LXB_TAG_ARTICLE: case LXB_TAG_ASIDE: case LXB_TAG_CENTER: case LXB_TAG_FIELDSET:
        case LXB_TAG_FOOTER: case LXB_TAG_FORM: case LXB_TAG_HEADER: case LXB_TAG_HGROUP: case LXB_TAG_MAIN:
        case LXB_TAG_NAV: case LXB_TAG_SECTION: case LXB_TAG_DIALOG: return Rule::as_div;
        // What is not shown, what is no text, and what stops the tree builder's search for open elements.
        case LXB_TAG_SCRIPT: case LXB_TAG_STYLE: case LXB_TAG_TEMPLATE: case LXB_TAG_NOSCRIPT: case LXB_TAG_IFRAME:
        case LXB_TAG_NOEMBED: case LXB_TAG_NOFRAMES: case LXB_TAG_TEXTAREA: case LXB_TAG_TITLE: case LXB_TAG_SELECT:
        case LXB_TAG_DATALIST: case LXB_TAG_OPTION: case LXB_TAG_OPTGROUP: case LXB_TAG_OBJECT: case LXB_TAG_APPLET:
        case LXB_TAG_EMBED: case LXB_TAG_BUTTON: case LXB_TAG_INPUT: case LXB_TAG_MARQUEE: case LXB_TAG_XMP:
        case LXB_TAG_PLAINTEXT: case LXB_TAG_FRAME: case LXB_TAG_FRAMESET: case LXB_TAG_HEAD: case LXB_TAG_META:
        case LXB_TAG_LINK: case LXB_TAG_BASE: case LXB_TAG_CANVAS: case LXB_TAG_TRACK: case LXB_TAG_PARAM:
        case LXB_TAG_METER: case LXB_TAG_PROGRESS: return Rule::drop;
        default: return Rule::unwrap;
    }
}
// clang-format on

bool is_void(std::uintptr_t tag) {
    return tag == LXB_TAG_BR || tag == LXB_TAG_HR || tag == LXB_TAG_IMG || tag == LXB_TAG_WBR || tag == LXB_TAG_COL ||
           tag == LXB_TAG_SOURCE;
}

bool is_heading(std::uintptr_t tag) {
    return tag == LXB_TAG_H1 || tag == LXB_TAG_H2 || tag == LXB_TAG_H3 || tag == LXB_TAG_H4 || tag == LXB_TAG_H5 ||
           tag == LXB_TAG_H6;
}

// "If the stack of open elements has a p element in button scope, then close a p element."
bool closes_p(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_P:
        case LXB_TAG_DIV:
        case LXB_TAG_BLOCKQUOTE:
        case LXB_TAG_DETAILS:
        case LXB_TAG_DL:
        case LXB_TAG_FIGCAPTION:
        case LXB_TAG_FIGURE:
        case LXB_TAG_OL:
        case LXB_TAG_UL:
        case LXB_TAG_SUMMARY:
        case LXB_TAG_PRE:
        case LXB_TAG_TABLE:
        case LXB_TAG_HR:
        case LXB_TAG_LI:
        case LXB_TAG_DD:
        case LXB_TAG_DT:
            return true;
        default:
            return is_heading(tag);
    }
}

bool is_block(std::uintptr_t tag) {
    return closes_p(tag) || tag == LXB_TAG_TR || tag == LXB_TAG_BR || tag == LXB_TAG_CAPTION ||
           rule_for(tag) == Rule::as_div;
}

bool is_table_part(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_TABLE:
        case LXB_TAG_TBODY:
        case LXB_TAG_THEAD:
        case LXB_TAG_TFOOT:
        case LXB_TAG_TR:
        case LXB_TAG_TD:
        case LXB_TAG_TH:
        case LXB_TAG_CAPTION:
        case LXB_TAG_COLGROUP:
        case LXB_TAG_COL:
            return true;
        default:
            return false;
    }
}

bool all_of(std::string_view s, bool (*test)(char)) { return !s.empty() && std::ranges::all_of(s, test); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_language_char(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; }

// Where lazy pages hide a picture's address until a script asks for it.
std::string_view picture_source(Node img) {
    const std::string_view src = img.attribute("src");
    if (!src.empty() && !utf8::trim(src).starts_with("data:")) return src;
    for (const std::string_view name : {"data-src", "data-lazy-src", "data-original"})
        if (const auto value = img.attribute(name); !value.empty()) return value;
    return src;
}

std::string_view tag_name(std::uintptr_t tag) {
    std::size_t length = 0;
    const lxb_char_t* name = lxb_tag_name_by_id(tag, &length);
    return {reinterpret_cast<const char*>(name), length};
}

// ---- the writer ----------------------------------------------------------------------------------------------------

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
        if (tag == LXB_TAG__UNDEF) return;  // SVG, MathML
        Rule rule = rule_for(tag);
        if (rule == Rule::drop) return;
        if (rule == Rule::as_div) {
            tag = LXB_TAG_DIV;
            rule = Rule::keep;
        }
        if (tag == LXB_TAG_SOURCE &&
            (open_.empty() || (open_.back() != LXB_TAG_AUDIO && open_.back() != LXB_TAG_VIDEO)))
            return;
        if (rule == Rule::keep && (open_.size() >= max_open || !may_stand(tag))) {
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

    // Would a parser leave this element where we are about to write it?
    bool may_stand(std::uintptr_t tag) const {
        if (is_table_part(tag) && tag != LXB_TAG_TABLE) return parent_fits(tag);
        for (auto at = open_.rbegin(); at != open_.rend(); ++at) {
            const std::uintptr_t up = *at;
            if (up == LXB_TAG_P && closes_p(tag)) return false;
            if (up == LXB_TAG_A && tag == LXB_TAG_A) return false;
            if (is_heading(up) && is_heading(tag)) return false;
            if (up == LXB_TAG_LI && tag == LXB_TAG_LI) return false;
            if ((up == LXB_TAG_DD || up == LXB_TAG_DT) && (tag == LXB_TAG_DD || tag == LXB_TAG_DT)) return false;
            if ((up == LXB_TAG_RT || up == LXB_TAG_RP) && (tag == LXB_TAG_RT || tag == LXB_TAG_RP)) return false;
            if (up == LXB_TAG_TD || up == LXB_TAG_TH || up == LXB_TAG_CAPTION) return true;
            // A list inside a p was refused when it was opened, so what stands in an open list has no p above it.
            if (tag == LXB_TAG_LI && (up == LXB_TAG_UL || up == LXB_TAG_OL)) return true;
            if ((tag == LXB_TAG_DD || tag == LXB_TAG_DT) && up == LXB_TAG_DL) return true;
        }
        return true;
    }

    bool parent_fits(std::uintptr_t tag) const {
        if (open_.empty()) return false;
        const std::uintptr_t up = open_.back();
        switch (tag) {
            case LXB_TAG_CAPTION:
            case LXB_TAG_COLGROUP:
            case LXB_TAG_TBODY:
            case LXB_TAG_THEAD:
            case LXB_TAG_TFOOT:
                return up == LXB_TAG_TABLE;
            case LXB_TAG_COL:
                return up == LXB_TAG_COLGROUP;
            case LXB_TAG_TR:
                return up == LXB_TAG_TBODY || up == LXB_TAG_THEAD || up == LXB_TAG_TFOOT;
            default:
                return up == LXB_TAG_TR;
        }
    }

    void break_line() {
        if (!out_.empty() && !out_.ends_with('>') && !out_.ends_with(' ')) out_ += ' ';
    }

    std::optional<std::string> web_address(std::string_view text) const {
        auto url = base_ ? Url::parse(text, *base_) : Url::parse(text);
        if (!url || !url->is_web() || url->has_credentials()) return std::nullopt;
        return url->href();
    }

    std::optional<std::string> link_address(std::string_view text) const {
        text = utf8::trim(text);
        if (text.empty() || text.front() == '#') return std::nullopt;
        if (auto web = web_address(text)) return web;
        const auto url = Url::parse(text);
        if (url && (url->scheme() == "mailto" || url->scheme() == "tel")) return url->href();
        return std::nullopt;
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
        std::optional<std::string> address;
        if (tag == LXB_TAG_IMG) {
            const std::string_view source = picture_source(n);
            if (!source.empty()) address = web_address(source);
            if (!address) return false;
        } else if (tag == LXB_TAG_SOURCE || tag == LXB_TAG_AUDIO || tag == LXB_TAG_VIDEO) {
            if (const auto src = n.attribute("src"); !src.empty()) address = web_address(src);
            if (!address && tag == LXB_TAG_SOURCE) return false;
        } else if (tag == LXB_TAG_A) {
            address = link_address(n.attribute("href"));
        }
        out_ += '<';
        out_ += tag_name(tag);
        if (tag != LXB_TAG_BR && tag != LXB_TAG_WBR) common(n);
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
                    if (const auto poster = web_address(n.attribute("poster"))) attribute("poster", *poster);
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
        out_ += '>';
        return true;
    }

    const Url* base_;
    Skip skip_;
    std::string out_;
    std::vector<std::uintptr_t> open_;
};

// Inline marks alone, white space squeezed, the way a block's text is.
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
        const auto url = base_ ? Url::parse(n.attribute("href"), *base_) : Url::parse(n.attribute("href"));
        if (url && url->is_web() && !url->has_credentials() && !n.attribute("href").starts_with('#'))
            address = url->href();
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

Parser& fragment_parser() {
    thread_local Parser parser;
    return parser;
}

std::optional<Url> base_of(std::string_view base) { return base.empty() ? std::nullopt : Url::parse(base); }

bool is_plain(std::string_view html) { return html.find_first_of("<&") == std::string_view::npos; }

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    std::size_t done = 0;
    while (true) {
        const std::size_t at = next_to_escape(text, done);
        out.append(text, done, at - done);
        if (at >= text.size()) return;
        out += reference_for(text[at]);
        done = at + 1;
    }
}

SafeHtml escape(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    append_escaped(out, text);
    return SafeHtml(std::move(out));
}

SafeHtml sanitize(std::string_view html, std::string_view base) {
    const auto document = fragment_parser().parse_fragment(html, fragment_limits);
    if (!document) return escape(utf8::repair(html));
    const auto url = base_of(base);
    Writer writer(url ? &*url : nullptr, {});
    writer.children(document->body());
    return SafeHtml(writer.take());
}

SafeHtml sanitize_inline(std::string_view html, std::string_view base) {
    const auto document = fragment_parser().parse_fragment(html, fragment_limits);
    if (!document) return escape(utf8::repair(html));
    const auto url = base_of(base);
    InlineWriter writer(url ? &*url : nullptr, {});
    writer.children(document->body());
    return SafeHtml(writer.take());
}

SafeHtml sanitize_tree(Node node, const Url* base, Skip skip) {
    Writer writer(base, skip);
    writer.node(node);
    return SafeHtml(writer.take());
}

SafeHtml sanitize_run_inline(Node first, Node end, const Url* base, Skip skip) {
    InlineWriter writer(base, skip);
    for (Node n = first; n && n != end; n = n.next()) writer.node(n);
    return SafeHtml(writer.take());
}

std::string text_of(std::string_view html) {
    if (is_plain(html)) return utf8::squeeze(html);
    const auto document = fragment_parser().parse_fragment(html, fragment_limits);
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
