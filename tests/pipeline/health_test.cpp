// Nothing stops silently: however a poll ends, the feed has a reason in plain words, something to do, and a next try,
// or says that there is none.
#include "model/health.hpp"

#include <doctest/doctest.h>

#include "pipeline/feed_answer.hpp"

using namespace octavo;

namespace {

const Instant now = at("2025-07-14T08:00:00Z");

Feed followed() {
    Feed feed;
    feed.url = "https://paper.example/feed.xml";
    feed.id = feed_id(feed.url);
    feed.source = source_id("paper.example");
    feed.worked = now - std::chrono::hours(2);
    feed.etag = "\"1\"";
    return feed;
}

Feed after(Feed feed, Result<fetch::Fetched> fetched, std::size_t fresh = 0) {
    auto answer = pipeline::read_feed(std::move(feed), std::move(fetched), now);
    answer.result.answer = &answer.fetched;
    answer.result.fresh = fresh;
    return fetch::after_poll(answer.feed, answer.result, now);
}

Result<fetch::Fetched> answered(int status, std::string body = {}) {
    fetch::Fetched fetched{.url = *Url::parse("https://paper.example/feed.xml"), .status = status};
    fetched.body = std::move(body);
    return fetched;
}

void is_explained(const Feed& feed) {
    CAPTURE(feed.status);
    CAPTURE(feed.reason);
    const Trouble trouble = trouble_of(feed);
    CAPTURE(in_words(trouble));
    if (trouble != Trouble::none) {
        CHECK_FALSE(in_words(trouble).empty());
        CHECK_FALSE(advice(trouble).empty());
        if (trouble != Trouble::unasked) CHECK_FALSE(feed.reason.empty());
    }
    if (is_never(feed.due)) {
        CHECK(trouble == Trouble::gone);
        CHECK(advice(trouble).contains("octavo add"));
    } else {
        CHECK(feed.due >= now);
        CHECK(feed.due <= now + std::chrono::hours(24 * 31));
    }
}

}  // namespace

TEST_CASE("every way a feed can fail to answer leaves a reason, a next try and something to do") {
    for (const Fault fault : {Fault::malformed, Fault::too_big, Fault::unsupported, Fault::not_found, Fault::refused,
                              Fault::unreachable, Fault::timed_out, Fault::unwritable, Fault::unsound, Fault::usage}) {
        CAPTURE(name_of(fault));
        Feed feed = after(followed(), fail(fault, "what happened"));
        is_explained(feed);
        CHECK(needs_attention(trouble_of(feed)));
        CHECK(trouble_of(feed) == (fault == Fault::refused ? Trouble::refused : Trouble::silent));
        for (int again = 0; again < 40; ++again) feed = after(feed, fail(fault, "what happened"));
        is_explained(feed);
    }
}

TEST_CASE("a feed that was not asked because its host wants quiet keeps its state, and says why and until when") {
    const Feed feed = after(followed(), fail(Fault::busy, "paper.example asks to be left alone"));
    CHECK(feed.state == followed().state);
    CHECK(feed.failures == 0);
    CHECK(feed.reason == "paper.example asks to be left alone");
    CHECK(feed.due > now);
}

TEST_CASE("every status leaves a reason, a next try and something to do") {
    constexpr std::string_view rss =
        "<rss><channel><item><title>a</title><link>https://paper.example/a</link></item>"
        "</channel></rss>";
    for (int status = 200; status < 600; ++status) {
        const bool ok = status < 300;
        is_explained(after(followed(), answered(status)));
        if (ok) is_explained(after(followed(), answered(status, "<p>no feed</p>")));
        Feed feed = after(followed(), answered(status, ok ? std::string(rss) : "oh no"), ok ? 1 : 0);
        is_explained(feed);
        for (int again = 0; again < 40; ++again) feed = after(feed, answered(status));
        is_explained(feed);
        const bool fine = status == 200 || status == 304 || status == 429;
        if (!ok) CHECK(needs_attention(trouble_of(feed)) == !fine);
    }
    CHECK(trouble_of(after(followed(), answered(200, std::string(rss)), 1)) == Trouble::none);
    CHECK(trouble_of(after(followed(), answered(200, "<p>hello"))) == Trouble::no_feed);
    CHECK(trouble_of(after(followed(), answered(403))) == Trouble::shut);
    CHECK(trouble_of(after(followed(), answered(404))) == Trouble::missing);
    CHECK(trouble_of(after(followed(), answered(410))) == Trouble::gone);
    CHECK(trouble_of(after(followed(), answered(429))) == Trouble::throttled);
    CHECK(trouble_of(after(followed(), answered(503))) == Trouble::server);
}

TEST_CASE("every state is explained, also one that was just added and one that has been still for long") {
    Feed fresh = followed();
    fresh.worked.reset();
    fresh.due = now;
    CHECK(trouble_of(fresh) == Trouble::unasked);
    is_explained(fresh);
    Feed quiet = followed();
    for (int i = 0; i < 30; ++i) quiet = after(quiet, answered(304));
    is_explained(quiet);
    for (const Feed::State state : {Feed::State::fresh, Feed::State::healthy, Feed::State::failing, Feed::State::quiet,
                                    Feed::State::gone, Feed::State::refused}) {
        Feed feed = followed();
        feed.state = state;
        CHECK((trouble_of(feed) == Trouble::none) == (state == Feed::State::healthy));
        CHECK(in_words(trouble_of(feed)).empty() == (state == Feed::State::healthy));
    }
}
