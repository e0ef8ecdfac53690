// A keyed hash: what bears our seal was made by us. BLAKE2b (RFC 7693, section 2.9), 64 bits: enough where a guess
// costs a request.
//
//   const Seal seal = TRY(Seal::open(folder + "/secret"));
//   seal.of("bvq3k2vs5h7la")                     "mzxw6ytboi4la"
//   seal.fits("bvq3k2vs5h7la", "mzxw6ytboi4la")  true, in a time that does not tell how much of it was right
//
// The secret cannot be printed. Checked by tests/base/seal_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo {

class Seal {
  public:
    // The secret kept in this file, which only its owner may read; made at first. unwritable: neither was possible.
    static Result<Seal> open(const std::string& file);

    std::string of(std::string_view text) const;  // 13 letters
    bool fits(std::string_view text, std::string_view seal) const;

  private:
    std::array<std::uint8_t, 32> secret_{};
};

}  // namespace octavo
