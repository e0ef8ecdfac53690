// What speaks for an article belonging to each of the stories around it. Private to the room. Pure.
#pragma once
#include "story/book.hpp"
#include "story/desk.hpp"

namespace octavo::story {

// From the article's nearest neighbours; stories that are over or would last too long are left out. `without`: an
// article that has no say (itself, when it is asked again). Likeliest first.
std::vector<Judged> judge(const Shelved& article, std::span<const Near> near, const Shelf& shelf, const Book& book,
                          const Settings& settings);
// Evidence of two articles alone.
Evidence evidence_of_two(const Shelved& article, const Shelved& other);

// A story that tells the article in another language, by names, numbers and places; no story when there is none.
struct Linked {
    StoryId story;
    float likeness = 0;
    std::uint32_t shared = 0;
};
Linked link(const Shelved& article, std::span<const Near> near, const Shelf& shelf, const Book& book,
            const Settings& settings);

}  // namespace octavo::story
