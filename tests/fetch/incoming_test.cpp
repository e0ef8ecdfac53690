#include "fetch/incoming.hpp"

#include <doctest/doctest.h>

#include "fetch/request_lines.hpp"

using namespace octavo;
using namespace octavo::fetch;

namespace {

const Instant now = at("2025-07-13T08:00:00Z");
const Url page = *Url::parse("https://paper.example/tram");

Incoming with_head(std::initializer_list<const char*> lines, const GateLimits& limits = {},
                   Purpose purpose = Purpose::page) {
    Incoming incoming(purpose, limits);
    for (const char* line : lines) REQUIRE(incoming.line(line));
    return incoming;
}

}  // namespace

TEST_CASE("an answer is put together from its lines and pieces") {
    Incoming incoming = with_head({"HTTP/1.1 200 OK\r\n", "ETag: \"a\"\r\n", "Content-Length: 10\r\n", "\r\n"});
    REQUIRE(incoming.piece("Tram "));
    REQUIRE(incoming.piece("opens"));
    REQUIRE(incoming.line("ETag: \"from a trailer\"\r\n"));
    const auto answer = std::move(incoming).answer(page, now);
    REQUIRE(answer.has_value());
    CHECK(answer->body == "Tram opens");
    CHECK(answer->header("etag") == "\"a\"");
    CHECK(answer->wire_bytes == 10);
    CHECK(answer->url == page);
}

TEST_CASE("a body is too big as soon as it says so, or when it is") {
    const GateLimits limits{.max_wire = 100};
    for (const char* length : {"101", "99999999999999999999999"}) {
        Incoming announced = with_head({"HTTP/1.1 200 OK\r\n"}, limits);
        REQUIRE(announced.line(fmt::format("Content-Length: {}\r\n", length)));
        CHECK(announced.line("\r\n").error().fault == Fault::too_big);
    }
    Incoming silent = with_head({"HTTP/1.1 200 OK\r\n", "Content-Length: nonsense\r\n", "\r\n"}, limits);
    REQUIRE(silent.piece(std::string(100, 'x')));
    CHECK(silent.piece("x").error().fault == Fault::too_big);
}

TEST_CASE("robots.txt is cut at its cap and kept") {
    const GateLimits limits{.max_robots = 100};
    Incoming incoming = with_head({"HTTP/1.1 200 OK\r\n", "Content-Length: 1000\r\n", "\r\n"}, limits, Purpose::robots);
    CHECK(incoming.piece(std::string(99, 'x')) == true);
    CHECK(incoming.piece("yz") == false);
    CHECK(incoming.is_cut());
    const auto answer = std::move(incoming).answer(page, now);
    REQUIRE(answer.has_value());
    CHECK(answer->cut);
    CHECK(answer->body == std::string(99, 'x') + "y");
}

TEST_CASE("a validator that could end its line is left out, any other goes as it came") {
    const auto lines = [](std::string etag, std::string date) {
        return validator_lines({.url = page, .etag = std::move(etag), .last_modified = std::move(date)}, page);
    };
    CHECK(lines("W/\"ä b\"", "yesterday, maybe") ==
          std::vector<std::string>{"If-None-Match: W/\"ä b\"", "If-Modified-Since: yesterday, maybe"});
    CHECK(lines("", "").empty());
    for (const char* bad : {"a\r\nCookie: b", "a\nb", "a\x7f", "a\x01"}) CHECK(lines(bad, bad).empty());
    CHECK(lines(std::string(5000, 'x'), "").empty());
}

TEST_CASE("validators go to the address that gave them, and to no other one that a redirect leads to") {
    const auto old = *Url::parse("https://paper.example/feed"), moved = *Url::parse("https://cdn.example/feed.xml");
    FetchRequest request{.url = old, .etag = "\"a\""};
    CHECK(validator_lines(request, old).size() == 1);
    CHECK(validator_lines(request, moved).empty());
    request.validators_of = moved.without_fragment();
    CHECK(validator_lines(request, old).empty());
    CHECK(validator_lines(request, moved).size() == 1);
}

TEST_CASE("robots.txt is asked for without a coding, everything else with the three we like") {
    const auto has_coding = [](Purpose purpose) {
        return std::ranges::count(common_lines(purpose), "Accept-Encoding: zstd, br, gzip") == 1;
    };
    CHECK_FALSE(has_coding(Purpose::robots));
    for (const Purpose purpose : {Purpose::feed, Purpose::page, Purpose::sitemap, Purpose::image})
        CHECK(has_coding(purpose));
}
