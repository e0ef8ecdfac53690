// The stories under way: who is in them, since when, about what. Private to the room. One thread.
#pragma once
#include <unordered_map>
#include <vector>

#include "story/shelf.hpp"

namespace octavo::story {

struct Told {
    std::vector<ArticleId> members;  // still remembered, in arrival order; with the last of them the story goes
    Vector sum;                      // of their vectors; empty while there is one
    std::uint32_t told = 0;          // articles it ever had
    Instant oldest{}, newest{};
};

class Book {
  public:
    // The article stands on no shelf yet, and knows its story.
    void put(const Shelved& article, const Shelf& shelf);
    // It is about to leave the shelf: its age, not its contents. The story keeps what it was about.
    void leave(const Shelved& article);
    // It never belonged.
    void take_out(const Shelved& article, const Shelf& shelf);

    const Told* find(StoryId id) const;
    // What the story is about, not of length 1.
    const Vector& sum_of(const Told& story, const Shelf& shelf) const;
    std::size_t size() const { return stories_.size(); }

  private:
    std::unordered_map<StoryId, Told> stories_;
};

}  // namespace octavo::story
