// What an editor decided of stories: a second look (review.hpp) leaves it as it is. Private to the room. One thread.
#pragma once
#include <set>
#include <utility>

#include "model/ids.hpp"

namespace octavo::story {

struct Fixed {
    std::set<StoryId> whole;                      // these do not come apart
    std::set<std::pair<StoryId, StoryId>> apart;  // these do not become one; the smaller id first

    static std::pair<StoryId, StoryId> pair_of(StoryId a, StoryId b) { return std::minmax(a, b); }
    bool are_apart(StoryId a, StoryId b) const { return !apart.empty() && apart.contains(pair_of(a, b)); }
    // All of `from` is told in `to` now, and what was said of the one holds for the other.
    void went(StoryId from, StoryId to) {
        if (whole.erase(from) > 0) whole.insert(to);
        if (apart.empty()) return;
        std::set<std::pair<StoryId, StoryId>> now;
        for (auto [a, b] : apart) {
            if (a == from) a = to;
            if (b == from) b = to;
            if (a != b) now.insert(pair_of(a, b));
        }
        apart = std::move(now);
    }
};

}  // namespace octavo::story
