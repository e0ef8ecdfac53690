#include <doctest/doctest.h>

#include "base/json.hpp"

using namespace octavo;

TEST_CASE("a value that is absent, null or of another type gives the caller's default") {
    const Json document = Json::parse(R"({"title":"Tram opens","count":3,"none":null,"tags":["a","b"]})").value();
    CHECK(document["title"].string() == "Tram opens");
    CHECK(document["count"].integer() == 3);
    CHECK(document["count"].string("x") == "x");
    CHECK(document["none"].is_null());
    CHECK(document["absent"]["deeper"].string("y") == "y");
    CHECK(document["tags"].items().size() == 2);
    CHECK(document.find("absent") == nullptr);
}

TEST_CASE("an id is copied as it was sent, number or text") {
    const Json document = Json::parse(R"({"a":7,"b":"seven","c":[1]})").value();
    CHECK(document["a"].scalar() == "7");
    CHECK(document["b"].scalar() == "seven");
    CHECK(document["c"].scalar() == std::nullopt);
}

TEST_CASE("broken JSON is malformed, and JSON nested too deep is too big") {
    CHECK(Json::parse("{\"a\":").error().fault == Fault::malformed);
    CHECK(Json::parse("").error().fault == Fault::malformed);
    CHECK(Json::parse(std::string(200, '[') + std::string(200, ']')).error().fault == Fault::too_big);
}

TEST_CASE("what the writer writes, the reader reads back") {
    JsonWriter out;
    out.object()
        .field("text", "quote \" back \\ line\n tab\t nul\x01 </script> é")
        .field("n", -5)
        .field("x", 1.5)
        .field("t", true);
    out.key("list").array().value("a").null().value(2).end().end();
    const Json read = Json::parse(out.text()).value();
    CHECK(read["text"].string() == "quote \" back \\ line\n tab\t nul\x01 </script> é");
    CHECK(read["n"].integer() == -5);
    CHECK(read["x"].number() == 1.5);
    CHECK(read["t"].boolean());
    CHECK(read["list"].items().size() == 3);
    CHECK(out.text().find("</script") == std::string::npos);
    CHECK(Json::parse(read.dump()).value().dump() == read.dump());
}

TEST_CASE("text that is not UTF-8 is repaired on the way out") {
    std::string out;
    append_json_string(out,
                       "a\xFF"
                       "b");
    CHECK(out ==
          "\"a\xEF\xBF\xBD"
          "b\"");
}

TEST_CASE("an escape is written wherever in a long string it stands") {
    for (const auto& [raw, written] : {std::pair<std::string, std::string>{"\"", "\\\""},
                                       {"\\", "\\\\"},
                                       {"\n", "\\n"},
                                       {"\x01", "\\u0001"},
                                       {"</", "<\\/"}})
        for (std::size_t at = 0; at < 40; ++at) {
            std::string out;
            append_json_string(out, std::string(at, 'a') + raw + "é</<<a/");
            CHECK(out == "\"" + std::string(at, 'a') + written + "é<\\/<<a/\"");
        }
}

TEST_CASE("a large document's lists are visited object by object, strings first") {
    std::string seen;
    const auto note = [&](std::string_view member, const Json& value) {
        seen += fmt::format("{}={} ", member, value.is_string() ? std::string(value.string()) : value.dump());
    };
    REQUIRE(Json::each(R"({"items":[{"a":1},7,[{"b":2}],{"c":{"d":"x"}}],"n":3,"id":"\u0041b","o":{"x":[{"y":1}]}})",
                       note));
    CHECK(seen == R"(id=Ab items={"a":1} items={"c":{"d":"x"}} )");
    seen.clear();
    REQUIRE(Json::each(R"([{"a":1},{"b":2}])", note));
    CHECK(seen == R"(={"a":1} ={"b":2} )");
    for (const std::string_view broken : {"", "{", "[1,", "{\"a\":[{\"b\":1}", "7x", "\"a"})
        CHECK_MESSAGE(!Json::each(broken, note).has_value(), broken);
    // Deeper than a tree may be: passed over.
    seen.clear();
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "{\"a\":";
    deep += "1" + std::string(100, '}');
    REQUIRE(Json::each("[" + deep + ",{\"b\":2}]", note));
    CHECK(seen == R"(={"b":2} )");
}
