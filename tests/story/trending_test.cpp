#include "story/trending.hpp"

#include <doctest/doctest.h>

using octavo::story::burst;

TEST_CASE("what is always there does not trend, what comes of a sudden does") {
    CHECK(burst({.fresh = 10, .fresh_hours = 6, .before = 280, .before_hours = 168}) == 0);
    CHECK(burst({.fresh = 30, .fresh_hours = 6, .before = 7, .before_hours = 168}) > 10);
    CHECK(burst({.fresh = 2, .fresh_hours = 6, .before = 0, .before_hours = 168}) == 0);
    CHECK(burst({}) == 0);
}

TEST_CASE("more articles burst more, a longer history less") {
    CHECK(burst({.fresh = 20, .before = 50}) > burst({.fresh = 10, .before = 50}));
    CHECK(burst({.fresh = 20, .before = 50}) > burst({.fresh = 20, .before = 500}));
}
