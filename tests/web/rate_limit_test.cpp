#include "web/rate_limit.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace std::chrono_literals;
using web::client_of;
using web::read_address;

namespace {

const Instant start = at("2026-11-22T08:00:00Z");
web::PeerAddress address(std::string_view text) { return read_address(text).value(); }

// How many of `asked` requests at one instant are let through.
int let_through(web::RateLimit& limit, std::string_view who, Instant now, int asked) {
    int through = 0;
    for (int i = 0; i < asked; ++i) through += limit.take(address(who), now) == Duration(0) ? 1 : 0;
    return through;
}

}  // namespace

TEST_CASE("a burst is let through, then one request each time a token has come back") {
    web::RateLimit limit(60, 10);
    CHECK(let_through(limit, "192.0.2.1", start, 50) == 10);
    CHECK(limit.take(address("192.0.2.1"), start) == 1s);
    CHECK(let_through(limit, "192.0.2.1", start + 999ms, 50) == 0);
    CHECK(let_through(limit, "192.0.2.1", start + 1s, 50) == 1);
    CHECK(let_through(limit, "192.0.2.1", start + 5s, 50) == 4);
    CHECK(let_through(limit, "192.0.2.1", start + 10min, 50) == 10);  // never more than the burst
}

TEST_CASE("over an hour of asking without end the rate is the one that was set") {
    web::RateLimit limit(60, 10);
    int through = 0;
    for (int tenth = 0; tenth < 36'000; ++tenth) through += let_through(limit, "192.0.2.1", start + tenth * 100ms, 1);
    CHECK(through == 10 + 3600 - 1);
}

TEST_CASE("each address has its own bucket; of IPv6 each /64") {
    web::RateLimit limit(60, 5);
    CHECK(let_through(limit, "192.0.2.1", start, 9) == 5);
    CHECK(let_through(limit, "192.0.2.2", start, 9) == 5);
    CHECK(let_through(limit, "::ffff:192.0.2.2", start, 9) == 0);
    CHECK(let_through(limit, "2001:db8:0:1::1", start, 3) == 3);
    CHECK(let_through(limit, "2001:db8:0:1:ffff::2", start, 9) == 2);
    CHECK(let_through(limit, "2001:db8:0:2::1", start, 9) == 5);
}

TEST_CASE("this machine is not counted, and no limit is none") {
    web::RateLimit limit(60, 5);
    for (const std::string_view own : {"127.0.0.1", "127.8.0.1", "::1"})
        CHECK(let_through(limit, own, start, 99) == 99);
    web::RateLimit none(0, 5);
    CHECK(let_through(none, "192.0.2.1", start, 99) == 99);
}

TEST_CASE("a clock that was set back locks nobody out") {
    web::RateLimit limit(60, 5);
    CHECK(let_through(limit, "192.0.2.1", start, 9) == 5);
    CHECK(let_through(limit, "192.0.2.1", start - 24h, 9) == 5);
}

TEST_CASE("a crowd of addresses does not make the table grow, and one that asks without end stays counted among few") {
    web::RateLimit limit(60, 5, 1);  // one set of four
    CHECK(let_through(limit, "192.0.2.1", start, 9) == 5);
    for (const std::string_view other : {"192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5", "192.0.2.6"})
        CHECK(let_through(limit, other, start, 1) == 1);
    // The bucket furthest from full was kept: it is the one worth remembering.
    CHECK(let_through(limit, "192.0.2.1", start, 9) == 0);
}

TEST_CASE("X-Forwarded-For is believed from trusted proxies only, and read from its end") {
    const std::vector<web::PeerAddress> trusted = {address("127.0.0.1"), address("10.0.0.1")};
    const auto client = [&](std::string_view peer, std::string_view header) {
        return client_of(address(peer), header, trusted);
    };
    CHECK(client("192.0.2.9", "198.51.100.7") == address("192.0.2.9"));
    CHECK(client("127.0.0.1", "198.51.100.7") == address("198.51.100.7"));
    CHECK(client("127.0.0.1", "1.1.1.1, 198.51.100.7") == address("198.51.100.7"));
    CHECK(client("127.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.1") == address("198.51.100.7"));
    CHECK(client("127.0.0.1", "") == address("127.0.0.1"));
    CHECK(client("127.0.0.1", "198.51.100.7, unknown") == address("127.0.0.1"));
    CHECK(client("127.0.0.1", "[2001:db8::1]:4711") == address("2001:db8::1"));
    CHECK(client("127.0.0.1", "198.51.100.7:80") == address("198.51.100.7"));
    CHECK(client("127.0.0.1", ",,,,") == address("127.0.0.1"));
}

TEST_CASE("what is no address is none") {
    for (const std::string_view text : {"", "example.org", "1.2.3", "1.2.3.4.5", "::1%eth0", "[]", "["})
        CHECK_FALSE(read_address(text).has_value());
    CHECK(read_address(" 192.0.2.1 ") == read_address("::ffff:192.0.2.1"));
}
