#include "extract/text_look.hpp"

#include <algorithm>
#include <array>

namespace octavo::extract {

static bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view e) { return text.ends_with(e); });
}

std::uint8_t ending(std::string_view text) {
    if (text.empty()) return 0;
    if (ends_with_any(text, {"...", "…"})) return 3;
    if (ends_with_any(text, {".", "!", "。", "！", "।", "۔"})) return 1;
    if (ends_with_any(text, {"?", "？", "؟"})) return 2;
    if (ends_with_any(text, {":", "："})) return 4;
    if (ends_with_any(text, {"\"", "”", "»", "’", "“", "」", ")", "'"})) return 5;
    return text.back() >= '0' && text.back() <= '9' ? 6 : 0;
}

std::uint8_t beginning(std::string_view text) {
    if (text.empty()) return 0;
    const char c = text.front();
    if (c >= 'a' && c <= 'z') return 1;
    if (c >= '0' && c <= '9') return 2;
    if (c == '"' || c == '\'' || text.starts_with("“") || text.starts_with("„") || text.starts_with("«") ||
        text.starts_with("»") || text.starts_with("「") || text.starts_with("‘"))
        return 3;
    if (c == '(' || c == '[' || c == '*') return 4;
    if (c == '-' || text.starts_with("–") || text.starts_with("—") || text.starts_with("•")) return 5;
    if (static_cast<unsigned char>(c) >= 0x80) return 6;
    if (!(c >= 'A' && c <= 'Z')) return 7;
    return 0;
}

namespace {

// What a byte may be part of: most are letters and only counted, the rare ones are looked at.
enum Byte : std::uint8_t { other, upper, lower, digit, rare };
constexpr auto bytes = [] {
    std::array<Byte, 256> kinds{};
    for (std::size_t c = 'A'; c <= 'Z'; ++c) kinds[c] = upper;
    for (std::size_t c = 'a'; c <= 'z'; ++c) kinds[c] = lower;
    for (std::size_t c = '0'; c <= '9'; ++c) kinds[c] = digit;
    for (const unsigned char c : {'(', '@', '|', '.', '\xC2', '\xE2'}) kinds[c] = rare;
    return kinds;
}();

}  // namespace

// Marks that a reporter seldom types.
std::uint8_t odd_signs(std::string_view text, std::uint32_t letters) {
    std::array<std::size_t, 5> count{};
    bool copyright = false;
    bool at = false;
    bool address = false;
    bool bar = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Byte kind = bytes[static_cast<unsigned char>(text[i])];
        ++count[kind];
        if (text[i] == 'p' && i >= 3) address |= text.substr(i - 3, 4) == "http";
        if (kind != rare) continue;
        const std::string_view here = text.substr(i);
        copyright |= here.starts_with("©") || here.starts_with("(c) ");
        at |= text[i] == '@';
        address |= i >= 3 && text.substr(i - 3, 4) == "www.";
        bar |= i > 0 && text[i - 1] == ' ' &&
               (here.starts_with("| ") || here.starts_with("» ") || here.starts_with("› ") || here.starts_with("• "));
    }
    if (copyright) return 1;
    if (at) return letters < 200 ? 2 : 0;
    if (address) return 3;
    if (bar) return 4;
    if (ends_with_any(text, {"→", "»", ">", "›", "›", "▸"})) return 5;
    if (count[upper] > 3 && count[lower] == 0) return 6;
    return count[digit] * 3 > letters ? 7 : 0;
}

// Share of words with a capital: headlines of other articles, lists of names.
std::uint8_t capitals(std::string_view text) {
    std::size_t words = 0;
    std::size_t upper = 0;
    std::size_t cased = 0;
    bool between = true;
    for (const char c : text.substr(0, 400)) {
        if (between && c != ' ') {
            ++words;
            const bool is_upper = c >= 'A' && c <= 'Z';
            upper += is_upper;
            cased += is_upper || (c >= 'a' && c <= 'z');
        }
        between = c == ' ';
    }
    if (words < 4 || cased * 2 < words) return 0;
    return static_cast<std::uint8_t>(1 + bin_of(upper * 100 / cased, {20, 45, 75}));
}

std::string bare_letters(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out += c;
        else if (c == '\xE2' && i + 2 < text.size() && text[i + 1] == '\x80')
            i += 2;  // general punctuation
        else if (static_cast<unsigned char>(c) >= 0x80 && c != '\xC2')
            out += c;
    }
    return out;
}

std::uint64_t stops_in(std::string_view text) {
    std::uint64_t stops = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ',' || c == '.' || c == ';' || c == '?' || c == '!') ++stops;
        if (c != '\xD8' && c != '\xDB' && c != '\xE0' && c != '\xE3' && c != '\xEF') continue;
        const auto two = text.substr(i, 2);
        const auto three = text.substr(i, 3);
        stops += two == "،" || two == "؛" || two == "؟" || two == "۔" || three == "।" || three == "、" ||
                 three == "。" || three == "，" || three == "！" || three == "？";
    }
    return stops;
}

}  // namespace octavo::extract
