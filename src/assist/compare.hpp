// How the sources of a story tell it: what most report, what only one does, numbers that differ, who is quoted,
// headlines side by side. Pure; thread-safe.
#pragma once
#include <string>
#include <vector>

#include "assist/names.hpp"
#include "assist/statements.hpp"

namespace octavo::assist {

struct Shared {
    std::vector<Told> told;  // the clearest first
    std::uint32_t sources = 0;
};
// Two sources give different numbers of one thing: "12 dead", "14 dead".
struct NumberSaid {
    Told told;
    std::string value;  // as written
};
struct NumbersDiffer {
    std::string of;  // what is counted, as one of them writes it: "dead"
    std::vector<NumberSaid> said;
};
struct Quote {
    Told told;
    text::Span words;     // bytes: what stands inside the quotation marks
    std::string speaker;  // in full; "" where the sentence does not say
};
struct Headline {
    std::uint32_t article = 0;
    std::vector<std::string> own;  // words that no other headline has
};
struct Comparison {
    bool enough = false;  // at least two sources
    std::uint32_t sources = 0;
    // By more than half of the sources and at least two, those of most sources first; where nothing is, what most have.
    std::vector<Shared> by_most;
    std::vector<Told> by_one;  // with names or numbers that nobody else has
    std::vector<NumbersDiffer> numbers;
    std::vector<Quote> quotes;        // by speaker
    std::vector<Headline> headlines;  // one a source
};
Comparison compare(const StoryMatter& story, const StoryNames& names);

}  // namespace octavo::assist
