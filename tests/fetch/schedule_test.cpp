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
// Polled at `times` a day for so many days; each poll finds `fresh` undated entries.
Feed lived(Feed feed, int days, int times, std::size_t fresh, Instant& then) {
    for (int i = 0; i < days * times; ++i) {
        then += 24h / times;
        Result<Fetched> reply = answer(fresh > 0 ? 200 : 304).body(fmt::format("{}", i)).to(*Url::parse(feed.url));
        const PollResult result{.answer = &reply, .parsed = true, .entries = 20, .fresh = fresh};
        feed = after_poll(std::move(feed), result, then);
    }
    return feed;
}

}  // namespace

TEST_CASE("a feed that writes more is asked oftener, by the root of it") {
    Instant then = now, other = now;
    const Feed lively = lived(known_feed(), 10, 24, 4, then);
    const Feed calm = lived(known_feed(), 10, 24, 1, other);
    CHECK(lively.state == Feed::State::healthy);
    CHECK(lively.worked == then);
    CHECK(static_cast<double>(calm.interval_s) / lively.interval_s == doctest::Approx(2).epsilon(0.1));
    CHECK(calm.interval_s == doctest::Approx(1360).epsilon(0.1));  // one an hour: k
}

TEST_CASE("the interval stays between floor and ceiling; at the ceiling a feed is called quiet") {
    Instant then = now;
    Feed feed = lived(known_feed(), 7, 24, 60, then);
    CHECK(feed.interval_s == 300);
    feed = lived(feed, 150, 1, 0, then);
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
        poll(known_feed(), answer().header("cache-control", "max-age=60, x=max-age=9999").body("x"), some_new), 1h));
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
    CHECK(feed.interval_s == 3600);  // nothing was learnt from it
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

TEST_CASE("a move for good is believed when it was told for days, and the feed keeps its name") {
    Feed feed = known_feed();
    const FeedId id = feed.id;
    Instant then = now;
    const auto told = [&](int status, std::string to, Duration later, bool parsed = true) {
        then += later;
        Result<Fetched> reply = answer().body(to_iso(then)).to(*Url::parse(to));
        reply->redirects = {{status, to}};
        PollResult result = some_new;
        result.parsed = parsed;
        result.answer = &reply;
        feed = after_poll(feed, result, then);
    };
    const std::string there = "https://paper.example/new.xml";
    SUBCASE("not for often in one day") {
        for (int i = 0; i < 20; ++i) told(301, there, 1h);
        CHECK(feed.url == "https://paper.example/feed.xml");
    }
    SUBCASE("four times over three days") {
        for (int i = 0; i < 4; ++i) told(i % 2 ? 301 : 308, there, 24h);
        CHECK(feed.url == there);
        CHECK(feed.id == id);
        CHECK(feed.reason.contains("https://paper.example/feed.xml"));
    }
    SUBCASE("not when it leads elsewhere in between, or for now only, or to something that is no feed") {
        for (int i = 0; i < 3; ++i) told(301, there, 24h);
        told(301, "https://paper.example/maintenance", 24h);
        CHECK(feed.url == "https://paper.example/feed.xml");
        for (int i = 0; i < 8; ++i) told(302, there, 24h);
        CHECK(feed.url == "https://paper.example/feed.xml");
        for (int i = 0; i < 8; ++i) told(301, there, 24h, false);
        CHECK(feed.url == "https://paper.example/feed.xml");
    }
    SUBCASE("never from https to http") {
        for (int i = 0; i < 8; ++i) told(301, "http://paper.example/new.xml", 24h);
        CHECK(feed.url == "https://paper.example/feed.xml");
    }
}

TEST_CASE("a server that says 304 for ever is asked without conditions, when something should have come") {
    Instant then = now;
    Feed feed = lived(known_feed(), 14, 24, 2, then);
    feed.etag = "\"forever\"";
    feed.last_modified = "Mon, 01 Jan 2040 00:00:00 GMT";
    const Url url = *Url::parse(feed.url);
    CHECK(poll_request(feed, url, then).etag == "\"forever\"");
    Feed silent = lived(feed, 1, 4, 0, then);
    CHECK(poll_request(silent, url, then).etag.empty());
    CHECK(poll_request(silent, url, then).last_modified.empty());
    SUBCASE("and what it held back makes us ask sooner the next time") {
        Result<Fetched> reply = answer().header("etag", "\"forever\"").body("news").to(url);
        const PollResult result{.answer = &reply, .parsed = true, .entries = 20, .fresh = 5};
        silent = after_poll(silent, result, then);
        CHECK(poll_request(silent, url, then).etag == "\"forever\"");
        silent = lived(silent, 1, 12, 0, then);
        CHECK(decode_learnt(silent.learnt).false_304);
    }
    SUBCASE("a body that is the same after all counts as seen") {
        Result<Fetched> reply = answer().header("etag", "\"forever\"").body("335").to(url);
        silent.body_hash = hash_of_body("335");
        const PollResult result{.answer = &reply, .parsed = true};
        silent = after_poll(silent, result, then);
        CHECK_FALSE(decode_learnt(silent.learnt).false_304);
        CHECK(poll_request(silent, url, then + 2h).etag == "\"forever\"");
    }
}

TEST_CASE("a feed that writes once a month is believed for a week") {
    Instant then = now;
    Feed feed = lived(known_feed(), 1, 1, 1, then);
    feed.etag = "\"x\"";
    feed = lived(feed, 6, 1, 0, then);
    CHECK(poll_request(feed, *Url::parse(feed.url), then).etag == "\"x\"");
    feed = lived(feed, 2, 1, 0, then);
    CHECK(poll_request(feed, *Url::parse(feed.url), then).etag.empty());
}

TEST_CASE("skipHours and skipDays are kept, also after a 304 that says nothing of them") {
    PollResult result = some_new;
    for (const std::size_t hour : {8u, 9u, 10u, 11u}) result.skip_hours.set(hour);
    Feed feed = poll(known_feed(), answer().body("x"), result);
    CHECK(feed.due >= at("2025-07-13T12:00:00Z"));
    CHECK(feed.due <= at("2025-07-13T12:15:00Z"));
    CHECK(poll(feed, answer(304)).due >= at("2025-07-13T12:00:00Z"));
    result.skip_days.set(0);  // the day is a Sunday
    feed = poll(known_feed(), answer().body("y"), result);
    CHECK(feed.due >= at("2025-07-14T00:00:00Z"));
    CHECK(feed.due <= at("2025-07-14T00:15:00Z"));
    result.skip_hours.set();
    result.skip_days.set();
    CHECK(is_due_after(poll(known_feed(), answer().body("z"), result), 1h));  // never is no wish
}

TEST_CASE("a ttl holds for the 304s that follow") {
    PollResult result = some_new;
    result.ttl = 5h;
    const Feed feed = poll(known_feed(), answer().body("x"), result);
    CHECK(is_due_after(poll(feed, answer(304)), 5h));
}

TEST_CASE("who was not asked, because its house wants quiet, is not blamed") {
    const Feed feed = poll(known_feed(), failing(Fault::busy, "paper.example asks to be left alone until noon"));
    CHECK(feed.state == Feed::State::healthy);
    CHECK(feed.failures == 0);
    CHECK(feed.polled == std::nullopt);
    CHECK(feed.reason.contains("left alone"));
    CHECK(is_due_after(feed, 5min));
}

TEST_CASE("each 429 slows a feed, and good answers let it come back slowly") {
    Instant then = now;
    Feed feed = lived(known_feed(), 5, 24, 1, then);
    const auto before = feed.interval_s;
    for (int i = 0; i < 3; ++i) feed = poll(feed, answer(429));
    CHECK(feed.interval_s > 6 * before);
    const auto slow = feed.interval_s;
    feed = poll(feed, answer(304));
    CHECK(feed.interval_s < slow);
    CHECK(feed.interval_s > slow / 2);
}

TEST_CASE("the pace is told in words") {
    Instant then = now;
    Feed feed = lived(known_feed(), 10, 24, 1, then);
    CHECK(pace_in_words(feed) == "about 24 a day: every 23 min");
    PollResult result = some_new;
    result.ttl = 4h;
    feed = poll(known_feed(), answer().body("x"), result);
    CHECK(pace_in_words(feed).ends_with(": every 4 h, as its ttl or updatePeriod asks"));
    CHECK(pace_in_words(poll(feed, answer(500))).empty());  // its reason says it
}

TEST_CASE("two feeds with the same past are not due at the same moment, and each always at its own") {
    Feed other = known_feed();
    other.id = FeedId{67890};
    CHECK(poll(known_feed(), answer(304)).due != poll(other, answer(304)).due);
    CHECK(poll(other, answer(304)).due == poll(other, answer(304)).due);
}
