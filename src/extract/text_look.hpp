// How a text looks, in a few bins: how it begins and ends, what odd signs it has. No words, no language.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace octavo::extract {

// How many of the edges, ascending, a value has reached.
constexpr std::uint8_t bin_of(std::uint64_t value, std::initializer_list<std::uint64_t> edges) {
    std::uint8_t bin = 0;
    for (const std::uint64_t edge : edges) {
        if (value < edge) break;
        ++bin;
    }
    return bin;
}

// 0 otherwise, 1 sentence, 2 question, 3 ellipsis, 4 colon, 5 quotation mark or bracket, 6 digit.
std::uint8_t ending(std::string_view text);
// 0 capital, 1 small letter, 2 digit, 3 quotation mark, 4 bracket or star, 5 dash or dot, 6 beyond ASCII, 7 other.
std::uint8_t beginning(std::string_view text);
// 0 none, 1 (c), 2 @ in a short text, 3 an address, 4 a bar or arrow between words, 5 an arrow at the end, 6 all
// capitals, 7 much of it digits.
std::uint8_t odd_signs(std::string_view text, std::uint32_t letters);
// Share of words with a capital: 0 cannot be said, then under 20, 45, 75 per cent and above.
std::uint8_t capitals(std::string_view text);

// Letters and digits alone, ASCII in lower case: how two spellings of one line are compared, since quotation marks,
// dashes and spaces are written in many ways.
std::string bare_letters(std::string_view text);

// Commas and ends of sentences, in any script.
std::uint64_t stops_in(std::string_view text);

}  // namespace octavo::extract
