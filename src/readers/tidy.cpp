#include "readers/tidy.hpp"

#include <unicode/unistr.h>

#include "base/utf8.hpp"

namespace octavo::readers {
namespace {

bool is_hidden(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200B || c == 0x2060 || c == 0xFEFF ||
           c == 0x00AD || (c >= 0xE0000 && c <= 0xE007F);
}
bool is_blank(char32_t c) {
    return c <= 0x20 || c == 0xA0 || c == 0x2800 || c == 0x3164 || c == 0x115F || c == 0x1160 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200F);
}

std::string seen_part(std::string_view line) {
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t from = at;
        if (!is_hidden(utf8::next(line, at))) out.append(line.substr(from, at - from));
    }
    return out;
}
bool says_nothing(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (!is_blank(utf8::next(text, at))) return false;
    return true;
}

}  // namespace

std::string tidy_line(std::string_view typed) {
    const std::string line = utf8::squeeze(seen_part(utf8::without_controls(utf8::repair(std::string(typed)))));
    return says_nothing(line) ? std::string() : line;
}

std::string tidy_text(std::string_view typed, std::size_t most_lines) {
    std::string out;
    std::size_t empty = 0, lines = 0;
    for (std::size_t at = 0; at <= typed.size();) {
        const auto end = std::min(typed.find('\n', at), typed.size());
        std::string line = seen_part(utf8::without_controls(utf8::repair(std::string(typed.substr(at, end - at)))));
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.pop_back();
        at = end + 1;
        if (says_nothing(line) || says_nothing(std::string_view(line).substr(line.starts_with('>') ? 1 : 0))) {
            ++empty;
            continue;
        }
        if (!out.empty()) out += lines >= most_lines ? " " : empty > 0 ? "\n\n" : "\n";
        lines += empty > 0 ? 2 : 1;
        empty = 0;
        out += line;
    }
    return out;
}

std::string folded(std::string_view text) {
    std::string out;
    icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}).foldCase().toUTF8String(out);
    return out;
}

}  // namespace octavo::readers
