// Which sentences of a story's articles tell of other events. Private to the room. Pure; thread-safe.
#pragma once
#include "assist/statements.hpp"

namespace octavo::assist {

// Marks them (Sentence::elsewhere) in `story.lists`; its articles and its count of sources are set. A story of fewer
// than three sources has none: one other paper alone does not tell what belongs to it.
void mark_other_events(StoryMatter& story);

}  // namespace octavo::assist
