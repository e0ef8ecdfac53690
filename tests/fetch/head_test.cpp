#include "fetch/head.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace octavo::fetch;
using namespace std::chrono_literals;

TEST_CASE("a head is its status and its fields, names in lower case") {
    Head head;
    for (const char* line :
         {"HTTP/1.1 200 OK\r\n", "Content-Type:  text/html \r\n", "ETag: W/\"a b\"\r\n", "Set-Cookie: a\r\n", "\r\n"})
        REQUIRE(head.line(line));
    CHECK(head.status() == 200);
    CHECK(head.field("content-type") == "text/html");
    CHECK(head.field("etag") == "W/\"a b\"");
    CHECK(head.field("age") == "");
}

TEST_CASE("a second status line begins a new head, as after 103 Early Hints") {
    Head head;
    for (const char* line : {"HTTP/1.1 103 Early Hints\r\n", "Link: </a>\r\n", "\r\n", "HTTP/2 404 \r\n", "Age: 1\r\n"})
        REQUIRE(head.line(line));
    CHECK(head.status() == 404);
    CHECK(head.field("link") == "");
    CHECK(head.field("age") == "1");
}

TEST_CASE("lines that are no fields are passed over; folded ones are joined") {
    Head head;
    for (const char* line :
         {" folded into nothing\r\n", "no colon\r\n", ": no name\r\n", "bad name: x\r\n", "A: 1\r\n", "\t 2\r\n"})
        REQUIRE(head.line(line));
    CHECK(head.field("a") == "1 2");
    CHECK(head.take().size() == 1);
}

TEST_CASE("too many bytes or fields are too big, over all heads of one answer") {
    Head small({.max_bytes = 20, .max_fields = 5});
    REQUIRE(small.line("A: 0123456789\r\n"));
    CHECK(small.line("B: 0123456789\r\n").error().fault == Fault::too_big);
    Head few({.max_bytes = 1000, .max_fields = 2});
    REQUIRE(few.line("A: 1\r\n"));
    REQUIRE(few.line("HTTP/1.1 200 OK\r\n"));
    REQUIRE(few.line("B: 1\r\n"));
    CHECK(few.line("C: 1\r\n").error().fault == Fault::too_big);
}

TEST_CASE("Retry-After is seconds or a date, between nothing and a day") {
    const Instant now = at("2025-07-13T08:00:00Z");
    const auto wait = [&](std::string_view value, std::string_view date = "") { return retry_after(value, date, now); };
    CHECK(wait("120") == Duration(120s));
    CHECK(wait(" 0 ") == Duration(0s));
    CHECK(wait("99999999999999999999") == Duration(24h));
    CHECK(wait("Sun, 13 Jul 2025 08:01:30 GMT") == Duration(90s));
    CHECK(wait("Sun, 13 Jul 2025 07:00:00 GMT") == Duration(0s));
    CHECK(wait("Sun, 13 Jul 2025 10:00:00 GMT", "Sun, 13 Jul 2025 09:59:00 GMT") == Duration(60s));
    CHECK(wait("") == std::nullopt);
    CHECK(wait("soon") == std::nullopt);
    CHECK(wait("-5") == std::nullopt);
}
