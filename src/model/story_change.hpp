// What later articles showed about earlier ones: a story is told in another, or an article belongs elsewhere.
#pragma once

#include "model/ids.hpp"

namespace octavo {

struct StoryChange {
    StoryId from, to;
    ArticleId article;  // that goes from the one to the other; 0: all of the story
    friend bool operator==(const StoryChange&, const StoryChange&) = default;
};

}  // namespace octavo
