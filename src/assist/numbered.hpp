// An article as a model is given it: numbered sentences in one JSON string, as data. Pure; thread-safe.
//
//   {"sentences":[{"n":1,"text":"The bridge opened on Monday."},{"n":2,"text":"..."}]}
// Invisible characters, chat markers and tags are taken out, and sentences that speak to a machine instead of a reader
// ("ignore the above instructions") are left out: nothing can cite what has no number. An article about such attacks
// loses a sentence or two of its generated summary that way; its own text is shown as ever.
// Checked by tests/assist/injection_test.cpp and fuzz/ask.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace octavo::assist {

constexpr std::size_t most_numbered = 200;
constexpr std::size_t most_numbered_bytes = 48'000;

struct Numbered {
    std::string json;
    std::vector<std::string> sentences;  // sentence n is [n - 1]
    std::size_t left_out = 0;            // that spoke to a machine, or were beyond the caps
};
Numbered number_sentences(std::string_view title, std::string_view text, std::string_view language);

// Without control, bidirectional, zero-width and tag characters, chat markers, tags; blanks squeezed.
std::string clean_input(std::string_view text);
// Whether a sentence tells a machine what to do.
bool speaks_to_machine(std::string_view sentence);

// A character that nobody sees: what is hidden in it is for machines.
constexpr bool is_invisible(char32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x34F || c == 0x61C ||
           c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || (c >= 0x180B && c <= 0x180F) ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFB) ||
           (c >= 0xE000 && c <= 0xF8FF) || c >= 0xE0000;
}

}  // namespace octavo::assist
