// Numbers that count something. Private to the room. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

enum class Bound { exact, over, under, about };  // "more than 12", "fewer than 12", "some 12"

struct Counted {
    double value = 0;
    text::Span at;           // the number as written, bytes of the text
    std::uint64_t what = 0;  // what is counted, the same for words that mean one thing ("dead", "killed")
    std::string_view noun;   // as written
    Bound bound = Bound::exact;
    int direction = 0;    // of its sentence: 1 it rose, -1 it fell
    bool spans = false;   // over some time: "in the past three days"
    bool change = false;  // by how much it rose or fell, not to what
};
// Years, dates, times of day, ages and scores count nothing and are left out.
std::vector<Counted> counted(const SentenceList& list, const Sentence& sentence, std::string_view language);

}  // namespace octavo::assist
