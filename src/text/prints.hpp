// The prints of a body: what its copies have in common. Private to the room.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "model/article.hpp"

namespace octavo::text {

// Votes of 64-bit hashes, bit by bit: eight counters of eight bits in a word, emptied before they can overflow.
class Votes {
  public:
    void add(std::uint64_t hash);
    std::uint64_t result();

  private:
    void flush();
    std::array<std::uint64_t, 8> counters_{};
    std::array<std::uint32_t, 64> totals_{};
    std::uint32_t cast_ = 0, pending_ = 0;
};

// Takes the words of a body in order; one per thread and article.
class Prints {
  public:
    void add(std::uint64_t word);
    // Sets fingerprint, simhash and sketch; leaves them empty for a body too short to have any.
    void finish(Reading& reading);

  private:
    Votes votes_;
    std::uint64_t all_ = 0;
    std::array<std::uint64_t, 3> last_{};  // the newest first
    std::uint32_t words_ = 0;
    std::vector<std::uint32_t> runs_;
};

}  // namespace octavo::text
