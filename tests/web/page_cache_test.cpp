#include "web/page_cache.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace std::chrono_literals;
using web::Page;
using web::PageCache;

namespace {

struct Counted {
    PageCache cache;
    int made = 0;
    std::shared_ptr<const Page> get(std::string_view key, std::uint64_t generation, Instant now) {
        return cache.get(key, generation, now, [&] {
            ++made;
            return std::make_shared<const Page>(fmt::format("{} {}", key, made), "text/plain", true);
        });
    }
};

const Instant noon = at("2026-11-22T12:00:00Z");

}  // namespace

TEST_CASE("a page is made once while the archive stands still, and again when its times have worn out") {
    Counted c;
    c.get("a", 1, noon);
    c.get("a", 1, noon + 20s);
    CHECK(c.made == 1);
    c.get("a", 1, noon + 31s);
    CHECK(c.made == 2);
}

TEST_CASE("however fast the archive grows, a page is made at most once a second") {
    Counted c;
    for (int i = 0; i < 1000; ++i) c.get("a", static_cast<std::uint64_t>(i), noon + std::chrono::milliseconds(i));
    CHECK(c.made == 1);
    c.get("a", 5000, noon + 1001ms);
    CHECK(c.made == 2);
}

TEST_CASE("a clock set back does not keep a page for ever") {
    Counted c;
    c.get("a", 1, noon);
    c.get("a", 1, noon - 1h);
    CHECK(c.made == 2);
}

TEST_CASE("the cache is bounded; the page asked for least leaves") {
    PageCache cache(3);
    int made = 0;
    const auto get = [&](std::string_view key) {
        cache.get(key, 1, noon, [&] {
            ++made;
            return std::make_shared<const Page>("x", "text/plain", false);
        });
    };
    get("a"), get("b"), get("c"), get("a"), get("d");  // b leaves
    CHECK(made == 4);
    get("a"), get("c"), get("d");
    CHECK(made == 4);
    get("b");
    CHECK(made == 5);
}

TEST_CASE("what could not be made is not kept") {
    PageCache cache;
    CHECK(cache.get("a", 1, noon, [] { return nullptr; }) == nullptr);
    CHECK(cache.get("a", 1, noon, [] { return std::make_shared<const Page>("x", "text/plain", false); }) != nullptr);
}

TEST_CASE("a page whose making failed half way is made again by the next reader") {
    Counted c;
    c.get("a", 1, noon);
    CHECK_THROWS(c.cache.get("a", 2, noon + 2s, []() -> std::shared_ptr<const Page> { throw std::bad_alloc(); }));
    CHECK(c.get("a", 2, noon + 2s) != nullptr);
    CHECK(c.made == 2);
}
