// How soon a password may be tried again: for one name after five failures in twice as long each time, up to a quarter
// of an hour; from one household so many an hour, whatever the names (what went well does not count). Bounded: of too
// many the oldest are forgotten, and then a guesser has lost more time than won. Thread-safe; time is given. Checked by
// tests/readers/throttle_test.cpp.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace octavo::readers {

class Throttle {
  public:
    static constexpr unsigned free_tries = 5, an_hour = 100;
    static constexpr std::uint64_t uncounted = 0;  // no household that could be told from others: names alone count
    static constexpr Duration longest = std::chrono::minutes(15);

    // May this be tried now? Zero: it may, and counts as a failure until well() says otherwise, for others try beside
    // it.
    Duration attempt(std::string_view name_key, std::uint64_t household, Instant now);
    void well(std::string_view name_key, std::uint64_t household);

    std::size_t size();  // what it remembers

  private:
    struct Tries {
        unsigned failed = 0;
        Instant last{};
    };
    static void bound(auto& tries, Instant now);

    std::mutex mutex_;
    std::unordered_map<std::string, Tries> names_;
    std::unordered_map<std::uint64_t, Tries> households_;
};

}  // namespace octavo::readers
