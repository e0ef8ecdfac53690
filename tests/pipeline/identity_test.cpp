#include "pipeline/identity.hpp"

#include <doctest/doctest.h>

#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

const std::string feed_url = "https://paper.example/feed.xml";

struct Item {
    std::string link, guid, title, date = {}, text = "What the feed says, in enough words to be read.";
};

// One poll after the other of a feed that says what the test says.
struct Newspaper : House {
    Newspaper() { follow(feed_url, "paper.example"); }
    std::int64_t articles_after(const std::vector<Item>& items) {
        std::string out;
        for (const Item& i : items) {
            out += fmt::format("<item><title>{}</title><description>{}</description>", i.title, i.text);
            if (!i.link.empty()) out += fmt::format("<link>{}</link>", i.link);
            if (!i.guid.empty()) out += fmt::format("<guid isPermaLink='false'>{}</guid>", i.guid);
            if (!i.date.empty()) out += fmt::format("<pubDate>{}</pubDate>", i.date);
            out += "</item>";
            if (!i.link.empty()) web.put(i.link, {200, page(i.title), "text/html", {}});
        }
        web.put(feed_url, {200,
                           "<rss version='2.0'><channel><title>Paper</title><link>https://paper.example/</link>" + out +
                               "</channel></rss>",
                           "application/rss+xml",
                           {}});
        poll();
        return articles();
    }
};

}  // namespace

TEST_CASE("a site that moves to https shows nothing twice, with GUIDs and without") {
    Newspaper paper;
    CHECK(paper.articles_after(
              {{"http://paper.example/tram", "t1", "Tram opens"}, {"http://paper.example/bus", "", "Bus"}}) == 2);
    CHECK(paper.articles_after(
              {{"https://paper.example/tram", "t1", "Tram opens"}, {"https://paper.example/bus", "", "Bus"}}) == 2);
    CHECK(paper.web.asked("https://paper.example/tram") == 0);
}

TEST_CASE("an article that is renamed and moved is known by its GUID") {
    Newspaper paper;
    const std::string date = "Mon, 14 Jul 2025 06:00:00 GMT";
    CHECK(paper.articles_after({{"https://paper.example/tram", "t1", "Tram opens", date}}) == 1);
    CHECK(paper.articles_after({{"https://paper.example/tram-opens-late", "t1", "Tram opens late", date}}) == 1);
    CHECK(paper.articles_after(
              {{"https://paper.example/2025/tram", "t1", "Tram opens", "Mon, 14 Jul 2025 07:30:00 GMT"}}) == 1);
}

TEST_CASE("a feed that numbers its places loses no article") {
    Newspaper paper;
    CHECK(paper.articles_after(
              {{"https://paper.example/a", "1", "Tram opens", "Sun, 13 Jul 2025 06:00:00 GMT"},
               {"", "2", "A note on trams", "Sun, 13 Jul 2025 06:00:00 GMT", "The first note, long enough."}}) == 2);
    const std::vector<Item> next = {
        {"https://paper.example/b", "1", "Council meets", "Mon, 14 Jul 2025 06:00:00 GMT"},
        {"", "2", "A note on buses", "Mon, 14 Jul 2025 06:00:00 GMT", "Another note altogether."}};
    CHECK(paper.articles_after(next) == 4);
    CHECK(paper.articles_after(next) == 4);
}

TEST_CASE("GUIDs that repeat within a feed name nothing, and GUIDs that change with every poll double nothing") {
    Newspaper paper;
    CHECK(paper.articles_after(
              {{"https://paper.example/a", "same", "One"}, {"https://paper.example/b", "same", "Two"}}) == 2);
    CHECK(paper.articles_after({{"https://paper.example/a", "x1", "One"},
                                {"https://paper.example/b", "x2", "Two"},
                                {"", "x3", "A note", "", "A note without a page."}}) == 3);
    CHECK(paper.articles_after({{"https://paper.example/a", "y1", "One"},
                                {"https://paper.example/b", "y2", "Two"},
                                {"", "y3", "A note", "", "A note without a page."}}) == 3);
}

TEST_CASE("a date to come is shown from when it was first seen, and the publisher's own is kept") {
    Newspaper paper;
    paper.articles_after({{"https://paper.example/a", "1", "Tomorrow's tram", "Sat, 31 Dec 9999 23:00:00 GMT"},
                          {"https://paper.example/b", "2", "The first tram", "Thu, 01 Jan 1970 00:00:00 GMT"}});
    const auto cards = *paper.reader->list({.limit = 10, .copies = true});
    REQUIRE(cards.size() == 2);
    for (const auto& card : cards) {
        CHECK(card.published == paper.clock.now());
        if (card.title == "Tomorrow's tram") CHECK(card.stated == at("9999-12-31T23:00:00Z"));
        if (card.title == "The first tram") CHECK(card.stated == std::nullopt);
    }
}

TEST_CASE("a podcast's sound files are not asked for as pages") {
    Newspaper paper;
    paper.web.put(feed_url,
                  {200,
                   "<rss version='2.0'><channel><title>Paper</title><item><title>Episode</title><guid>e1</guid>"
                   "<description>Trams, and who drives them: an hour with four drivers.</description>"
                   "<enclosure url='https://paper.example/1.mp3' type='audio/mpeg' length='9'/></item></channel></rss>",
                   "application/rss+xml",
                   {}});
    paper.poll();
    CHECK(paper.articles() == 1);
    CHECK(paper.web.asked("https://paper.example/1.mp3") == 0);
}
