#include "web/html_writer.hpp"

#include "base/utf8.hpp"
#include "model/edition.hpp"
#include "web/assets.hpp"

namespace octavo::web {
namespace {

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && utf8::equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

// One tag as it stands in `html` at a '<'.
struct Tag {
    std::string_view name;
    std::string_view attributes;
    bool closing = false;
    std::size_t length = 0;  // with both brackets
};

constexpr std::size_t longest_tag = 4096;

std::optional<Tag> read_tag(std::string_view html) {
    const auto end = html.substr(0, longest_tag).find('>');
    if (end == std::string_view::npos) return std::nullopt;
    Tag tag{.length = end + 1};
    std::string_view inner = html.substr(1, end - 1);
    if (inner.starts_with('/')) {
        tag.closing = true;
        inner.remove_prefix(1);
    }
    std::size_t n = 0;
    while (n < inner.size() && ((inner[n] >= 'a' && inner[n] <= 'z') || (inner[n] >= '0' && inner[n] <= '9'))) ++n;
    tag.name = inner.substr(0, n);
    tag.attributes = inner.substr(n);
    if (!tag.attributes.empty() && tag.attributes.front() != ' ' && tag.attributes.front() != '/') return std::nullopt;
    return tag;
}

// The value of `name="..."` among attributes written as our sanitizer writes them; absent else.
std::optional<std::string_view> attribute_of(std::string_view attributes, std::string_view name) {
    std::size_t at = 0;
    while ((at = attributes.find(name, at)) != std::string_view::npos) {
        const auto after = at + name.size();
        if (at > 0 && attributes[at - 1] == ' ' && attributes.substr(after).starts_with("=\"")) {
            const auto start = after + 2;
            const auto end = attributes.find('"', start);
            if (end == std::string_view::npos) return std::nullopt;
            return attributes.substr(start, end - start);
        }
        at = after;
    }
    return std::nullopt;
}

// How long a character reference at '&' is; 0 when it is none of the plain ones.
std::size_t reference_length(std::string_view html) {
    for (const std::string_view name : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&apos;", "&nbsp;"})
        if (html.starts_with(name)) return name.size();
    return 0;
}

constexpr std::string_view inline_names[] = {"em", "strong", "a", "code", "sub", "sup", "mark"};
constexpr std::string_view table_names[] = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "p"};

class MarkReader {
  public:
    MarkReader(std::string& out, bool tables) : out_(out), tables_(tables) {}

    void read(std::string_view html) {
        while (!html.empty()) {
            const auto special = html.find_first_of("<&");
            markup::append_escaped(out_, html.substr(0, special));
            if (special == std::string_view::npos) break;
            html.remove_prefix(special);
            std::size_t eaten = html.front() == '&' ? reference(html) : tag(html);
            if (eaten == 0) {
                markup::append_escaped(out_, html.substr(0, 1));
                eaten = 1;
            }
            html.remove_prefix(eaten);
        }
        while (!open_.empty()) close();
    }

  private:
    std::size_t reference(std::string_view html) {
        const auto length = reference_length(html);
        out_.append(html.substr(0, length));
        return length;
    }

    std::size_t tag(std::string_view html) {
        const auto tag = read_tag(html);
        if (!tag) return 0;
        if (tag->name == "br" && !tag->closing) {
            out_.append("<br>");
            return tag->length;
        }
        const std::string_view* name = std::ranges::find(inline_names, tag->name);
        if (name == std::end(inline_names)) {
            if (!tables_) return 0;
            name = std::ranges::find(table_names, tag->name);
            if (name == std::end(table_names)) return tag->length;  // a picture, a list: cells show their text
        }
        if (tag->closing) {
            // Closes what was opened inside it, too; a stray closing tag is dropped.
            if (std::ranges::find(open_, *name) != open_.end())
                while (true) {
                    const bool found = open_.back() == *name;
                    close();
                    if (found) break;
                }
            return tag->length;
        }
        if (open_.size() >= 32) return tag->length;
        open(*name, tag->attributes);
        return tag->length;
    }

    void open(std::string_view name, std::string_view attributes) {
        out_ += '<';
        out_ += name;
        if (name == "a") link(attributes);
        if (name == "td" || name == "th")
            for (const std::string_view span : {"colspan", "rowspan"}) {
                const auto value = attribute_of(attributes, span);
                if (value && !value->empty() && value->size() <= 3 &&
                    std::ranges::all_of(*value, [](char c) { return c >= '0' && c <= '9'; })) {
                    out_ += ' ';
                    out_ += span;
                    out_ += "=\"";
                    out_ += *value;
                    out_ += '"';
                }
            }
        out_ += '>';
        open_.push_back(name);
    }

    // The value is already written as an attribute: its references stay, anything that could end it is escaped.
    void link(std::string_view attributes) {
        const auto address = attribute_of(attributes, "href");
        if (!address ||
            !(starts_with_ignoring_case(*address, "https://") || starts_with_ignoring_case(*address, "http://")))
            return;
        out_ += " href=\"";
        for (std::size_t i = 0; i < address->size();) {
            if ((*address)[i] == '&') {
                if (const auto n = reference_length(address->substr(i)); n > 0) {
                    out_.append(address->substr(i, n));
                    i += n;
                    continue;
                }
            }
            const auto run = std::min(address->find('&', i + 1), address->size());
            markup::append_escaped(out_, address->substr(i, run - i));
            i = run;
        }
        out_ += "\" rel=\"noopener noreferrer ugc\"";
    }

    void close() {
        out_ += "</";
        out_ += open_.back();
        out_ += '>';
        open_.pop_back();
    }

    std::string& out_;
    const bool tables_;
    std::vector<std::string_view> open_;
};

}  // namespace

bool harmless_address(std::string_view address) {
    // Control characters and spaces are removed or reinterpreted by browsers before the scheme is read.
    for (const char c : address)
        if (static_cast<unsigned char>(c) <= 0x20 || c == '\\' || c == 0x7F) return false;
    if (address.starts_with('/')) return !address.starts_with("//");
    return starts_with_ignoring_case(address, "https://") || starts_with_ignoring_case(address, "http://");
}

Html& Html::inline_asset(Markup name) {
    out_.append(inline_text(name.text()));
    return *this;
}

Html& Html::title(std::string_view title) {
    constexpr std::size_t longest = 20;  // bytes: fits beside a word on the narrowest phone
    std::size_t written = 0;
    for (auto hyphen = title.find('-'); hyphen != std::string_view::npos;) {
        const std::size_t begin = title.rfind(' ', hyphen) + 1;  // npos + 1 is the beginning
        const std::size_t end = std::min(title.find(' ', hyphen), title.size());
        if (hyphen > begin && hyphen + 1 < end && end - begin <= longest) {
            text(title.substr(written, begin - written)).put("<span class=\"nb\">");
            text(title.substr(begin, end - begin)).put("</span>");
            written = end;
        }
        hyphen = title.find('-', end);
    }
    return text(title.substr(written));
}

Html& Html::attribute(Markup name, std::string_view value) {
    out_ += ' ';
    out_.append(name.text());
    out_ += "=\"";
    markup::append_escaped(out_, value);
    out_ += '"';
    return *this;
}

Html& Html::json(std::string_view text) {
    constexpr std::string_view line_ends = "\xE2\x80";  // U+2028 and U+2029 begin so
    constexpr auto special = [] {
        std::array<bool, 256> out{};
        for (const unsigned char c : {'<', '>', '&', '\xE2'}) out[c] = true;
        return out;
    }();
    while (!text.empty()) {
        std::size_t at = 0;
        while (at < text.size() && !special[static_cast<unsigned char>(text[at])]) ++at;
        out_.append(text.substr(0, at));
        text.remove_prefix(at);
        if (text.empty()) break;
        std::size_t taken = 1;
        if (text[0] == '<') {
            out_ += "\\u003c";
        } else if (text[0] == '>') {
            out_ += "\\u003e";
        } else if (text[0] == '&') {
            out_ += "\\u0026";
        } else if (text.starts_with(line_ends) && text.size() > 2 && (text[2] == '\xA8' || text[2] == '\xA9')) {
            out_ += text[2] == '\xA8' ? "\\u2028" : "\\u2029";
            taken = 3;
        } else {
            out_ += text[0];
        }
        text.remove_prefix(taken);
    }
    return *this;
}

Html& Html::url(Markup name, std::string_view address) {
    if (harmless_address(address)) attribute(name, address);
    return *this;
}

Html& Html::language(std::string_view tag) {
    if (tag.empty() || tag == "und") return put(" dir=\"auto\"");
    return attribute("lang", tag).attribute("dir", name_of(direction_of(tag)));
}

Html& Html::number(std::uint64_t n) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    out_.append(digits, end);
    return *this;
}

Html& Html::marks(std::string_view html) {
    MarkReader(out_, false).read(html);
    return *this;
}

Html& Html::table(std::string_view html) {
    MarkReader(out_, true).read(html);
    return *this;
}

}  // namespace octavo::web
