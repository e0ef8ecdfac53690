// Challenges: what a passkey signs, so that what it said once says nothing later. Each is for one purpose, lasts five
// minutes, and is good once, whatever comes of it.
//
//   const std::string asked = challenges.make("sign in", now);      // onto the page
//   challenges.take(asked, "sign in", now)                          // true, once
//
// A challenge bears our seal (BLAKE2b under a key of this process), its time and 128 bits by lot, so that nothing is
// kept of those that are never used: who loads a page ten thousand times pushes nobody else's out. Kept are those that
// were used, until they would have ended; when there are too many, none is taken any more. Thread-safe. Checked by
// tests/readers/challenges_test.cpp.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace octavo::readers {

class Challenges {
  public:
    static constexpr Duration lasts = std::chrono::minutes(5);
    static constexpr std::size_t most_used = 50'000;

    Challenges();

    std::string make(std::string_view purpose, Instant now) const;  // base64url
    bool take(std::string_view challenge, std::string_view purpose, Instant now);

  private:
    std::string seal(std::string_view front, std::string_view purpose) const;

    const std::string key_;
    std::mutex mutex_;
    std::set<std::pair<std::int64_t, std::string>> used_;  // by when they were made, the oldest first
};

}  // namespace octavo::readers
