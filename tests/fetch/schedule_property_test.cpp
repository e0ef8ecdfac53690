// What must hold for every feed and every answer, over many seeds: random lives of feeds under random headers.
#include <doctest/doctest.h>

#include <random>

#include "fetch/schedule.hpp"
#include "support/scripted_fetcher.hpp"

using namespace octavo;
using namespace octavo::fetch;
using namespace octavo::test;
using namespace std::chrono_literals;

namespace {

struct Dice {
    std::mt19937_64 random;
    int upto(int n) { return static_cast<int>(random() % static_cast<std::uint64_t>(n)); }
    bool one_in(int n) { return upto(n) == 0; }
};

// An answer, and what it asks us to wait, as far as we obey (a day, or the ceiling).
struct Said {
    Answer answer;
    PollResult result;
    Duration asked{};
};
Said say(Dice& dice, int step, Instant now) {
    Said out;
    constexpr int statuses[] = {200, 200, 200, 304, 304, 429, 500, 503, 404, 403};
    out.answer = answer(statuses[dice.upto(10)]).body(fmt::format("{}", step));
    if (dice.one_in(4)) {
        const auto seconds = dice.upto(200'000);
        out.answer.header("cache-control", fmt::format("max-age={}", seconds));
        out.asked = std::max<Duration>(out.asked, std::chrono::seconds(seconds));
    }
    if (dice.one_in(5)) {
        const auto wait = std::chrono::seconds(dice.upto(86'400));
        out.answer.retry_after(wait);
        out.asked = std::max<Duration>(out.asked, wait);
    }
    const bool found = out.answer.status == 200 && dice.one_in(2);
    out.result = {.answer = nullptr, .parsed = true, .entries = 20, .fresh = found ? 1u + dice.upto(20) : 0u};
    for (std::size_t i = 0; i < out.result.fresh; ++i)
        out.result.dates.push_back(now - std::chrono::minutes(dice.upto(3000)));
    if (out.answer.status == 200 && dice.one_in(6)) {
        out.result.ttl = std::chrono::minutes(dice.upto(600));
        out.asked = std::max<Duration>(out.asked, *out.result.ttl);
    }
    return out;
}

Feed after(Feed feed, const Said& said, Instant now, const Pace& pace) {
    Result<Fetched> reply = said.answer.to(*Url::parse(feed.url));
    PollResult result = said.result;
    result.answer = &reply;
    return after_poll(std::move(feed), result, now, pace);
}

Feed new_feed(std::uint64_t seed) {
    Feed feed;
    feed.url = fmt::format("https://paper{}.example/feed.xml", seed);
    feed.id = feed_id(feed.url);
    return feed;
}

}  // namespace

TEST_CASE("never sooner than asked or than the floor, never later than the ceiling and its jitter") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Dice dice{std::mt19937_64(seed)};
        const Pace pace{.floor = std::chrono::minutes(1 + dice.upto(30)),
                        .ceiling = std::chrono::hours(2 + dice.upto(60))};
        const Duration most = std::max<Duration>(pace.ceiling, 24h);
        Feed feed = new_feed(seed);
        Instant now = at("2025-07-13T08:00:00Z");
        for (int step = 0; step < 100; ++step) {
            const Said said = say(dice, step, now);
            const Feed before = feed;
            feed = after(feed, said, now, pace);
            CAPTURE(seed);
            CAPTURE(step);
            REQUIRE(feed.due >= now + std::min(said.asked, most));
            REQUIRE(feed.due >= now + pace.floor);
            // A ttl of an earlier document is still wished for.
            REQUIRE(feed.due <= now + most * 11 / 10);
            REQUIRE(feed.learnt.size() < 300);
            REQUIRE(after(before, said, now, pace).due == feed.due);  // the same past, the same future
            now = dice.one_in(20) ? now - std::chrono::hours(dice.upto(100))
                                  : feed.due + std::chrono::seconds(dice.upto(3600));
        }
    }
}

TEST_CASE("who has more to tell is never asked later; who asks for more quiet is never asked sooner") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Dice dice{std::mt19937_64(seed)};
        Instant now = at("2025-07-13T08:00:00Z");
        Feed feed = new_feed(seed);
        for (int step = 0; step < 20; ++step) {
            feed = after(feed, say(dice, step, now), now, {});
            now += std::chrono::minutes(20 + dice.upto(600));
        }
        const auto with = [&](std::size_t fresh, Duration max_age) {
            Said said;
            said.answer = answer().body("now").header("cache-control", fmt::format("max-age={}", max_age / 1s));
            said.result = {.answer = nullptr, .parsed = true, .entries = 50, .fresh = fresh};
            return after(feed, said, now, {}).due;
        };
        CAPTURE(seed);
        for (std::size_t fresh = 0; fresh < 12; ++fresh) CHECK(with(fresh + 1, 0s) <= with(fresh, 0s));
        for (int hours = 0; hours < 30; ++hours)
            CHECK(with(3, std::chrono::hours(hours + 1)) >= with(3, std::chrono::hours(hours)));
    }
}
