#include "search/suggest.hpp"

#include <doctest/doctest.h>

using octavo::search::distance;

TEST_CASE("the distance of two words counts letters, and neighbours changed about as one fault") {
    CHECK(distance("harbour", "harbour", 2) == 0);
    CHECK(distance("harbuor", "harbour", 2) == 1);
    CHECK(distance("harbor", "harbour", 2) == 1);
    CHECK(distance("гавонь", "гавань", 1) == 1);
    CHECK(distance("kitten", "sitting", 3) == 3);
    CHECK(distance("kitten", "sitting", 2) == 3);  // more than that is all that is said
    CHECK(distance("", "ab", 2) == 2);
    CHECK(distance("a", "abcdef", 2) == 3);
}
