#include <doctest/doctest.h>

#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;

namespace {

const std::string old_address = "https://old.example/feed", new_address = "https://new.example/feed";

std::string rss(std::string_view item) {
    return fmt::format(
        "<rss version='2.0'><channel><title>T</title><item><title>{}</title><link>https://new.example/{}"
        "</link></item></channel></rss>",
        item, item);
}

// Polled for four days at the old address, which says each time that it moved.
void move(House& house) {
    house.follow(old_address, "old.example");
    house.web.put(old_address, {.status = 301, .body = {}, .type = {}, .etag = {}, .location = new_address});
    for (int day = 0; day < 5; ++day) {
        house.web.put(new_address, {.body = rss(fmt::format("{}", day)), .type = "application/rss+xml"});
        house.poll();
        house.clock.advance(24h);
    }
}

}  // namespace

TEST_CASE("a feed that says for days that it moved is followed there, under the id it always had") {
    House house;
    move(house);
    CHECK(house.feed(old_address).url == new_address);
    const int before = house.web.asked(old_address);
    house.poll();
    CHECK(house.web.asked(old_address) == before);
    SUBCASE("and is found by either address") {
        CHECK((*house.reader->feed_at(old_address))->id == feed_id(old_address));
        CHECK((*house.reader->feed_at(new_address))->id == feed_id(old_address));
        CHECK_FALSE((*house.reader->feed_at("https://third.example/feed")).has_value());
    }
}

TEST_CASE("a feed that moved to where another one is leaves it the place") {
    House house;
    house.follow(new_address, "new.example");
    move(house);
    CHECK(house.feed(old_address).state == Feed::State::gone);
    CHECK(house.feed(old_address).reason.contains(new_address));
    CHECK(house.feed(new_address).state == Feed::State::healthy);
}

TEST_CASE("what a feed's dates tell is learnt on the first poll, and kept") {
    House house;
    std::string items;
    for (int i = 0; i < 20; ++i)
        items += fmt::format("<item><title>{0}</title><link>https://a.example/{0}</link><pubDate>{1}</pubDate></item>",
                             i, to_rfc822(house.clock.now() - i * 30min));
    house.follow("https://a.example/feed", "a.example");
    house.web.put("https://a.example/feed",
                  {.body = "<rss version='2.0'><channel><title>T</title>" + items + "</channel></rss>",
                   .type = "application/rss+xml"});
    house.poll();
    const Feed feed = house.feed("https://a.example/feed");
    CHECK(feed.interval_s < 1500);
    CHECK(feed.interval_s > 600);
    CHECK(fetch::pace_in_words(feed).starts_with("about 4"));  // of 48 a day
}
