#include "feed/xml.hpp"

#include "base/utf8.hpp"

namespace octavo::feed::xml {
namespace {

constexpr bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool name_char(char c) { return name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

bool same(std::string_view a, std::string_view b) { return utf8::equal_ignoring_case(a, b); }

// Declared addresses are compared by what makes them unmistakable: feeds misspell the rest.
Space space_of_address(std::string_view address) {
    const std::string a = utf8::lower(utf8::trim(address));
    const auto has = [&](std::string_view part) { return a.find(part) != std::string::npos; };
    if (has("purl.org/rss/1.0/modules/content")) return Space::content;
    if (has("purl.org/rss/1.0/modules/syndication")) return Space::syndication;
    if (has("purl.org/rss/1.0/modules")) return Space::other;
    if (has("purl.org/rss") || has("netscape.com") || has("userland.com") || has("blogs.law.harvard.edu/tech/rss"))
        return Space::none;
    if (has("w3.org/2005/atom")) return Space::atom;
    if (has("purl.org/atom/ns")) return Space::atom;
    if (has("22-rdf-syntax-ns")) return Space::rdf;
    if (has("purl.org/dc/elements")) return Space::dc;
    if (has("purl.org/dc/terms")) return Space::dcterms;
    if (has("search.yahoo.com/mrss") || has("media-rss")) return Space::media;
    if (has("podcast-1.0.dtd")) return Space::itunes;
    if (has("w3.org/1999/xhtml")) return Space::xhtml;
    if (has("feedburner")) return Space::feedburner;
    if (has("sitemap-news")) return Space::news;
    if (has("google.com/schemas/play-podcasts")) return Space::googleplay;
    if (has("xmlns.com/foaf")) return Space::foaf;
    if (has("blogs.yandex.ru/schema/foaf")) return Space::yandex;
    return Space::other;
}

// Prefixes nobody declared mean what they mean everywhere else.
Space space_of_prefix(std::string_view prefix) {
    static constexpr std::pair<std::string_view, Space> known[] = {{"xml", Space::xml},
                                                                   {"atom", Space::atom},
                                                                   {"a10", Space::atom},
                                                                   {"rdf", Space::rdf},
                                                                   {"rss", Space::none},
                                                                   {"content", Space::content},
                                                                   {"dc", Space::dc},
                                                                   {"dcterms", Space::dcterms},
                                                                   {"media", Space::media},
                                                                   {"itunes", Space::itunes},
                                                                   {"sy", Space::syndication},
                                                                   {"xhtml", Space::xhtml},
                                                                   {"feedburner", Space::feedburner},
                                                                   {"news", Space::news},
                                                                   {"googleplay", Space::googleplay},
                                                                   {"foaf", Space::foaf},
                                                                   {"ya", Space::yandex}};
    for (const auto& [name, value] : known)
        if (same(name, prefix)) return value;
    return Space::other;
}

bool one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view n) { return same(n, name); });
}

// White space between the children of these means nothing.
bool structural(std::string_view name) {
    static constexpr std::string_view names[] = {"rss",          "channel", "item",   "feed",   "entry",
                                                 "rdf",          "image",   "author", "urlset", "url",
                                                 "sitemapindex", "opml",    "head",   "body",   "outline"};
    return one_of(name, names);
}

// Elements of a feed that hold a line of text; the next of them ends one that was left open.
bool text_leaf(std::string_view name) {
    static constexpr std::string_view names[] = {"title",    "link", "guid",    "pubdate",   "description", "category",
                                                 "comments", "id",   "updated", "published", "modified",    "issued"};
    return one_of(name, names);
}

bool html_void(std::string_view name) {
    static constexpr std::string_view names[] = {"br", "hr", "img", "wbr"};
    return one_of(name, names);
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
}

namespace {

// `c` is in 0x80-0x9F.
char32_t windows_1252(char32_t c) {
    static constexpr char16_t table[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                           0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                           0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    return table[(c - 0x80) & 31];
}

// The reference at the front of `raw` ("&...;"): appends what it means and returns its length; 0 when it is none.
std::size_t reference(std::string_view raw, std::string& out) {
    const auto end = raw.substr(0, 34).find(';');
    if (end == std::string_view::npos || end < 2) return 0;
    const std::string_view name = raw.substr(1, end - 1);
    if (name[0] != '#') {
        const char32_t c = entity(name);
        if (c == 0) return 0;
        utf8::append(out, c);
        return end + 1;
    }
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t c = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), c, hex ? 16 : 10);
    if (digits.empty() || read.ptr != digits.data() + digits.size()) return 0;
    if (read.ec != std::errc{}) c = 0xFFFD;
    if (c >= 0x80 && c < 0xA0) c = windows_1252(c);  // what people mean by &#150; is what HTML says it means
    if (c >= 0x20 || c == '\t' || c == '\n') utf8::append(out, c);
    return end + 1;
}

// What XML forbids or nobody means: control characters, CR, and U+0080-9F, which are windows-1252 mislabelled.
constexpr bool odd(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\xC2'; }

void append_plain(std::string& out, std::string_view raw) {
    while (!raw.empty()) {
        const auto good = static_cast<std::size_t>(std::ranges::find_if(raw, odd) - raw.begin());
        out += raw.substr(0, good);
        raw.remove_prefix(good);
        if (raw.empty()) return;
        const auto second = raw.size() > 1 ? static_cast<unsigned char>(raw[1]) : 0;
        if (raw[0] == '\r' && second != '\n') out += '\n';
        if (raw[0] == '\xC2') {
            if (second < 0xA0)
                utf8::append(out, windows_1252(second));
            else
                out += raw.substr(0, 2);
            raw.remove_prefix(std::min<std::size_t>(2, raw.size()));
        } else {
            raw.remove_prefix(1);
        }
    }
}

}  // namespace

void append_decoded(std::string& out, std::string_view raw) {
    while (!raw.empty()) {
        const auto amp = std::min(raw.find('&'), raw.size());
        append_plain(out, raw.substr(0, amp));
        raw.remove_prefix(amp);
        if (raw.empty()) break;
        const std::size_t length = reference(raw, out);
        if (length == 0) out += '&';
        raw.remove_prefix(length == 0 ? 1 : length);
    }
}

std::string decode(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    append_decoded(out, raw);
    return out;
}

class Builder {
  public:
    Builder(Document& document, const Limits& limits) : d_(document), text_(*document.text_), limits_(limits) {}

    Result<> run() {
        d_.nodes_.reserve(text_.size() / 48 + 16);
        d_.nodes_.emplace_back();
        open_.push_back({0, {}, 0, false});
        while (at_ < text_.size() && !d_.cut_) {
            const auto less = std::min(text_.find('<', at_), text_.size());
            add_text(Document::Kind::text, text_.substr(at_, less - at_));
            at_ = less;
            if (at_ < text_.size()) TRY(tag());
        }
        d_.mended_ += open_.size() - 1;
        return {};
    }

  private:
    struct Open {
        std::uint32_t node;
        std::string_view raw_name;  // with its prefix
        std::size_t bindings;       // how many were in force before it
        bool structural;
    };
    struct Binding {
        std::string_view prefix;
        Space space;
    };

    bool at(std::string_view word) const { return text_.substr(at_).starts_with(word); }

    Result<> tag() {
        const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (name_start(c)) return start_tag();
        if (c == '/') return end_tag();
        if (at("<![CDATA[")) return cdata();
        if (at("<!--")) return skip_to("-->", 4);
        if (c == '!') return declaration();
        if (c == '?') return skip_to("?>", 2);
        return stray();
    }

    Result<> stray() {
        ++d_.mended_;
        add_text(Document::Kind::text, text_.substr(at_, 1));
        ++at_;
        return {};
    }

    Result<> skip_to(std::string_view end, std::size_t from) {
        const auto found = text_.find(end, at_ + from);
        if (found == std::string_view::npos) ++d_.mended_;
        at_ = found == std::string_view::npos ? text_.size() : found + end.size();
        return {};
    }

    Result<> cdata() {
        const auto end = text_.find("]]>", at_ + 9);
        const auto stop = std::min(end, text_.size());
        if (end == std::string_view::npos) ++d_.mended_;
        add_text(Document::Kind::cdata, text_.substr(at_ + 9, stop - at_ - 9));
        at_ = std::min(stop + 3, text_.size());
        return {};
    }

    // <!DOCTYPE ...>, its internal subset skipped unread.
    Result<> declaration() {
        const std::string_view rest = text_.substr(at_);
        if (same(rest.substr(0, 14), "<!doctype html")) d_.html_ = true;
        const auto close = std::min(rest.find('>'), rest.size());
        const auto bracket = rest.substr(0, close).find('[');
        if (bracket == std::string_view::npos) {
            at_ += std::min(close + 1, rest.size());
            return {};
        }
        const auto subset_end = rest.find(']', bracket);
        if (subset_end == std::string_view::npos) {  // never closed: the subset was none
            ++d_.mended_;
            at_ += std::min(close + 1, rest.size());
            return {};
        }
        at_ += std::min(rest.find('>', subset_end), rest.size() - 1) + 1;
        return {};
    }

    std::uint32_t add(Document::Node node) {
        if (d_.nodes_.size() >= limits_.nodes) {
            d_.cut_ = true;
            return 0;
        }
        const auto index = static_cast<std::uint32_t>(d_.nodes_.size());
        d_.nodes_.push_back(node);
        Document::Node& parent = d_.nodes_[open_.back().node];
        if (parent.last)
            d_.nodes_[parent.last].next = index;
        else
            parent.first = index;
        parent.last = index;
        return index;
    }

    void add_text(Document::Kind kind, std::string_view raw) {
        if (raw.empty() || open_.size() == 1) return;
        if (open_.back().structural && std::ranges::all_of(raw, space)) return;
        add({.kind = kind, .text = raw});
    }

    std::string_view read_name() {
        const std::size_t start = at_;
        while (at_ < text_.size() && name_char(text_[at_])) ++at_;
        return text_.substr(start, at_ - start);
    }
    void skip_space() {
        while (at_ < text_.size() && space(text_[at_])) ++at_;
    }

    Result<> start_tag() {
        ++at_;
        const std::string_view raw_name = read_name();
        const auto first_attribute = d_.attributes_.size();
        const auto bindings = bindings_.size();
        bool closed = false;
        TRY(attributes(closed));
        const auto count = d_.attributes_.size() - first_attribute;
        Document::Node node;
        node.attributes = static_cast<std::uint32_t>(first_attribute);
        node.attribute_count = static_cast<std::uint16_t>(count);
        std::tie(node.space, node.text) = split(raw_name, true);
        for (std::size_t i = first_attribute; i < d_.attributes_.size(); ++i)
            std::tie(d_.attributes_[i].space, d_.attributes_[i].name) = split(d_.attributes_[i].name, false);
        close_what_this_ends(node);
        const auto index = add(node);
        if (closed || d_.cut_ || html_void(raw_name)) {
            bindings_.resize(std::min(bindings_.size(), bindings));
            return {};
        }
        if (open_.size() > limits_.depth)
            return fail(Fault::too_big, fmt::format("XML: deeper than {} elements", limits_.depth));
        open_.push_back({index, raw_name, bindings, structural(node.text)});
        return {};
    }

    Result<> attributes(bool& closed) {
        std::size_t count = 0;
        for (;;) {
            skip_space();
            if (at_ >= text_.size()) return {};
            const char c = text_[at_];
            if (c == '>') {
                ++at_;
                return {};
            }
            if (c == '/') {
                closed = ++at_ < text_.size() && text_[at_] == '>';
                continue;
            }
            if (c == '<') {  // the tag was never ended
                ++d_.mended_;
                return {};
            }
            if (!name_start(c)) {
                ++at_;
                continue;
            }
            if (++count > limits_.attributes)
                return fail(Fault::too_big, fmt::format("XML: more than {} attributes", limits_.attributes));
            const std::string_view name = read_name();
            skip_space();
            std::string_view value;
            if (at_ < text_.size() && text_[at_] == '=') {
                ++at_;
                skip_space();
                value = attribute_value();
            }
            keep(name, value);
        }
    }

    std::string_view attribute_value() {
        if (at_ >= text_.size()) return {};
        const char quote = text_[at_];
        const std::size_t start = at_;
        if (quote == '"' || quote == '\'') {
            const auto end = text_.find(quote, start + 1);
            if (end != std::string_view::npos) {
                at_ = end + 1;
                return text_.substr(start + 1, end - start - 1);
            }
            ++d_.mended_;
            ++at_;
        }
        const std::size_t from = at_;
        while (at_ < text_.size() && !space(text_[at_]) && text_[at_] != '>') ++at_;
        return text_.substr(from, at_ - from);
    }

    void keep(std::string_view name, std::string_view value) {
        // 128 namespaces in force at once are more than any feed has; a lookup stays short.
        if (name == "xmlns" || name.starts_with("xmlns:")) {
            const std::string_view prefix = name.size() > 6 ? name.substr(6) : std::string_view{};
            Space meant = space_of_address(value);
            if (prefix.empty() && meant == Space::other) meant = Space::none;
            if (bindings_.size() < 128) bindings_.push_back({prefix, meant});
        } else {
            d_.attributes_.push_back({name, value, Space::none});
        }
    }

    std::pair<Space, std::string_view> split(std::string_view raw_name, bool element) const {
        const auto colon = raw_name.find(':');
        if (colon == std::string_view::npos) return {element ? bound({}).value_or(Space::none) : Space::none, raw_name};
        const std::string_view prefix = raw_name.substr(0, colon);
        return {bound(prefix).value_or(space_of_prefix(prefix)), raw_name.substr(colon + 1)};
    }
    std::optional<Space> bound(std::string_view prefix) const {
        for (std::size_t i = bindings_.size(); i-- > 0;)
            if (bindings_[i].prefix == prefix) return bindings_[i].space;
        return std::nullopt;
    }

    void pop() {
        bindings_.resize(std::min(bindings_.size(), open_.back().bindings));
        open_.pop_back();
    }

    // An entry inside an entry, a title inside a title: the first was left open.
    void close_what_this_ends(const Document::Node& node) {
        const bool plain = node.space == Space::none || node.space == Space::atom;
        if (!plain || open_.size() < 2) return;
        if (same(node.text, "item") || same(node.text, "entry")) {
            for (std::size_t depth = open_.size(); depth-- > 1;) {
                const Document::Node& other = d_.nodes_[open_[depth].node];
                // Inside a stranger's element it is that stranger's example (sx:conflict holds whole items).
                if (other.space != node.space) return;
                if (!same(other.text, node.text)) continue;
                while (open_.size() > depth) pop();
                ++d_.mended_;
                return;
            }
        }
        const Document::Node& parent = d_.nodes_[open_.back().node];
        if (parent.space == node.space && text_leaf(parent.text) && text_leaf(node.text)) {
            pop();
            ++d_.mended_;
        }
    }

    Result<> end_tag() {
        const std::size_t start = at_;
        at_ += 2;
        const std::string_view name = read_name();
        const auto close = text_.find_first_of("<>", at_);
        at_ = close == std::string_view::npos ? text_.size() : text_[close] == '>' ? close + 1 : close;
        if (name.empty() && at_ == start + 2) return stray_from(start);
        for (std::size_t depth = open_.size(); depth-- > 1;) {
            if (!same(open_[depth].raw_name, name)) continue;
            d_.mended_ += open_.size() - depth - 1;
            while (open_.size() > depth) pop();
            return {};
        }
        if (!html_void(name)) ++d_.mended_;
        return {};
    }
    Result<> stray_from(std::size_t start) {
        at_ = start;
        return stray();
    }

    Document& d_;
    std::string_view text_;
    const Limits& limits_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
    std::vector<Binding> bindings_;
};

Result<Document> Document::parse(std::string text, const Limits& limits) {
    Document document;
    document.text_ = std::make_unique<const std::string>(std::move(text));
    TRY(Builder(document, limits).run());
    return document;
}

Element Document::root() const {
    for (std::uint32_t i = nodes_.empty() ? 0 : nodes_[0].first; i; i = nodes_[i].next)
        if (nodes_[i].kind == Kind::element) return {this, i};
    return {};
}

std::string_view Element::name() const { return document_ ? document_->nodes_[index_].text : std::string_view{}; }
Space Element::space() const { return document_ ? document_->nodes_[index_].space : Space::none; }
bool Element::is(Space wanted, std::string_view wanted_name) const {
    return document_ && space() == wanted && same(name(), wanted_name);
}

bool Element::has_attribute(std::string_view wanted, Space wanted_space) const {
    if (!document_) return false;
    const auto& node = document_->nodes_[index_];
    for (std::size_t i = 0; i < node.attribute_count; ++i) {
        const auto& a = document_->attributes_[node.attributes + i];
        if (a.space == wanted_space && same(a.name, wanted)) return true;
    }
    return false;
}

std::string Element::attribute(std::string_view wanted, Space wanted_space) const {
    if (!document_) return {};
    const auto& node = document_->nodes_[index_];
    for (std::size_t i = 0; i < node.attribute_count; ++i) {
        const auto& a = document_->attributes_[node.attributes + i];
        if (a.space == wanted_space && same(a.name, wanted)) return decode(a.value);
    }
    return {};
}

Element Element::element_from(std::uint32_t i) const {
    while (i && document_->nodes_[i].kind != Document::Kind::element) i = document_->nodes_[i].next;
    return i ? Element{document_, i} : Element{};
}
Element Element::first() const { return document_ ? element_from(document_->nodes_[index_].first) : Element{}; }
Element Element::next() const { return document_ ? element_from(document_->nodes_[index_].next) : Element{}; }
Element Element::child(std::string_view wanted, Space wanted_space) const {
    for (Element e = first(); e; e = e.next())
        if (e.is(wanted_space, wanted)) return e;
    return {};
}

std::string Element::text() const {
    std::string out;
    append_text(out);
    return out;
}
std::string Element::markup() const {
    std::string out;
    append_markup(out);
    return out;
}

// Depth is bounded by Limits::depth, so these recurse.
void Element::append_text(std::string& out) const {
    if (!document_) return;
    for (std::uint32_t i = document_->nodes_[index_].first; i; i = document_->nodes_[i].next) {
        const auto& node = document_->nodes_[i];
        if (node.kind == Document::Kind::text)
            append_decoded(out, node.text);
        else if (node.kind == Document::Kind::cdata)
            append_plain(out, node.text);
        else
            Element{document_, i}.append_text(out);
    }
}

void Element::append_markup(std::string& out) const {
    if (!document_) return;
    for (std::uint32_t i = document_->nodes_[index_].first; i; i = document_->nodes_[i].next) {
        const auto& node = document_->nodes_[i];
        if (node.kind == Document::Kind::text)
            append_escaped(out, decode(node.text));
        else if (node.kind == Document::Kind::cdata)
            append_escaped(out, node.text);
        else
            Element{document_, i}.append_tag(out);
    }
}

void Element::append_tag(std::string& out) const {
    const auto& node = document_->nodes_[index_];
    out += '<';
    out += node.text;
    for (std::size_t k = 0; k < node.attribute_count; ++k) {
        const auto& a = document_->attributes_[node.attributes + k];
        if (a.space != Space::none && a.space != Space::xml) continue;
        out += ' ';
        out += a.name;
        out += "=\"";
        append_escaped(out, decode(a.value));
        out += '"';
    }
    out += '>';
    if (html_void(node.text)) return;
    append_markup(out);
    out += "</";
    out += node.text;
    out += '>';
}

}  // namespace octavo::feed::xml
