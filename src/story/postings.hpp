// Where each key stands: the newest articles of each, as many as are worth looking at. Private to the room. One thread.
//
// Most keys stand in one article or two, and there are millions: a key takes sixteen bytes, and memory of its own only
// from its third article on. (Maps of vectors took a hundred bytes a key: a third of what the desk held.)
// Checked by tests/story/shelf_test.cpp.
#pragma once
#include <cstdint>
#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "story/vector.hpp"

namespace octavo::story {

// The numbers of the articles with a key, ascending; the first two lie inside.
class Posting {
  public:
    explicit Posting(std::uint32_t key) : key_(key) {}
    Posting(Posting&& other) noexcept
        : key_(other.key_),
          size_(std::exchange(other.size_, 0)),
          room_(std::exchange(other.room_, 0)),
          at_(other.at_) {}
    Posting& operator=(Posting&& other) noexcept {
        std::swap(key_, other.key_);
        std::swap(size_, other.size_);
        std::swap(room_, other.room_);
        std::swap(at_, other.at_);
        return *this;
    }
    ~Posting() {
        if (room_ != 0) delete[] at_.many;
    }

    std::uint32_t key() const { return key_; }
    std::span<const std::uint32_t> all() const { return {data(), size_}; }
    void push_back(std::uint32_t number);
    void keep_last(std::size_t most);
    template <class Has>
    void keep_if(const Has& has) {
        std::uint16_t kept = 0;
        std::uint32_t* const numbers = data();
        for (std::uint16_t i = 0; i < size_; ++i)
            if (has(numbers[i])) numbers[kept++] = numbers[i];
        size_ = kept;
    }

  private:
    static constexpr std::uint16_t inside = 2;
    union Where {
        std::uint32_t few[inside] = {};
        std::uint32_t* many;
    };
    const std::uint32_t* data() const { return room_ == 0 ? at_.few : at_.many; }
    std::uint32_t* data() { return room_ == 0 ? at_.few : at_.many; }
    std::uint32_t key_ = 0;
    std::uint16_t size_ = 0, room_ = 0;  // room_: of `many`; 0: they lie inside
    Where at_;
};

class Postings {
  public:
    struct Limits {
        std::size_t indexed = 40;   // an article stands under its heaviest keys
        std::size_t asked = 28;     // and is looked for under these
        std::size_t longest = 600;  // of a key that is everywhere, only so many of the newest are looked at
        std::size_t enough = 600;   // entries; when so many were looked at, lighter keys are asked no more
    };
    explicit Postings(Limits limits) : limits_(limits) {}
    void put(std::uint32_t number, std::span<const Weight> weights);
    // Adds up squared weights of shared keys, by article number - first, into `scores`; the touched ones are listed.
    void score(std::span<const Weight> weights, std::uint32_t first, std::vector<float>& scores,
               std::vector<std::uint32_t>& touched, std::uint64_t& steps) const;
    template <class Has>
    void sweep(const Has& has) {
        std::deque<Posting> kept;
        for (Posting& posting : postings_) {
            posting.keep_if(has);
            if (!posting.all().empty()) kept.push_back(std::move(posting));
        }
        postings_ = std::move(kept);
        make_table(64);
    }

  private:
    static_assert(sizeof(Posting) == 16);
    // The heaviest, whose places in the table are called for.
    std::vector<Weight> keys_of(std::span<const Weight> weights, std::size_t most) const;
    std::size_t place_of(std::uint32_t key) const;
    void make_table(std::size_t least);

    Limits limits_;
    std::deque<Posting> postings_;
    std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64);  // by key; place in postings_ + 1; 0: empty
};

}  // namespace octavo::story
