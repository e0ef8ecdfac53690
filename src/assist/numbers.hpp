// Numbers that count something. Private to the room. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

struct Counted {
    double value = 0;
    text::Span at;           // the number as written, bytes of the text
    std::uint64_t what = 0;  // what is counted, the same for words that mean one thing ("dead", "killed")
    std::string_view noun;   // as written
};
// Years, dates, times of day, ages and scores count nothing and are left out.
std::vector<Counted> counted(const SentenceList& list, const Sentence& sentence, std::string_view language);

}  // namespace octavo::assist
