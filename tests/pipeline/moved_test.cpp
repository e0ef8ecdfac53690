#include "pipeline/moved.hpp"

#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;

namespace {

constexpr auto npos = std::string::npos;

constexpr auto old_url = "https://paper.example/feed.xml";
constexpr auto new_url = "https://paper.example/new/rss";
constexpr auto home = "https://paper.example/";

void follow(House& house) {
    Source source;
    source.domain = source.name = "paper.example";
    source.id = source_id(source.domain);
    source.home = home;
    Feed feed;
    feed.url = old_url;
    feed.id = feed_id(old_url);
    feed.source = source.id;
    REQUIRE(house.line->command([&](store::Store& store) -> Result<> {
        TRY(store.put_source(source));
        return store.put_feed(feed);
    }));
}

void put_reports(ScriptedWeb& web, int from, int to) {
    for (int i = from; i < to; ++i)
        web.put(fmt::format("https://paper.example/report/{}", i),
                {200, page(fmt::format("Report {}", i), i), "text/html", {}});
}

void fail_for_days(House& house) {
    for (int day = 0; day < 4; ++day) {
        house.clock.advance(24h);
        house.poll();
    }
}

template <class Condition>
bool soon(Condition condition) {
    for (int i = 0; i < 1000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

constexpr std::string_view names_new =
    "<html><head><link rel=alternate type='application/rss+xml' href='/new/rss'></head><body>Hello</body></html>";

}  // namespace

TEST_CASE("a feed is lost when it was not there, or no feed, for two days") {
    const Instant now = at("2025-07-14T08:00:00Z");
    Feed feed;
    feed.state = Feed::State::failing;
    feed.failures = 6;
    feed.status = 404;
    feed.worked = now - 49h;
    CHECK(pipeline::looks_moved(feed, now));
    feed.status = 200;  // HTML
    CHECK(pipeline::looks_moved(feed, now));
    feed.status = 503;
    CHECK_FALSE(pipeline::looks_moved(feed, now));
    feed.status = 404;
    feed.worked = now - 5h;
    CHECK_FALSE(pipeline::looks_moved(feed, now));
    feed.state = Feed::State::gone;
    feed.status = 410;
    CHECK(pipeline::looks_moved(feed, now));
    feed.kind = Feed::Kind::listing;
    CHECK_FALSE(pipeline::looks_moved(feed, now));
}

TEST_CASE("a feed that moved is found again on its site, says so, and doubles nothing") {
    House house;
    follow(house);
    house.web.put(old_url, {200, rss("paper.example", 0, 3), "application/rss+xml", {}});
    put_reports(house.web, 0, 6);
    house.poll();
    REQUIRE(house.articles() == 3);
    house.web.put(old_url, {404, {}, "text/html", {}});
    house.web.put(home, {200, std::string(names_new), "text/html", {}});
    house.web.put(new_url, {200, rss("paper.example", 1, 5), "application/rss+xml", {}});
    fail_for_days(house);
    REQUIRE(soon([&] { return house.feed(old_url).url == new_url; }));
    CHECK(house.feed(old_url).was_at == old_url);
    CHECK(house.feed(old_url).reason ==
          "moved: found again on https://paper.example/; it was at https://paper.example/feed.xml");
    CHECK((*house.reader->feed_at(new_url))->id == feed_id(old_url));  // one feed, known by both addresses
    house.poll();
    CHECK(house.articles() == 5);
    CHECK(house.feed(old_url).state == Feed::State::healthy);
    CHECK(house.feed(old_url).was_at == old_url);
}

TEST_CASE("a feed that is gone for good is looked for as well") {
    House house;
    follow(house);
    house.web.put(old_url, {200, rss("paper.example", 0, 3), "application/rss+xml", {}});
    put_reports(house.web, 0, 6);
    house.poll();
    house.web.put(old_url, {410, {}, "text/html", {}});
    house.web.put(home, {200, std::string(names_new), "text/html", {}});
    house.web.put(new_url, {200, rss("paper.example", 1, 5), "application/rss+xml", {}});
    house.poll();
    CHECK(soon([&] { return house.feed(old_url).url == new_url; }));
}

TEST_CASE("a feed that shares nothing with the lost one is proposed, not adopted") {
    House house;
    follow(house);
    house.web.put(old_url, {200, rss("paper.example", 0, 3), "application/rss+xml", {}});
    put_reports(house.web, 0, 3);
    house.poll();
    house.web.put(old_url, {404, {}, "text/html", {}});
    house.web.put(home, {200, std::string(names_new), "text/html", {}});
    house.web.put(new_url, {200,
                            "<rss><channel><title>Comments</title><item><title>Nice</title>"
                            "<link>https://paper.example/c/1</link></item></channel></rss>",
                            "application/rss+xml",
                            {}});
    fail_for_days(house);
    REQUIRE(soon([&] { return house.web.asked(new_url) > 0; }));
    REQUIRE(soon([&] {
        house.poll();
        return house.feed(old_url).reason.find("perhaps it moved") != std::string::npos;
    }));
    CHECK(house.feed(old_url).url == old_url);
    const int asked = house.web.asked(home);
    house.clock.advance(24h);
    house.poll();
    CHECK(house.web.asked(home) == asked);  // once a week
}

TEST_CASE("a proposal outlives a restart, and its site is not asked once more for it") {
    Folder folder;
    const auto comments =
        "<rss><channel><title>Comments</title><item><title>Nice</title>"
        "<link>https://paper.example/c/1</link></item></channel></rss>";
    const auto lose = [&](House& house) {
        house.web.put(old_url, {404, {}, "text/html", {}});
        house.web.put(home, {200, std::string(names_new), "text/html", {}});
        house.web.put(new_url, {200, comments, "application/rss+xml", {}});
    };
    const auto proposed = [](House& house) { return house.feed(old_url).reason.find("perhaps it moved") != npos; };
    Instant then{};
    {
        House house(quick(), &folder);
        follow(house);
        house.web.put(old_url, {200, rss("paper.example", 0, 3), "application/rss+xml", {}});
        put_reports(house.web, 0, 3);
        house.poll();
        lose(house);
        fail_for_days(house);
        REQUIRE(soon([&] { return proposed(house); }));  // without another poll
        then = house.clock.now();
    }
    House house(quick(), &folder);
    house.clock.set(then + 24h);
    lose(house);
    house.poll();
    CHECK(proposed(house));
    CHECK(house.web.asked(home) == 0);
    house.clock.advance(24h);
    house.poll();
    CHECK(proposed(house));
}

TEST_CASE("what moved to a feed that is followed already is given up with a reason") {
    House house;
    follow(house);
    house.web.put(old_url, {200, rss("paper.example", 0, 3), "application/rss+xml", {}});
    put_reports(house.web, 0, 6);
    house.poll();
    house.follow(new_url, "paper.example");
    house.web.put(old_url, {404, {}, "text/html", {}});
    house.web.put(home, {200, std::string(names_new), "text/html", {}});
    house.web.put(new_url, {200, rss("paper.example", 1, 5), "application/rss+xml", {}});
    fail_for_days(house);
    REQUIRE(soon([&] { return house.feed(old_url).state == Feed::State::gone; }));
    CHECK(house.feed(old_url).reason.find("followed already") != std::string::npos);
    CHECK(house.articles() == 5);
}
