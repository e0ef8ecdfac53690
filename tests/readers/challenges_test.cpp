#include "readers/challenges.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace octavo::readers;

namespace {
const Instant start = at("2026-11-27T12:00:00Z");
}

TEST_CASE("a challenge is good once, for its purpose, for five minutes") {
    Challenges challenges;
    const std::string one = challenges.make("use", start), two = challenges.make("use", start);
    CHECK(one != two);
    CHECK_FALSE(challenges.take(one, "add", start));
    CHECK(challenges.take(one, "use", start + std::chrono::minutes(4)));
    CHECK_FALSE(challenges.take(one, "use", start + std::chrono::minutes(4)));
    CHECK_FALSE(challenges.take(two, "use", start + std::chrono::minutes(5)));
    CHECK_FALSE(challenges.take(two, "use", start - std::chrono::minutes(5)));
    CHECK(challenges.take(two, "use", start - std::chrono::minutes(1)));
}

TEST_CASE("what we did not make, or another process did, is none") {
    Challenges challenges, others;
    std::string one = challenges.make("use", start);
    CHECK_FALSE(challenges.take(others.make("use", start), "use", start));
    for (const std::string_view forged : {"", "x", "Y2hhbGxlbmdl"}) CHECK_FALSE(challenges.take(forged, "use", start));
    CHECK_FALSE(challenges.take(std::string(100'000, 'A'), "use", start));
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::string bent = one;
        bent[i] = bent[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(challenges.take(bent, "use", start));
    }
    CHECK(challenges.take(one, "use", start));
}

TEST_CASE("who uses up very many keeps others waiting at most as long as they last, and no memory beyond") {
    Challenges challenges;
    const std::string first = challenges.make("use", start);
    CHECK(challenges.take(first, "use", start));
    for (std::size_t i = 1; i < Challenges::most_used; ++i)
        REQUIRE(challenges.take(challenges.make("use", start), "use", start));
    CHECK_FALSE(challenges.take(challenges.make("use", start), "use", start));
    CHECK_FALSE(challenges.take(first, "use", start));
    const Instant later = start + Challenges::lasts + std::chrono::seconds(1);
    CHECK(challenges.take(challenges.make("use", later), "use", later));
}
