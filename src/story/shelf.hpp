// The articles the desk remembers, and where each rare word stands. Private to the room. One thread.
#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/article.hpp"
#include "story/vector.hpp"

namespace octavo::story {

struct Shelved {
    ArticleId id;
    SourceId source;
    Instant time{};
    StoryId story;
    ArticleId original;  // of which it is a copy; 0: of none
    std::uint32_t words = 0;
    std::uint64_t fingerprint = 0, simhash = 0;
    Vector weights;
    std::vector<std::uint32_t> sketch;
};

struct Near {
    std::uint32_t number = 0;  // of the shelved article
    float cosine = 0;
    float single = 0;  // what the heaviest common word gave to it
};

// Articles have numbers in arrival order. The oldest leave when there are too many.
class Shelf {
  public:
    explicit Shelf(std::size_t most) : most_(most) {}

    std::uint32_t put(Shelved article);
    // Those that share heavy words with `weights`, nearest first; equal ones in arrival order.
    std::vector<Near> near(std::span<const Weight> weights, std::size_t most);
    const Shelved* same_text(std::uint64_t fingerprint, std::uint32_t words) const;
    const Shelved* find(ArticleId id) const;
    const Shelved& at(std::uint32_t number) const { return shelved_[number - first_]; }
    Shelved& at(std::uint32_t number) { return shelved_[number - first_]; }
    void forget(ArticleId id);
    std::size_t size() const { return by_id_.size(); }
    // Takes out the oldest arrival while there are too many for one more; absent when there is room.
    std::optional<Shelved> make_room();

  private:
    void sweep();
    bool has(std::uint32_t number) const { return number >= first_ && at(number).id; }

    std::size_t most_;
    std::deque<Shelved> shelved_;  // a forgotten one keeps its place, without id
    std::uint32_t first_ = 0;      // the number of the front
    std::uint32_t swept_ = 0;
    std::unordered_map<ArticleId, std::uint32_t> by_id_;
    std::unordered_map<std::uint64_t, std::uint32_t> by_fingerprint_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> postings_;  // key -> numbers, ascending
    std::vector<float> scores_;                                               // scratch, by number - first_
    Spread spread_;
};

}  // namespace octavo::story
