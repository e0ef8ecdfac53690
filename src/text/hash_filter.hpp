// Says of most hashes that a set has them not, from a few kilobytes that stay in the processor's nearest memory: the
// set itself is asked of the rest. Private to the room.
#pragma once
#include <bit>
#include <cstdint>
#include <vector>

namespace octavo::text {

// `bits`: a power of two, some twenty for each hash. Hashes are well mixed.
template <std::size_t bits>
class HashFilter {
  public:
    static_assert(std::has_single_bit(bits) && bits >= 64);
    void add(std::uint64_t hash) { words_[hash % bits / 64] |= std::uint64_t{1} << hash % 64; }
    bool may_have(std::uint64_t hash) const { return (words_[hash % bits / 64] >> hash % 64 & 1) != 0; }

  private:
    std::vector<std::uint64_t> words_ = std::vector<std::uint64_t>(bits / 64);
};

}  // namespace octavo::text
