// The words of a text with the terms they are compared by, for rooms that count words themselves. Thread-safe.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>

#include "text/words.hpp"

namespace octavo::text {

struct WordAt {
    Span at;                 // bytes of the text
    std::string_view term;   // as term_of gives it; good during the call
    std::uint64_t hash = 0;  // word_hash of the term
    bool stop = false;       // too common to mean anything
    bool digits = false;     // begins with a digit
    bool capital = false;    // begins with a capital letter (behind an elided article)
    bool caseless = false;   // in a script that has no capitals
};

// In order. `visit` must not ask for words of the same language itself.
void each_word(std::string_view text, std::string_view language, const std::function<void(const WordAt&)>& visit);

}  // namespace octavo::text
