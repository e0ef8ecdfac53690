// The parts of a comparison (compare.hpp), and what they share. Private to the room. Pure; thread-safe.
#pragma once
#include <unordered_set>
#include <vector>

#include "assist/compare.hpp"

namespace octavo::assist {

const Sentence& sentence_of(const StoryMatter& story, const Told& t);
// It does not begin with words that nobody can place without the text around them.
bool stands_alone(const StoryMatter& story, const Told& t);

using Terms = std::unordered_set<std::uint64_t>;
Terms telling(const StoryMatter& story, const Told& t);

std::vector<Told> told_by_one(const StoryMatter& story);
std::vector<NumbersDiffer> numbers_that_differ(const StoryMatter& story);

}  // namespace octavo::assist
