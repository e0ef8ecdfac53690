#include "readers/throttle.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace std::chrono_literals;
using readers::Throttle;

TEST_CASE("after five failures a name waits, twice as long each time, up to a quarter of an hour") {
    Throttle throttle;
    Instant now = at("2026-11-27T08:00:00Z");
    for (int i = 0; i < 5; ++i) CHECK(throttle.attempt("ada", 1, now) == Duration(0));
    CHECK(throttle.attempt("ada", 1, now) == 1s);
    CHECK(throttle.attempt("ada", 2, now) == 1s);  // from wherever
    CHECK(throttle.attempt("ben", 1, now) == Duration(0));
    now += 1s;
    CHECK(throttle.attempt("ada", 1, now) == Duration(0));
    CHECK(throttle.attempt("ada", 1, now) == 2s);
    Duration longest{};
    for (int i = 0; i < 14; ++i) {
        longest = throttle.attempt("ada", static_cast<std::uint64_t>(10 + i), now);
        now += longest;
        CHECK(throttle.attempt("ada", static_cast<std::uint64_t>(10 + i), now) == Duration(0));
    }
    CHECK(longest == Throttle::longest);
    throttle.well("ada", 1);
    CHECK(throttle.attempt("ada", 1, now) == Duration(0));
}

TEST_CASE("a household has a hundred failures an hour, whatever the names; what goes well does not count") {
    Throttle throttle;
    Instant now = at("2026-11-27T08:00:00Z");
    for (int i = 0; i < 300; ++i) {
        CHECK(throttle.attempt(fmt::format("name {}", i), 7, now) == Duration(0));
        throttle.well(fmt::format("name {}", i), 7);
    }
    for (int i = 0; i < 100; ++i) CHECK(throttle.attempt(fmt::format("other {}", i), 7, now) == Duration(0));
    CHECK(throttle.attempt("another", 7, now) > Duration(0));
    CHECK(throttle.attempt("another", 8, now) == Duration(0));
    now += 36s;  // the hundredth of an hour: one more
    CHECK(throttle.attempt("further", 7, now) == Duration(0));
    CHECK(throttle.attempt("and another", 7, now) > Duration(0));
}

TEST_CASE("a clock that is set back makes no wait") {
    Throttle throttle;
    const Instant now = at("2026-11-27T08:00:00Z");
    CHECK(throttle.attempt("ada", 1, now) == Duration(0));
    CHECK(throttle.attempt("ada", 1, now - 24h) == Duration(0));
    for (int i = 0; i < 3; ++i) CHECK(throttle.attempt("ada", 1, now) == Duration(0));
    CHECK(throttle.attempt("ada", 1, now - 24h) <= Throttle::longest);
}

TEST_CASE("a crowd cannot make it grow") {
    Throttle throttle;
    Instant now = at("2026-11-27T08:00:00Z");
    for (std::uint64_t i = 0; i < 50'000; ++i) (void)throttle.attempt(fmt::format("{}", i), i, now += 1ms);
    CHECK(throttle.size() <= 40'000);
}
