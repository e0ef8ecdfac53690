#include "fetch/learnt.hpp"

#include <doctest/doctest.h>

#include <random>

#include "model/article.hpp"

using namespace octavo;
using namespace octavo::fetch;
using namespace std::chrono_literals;

namespace {

Learnt some() {
    Learnt l;
    l.rhythm.as_of = at("2025-07-13T08:00:00Z");
    l.rhythm.entries = 12.5f;
    l.rhythm.hours = 130;
    l.rhythm.hours_by_hour = 400;
    for (std::size_t h = 0; h < 24; ++h) l.rhythm.by_hour[h] = static_cast<float>(h) / 3;
    l.wishes.ttl = 1h;
    l.wishes.skip_hours.set(23);
    l.wishes.skip_days.set(6);
    l.whole = at("2025-07-12T08:00:00Z");
    l.unchanged = 7;
    l.false_304 = true;
    l.slowed = 3;
    l.reason = Reason::slowed;
    l.move = {"https://new.example/feed.xml", at("2025-07-10T08:00:00Z"), at("2025-07-11T08:00:00Z"), 3};
    return l;
}

}  // namespace

TEST_CASE("what was learnt comes back as it was") {
    CHECK(decode_learnt(encode(some())) == some());
    CHECK(decode_learnt(encode(Learnt{})) == Learnt{});
    CHECK(decode_learnt("") == Learnt{});
}

TEST_CASE("where the last whole answer came from is kept only when redirects led there") {
    Learnt led = some();
    led.whole_from = "https://cdn.example/feed.xml";
    CHECK(decode_learnt(encode(led)) == led);
    CHECK(encode(led).starts_with(encode(some())));  // rows from before it was kept can be read
    led.whole_from = std::string(5000, 'x');
    CHECK(decode_learnt(encode(led)) == some());
}

TEST_CASE("all that is kept of a feed is less than a kilobyte, its row in memory included") {
    const std::string bytes = encode(some());
    CHECK(bytes.size() < 220);
    CHECK(sizeof(Feed) + bytes.size() < 700);  // leaves 300 for its addresses and validators
}

TEST_CASE("damaged bytes, or another version's, are nothing learnt") {
    const std::string good = encode(some());
    for (std::size_t cut = 1; cut < good.size(); ++cut) CHECK(decode_learnt(good.substr(0, cut)) == Learnt{});
    std::string other = good;
    other[0] = 99;
    CHECK(decode_learnt(other) == Learnt{});
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        std::string bent = good;
        for (int k = 0; k < 4; ++k) bent[random() % bent.size()] = static_cast<char>(random());
        const Learnt l = decode_learnt(bent);
        CHECK(l.rhythm.rate() > 0);
        CHECK(l.rhythm.until_next(at("2025-07-13T08:00:00Z"), 20min, 24h) <= 24h);
        CHECK(l.rhythm.expected(at("2025-07-12T08:00:00Z"), at("2025-07-13T08:00:00Z")) >= 0);
    }
}
