#include "extract/json_mend.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace octavo;
using extract::parse_mended;

namespace {

std::string headline_of(std::string_view script) {
    const auto json = parse_mended(script);
    return json ? std::string((*json)["headline"].string()) : "(not read)";
}

}  // namespace

TEST_CASE("what parses is left alone, and what is no JSON at all stays unread") {
    CHECK(headline_of(R"({"headline":"He said \"yes\", and \"no\""})") == R"(He said "yes", and "no")");
    CHECK_FALSE(parse_mended("var x = 1;").has_value());
    CHECK_FALSE(parse_mended("").has_value());
    CHECK_FALSE(parse_mended("{\"headline\": \"").has_value());
}

TEST_CASE("wrappers, raw line ends and spare commas are mended") {
    CHECK(headline_of("<!-- {\"headline\":\"A\",} -->") == "A");
    CHECK(headline_of("//<![CDATA[\n{\"headline\":\"A\nB\"}\n//]]>") == "A\nB");
}

TEST_CASE("quotation marks that nobody escaped belong to the text") {
    CHECK(headline_of(R"({"headline": "Minister: "We will rebuild" the pier", "author": "Ana"})") ==
          R"(Minister: "We will rebuild" the pier)");
    CHECK(headline_of(R"({"headline": ""Never again"", "x": 1})") == R"("Never again")");
    CHECK(headline_of(R"({"x": {"y": "z"}, "headline": "The "new", "old" and "third" lock"})") ==
          R"(The "new", "old" and "third" lock)");
    CHECK(headline_of(R"({"headline": "A "b": c", "author": "Ana"})") == R"(A "b": c)");
    const auto list = parse_mended(R"({"keywords": ["the "grand" pier", "lock"], "headline": "x"})");
    REQUIRE(list.has_value());
    REQUIRE((*list)["keywords"].items().size() == 2);
    CHECK((*list)["keywords"].items()[0].string() == R"(the "grand" pier)");
}

TEST_CASE("mending looks ahead no further than it must: twice the text is twice the work") {
    // A text made to invite a look to its end from every quotation mark; it must only come back.
    std::string bad = "{\"headline\": \"";
    for (int i = 0; i < 200'000; ++i) bad += "\", \"";
    CHECK_FALSE(parse_mended(bad).has_value());
    CHECK(headline_of("{\"headline\": \"a \"" + std::string(100'000, ' ') + "b\", \"x\": 1}").size() > 4);
}
