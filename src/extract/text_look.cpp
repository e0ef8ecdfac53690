#include "extract/text_look.hpp"

#include <algorithm>

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

// Marks that a reporter seldom types.
std::uint8_t odd_signs(std::string_view text, std::uint32_t letters) {
    if (text.find("©") != std::string_view::npos || text.find("(c) ") != std::string_view::npos) return 1;
    if (text.find('@') != std::string_view::npos) return letters < 200 ? 2 : 0;
    if (text.find("http") != std::string_view::npos || text.find("www.") != std::string_view::npos) return 3;
    if (text.find(" | ") != std::string_view::npos || text.find(" » ") != std::string_view::npos ||
        text.find(" › ") != std::string_view::npos || text.find(" • ") != std::string_view::npos)
        return 4;
    if (ends_with_any(text, {"→", "»", ">", "›", "›", "▸"})) return 5;
    std::size_t upper = 0;
    std::size_t lower = 0;
    std::size_t digits = 0;
    for (const char c : text) {
        upper += c >= 'A' && c <= 'Z';
        lower += c >= 'a' && c <= 'z';
        digits += c >= '0' && c <= '9';
    }
    if (upper > 3 && lower == 0) return 6;
    return digits * 3 > letters ? 7 : 0;
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
