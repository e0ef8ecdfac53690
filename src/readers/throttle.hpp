// How soon a password may be tried again: for one name after five failures in twice as long each time, up to a quarter
// of an hour; from one household so many an hour, whatever the names. Bounded: of too many the oldest are forgotten,
// and then a guesser has lost more time than won. Thread-safe; time is given. Checked by
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
    static constexpr Duration longest = std::chrono::minutes(15);

    // How long until this may be tried; zero: now.
    Duration wait(std::string_view name_key, std::uint64_t household, Instant now);
    // A try that failed. Counted before it is known where tries run side by side: taken back by well().
    void failed(std::string_view name_key, std::uint64_t household, Instant now);
    void well(std::string_view name_key);

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
