// The articles the desk remembers, and where each rare word stands. Private to the room. One thread.
#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/article.hpp"
#include "story/postings.hpp"
#include "story/vector.hpp"

namespace octavo::story {

struct Shelved {
    ArticleId id;
    SourceId source;
    Instant time{};
    StoryId story;
    ArticleId original;                  // of which it is a copy; 0: of none
    std::uint32_t language = 0;          // a number for each
    std::uint32_t words = 0, terms = 0;  // of the text; different ones of title and text
    std::uint64_t fingerprint = 0;
    Lengths lengths;
    Vector weights;
    Vector bridges;  // what reads alike in every language
    std::vector<std::uint32_t> sketch;
};

struct Near {
    std::uint32_t number = 0;  // of the shelved article
    Match match;
};

// Articles have numbers in arrival order. The oldest leave when there are too many.
class Shelf {
  public:
    enum class By : std::uint8_t { words, bridges };

    explicit Shelf(std::size_t most);

    // An article that is not `listed` is found by its id and its text, but not by its words.
    std::uint32_t put(Shelved article, bool listed = true);
    // Those that share heavy keys, nearest first; equal ones in arrival order.
    std::vector<Near> near(std::span<const Weight> weights, std::size_t most, By by = By::words);
    const Shelved* same_text(std::uint64_t fingerprint, std::uint32_t words) const;
    std::optional<std::uint32_t> number_of(ArticleId id) const;
    const Shelved* find(ArticleId id) const;
    Shelved* find(ArticleId id);
    const Shelved& at(std::uint32_t number) const { return shelved_[number - first_]; }
    Shelved& at(std::uint32_t number) { return shelved_[number - first_]; }
    void forget(ArticleId id);
    std::size_t size() const { return by_id_.size(); }
    // Takes out the oldest arrival while there are too many for one more; absent when there is room.
    std::optional<Shelved> make_room();
    // Posting entries and vectors looked at so far: what the work of the desk is counted by.
    std::uint64_t steps() const { return steps_; }
    void count_steps(std::uint64_t more) { steps_ += more; }

  private:
    void sweep();
    bool has(std::uint32_t number) const { return number >= first_ && at(number).id; }

    std::size_t most_;
    std::deque<Shelved> shelved_;  // a forgotten one keeps its place, without id
    std::uint32_t first_ = 0;      // the number of the front
    std::uint32_t swept_ = 0;
    std::unordered_map<ArticleId, std::uint32_t> by_id_;
    std::unordered_map<std::uint64_t, std::uint32_t> by_fingerprint_;
    Postings words_, bridges_;
    std::vector<float> scores_;  // scratch, by number - first_
    Spread spread_;
    std::uint64_t steps_ = 0;
};

}  // namespace octavo::story
