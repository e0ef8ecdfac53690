#include <doctest/doctest.h>

#include "cli/progress.hpp"

using namespace octavo::cli;
using namespace std::chrono_literals;

TEST_CASE("amounts are said as people say them") {
    CHECK(in_words(45s) == "45 s");
    CHECK(in_words(200s) == "3 min 20 s");
    CHECK(bytes_in_words(999) == "999 bytes");
    CHECK(bytes_in_words(12'345'678) == "12.3 MB");
    CHECK(grouped(1) == "1");
    CHECK(grouped(48210) == "48,210");
    CHECK(grouped(-1234567) == "-1,234,567");
    CHECK(ago(30s) == "just now");
    CHECK(ago(60s) == "1 minute ago");
    CHECK(ago(-7200s) == "in 2 hours");
}

TEST_CASE("columns line up by code points") {
    CHECK(table({{"a", "é", "x"}, {"bbb", "c", "y"}}) == "a    é  x\nbbb  c  y\n");
}

TEST_CASE("text is wrapped at words") {
    CHECK(wrap("one two three", 7, "> ") == "> one two\n> three\n");
    CHECK(wrap("unbreakablylong word", 5) == "unbreakablylong\nword\n");
}

TEST_CASE("a stranger's title cannot drive a terminal") {
    CHECK(printable("a\x1b[31mred\x07\u202Eb\u009b") == "a[31mredb");
}
