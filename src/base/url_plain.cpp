// Nine addresses of ten stand in feeds and pages as a browser would write them, and a parse is spent on finding that
// out.
//
// Idea: one pass over a table of what each part may hold unchanged. Whatever the standard touches anywhere (escapes for
// dots, ports, credentials, upper-case hosts, punycode, numbers for hosts, blanks, dot segments, bytes beyond ASCII) is
// not in the table, and goes to the parser.
//   https://tram.example/a/b?c=d#e     plain            https://Tram.example/   http://e.org/a/../b   http://10.1/ not
// https://url.spec.whatwg.org/#url-parsing  Checked by tests/base/url_test.cpp against the parser itself.
#include "base/url_plain.hpp"

#include <array>
#include <cstdint>

namespace octavo::url_plain {
namespace {

enum : std::uint8_t { in_host = 1, in_path = 2, in_query = 4, in_fragment = 8 };

constexpr bool any_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

constexpr auto table = [] {
    std::array<std::uint8_t, 256> out{};
    for (int i = 0x21; i < 0x7F; ++i) {
        const char c = static_cast<char>(i);
        std::uint8_t bits = 0;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.') bits |= in_host;
        if (!any_of(c, "\"#<>?`{}^\\%")) bits |= in_path;  // the path percent-encode set, and what acts in a path
        if (!any_of(c, "\"#<>'")) bits |= in_query;        // the special-query percent-encode set
        if (!any_of(c, "\"<>`")) bits |= in_fragment;
        out[static_cast<std::size_t>(i)] = bits;
    }
    return out;
}();

bool allowed(char c, std::uint8_t part) { return (table[static_cast<unsigned char>(c)] & part) != 0; }

constexpr int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Where the host ends; 0 when it is none we know to be plain. Its last label begins with a letter, so it is no number.
std::size_t host_end(std::string_view text, std::size_t from) {
    std::size_t at = from, label = from;
    for (; at < text.size() && allowed(text[at], in_host); ++at) {
        if (text[at] != '.') continue;
        if (at == label) return 0;
        label = at + 1;
    }
    if (at == text.size() || text[at] != '/' || at == label || at - from > 253) return 0;
    if (text[label] < 'a' || text.substr(from, at - from).find("xn--") != std::string_view::npos) return 0;
    return at;
}

// Where the path ends; npos when a dot segment may be in it.
std::size_t path_end(std::string_view text, std::size_t at) {
    char before = '\0';
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '.' && before == '/') return std::string_view::npos;
        if (c == '%') {  // an escape, but not of a dot
            if (at + 2 >= text.size() || hex(text[at + 1]) < 0 || hex(text[at + 2]) < 0) return std::string_view::npos;
            if (hex(text[at + 1]) == 2 && hex(text[at + 2]) == 14) return std::string_view::npos;
        } else if (!allowed(c, in_path)) {
            break;
        }
        before = c;
    }
    return at;
}

}  // namespace

std::optional<Parts> parts(std::string_view text) {
    if (!text.starts_with("http") || text.size() > 64 * 1024) return std::nullopt;
    const std::size_t scheme = text.substr(4).starts_with("s://") ? 5 : 4;
    if (scheme == 4 && !text.substr(4).starts_with("://")) return std::nullopt;
    const std::size_t host = scheme + 3;
    const std::size_t path = host_end(text, host);
    if (path == 0) return std::nullopt;
    std::size_t at = path_end(text, path);
    if (at == std::string_view::npos) return std::nullopt;
    Parts out{text.substr(0, scheme), text.substr(host, path - host), text.substr(path, at - path), {}};
    if (at < text.size() && text[at] == '?') {
        const std::size_t query = ++at;
        while (at < text.size() && allowed(text[at], in_query)) ++at;
        out.query = text.substr(query, at - query);
    }
    if (at < text.size() && text[at] == '#') do
            ++at;
        while (at < text.size() && allowed(text[at], in_fragment));
    if (at != text.size()) return std::nullopt;
    return out;
}

}  // namespace octavo::url_plain
