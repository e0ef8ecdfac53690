#include "feed/fields.hpp"

#include "base/utf8.hpp"

namespace octavo::feed {
namespace {

constexpr bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Only tags people put into titles are taken off: "How to use vector<T>" keeps its words.
bool known_tag(std::string_view name) {
    static constexpr std::string_view names[] = {
        "a",      "abbr",   "acronym", "b",     "bdi",    "bdo",    "big",    "blockquote", "br",      "cite",
        "code",   "del",    "dfn",     "div",   "em",     "figure", "font",   "h1",         "h2",      "h3",
        "h4",     "h5",     "h6",      "hr",    "i",      "iframe", "img",    "ins",        "kbd",     "li",
        "mark",   "nobr",   "ol",      "p",     "pre",    "q",      "s",      "samp",       "script",  "small",
        "span",   "strike", "strong",  "style", "sub",    "sup",    "svg",    "table",      "tbody",   "td",
        "th",     "tr",     "tt",      "u",     "ul",     "var",    "wbr",    "section",    "article", "header",
        "footer", "link",   "meta",    "embed", "object", "param",  "applet", "frame",      "frameset"};
    return std::ranges::find(names, name) != std::end(names);
}

// What was looked for in vain is not looked for again: a text of a million "<!--" stays linear.
struct Vain {
    bool comment_end = false, script_end = false;
};

// Length of a tag, comment or script at the front of `html`, 0 when it is no tag we know.
std::size_t tag_length(std::string_view html, Vain& vain) {
    if (html.starts_with("<!--")) {
        const auto end = vain.comment_end ? std::string_view::npos : html.find("-->");
        vain.comment_end |= end == std::string_view::npos;
        // "<!-- -- >" never ends for HTML; whoever wrote it meant it to.
        return end != std::string_view::npos ? end + 3 : html.substr(0, 4096).find('>') + 1;
    }
    std::size_t i = html.size() > 1 && html[1] == '/' ? 2 : 1;
    const std::size_t start = i;
    while (i < html.size() && i < 16 && (letter(html[i]) || (html[i] >= '0' && html[i] <= '9'))) ++i;
    const std::string name = utf8::lower(html.substr(start, i - start));
    if (name.empty() || !known_tag(name)) return 0;
    const auto end = html.substr(0, 4096).find('>', i);
    if (end == std::string_view::npos) return 0;
    if (start == 1 && (name == "script" || name == "style") && !vain.script_end) {  // what is inside is not text
        for (auto close = html.find("</s", end); close != std::string_view::npos; close = html.find("</s", close + 3))
            if (utf8::equal_ignoring_case(html.substr(close + 2, name.size()), name))
                return std::min(html.find('>', close), html.size() - 1) + 1;
        vain.script_end = true;
    }
    return end + 1;
}

bool looks_like_markup(std::string_view text) {
    Vain vain;
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
        if (tag_length(text.substr(at), vain) > 0) return true;
    return false;
}

std::string escaped(std::string_view text) {
    std::string out;
    xml::append_escaped(out, text);
    return out;
}

// Absent when the text is no Base64 or does not decode to text.
std::optional<std::string> base64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int have = 0;
    for (const char c : text) {
        int v = -1;
        if (c >= 'A' && c <= 'Z')
            v = c - 'A';
        else if (c >= 'a' && c <= 'z')
            v = c - 'a' + 26;
        else if (c >= '0' && c <= '9')
            v = c - '0' + 52;
        else if (c == '+')
            v = 62;
        else if (c == '/')
            v = 63;
        if (v < 0 && c != '=' && c != ' ' && c != '\n' && c != '\r' && c != '\t') return std::nullopt;
        if (v < 0) continue;
        bits = bits << 6 | static_cast<std::uint32_t>(v);
        if ((have += 6) >= 8) out += static_cast<char>(bits >> (have -= 8) & 0xFF);
    }
    if (!utf8::valid(out)) return std::nullopt;
    return out;
}

// <div xmlns="http://www.w3.org/1999/xhtml">...</div> is a wrapper, not a part of the text (RFC 4287, section 3.1.1.3).
xml::Element without_wrapper(xml::Element element) {
    const xml::Element div = element.first();
    return div.is(xml::Space::xhtml, "div") && !div.next() ? div : element;
}

enum class Type { text, html, xhtml, base64, none };

Type type_of(xml::Element element) {
    if (utf8::equal_ignoring_case(element.attribute("mode"), "base64")) return Type::base64;
    const std::string type = utf8::lower(element.attribute("type"));
    if (type.empty()) return element.has_elements() ? Type::xhtml : Type::none;
    if (type == "html" && element.space() == xml::Space::atom) return Type::html;
    if (type.contains("html")) return element.has_elements() ? Type::xhtml : Type::html;
    if (type.ends_with("+xml") || type.ends_with("/xml")) {
        if (element.has_elements()) return Type::xhtml;
        return utf8::equal_ignoring_case(element.attribute("mode"), "escaped") ? Type::html : Type::text;
    }
    if (type.starts_with("text")) return element.has_elements() ? Type::xhtml : Type::text;
    // RFC 4287, section 4.1.3.3: any other media type is Base64.
    return type.find('/') != std::string::npos && element.space() == xml::Space::atom ? Type::base64 : Type::none;
}

}  // namespace

std::string trimmed(xml::Element element) { return std::string(utf8::trim(element.text())); }

std::string html_of(xml::Element element) {
    const Type type = type_of(element);
    if (type == Type::xhtml) return std::string(utf8::trim(without_wrapper(element).markup()));
    if (type == Type::html && element.has_elements())
        return std::string(utf8::trim(without_wrapper(element).markup(xml::Element::Text::markup)));
    std::string text = trimmed(element);
    if (type == Type::base64) return base64(text).value_or(text);
    if (type == Type::html || element.space() != xml::Space::atom) return mended(std::move(text));
    // Atom without a type is plain text; a feed that writes tags all the same means them.
    return type == Type::none && looks_like_markup(text) ? mended(std::move(text)) : escaped(text);
}

std::string line_of_html(std::string_view html) {
    std::string out;
    out.reserve(html.size());
    Vain vain;
    while (!html.empty()) {
        const auto stop = std::min(html.find('<'), html.size());
        xml::append_decoded(out, html.substr(0, stop));
        html.remove_prefix(stop);
        if (html.empty()) break;
        const std::size_t length = tag_length(html, vain);
        if (length == 0) out += '<';
        html.remove_prefix(length == 0 ? 1 : length);
    }
    return utf8::squeeze(out);
}

std::string line_of(xml::Element element) {
    const Type type = type_of(element);
    std::string text = element.text();
    if (type == Type::base64) text = base64(text).value_or(text);
    if (type == Type::xhtml || (type == Type::text && element.space() == xml::Space::atom)) return utf8::squeeze(text);
    return line_of_html(text);
}

std::string person(std::string_view text) {
    text = utf8::trim(text);
    const auto at = text.find('@');
    if (at == std::string_view::npos) return utf8::squeeze(text);
    for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'<', '>'}}) {
        const auto begin = text.find(open);
        const auto end = text.rfind(close);
        if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) continue;
        const std::string_view inside = text.substr(begin + 1, end - begin - 1);
        std::string_view name = inside.find('@') == std::string_view::npos ? inside : text.substr(0, begin);
        name = utf8::trim(name);
        if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
        if (!name.empty()) return utf8::squeeze(name);
        return utf8::squeeze(inside);
    }
    // "a@b.org Name"
    const auto space = text.find(' ');
    if (space != std::string_view::npos && at < space) return utf8::squeeze(text.substr(space));
    return utf8::squeeze(text);
}

std::string person_of(xml::Element element) {
    if (!element.has_elements()) return person(line_of(element));
    for (xml::Element e = element.first(); e; e = e.next())
        if (utf8::equal_ignoring_case(e.name(), "name")) {
            if (auto name = line_of(e); !name.empty()) return name;
        }
    for (xml::Element e = element.first(); e; e = e.next())
        if (utf8::equal_ignoring_case(e.name(), "email")) return line_of(e);
    return person(line_of(element));
}

std::string resolve(std::string_view address, std::string_view base) {
    address = utf8::trim(address);
    if (address.empty()) return {};
    if (base.empty() || Url::is_plain(address)) return std::string(address);
    if (address.starts_with("https://") || address.starts_with("http://")) {  // needs no base
        const auto url = Url::parse(address);
        return url ? url->href() : std::string(address);
    }
    const auto parsed = Url::parse(base);
    if (!parsed) return std::string(address);
    const auto url = Url::parse(address, *parsed);
    return url ? url->href() : std::string(address);
}

std::string rebased(xml::Element element, const std::string& base) {
    const std::string own = element.attribute("base", xml::Space::xml);
    return own.empty() ? base : resolve(own, base);
}

std::string title_from(std::string_view html) { return utf8::excerpt(line_of_html(utf8::cut(html, 4096)), 100); }

void add_keywords(std::vector<std::string>& list, std::string_view text) {
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        add_unique(list, utf8::squeeze(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
}

void itunes_category(std::vector<std::string>& list, xml::Element element) {
    add_unique(list, utf8::squeeze(element.attribute("text")));
    for (xml::Element e = element.first(); e; e = e.next())
        if (utf8::equal_ignoring_case(e.name(), "category")) add_unique(list, utf8::squeeze(e.attribute("text")));
}

std::string itunes_image(xml::Element element, std::string_view base) {
    for (const std::string_view name : {"href", "url"})
        if (element.has_attribute(name)) return resolve(element.attribute(name), base);
    return resolve(element.text(), base);
}

std::string atom_id(xml::Element element, std::string_view base) {
    std::string id = trimmed(element);
    const bool relative = id.find('/') != std::string::npos && id.find(':') == std::string::npos;
    return relative ? resolve(id, base) : id;
}

int number_of(std::string_view text) {
    int n = -1;
    text = utf8::trim(text);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() && n >= 0 ? n : -1;
}

int seconds_of(std::string_view text) {
    constexpr int most = 1'000'000;
    text = utf8::trim(text);
    text = text.substr(0, text.find('.'));  // parts of a second
    std::int64_t sum = 0;
    for (int parts = 0; parts < 3; ++parts) {
        const auto colon = std::min(text.find(':'), text.size());
        const int n = number_of(text.substr(0, colon));
        if (n < 0 || n > most) return -1;
        sum = sum * 60 + n;
        if (colon == text.size()) return sum > 0 && sum <= most ? static_cast<int>(sum) : -1;
        text.remove_prefix(colon + 1);
    }
    return -1;
}

std::optional<Point> point_of(std::string_view text) {
    Point point;
    for (double* value : {&point.latitude, &point.longitude}) {
        const auto start = text.find_first_not_of(" \t\r\n,");
        if (start == std::string_view::npos) return std::nullopt;
        text.remove_prefix(start);
        if (text.starts_with('+')) text.remove_prefix(1);
        const auto read = std::from_chars(text.data(), text.data() + text.size(), *value);
        if (read.ec != std::errc{}) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    }
    const bool on_globe = std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;
    return on_globe ? std::optional(point) : std::nullopt;
}

void add_unique(std::vector<std::string>& list, std::string value) {
    if (value.empty() || list.size() >= 256 || std::ranges::find(list, value) != list.end()) return;
    list.push_back(std::move(value));
}

}  // namespace octavo::feed
