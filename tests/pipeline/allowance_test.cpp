#include "pipeline/allowance.hpp"

#include <doctest/doctest.h>

using namespace octavo::pipeline;
using namespace std::chrono_literals;

TEST_CASE("ten thousand feeds that are due at once are spread by the rate, and the room saved up is a second's") {
    const Allowance::Time begun{1h};
    Allowance allowance(100);
    std::size_t gone = 0;
    for (int tick = 0; tick <= 50; ++tick) {
        const std::size_t room = allowance.room(begun + tick * 200ms, 256);
        CHECK(room <= 100);
        allowance.spend(room);
        gone += room;
        CHECK(gone <= 100u + 20u * static_cast<unsigned>(tick));
    }
    CHECK(gone >= 1000);
    CHECK(allowance.room(begun + 10h, 256) == 100);
}

TEST_CASE("what was not used is not lost; without a limit there is none") {
    const Allowance::Time begun{1h};
    Allowance allowance(50);
    CHECK(allowance.room(begun, 256) == 50);
    allowance.spend(10);
    CHECK(allowance.room(begun, 256) == 40);
    CHECK(Allowance(0).room(begun, 256) == 256);
}
