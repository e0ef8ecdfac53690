// The names in a story's articles: found once, for all that asks for them. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "assist/statements.hpp"
#include "text/tags.hpp"

namespace octavo::assist {

using StoryNames = std::vector<std::vector<text::EntityFound>>;  // of each article, in the order of its text
StoryNames story_names(const StoryMatter& story);
// The same for "Donald Trump" and "Donald J. Trump": first and last word, folded.
std::string first_and_last(std::string_view name);

}  // namespace octavo::assist
