// A story of many articles in a few of their sentences, each with how many sources say so. Pure; thread-safe.
#pragma once
#include <vector>

#include "assist/statements.hpp"

namespace octavo::assist {

constexpr std::size_t articles_worth_a_digest = 3, sources_worth_a_digest = 2;

struct DigestSentence {
    Told told;                  // the sentence that is shown
    std::vector<Told> also;     // where else nearly the same stands
    std::uint32_t sources = 1;  // that report it: "6 of 9 sources report"
};

struct Digest {
    bool enough = false;  // there are articles and sources enough; without, nothing else is given
    std::uint32_t sources = 0, articles = 0;
    std::vector<DigestSentence> sentences;  // in the order in which articles tell them
};
Digest digest(const StoryMatter& story, std::size_t sentences = 4);

}  // namespace octavo::assist
