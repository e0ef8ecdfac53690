#include "fetch/schedule.hpp"

#include <doctest/doctest.h>

#include "support/scripted_fetcher.hpp"

using namespace octavo;
using namespace octavo::fetch;
using namespace octavo::test;
using namespace std::chrono_literals;

namespace {

const Instant now = at("2025-07-13T08:00:00Z");

Feed known_feed() {
    Feed feed;
    feed.id = FeedId{12345};
    feed.url = "https://paper.example/feed.xml";
    feed.state = Feed::State::healthy;
    feed.worked = now - 1h;
    feed.interval_s = 3600;
    return feed;
}

Feed poll(Feed feed, const Answer& said, PollResult result = {}) {
    Result<Fetched> reply = said.to(*Url::parse(feed.url));
    result.answer = &reply;
    return after_poll(std::move(feed), result, now);
}

// Within the tenth that jitter may add.
bool is_due_after(const Feed& feed, Duration wait) {
    return feed.due >= now + wait && feed.due <= now + wait + wait / 10;
}

const PollResult some_new{.answer = nullptr, .parsed = true, .entries = 20, .fresh = 3};
const PollResult nothing_new{.answer = nullptr, .parsed = true, .entries = 20, .fresh = 0};

}  // namespace

TEST_CASE("something new brings the next poll nearer, nothing new moves it away") {
    const Feed lively = poll(known_feed(), answer().body("x"), some_new);
    CHECK(lively.interval_s == 2880);
    CHECK(is_due_after(lively, 48min));
    CHECK(lively.state == Feed::State::healthy);
    CHECK(lively.worked == now);
    CHECK(poll(known_feed(), answer().body("x"), nothing_new).interval_s == 5400);
    CHECK(poll(known_feed(), answer(304)).interval_s == 5400);
}

TEST_CASE("the interval stays between floor and ceiling; at the ceiling a feed is called quiet") {
    Feed feed = known_feed();
    for (int i = 0; i < 30; ++i) feed = poll(feed, answer().body(fmt::format("{}", i)), some_new);
    CHECK(feed.interval_s == 300);
    for (int i = 0; i < 30; ++i) feed = poll(feed, answer(304));
    CHECK(feed.interval_s == 86400);
    CHECK(feed.state == Feed::State::quiet);
    CHECK_FALSE(feed.reason.empty());
    CHECK(poll(feed, answer().body("x"), some_new).state == Feed::State::healthy);
}

TEST_CASE("on the first poll everything is new, and that says nothing") {
    Feed feed = known_feed();
    feed.state = Feed::State::fresh;
    feed.worked.reset();
    feed.interval_s = 0;
    CHECK(poll(feed, answer().body("x"), some_new).interval_s == 3600);
}

TEST_CASE("a feed that asks for quiet is left alone until then") {
    CHECK(is_due_after(
        poll(known_feed(), answer().header("cache-control", "public, max-age=10800").header("age", "3600").body("x"),
             some_new),
        2h));
    CHECK(is_due_after(poll(known_feed(),
                            answer()
                                .header("date", "Sun, 13 Jul 2025 09:00:00 GMT")
                                .header("expires", "Sun, 13 Jul 2025 12:00:00 GMT")
                                .body("x"),
                            some_new),
                       3h));
    PollResult with_ttl = some_new;
    with_ttl.ttl = 4h;
    CHECK(is_due_after(poll(known_feed(), answer().body("x"), with_ttl), 4h));
    CHECK(is_due_after(poll(known_feed(), answer(304).header("cache-control", "max-age=7200")), 2h));
    CHECK(is_due_after(poll(known_feed(), answer(503).retry_after(5h)), 5h));
    CHECK(is_due_after(poll(known_feed(), answer().header("cache-control", "max-age=31536000").body("x"), some_new),
                       24h));
    CHECK(is_due_after(
        poll(known_feed(), answer().header("cache-control", "max-age=60, x=max-age=9999").body("x"), some_new), 48min));
}

TEST_CASE("429 doubles the interval and is not held against the feed") {
    const Feed feed = poll(known_feed(), answer(429).retry_after(30min));
    CHECK(feed.interval_s == 7200);
    CHECK(is_due_after(feed, 2h));
    CHECK(feed.failures == 0);
    CHECK(feed.state == Feed::State::healthy);
    CHECK(feed.reason.contains("429"));
    CHECK(is_due_after(poll(known_feed(), answer(429).retry_after(9h)), 9h));
}

TEST_CASE("a failing feed is tried again, later and later, and says why") {
    Feed feed = known_feed();
    Duration expected = 5min;
    for (int i = 1; i <= 12; ++i) {
        feed = poll(feed, failing(Fault::timed_out, "paper.example: no answer"));
        CHECK(feed.failures == i);
        CHECK(feed.state == Feed::State::failing);
        CHECK(feed.reason.contains("no answer"));
        CHECK(is_due_after(feed, std::min<Duration>(expected, 24h)));
        expected *= 2;
    }
    CHECK(feed.interval_s == 3600);  // what was learnt is kept
    feed = poll(feed, answer(304));
    CHECK(feed.state == Feed::State::healthy);
    CHECK(feed.failures == 0);
    CHECK(feed.reason.empty());
    for (const int status : {401, 403, 404, 500, 502})
        CHECK(poll(known_feed(), answer(status)).state == Feed::State::failing);
}

TEST_CASE("410 is for ever, a refusal for a day, a stop for nothing") {
    const Feed gone = poll(known_feed(), answer(410));
    CHECK(gone.state == Feed::State::gone);
    CHECK(gone.due == never);
    const Feed refused = poll(known_feed(), failing(Fault::refused, "robots.txt of paper.example asks us not to"));
    CHECK(refused.state == Feed::State::refused);
    CHECK(refused.reason.contains("robots.txt"));
    CHECK(is_due_after(refused, 24h));
    const Feed stopped = poll(known_feed(), failing(Fault::cancelled));
    CHECK(stopped.state == Feed::State::healthy);
    CHECK(stopped.due == now);
    CHECK(stopped.polled == std::nullopt);
}

TEST_CASE("validators are kept byte for byte from the answer that was read, both renewed together") {
    Feed feed =
        poll(known_feed(), answer().header("etag", "W/\"1\"").header("last-modified", "yesterday").body("x"), some_new);
    CHECK(feed.etag == "W/\"1\"");
    CHECK(feed.last_modified == "yesterday");
    feed = poll(feed, answer(304).header("etag", "\"2\""));
    CHECK(feed.etag == "\"2\"");
    CHECK(feed.last_modified == "yesterday");
    feed = poll(feed, answer().header("etag", "\"3\"").body("y"), some_new);
    CHECK(feed.etag == "\"3\"");
    CHECK(feed.last_modified.empty());
    SUBCASE("but not from something that is no feed") {
        PollResult no_feed;
        no_feed.parse_error = "not a feed: an HTML page";
        const Feed broken = poll(feed, answer().header("etag", "\"4\"").body("<html>"), no_feed);
        CHECK(broken.etag == "\"3\"");
        CHECK(broken.state == Feed::State::failing);
        CHECK(broken.reason == "not a feed: an HTML page");
    }
}

TEST_CASE("a body that was read before need not be read again") {
    Feed feed = poll(known_feed(), answer().body("<rss/>"), some_new);
    const auto same = answer().body("<rss/>").to(*Url::parse(feed.url));
    CHECK(is_same_body(feed, *same));
    CHECK_FALSE(is_same_body(known_feed(), *same));
    feed = poll(feed, answer().body("<rss/>"));  // not parsed
    CHECK(feed.state == Feed::State::healthy);
    CHECK(feed.interval_s == 2880 * 3 / 2);
}

TEST_CASE("a move for good is noted, one for now is not") {
    const auto moved = [](int status) {
        Feed feed = known_feed();
        Result<Fetched> reply = answer().body("x").to(*Url::parse("https://paper.example/new.xml"));
        reply->redirects = {{status, "https://paper.example/new.xml"}};
        PollResult result = some_new;
        result.answer = &reply;
        return after_poll(feed, result, now);
    };
    CHECK(moved(301).reason.contains("https://paper.example/new.xml"));
    CHECK(moved(308).reason.contains("https://paper.example/new.xml"));
    CHECK(moved(302).reason.empty());
    CHECK(moved(301).url == "https://paper.example/feed.xml");
}

TEST_CASE("two feeds with the same past are not due at the same moment, and each always at its own") {
    Feed other = known_feed();
    other.id = FeedId{67890};
    CHECK(poll(known_feed(), answer(304)).due != poll(other, answer(304)).due);
    CHECK(poll(other, answer(304)).due == poll(other, answer(304)).due);
}
