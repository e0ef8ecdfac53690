// Sparse vectors of weighted terms. Private to the room. Pure.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "story/rarity.hpp"

namespace octavo::story {

struct Weight {
    std::uint32_t key = 0;  // the upper half of the term's hash: a million terms share no more than a hundred keys
    float value = 0;
    friend bool operator==(const Weight&, const Weight&) = default;
};
using Vector = std::vector<Weight>;  // sorted by key

// The article's terms, weighted by rarity, the heaviest kept, of length 1. Empty without terms.
Vector weigh(const Reading& reading, const Rarity& rarity);

// A dot product, and what the heaviest single term gave to it.
struct Match {
    float dot = 0;
    float single = 0;
};
Match match(std::span<const Weight> a, std::span<const Weight> b);
inline float dot(std::span<const Weight> a, std::span<const Weight> b) { return match(a, b).dot; }
float length(std::span<const Weight> v);
// a += b * factor; of more than `most` terms the heaviest stay.
void add(Vector& a, std::span<const Weight> b, float factor, std::size_t most);
// The heaviest, heaviest first; equal weights by key.
std::vector<Weight> heaviest(std::span<const Weight> v, std::size_t most);

// One vector spread out, for the dot products with many others.
class Spread {
  public:
    void set(std::span<const Weight> v);
    Match match(std::span<const Weight> other) const;
    float dot(std::span<const Weight> other) const { return match(other).dot; }

  private:
    std::vector<Weight> slots_;  // open addressing; value 0: empty
    std::size_t mask_ = 0;
};

}  // namespace octavo::story
