#include "assist/translate.hpp"

#include "base/utf8.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t times_longer = 6, and_more = 200;  // than its original no translation is

// The first digits of the scripts that news is written in: Arabic, Persian and Urdu, Devanagari, Bengali, full width.
constexpr std::array<char32_t, 6> zeros = {U'0', 0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10};

std::optional<char> digit_of(char32_t c) {
    for (const char32_t zero : zeros)
        if (c >= zero && c < zero + 10) return static_cast<char>('0' + (c - zero));
    return std::nullopt;
}

// "<sent>", "<n><sg>": tags of an engine's lexicon.
bool has_tag(std::string_view text) {
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        auto end = at + 1;
        while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= '0' && text[end] <= '9')))
            ++end;
        if (end > at + 1 && end < text.size() && text[end] == '>') return true;
    }
    return false;
}

}  // namespace

std::string_view name_of(Quality quality) {
    return quality == Quality::good ? "good" : quality == Quality::fair ? "fair" : "rough";
}

std::vector<std::string> digit_runs(std::string_view text) {
    std::vector<std::string> runs;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto digit = digit_of(utf8::next(text, at));
        if (digit && !inside) runs.emplace_back();
        if (digit) runs.back() += *digit;
        inside = digit.has_value();
    }
    std::ranges::sort(runs);
    return runs;
}

std::optional<std::string> trusted(std::string_view original, std::string_view translated) {
    std::string text = utf8::squeeze(utf8::repair(translated));
    if (text.empty() || text.size() > times_longer * original.size() + and_more) return std::nullopt;
    if (digit_runs(text) != digit_runs(original)) return std::nullopt;
    if (has_tag(text) && !has_tag(original)) return std::nullopt;
    for (const char mark : {'*', '#', '@', '^', '$'})
        if (std::ranges::count(text, mark) != std::ranges::count(original, mark)) return std::nullopt;
    return text;
}

}  // namespace octavo::assist
