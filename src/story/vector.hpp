// Sparse vectors of weighted terms. Private to the room. Pure.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "model/terms.hpp"
#include "story/rarity.hpp"

namespace octavo::story {

// A term by its key (model/terms.hpp), with the fields it stands in; eight bytes, for a hundred thousand articles hold
// ten million of them.
struct Weight {
    std::uint32_t tagged = 0;  // the key above, its fields (model/terms.hpp) in the lowest three bits
    float value = 0;

    std::uint32_t key() const { return tagged >> 3; }
    std::uint32_t where() const { return tagged & 7; }
    friend bool operator==(const Weight&, const Weight&) = default;
};
using Vector = std::vector<Weight>;  // sorted by key

constexpr std::uint32_t key_of(std::uint64_t hash) { return term::key(hash); }
constexpr Weight weight_of(std::uint64_t hash, float value) {
    return {key_of(hash) << 3 | static_cast<std::uint32_t>(hash & term::fields), value};
}

// The words, or what bridges languages, of a reading.
enum class Of : std::uint8_t { words, bridges };
constexpr bool is_of(const Term& t, Of of) { return ((t.hash & term::bridge) != 0) == (of == Of::bridges); }
// They weighted by their rarity in that language, the heaviest kept, of length 1. Empty without terms.
Vector weigh(std::span<const Term> terms, Of of, std::size_t language, const Rarity& rarity);

// How long the parts of a vector are that stand in one field.
struct Lengths {
    float title = 0, lead = 0, names = 0;
};
Lengths lengths_of(std::span<const Weight> v);

// A dot product; what its heaviest term gave; and the parts of it that come from terms standing in a field of both.
struct Match {
    float dot = 0, single = 0;
    float title = 0, lead = 0, names = 0;
    std::uint32_t shared = 0;  // terms
    // What the heaviest term gave, less: one word makes no story.
    float without(float share_of_heaviest) const { return dot - share_of_heaviest * single; }
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
    static constexpr std::size_t any_bits = 8192;
    std::array<std::uint64_t, any_bits / 64> any_{};  // a bit for each key: most keys of others are not here
    std::vector<Weight> slots_;                       // open addressing; value 0: empty
    std::size_t mask_ = 0;
};

}  // namespace octavo::story
