// What the characters between two tags mean: references decoded, oddities mended.
//   Caf&eacute; &#150; A &amp; B   ->   Café – A & B        AT&T, &nosuch;   ->   as they stand
// Every reference is shorter written out than as it stands; entities that a document declares are not met here any more
// (xml_entities.cpp).
#include <algorithm>
#include <charconv>

#include "base/utf8.hpp"
#include "feed/xml_tree.hpp"

namespace octavo::feed::xml {
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
constexpr bool odd(char c) {
    const auto b = static_cast<unsigned char>(c);
    return ((b < 0x20) & (b != '\n') & (b != '\t')) | (b == 0xC2);
}

// Where the first of them stands, or the end. Whole blocks are looked at without a branch, which compilers turn into a
// few instructions.
std::size_t next_odd(std::string_view raw) {
    constexpr std::size_t block = 32;
    std::size_t at = 0;
    for (; at + block <= raw.size(); at += block) {
        unsigned found = 0;
        for (std::size_t i = 0; i < block; ++i) found |= static_cast<unsigned>(odd(raw[at + i]));
        if (found) break;
    }
    while (at < raw.size() && !odd(raw[at])) ++at;
    return at;
}

}  // namespace

void append_plain(std::string& out, std::string_view raw) {
    while (!raw.empty()) {
        const auto good = next_odd(raw);
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

}  // namespace octavo::feed::xml
