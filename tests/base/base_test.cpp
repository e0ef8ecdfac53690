#include <doctest/doctest.h>

#include "base/bounded_queue.hpp"
#include "base/hash.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "base/url.hpp"

using namespace octavo;

namespace {

Result<int> half(int n) {
    if (n % 2) return fail(Fault::malformed, "odd");
    return n / 2;
}
Result<int> quarter(int n) { return half(TRY(half(n))); }

}  // namespace

TEST_CASE("TRY hands a failure on and a value through") {
    CHECK(quarter(8).value() == 2);
    CHECK(quarter(6).error().detail == "odd");
    CHECK(fail_at("a.xml", Failure{Fault::malformed, "odd"}).error().detail == "a.xml: odd");
}

TEST_CASE("ids written in base32 are 13 letters and come back") {
    for (const std::uint64_t value : {0ULL, 1ULL, 0xFFFFFFFFFFFFFFFFULL, 0x123456789ABCDEFULL}) {
        const std::string letters = to_base32(value);
        CHECK(letters.size() == 13);
        CHECK(from_base32(letters) == value);
    }
    CHECK(from_base32("short") == std::nullopt);
    CHECK(from_base32("aaaaaaaaaaaa1") == std::nullopt);
    CHECK(from_base32("zaaaaaaaaaaaa") == std::nullopt);  // more than 64 bits
}

TEST_CASE("the hash that ids are made of never changes") {
    // BLAKE2b-256 of "octavo", its first eight bytes, little endian.
    CHECK(hash64("octavo") == hash64(std::string("octavo")));
    CHECK(to_hex({reinterpret_cast<const char*>(digest("").data()), 4}) ==
          "0e5751c0");  // RFC 7693's function at 32 bytes
}

TEST_CASE("instants are written as the standards want them") {
    const Instant instant = at("2025-07-13T08:05:09Z");
    CHECK(to_iso(instant) == "2025-07-13T08:05:09Z");
    CHECK(to_http_date(instant) == "Sun, 13 Jul 2025 08:05:09 GMT");
    CHECK(to_rfc822(instant) == "Sun, 13 Jul 2025 08:05:09 +0000");
}

TEST_CASE("a manual clock stands still until it is told otherwise") {
    ManualClock clock(at("2025-07-13T08:00:00Z"));
    CHECK(clock.now() == at("2025-07-13T08:00:00Z"));
    clock.advance(std::chrono::minutes(90));
    CHECK(to_iso(clock.now()) == "2025-07-13T09:30:00Z");
}

TEST_CASE("a full queue waits for room, a closed one drains and then says so") {
    BoundedQueue<int> queue(2);
    std::jthread producer([&] {
        for (int i = 0; i < 100; ++i) queue.push(i);
        queue.close();
    });
    int expected = 0;
    while (const auto item = queue.pop()) {
        CHECK(*item == expected++);
        CHECK(queue.size() <= 2);
    }
    CHECK(expected == 100);
    CHECK_FALSE(queue.push(1));
    int untouched = 7;
    CHECK_FALSE(queue.try_push(untouched));
    CHECK(queue.pop_for(std::chrono::seconds(5)) == std::nullopt);
}

TEST_CASE("an address is read as a browser reads it") {
    const Url url = Url::parse("HTTP://Example.ORG:80/a/../b%20c?q=1#top").value();
    CHECK(url.href() == "http://example.org/b%20c?q=1#top");
    CHECK(url.host() == "example.org");
    CHECK(url.port() == 80);
    CHECK(url.target() == "/b%20c?q=1");
    CHECK(url.origin() == "http://example.org");
    CHECK(url.without_fragment() == "http://example.org/b%20c?q=1");
    CHECK(Url::parse("/news/1", url).value().href() == "http://example.org/news/1");
    CHECK(Url::parse("http://2130706433/").value().host() == "127.0.0.1");
    CHECK(Url::parse("https://bücher.example/").value().host() == "xn--bcher-kva.example");
    CHECK_FALSE(Url::parse("not an address"));
    CHECK_FALSE(Url::parse("http://"));
    CHECK(Url::parse("http://user:pw@a.example/").value().has_credentials());
}

TEST_CASE("trackers go, what names the page stays") {
    CHECK(strip_trackers(Url::parse("https://a.example/x?utm_source=feed&id=3&fbclid=z#p2").value()) ==
          "https://a.example/x?id=3#p2");
    CHECK(strip_trackers(Url::parse("https://a.example/x?utm_source=feed").value()) == "https://a.example/x");
}

TEST_CASE("two spellings of one page have one normal form") {
    const auto form = [](std::string_view text) { return normalize(Url::parse(text).value()); };
    CHECK(form("https://a.example/x?b=2&a=1&utm_medium=rss#top") == form("HTTPS://A.example:443/x?a=1&b=2"));
    CHECK(form("https://a.example/%7Ejo/") == form("https://a.example/~jo/"));
    CHECK(form("https://a.example/x?a=1") != form("https://a.example/x?a=2"));
}

TEST_CASE("a publisher's domain follows the Public Suffix List") {
    CHECK(registrable_domain("www.news.bbc.co.uk") == "bbc.co.uk");
    CHECK(registrable_domain("127.0.0.1") == "127.0.0.1");
    CHECK(bare_host("www.example.org") == "example.org");
    CHECK(bare_host("www.org") == "www.org");
}
