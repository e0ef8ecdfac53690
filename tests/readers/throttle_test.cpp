#include "readers/throttle.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace std::chrono_literals;
using readers::Throttle;

TEST_CASE("after five failures a name waits, twice as long each time, up to a quarter of an hour") {
    Throttle throttle;
    Instant now = at("2026-11-27T08:00:00Z");
    for (int i = 0; i < 5; ++i) {
        CHECK(throttle.wait("ada", 1, now) == Duration(0));
        throttle.failed("ada", 1, now);
    }
    CHECK(throttle.wait("ada", 1, now) == 1s);
    CHECK(throttle.wait("ada", 2, now) == 1s);  // from wherever
    CHECK(throttle.wait("ben", 1, now) == Duration(0));
    now += 1s;
    CHECK(throttle.wait("ada", 1, now) == Duration(0));
    throttle.failed("ada", 1, now);
    CHECK(throttle.wait("ada", 1, now) == 2s);
    for (int i = 0; i < 20; ++i) throttle.failed("ada", 1, now);
    CHECK(throttle.wait("ada", 1, now) == Throttle::longest);
    throttle.well("ada");
    CHECK(throttle.wait("ada", 1, now) == Duration(0));
}

TEST_CASE("a household has a hundred tries an hour, whatever the names") {
    Throttle throttle;
    const Instant now = at("2026-11-27T08:00:00Z");
    for (int i = 0; i < 100; ++i) {
        CHECK(throttle.wait(fmt::format("name {}", i), 7, now) == Duration(0));
        throttle.failed(fmt::format("name {}", i), 7, now);
    }
    CHECK(throttle.wait("another", 7, now) > Duration(0));
    CHECK(throttle.wait("another", 8, now) == Duration(0));
    CHECK(throttle.wait("another", 7, now + 1h) == Duration(0));
}

TEST_CASE("a crowd cannot make it grow") {
    Throttle throttle;
    Instant now = at("2026-11-27T08:00:00Z");
    for (std::uint64_t i = 0; i < 50'000; ++i) throttle.failed(fmt::format("{}", i), i, now += 1ms);
    CHECK(throttle.size() <= 40'000);
}
