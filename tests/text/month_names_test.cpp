#include <doctest/doctest.h>

#include "text/month_names.hpp"

using octavo::text::month_named;

TEST_CASE("a month is a whole word of the article's language, or of English") {
    CHECK(month_named("May", "en") == 5);
    CHECK(month_named("Sept", "en-US") == 9);
    CHECK(month_named("Mai", "de") == 5);
    CHECK(month_named("März", "de") == 3);
    CHECK(month_named("février", "fr") == 2);
    CHECK(month_named("mayo", "es") == 5);
    CHECK(month_named("stycznia", "pl") == 1);
    CHECK(month_named("мая", "ru") == 5);
    CHECK(month_named("كانون", "ar") == 0);
    CHECK(month_named("مايو", "ar") == 5);
    CHECK(month_named("October", "fi") == 10);
}

TEST_CASE("languages that bend names of months may") {
    CHECK(month_named("styczniu", "pl") == 1);
    CHECK(month_named("январе", "ru") == 1);
    CHECK(month_named("tammikuussa", "fi") == 1);
    CHECK(month_named("březnu", "cs") == 3);
}

TEST_CASE("a word that begins like a month in some language is none") {
    for (const auto* word :
         {"marijuana",  "separate", "stylists",  "declined", "decrease", "radical",  "Baltimore", "out",     "led",
          "Kasich",     "may",      "march",     "augment",  "market",   "janitors", "decided",   "novel",   "octopus",
          "April-like", "listed",   "listening", "maybe",    "Marshals", "June's",   "julep",     "sepsis",  "octane",
          "decades",    "setbacks", "Augusta",   "Marines",  "Janet",    "Mayor",    "Democrats", "election"})
        CHECK_MESSAGE(month_named(word, "en") == 0, word);
    CHECK(month_named("mai", "de") == 0);
    CHECK(month_named("stycznia", "en") == 0);
    CHECK(month_named("мартовский", "ru") == 0);
    CHECK(month_named("May", "und") == 5);
    CHECK(month_named("", "en") == 0);
}
