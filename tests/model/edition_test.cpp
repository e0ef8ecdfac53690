#include <doctest/doctest.h>

#include "model/edition.hpp"

using namespace octavo;

TEST_CASE("the reader's first language that an edition speaks decides") {
    CHECK(choose_edition("ar").code == "ar-ae");
    CHECK(choose_edition("en-US,en;q=0.9").code == "en-us");
    CHECK(choose_edition("de-CH, de;q=0.9, en;q=0.8").code == "de-ch");
    CHECK(choose_edition("de-LU, en;q=0.8").code == "de-de");
    CHECK(choose_edition("tlh;q=1, ja;q=0.4, fr;q=0.7").code == "fr-fr");
    CHECK(choose_edition("").code == "en-gb");
    CHECK(choose_edition(";;q=,,x;q=nan,*").code == "en-gb");
}

TEST_CASE("every edition is found by its code, and nothing else is") {
    for (const Edition& edition : editions()) CHECK(find_edition(edition.code) == &edition);
    CHECK(find_edition("xx-xx") == nullptr);
}

TEST_CASE("direction follows the script, then the language") {
    CHECK(direction_of("ar") == Direction::right_to_left);
    CHECK(direction_of("he-IL") == Direction::right_to_left);
    CHECK(direction_of("az-Arab") == Direction::right_to_left);
    CHECK(direction_of("ku-Latn") == Direction::left_to_right);
    CHECK(direction_of("en") == Direction::left_to_right);
    CHECK(direction_of("") == Direction::left_to_right);
}
