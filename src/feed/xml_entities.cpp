// Entities a document declares for itself, written out before its tags are read.
//   <!DOCTYPE rss [<!ENTITY paper "The Tram Times">]> ... <title>&paper;</title>   ->   <title>The Tram Times</title>
//
// A declaration is a licence to grow ("billion laughs": ten entities, each ten times the one before), so growth is
// what is bounded: a value holds at most 4 KiB once written out, and a document grows by at most 1 MiB; references
// beyond that stay as they stand. A value may name those declared before it, as all real ones do, so nothing can name
// itself. External and parameter entities are not read: a feed does not tell us what to fetch.
// https://www.w3.org/TR/xml/#sec-entity-decl  Checked by tests/feed/xml_test.cpp.
#include <unordered_map>

#include "base/utf8.hpp"
#include "feed/xml_tree.hpp"

namespace octavo::feed::xml {
namespace {

constexpr std::size_t max_entities = 256, max_value = 4096, max_growth = 1u << 20, max_name = 64;

constexpr bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

using Entities = std::unordered_map<std::string_view, std::string>;

// Appends `raw` with its references written out, as long as `out` stays below `most`; what would not fit stays a
// reference. Sections of CDATA hold none.
void write_out(std::string& out, std::string_view raw, const Entities& entities, std::size_t most) {
    bool sections = true;
    while (!raw.empty()) {
        const auto amp = std::min(raw.find('&'), raw.size());
        const auto section = sections ? raw.substr(0, amp).find("<![CDATA[") : std::string_view::npos;
        if (section != std::string_view::npos) {
            const auto end = raw.find("]]>", section);
            sections = end != std::string_view::npos;
            const auto length = sections ? end + 3 : raw.size();
            out += raw.substr(0, length);
            raw.remove_prefix(length);
            continue;
        }
        out += raw.substr(0, amp);
        raw.remove_prefix(amp);
        const auto end = raw.substr(0, max_name).find(';');
        const auto found = end == std::string_view::npos ? entities.end() : entities.find(raw.substr(1, end - 1));
        if (found != entities.end() && out.size() + raw.size() - end - 1 + found->second.size() <= most) {
            out += found->second;
            raw.remove_prefix(end + 1);
        } else if (!raw.empty()) {
            out += '&';
            raw.remove_prefix(1);
        }
    }
}

std::string_view word(std::string_view& rest) {
    while (!rest.empty() && space(rest.front())) rest.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest.size() && !space(rest[end]) && rest[end] != '>') ++end;
    const std::string_view out = rest.substr(0, end);
    rest.remove_prefix(end);
    return out;
}

Entities declared_in(std::string_view subset) {
    static constexpr std::string_view start = "<!ENTITY";
    Entities out;
    for (auto at = subset.find(start); at != std::string_view::npos && out.size() < max_entities;
         at = subset.find(start, at + start.size())) {
        std::string_view rest = subset.substr(at + start.size());
        const std::string_view name = word(rest);
        while (!rest.empty() && space(rest.front())) rest.remove_prefix(1);
        if (name.empty() || name == "%" || entity(name) != 0 || rest.empty()) continue;
        if (rest[0] != '"' && rest[0] != '\'') continue;  // SYSTEM, PUBLIC
        const auto end = rest.substr(0, max_value + 2).find(rest[0], 1);
        if (end == std::string_view::npos) continue;
        std::string value;
        write_out(value, rest.substr(1, end - 1), out, max_value);
        out.emplace(name, std::move(value));  // "the first declaration encountered is binding"
    }
    return out;
}

// Where <!DOCTYPE stands, before the first element; npos when there is none.
std::size_t doctype(std::string_view text) {
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        const std::string_view rest = text.substr(at);
        if (utf8::equal_ignoring_case(rest.substr(0, 9), "<!doctype")) return at;
        const std::string_view end = rest.starts_with("<!--") ? "-->" : rest.starts_with("<?") ? "?>" : "";
        if (end.empty()) break;
        if ((at = text.find(end, at + 2)) == std::string_view::npos) break;
    }
    return std::string_view::npos;
}

}  // namespace

void expand_declared(std::string& text) {
    const auto start = doctype(text);
    if (start == std::string::npos) return;
    const std::string_view rest = std::string_view(text).substr(start);
    const auto bracket = rest.substr(0, rest.find('>')).find('[');
    if (bracket == std::string_view::npos) return;
    const auto end = rest.find("]", bracket);
    if (end == std::string_view::npos) return;
    const Entities entities = declared_in(rest.substr(bracket, end - bracket));
    if (entities.empty()) return;
    std::string out(text, 0, start + end);
    write_out(out, rest.substr(end), entities, text.size() + max_growth);
    text = std::move(out);
}

}  // namespace octavo::feed::xml
