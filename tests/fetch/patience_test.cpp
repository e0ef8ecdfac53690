#include "fetch/patience.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace octavo::fetch;
using namespace std::chrono_literals;

namespace {
const Patience::Time start{1000h};
const GateLimits limits{.first_byte = 10s, .total = 30s, .low_speed = 1000, .low_speed_window = 10s};
}  // namespace

TEST_CASE("who says nothing is left when the first byte is overdue, counted from when we asked") {
    Patience patience(start);
    CHECK_FALSE(patience.end(limits, start + 29s));  // still connecting: that is another deadline
    patience.sent(start + 5s);
    CHECK_FALSE(patience.end(limits, start + 14s));
    CHECK(patience.end(limits, start + 15s) == "no answer");
    patience.begin_hop();
    CHECK_FALSE(patience.end(limits, start + 15s));
}

TEST_CASE("who trickles is left after a window below the least speed") {
    Patience patience(start);
    patience.sent(start);
    patience.received(9'999, start + 1s);
    CHECK_FALSE(patience.end(limits, start + 10s));
    CHECK(patience.end(limits, start + 11s) == "too slow");
    Patience steady(start);
    steady.received(10'000, start);
    CHECK_FALSE(steady.end(limits, start + 10s));
    CHECK(steady.end(limits, start + 20s) == "too slow");  // each window for itself
}

TEST_CASE("nobody is waited for longer than the total, redirects included") {
    Patience patience(start);
    for (int i = 0; i < 29; ++i) patience.received(1 << 20, start + i * 1s);
    patience.begin_hop();
    CHECK_FALSE(patience.end(limits, start + 29s));
    CHECK(patience.end(limits, start + 30s) == "not done in time");
}

TEST_CASE("time in which we looked at nothing is not the publisher's") {
    Patience silent(start), trickling(start);
    silent.sent(start);
    trickling.received(500, start);
    for (Patience* patience : {&silent, &trickling}) {
        patience->pardon(25s);
        CHECK_FALSE(patience->end(limits, start + 34s));
        CHECK(patience->end(limits, start + 35s));
    }
    Patience long_one(start);
    long_one.pardon(25s);
    CHECK_FALSE(long_one.end(limits, start + 54s));
    CHECK(long_one.end(limits, start + 55s) == "not done in time");
}
