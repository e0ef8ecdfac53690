// The words of a sentence as finding its day needs them. Private to the room. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "assist/day_words.hpp"
#include "text/words.hpp"

namespace octavo::assist {

struct Piece {
    text::Span at;
    std::string folded;    // "" of what is no word
    int number = -1;       // of one or two digits, or a year; not of a price, a share, a part of a larger number
    bool capital = false;  // begins with one
    bool quoted = false;   // stands inside a quotation
    bool begins = false;   // a comma or the like stands before it
    DayHint hint = DayHint::none;
};

// Hyphens inside words are kept ("segunda-feira"). At most 120.
std::vector<Piece> day_pieces(std::string_view sentence, std::string_view language);

}  // namespace octavo::assist
