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
    float log_terms = 0;             // of their numbers of different words, added up
    Instant oldest{}, newest{};
    std::uint32_t born = 0;       // the first story is 1
    std::uint32_t looked_at = 0;  // how many it had told when it was last looked at for two
};

class Book {
  public:
    // The article stands on no shelf yet, and knows its story.
    void put(const Shelved& article, const Shelf& shelf);
    // It is about to leave the shelf: its age, not its contents. The story keeps what it was about.
    void leave(const Shelved& article);
    // It never belonged.
    void take_out(const Shelved& article, const Shelf& shelf);
    // All of `from` goes into `to`; both are there.
    void merge(StoryId from, StoryId to, Shelf& shelf);
    // These members, and the copies of them, go into `to`, which is new. Says who went.
    std::vector<ArticleId> split(StoryId from, StoryId to, std::span<const ArticleId> members, Shelf& shelf);

    const Told* find(StoryId id) const;
    Told* find(StoryId id);
    // What the story is about, not of length 1.
    const Vector& sum_of(const Told& story, const Shelf& shelf) const;
    std::size_t size() const { return stories_.size(); }

  private:
    void set_times(Told& story, const Shelf& shelf) const;

    std::unordered_map<StoryId, Told> stories_;
    std::uint32_t born_ = 0;
};

}  // namespace octavo::story
