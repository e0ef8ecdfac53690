// What people decide holds against all that comes later: the next poll, an import, a second look at stories, a restart.
#include <doctest/doctest.h>

#include "pipeline/house.hpp"
#include "pipeline/import.hpp"
#include "store/rulings.hpp"

using namespace octavo;
using namespace octavo::test;
using Copies = pipeline::Line::Copies;

namespace {

const std::string feed_url = "https://harbour.example/feed";
std::string report(int n) { return fmt::format("https://harbour.example/report/{}", n); }

void publish(House& house, int from, int to) {
    house.web.put(feed_url, {.body = rss("harbour.example", from, to), .type = "application/rss+xml"});
    for (int n = from; n < to; ++n) house.web.put(report(n), {.body = page(fmt::format("Report {}", n), n)});
}
ArticleId id_of(int n) { return article_id(report(n)); }

store::Card card(House& house, int n) {
    const ArticleId id = id_of(n);
    return house.reader->cards(std::span(&id, 1)).value().at(0);
}

}  // namespace

TEST_CASE("an article that was taken down comes back by no poll, not after a restart, and not by hand") {
    Folder folder;
    {
        House house(quick(), &folder);
        house.follow(feed_url, "harbour.example");
        publish(house, 0, 3);
        house.poll();
        REQUIRE(house.articles() == 3);
        CHECK(house.line->take_down(id_of(1), Copies::stay, "asked for") == 1);
        CHECK_FALSE(house.has(report(1)));
        const int asked = house.web.asked(report(1));
        publish(house, 0, 4);
        house.poll();
        CHECK(house.articles() == 3);
        CHECK(house.web.asked(report(1)) == asked);  // it is not even fetched
    }
    House house(quick(), &folder);
    publish(house, 0, 4);
    house.poll();
    CHECK(house.articles() == 3);
    // Handed in, under its own address or one that names it.
    std::vector<std::string> answers;
    for (const std::string& url : {report(1), std::string("https://harbour.example/print/1")}) {
        pipeline::Submission one;
        one.job.url = url;
        one.job.html = page("Report 1", 1);
        one.job.html.insert(one.job.html.find("<title>"), fmt::format("<link rel=canonical href='{}'>", report(1)));
        one.job.seen = house.clock.now();
        one.source.domain = one.source.name = "harbour.example";
        one.source.id = source_id("harbour.example");
        one.done = [&](const pipeline::Outcome& outcome) {
            answers.push_back(outcome.written ? "written" : outcome.written.error().detail);
        };
        REQUIRE(house.line->submit(std::move(one)));
    }
    house.line->drain();
    REQUIRE(answers.size() == 2);
    for (const std::string& answer : answers) CHECK(answer.contains("taken down here"));
    CHECK(house.articles() == 3);
    CHECK(house.line->take_down(article_id("https://harbour.example/none"), Copies::stay, "").error().fault ==
          Fault::not_found);
    CHECK(house.line->give_back(id_of(1)) == true);
    house.poll();
    CHECK(house.archive->check({}).value().empty());
}

TEST_CASE("a publisher who is left out is asked for nothing, by whomever it is named, until it is let back") {
    House house;
    house.follow(feed_url, "harbour.example");
    house.follow("https://canal.example/feed", "canal.example");
    publish(house, 0, 3);
    house.poll();
    const auto left = house.line->leave_out("harbour.example", "by letter");
    REQUIRE(left.has_value());
    CHECK(left->feeds == 1);
    CHECK(left->articles == 3);
    CHECK(house.articles() == 0);
    const int polls = house.web.asked(feed_url), pages = house.web.asked(report(7));
    // Another's feed names one of their pages.
    house.web.put("https://canal.example/feed", {.body = rss("harbour.example", 7, 8), .type = "application/rss+xml"});
    house.web.put(report(7), {.body = page("Report 7", 7)});
    house.poll();
    CHECK(house.web.asked(feed_url) == polls);
    CHECK(house.web.asked(report(7)) == pages);
    CHECK(house.articles() == 0);
    const auto asked = house.line->ask({.url = *Url::parse(feed_url)}, {});
    REQUIRE_FALSE(asked.has_value());
    CHECK(asked.error().fault == Fault::refused);
    CHECK(asked.error().detail.contains("asked to be left out"));
    CHECK(house.line->let_back("harbour.example") == true);
    CHECK(house.line->ask({.url = *Url::parse(feed_url)}, {}).has_value());
    CHECK(house.archive->check({}).value().empty());
}

TEST_CASE("a paused source is not polled, whatever is asked for") {
    House house;
    house.follow(feed_url, "harbour.example");
    publish(house, 0, 2);
    REQUIRE(house.line->command(
        [&](store::Store& store) { return store.pause(source_id("harbour.example"), true, house.clock.now()); }));
    house.poll();
    CHECK(house.web.asked(feed_url) == 0);
    REQUIRE(house.line->command(
        [&](store::Store& store) { return store.pause(source_id("harbour.example"), false, house.clock.now()); }));
    house.poll();
    CHECK(house.articles() == 2);
}

TEST_CASE("stories that an editor joined, parted and titled stay so after a second look and a restart") {
    Folder folder;
    StoryId together, own;
    {
        House house(quick(), &folder);
        house.follow(feed_url, "harbour.example");
        publish(house, 0, 4);
        house.poll();
        together = card(house, 0).story;
        for (const int n : {1, 2}) {
            const StoryId from = card(house, n).story;
            if (from != together) CHECK(house.line->merge(from, together).value() >= 1);
        }
        CHECK(card(house, 1).story == together);
        const auto parted = house.line->split(together, id_of(2));
        REQUIRE(parted.has_value());
        own = *parted;
        CHECK(card(house, 2).story == own);
        CHECK(own != together);
        REQUIRE(house.line->retitle(together, "Two reports of one council"));
        CHECK(house.line->split(own, id_of(2)).error().fault == Fault::usage);
        CHECK(house.line->merge(own, own).error().fault == Fault::usage);
        CHECK(house.archive->check({}).value().empty());
    }
    House house(quick(), &folder);
    publish(house, 0, 9);
    house.poll();
    CHECK(card(house, 0).story == together);
    CHECK(card(house, 1).story == together);
    CHECK(card(house, 2).story == own);
    const auto rulings = store::Rulings::open(folder.path()).value();
    CHECK(rulings->story_title(together).value() == "Two reports of one council");
    const auto all = rulings->story_rulings().value();
    CHECK(all.size() >= 2);
    for (const StoryRuling& ruling : all) CHECK(house.line->undo(ruling.number).has_value());
    CHECK(rulings->story_rulings()->empty());
    CHECK_FALSE(rulings->story_title(together)->has_value());
    CHECK(house.line->undo(1).error().fault == Fault::not_found);
    CHECK(house.archive->check({}).value().empty());
}

TEST_CASE("the article that began a story can leave it; the story keeps its id") {
    House house;
    house.follow(feed_url, "harbour.example");
    publish(house, 0, 2);
    house.poll();
    const StoryId story = card(house, 0).story;
    if (card(house, 1).story != story) REQUIRE(house.line->merge(card(house, 1).story, story));
    const ArticleId founder = story_id(id_of(0)) == story ? id_of(0) : id_of(1);
    const auto own = house.line->split(story, founder);
    REQUIRE(own.has_value());
    CHECK(*own != story);
    CHECK(house.reader->list({.story = story, .copies = true})->size() == 1);
    CHECK(house.archive->check({}).value().empty());
}
