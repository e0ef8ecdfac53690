// The statement that the headlines of a story are about. Private to the room. Pure; thread-safe.
#pragma once
#include "assist/statements.hpp"

namespace octavo::assist {

// Counts to it the sources that tell it in their headlines or their first sentences, however they word it.
void count_headline_event(StoryMatter& story);

}  // namespace octavo::assist
