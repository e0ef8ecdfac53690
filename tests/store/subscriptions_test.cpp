// What hubs owe us, and which feeds need somebody, as the archive keeps it.
#include <doctest/doctest.h>

#include "support/archive.hpp"

using namespace octavo;
using namespace octavo::test;
using store::Store;

namespace {

Subscription promise(std::string token, std::string_view feed) {
    Subscription s;
    s.token = std::move(token);
    s.feed = feed_id(feed);
    s.hub = "https://hub.example/";
    s.topic = feed;
    s.site = "https://news.example";
    s.secret = "secret";
    s.state = Subscription::State::active;
    s.lease = at("2025-07-20T00:00:00Z");
    s.next = at("2025-07-15T00:00:00Z");
    s.proven = true;
    s.pushes = 3;
    s.reason = "so far";
    return s;
}

Feed feed_at(const std::string& url, Feed::State state, std::optional<Instant> worked = {}) {
    Feed feed;
    feed.url = url;
    feed.id = feed_id(url);
    feed.source = source_id("harbour.example");
    feed.state = state;
    feed.worked = worked;
    return feed;
}

}  // namespace

TEST_CASE("a subscription is kept as it is, by its token; it is idle when its feed is gone or not there") {
    const Folder folder;
    const auto archive = *Store::open(folder.path());
    const auto reader = *archive->reader();
    const std::string one = "https://harbour.example/1", two = "https://harbour.example/2";
    REQUIRE(archive->put_feed(feed_at(one, Feed::State::healthy)));
    REQUIRE(archive->put_feed(feed_at(two, Feed::State::gone)));
    for (const auto& s : {promise("a", one), promise("b", two), promise("c", "https://nobody.example/")})
        REQUIRE(archive->put_subscription(s));
    Subscription changed = promise("a", one);
    changed.forged = 7;
    changed.lease.reset();
    REQUIRE(archive->put_subscription(changed));
    const auto all = *reader->subscriptions();
    REQUIRE(all.size() == 3);
    CHECK(all[0].forged == 7);
    CHECK_FALSE(all[0].lease.has_value());
    CHECK(all[1].lease == promise("b", two).lease);
    CHECK(all[1].secret == "secret");
    CHECK(all[1].proven);
    CHECK(all[1].reason == "so far");
    CHECK(*archive->idle_subscriptions() == std::vector<std::string>{"b", "c"});
    REQUIRE(archive->drop_subscription("b"));
    CHECK(reader->subscriptions()->size() == 2);
}

TEST_CASE("feeds are counted by state, and those in trouble come with the longest silent first") {
    const Folder folder;
    const auto archive = *Store::open(folder.path());
    const auto reader = *archive->reader();
    REQUIRE(archive->put_source(source("harbour.example")));
    const Instant today = at("2025-07-14T00:00:00Z");
    REQUIRE(archive->put_feed(feed_at("https://harbour.example/well", Feed::State::healthy, today)));
    REQUIRE(archive->put_feed(feed_at("https://harbour.example/late", Feed::State::failing, today)));
    REQUIRE(
        archive->put_feed(feed_at("https://harbour.example/gone", Feed::State::gone, today - std::chrono::days(9))));
    REQUIRE(archive->put_feed(feed_at("https://harbour.example/never", Feed::State::refused)));
    const auto counts = *reader->feed_counts();
    CHECK(counts == store::FeedCounts{0, 1, 1, 0, 1, 1});
    const auto troubled = *reader->troubled_feeds(10);
    REQUIRE(troubled.size() == 3);
    CHECK(troubled[0].feed.url == "https://harbour.example/never");
    CHECK(troubled[1].feed.url == "https://harbour.example/gone");
    CHECK(troubled[2].feed.url == "https://harbour.example/late");
    CHECK(troubled[0].source_domain == "harbour.example");
    CHECK(troubled[0].source_name == "The harbour.example");
    CHECK(reader->troubled_feeds(1)->size() == 1);
}
