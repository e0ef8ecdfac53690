// What people decide leaves nothing behind, and holds: an article by every name it has, a publisher with all below it.
#include "store/archive.hpp"
#include "store/rulings.hpp"
#include "text/tag_key.hpp"

using namespace octavo;
using test::Archive;
using test::article;
using test::titles;

namespace {

const Instant now = at("2025-07-14T08:00:00Z");

std::unique_ptr<store::Rulings> rulings(const Archive& archive) {
    return store::Rulings::open(archive.folder.path()).value();
}
std::size_t take_down(Archive& archive, ArticleId id) {
    return archive.store->take_down(std::span(&id, 1), "asked for", now).value();
}
Feed feed(const std::string& url, const std::string& domain) {
    Feed out;
    out.url = url;
    out.id = feed_id(url);
    out.source = source_id(domain);
    return out;
}

}  // namespace

TEST_CASE("an article that is taken down is nowhere, and is known by every name it had") {
    Archive archive;
    auto write = article(2);
    write.aliases = {"https://harbour.example/short/2"};
    write.placement.story = article(1).placement.story;
    archive.write({article(1), write, article(3, "canal.example")});
    const ArticleId id = write.parsed.id;
    CHECK(take_down(archive, id) == 1);
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({})) == std::vector<std::string>{"Report number 3", "Report number 1"});
    CHECK_FALSE(reader->article(id)->has_value());
    CHECK_FALSE(reader->article_at("https://harbour.example/short/2")->has_value());
    CHECK(reader->stats()->articles == 2);
    CHECK((*reader->source("harbour.example"))->articles == 1);
    CHECK(archive.check().empty());
    CHECK(archive.store->known(std::vector{write.parsed.url, std::string("https://harbour.example/short/2"),
                                           std::string("https://harbour.example/news/9")}) ==
          std::vector{true, true, false});
    const auto known = rulings(archive)->withheld(article_id("https://harbour.example/short/2")).value();
    REQUIRE(known.has_value());
    CHECK(known->article == id);
    CHECK(known->domain == "harbour.example");
    CHECK(known->reason == "asked for");
    CHECK(rulings(archive)->count_withheld() == 1);
    SUBCASE("opened again it still is") {
        archive.store.reset();
        archive.store = *store::Store::open(archive.folder.path());
        CHECK(archive.store->is_withheld(id));
    }
    SUBCASE("until it is given back") {
        CHECK(archive.store->give_back(article_id("https://harbour.example/short/2")) == true);
        CHECK_FALSE(archive.store->is_withheld(id));
        CHECK(archive.store->give_back(id) == false);
        archive.write({write});
        CHECK(archive.check().empty());
    }
    SUBCASE("twice is once") { CHECK(take_down(archive, id) == 0); }
}

TEST_CASE("the oldest copy of what is taken down is the original of the others; an emptied story leads nowhere") {
    Archive archive;
    auto first = article(1), copy = article(2, "canal.example"), third = article(3, "river.example");
    copy.placement =
        third.placement = {.story = first.placement.story, .duplicate_of = first.parsed.id, .why = {}, .related = {}};
    archive.write({first, copy, third, article(4)});
    CHECK(take_down(archive, first.parsed.id) == 1);
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({})) == std::vector<std::string>{"Report number 4", "Report number 2"});
    CHECK(reader->article(third.parsed.id).value()->card.duplicate_of == copy.parsed.id);
    CHECK(archive.check().empty());
    // A story that another went into loses its last article.
    REQUIRE(archive.store->write({}, std::array{StoryChange{article(4).placement.story, first.placement.story, {}}}));
    for (const ArticleId id : {copy.parsed.id, third.parsed.id, article(4).parsed.id})
        CHECK(take_down(archive, id) == 1);
    CHECK(archive.check().empty());
    CHECK(archive.reader()->stats()->stories == 0);
}

TEST_CASE("a publisher who is left out loses feeds and articles, below the domain too, and comes in by no way") {
    Archive archive;
    REQUIRE(archive.store->put_source(test::source("news.harbour.example")));
    REQUIRE(archive.store->put_feed(feed("https://harbour.example/feed", "harbour.example")));
    REQUIRE(archive.store->put_feed(feed("https://feeds.harbour.example/all", "canal.example")));
    REQUIRE(archive.store->put_feed(feed("https://canal.example/feed", "canal.example")));
    auto told_by_others = article(7);  // one of theirs, met in another's feed
    told_by_others.source = source_id("canal.example");
    std::vector<store::ArticleWrite> batch = {article(6, "canal.example"), told_by_others,
                                              article(8, "news.harbour.example"), article(9, "notharbour.example")};
    batch.back().source = source_id("river.example");
    for (int n = 1; n <= 5; ++n) batch.push_back(article(n));
    archive.write(batch);
    CHECK(archive.store->leave_out("harbour.example", "by letter", now) == 2);
    std::size_t pieces = 0, gone = 0;
    for (std::size_t went = 3; went == 3; ++pieces) gone += went = archive.store->clear_left_out(3).value().size();
    CHECK(gone == 7);
    CHECK(pieces == 3);
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({})) == std::vector<std::string>{"Report number 9", "Report number 6"});
    CHECK(reader->feeds()->size() == 1);
    CHECK_FALSE(reader->source("harbour.example")->has_value());
    CHECK_FALSE(reader->source("news.harbour.example")->has_value());
    CHECK(archive.check().empty());
    const auto again = archive.store->put_feed(feed("https://www.harbour.example/feed", "harbour.example"));
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().fault == Fault::refused);
    CHECK(again.error().detail.contains("asked to be left out"));
    CHECK(archive.store->put_feed(feed("https://notharbour.example/feed", "river.example")).has_value());
    CHECK(rulings(archive)->left_out_of("www.harbour.example").value()->reason == "by letter");
    CHECK_FALSE(rulings(archive)->left_out_of("notharbour.example")->has_value());
    CHECK(archive.store->let_back("harbour.example") == true);
    CHECK(archive.store->put_feed(feed("https://www.harbour.example/feed", "harbour.example")).has_value());
}

TEST_CASE("what a stop left of a publisher who is left out goes with the next round of expiry") {
    Archive archive;
    archive.write({article(1), article(2), article(3, "canal.example")});
    REQUIRE(archive.store->leave_out("harbour.example", "", now));
    archive.store.reset();
    archive.store = *store::Store::open(archive.folder.path());
    REQUIRE(archive.store->expire(now, {}));
    CHECK(titles(*archive.reader()->list({})) == std::vector<std::string>{"Report number 3"});
    CHECK(archive.check().empty());
}

TEST_CASE("a source that is paused is not due; one that is forgotten goes with its articles") {
    Archive archive;
    REQUIRE(archive.store->put_feed(feed("https://harbour.example/feed", "harbour.example")));
    archive.write({article(1), article(2), article(3, "canal.example")});
    CHECK(archive.store->due_feeds(now, 10)->size() == 1);
    REQUIRE(archive.store->pause(source_id("harbour.example"), true, now));
    CHECK(archive.store->due_feeds(now, 10)->empty());
    CHECK(rulings(archive)->paused()->contains(source_id("harbour.example")));
    REQUIRE(archive.store->pause(source_id("harbour.example"), false, now));
    CHECK(archive.store->due_feeds(now, 10)->size() == 1);
    CHECK(archive.store->forget_source(source_id("harbour.example"), 1)->size() == 1);
    CHECK(archive.store->forget_source(source_id("harbour.example"), 5)->size() == 1);
    CHECK(archive.reader()->feeds()->empty());
    CHECK_FALSE(archive.reader()->source("harbour.example")->has_value());
    CHECK(archive.check().empty());
}

TEST_CASE("what the operator says of a source stays, whatever its pages call themselves") {
    Archive archive;
    Source source = (*archive.reader()->source("harbour.example"))->source;
    source.name = "Harbour", source.country = "GB", source.language = "en", source.kind = "sports";
    REQUIRE(archive.store->set_source(source));
    REQUIRE(archive.store->put_source(test::source("harbour.example")));
    const Source after = (*archive.reader()->source("harbour.example"))->source;
    CHECK(after.name == "Harbour");
    CHECK(after.country == "GB");
    CHECK(after.kind == "sports");
}

TEST_CASE("a hashtag that is another one is written as it from now on, and looking back; a banned one is nowhere") {
    Archive archive;
    const auto tagged = [](int n, std::vector<std::string> tags) {
        auto write = article(n);
        write.parsed.reading.hashtags = std::move(tags);
        return write;
    };
    archive.write({tagged(1, {"Alder", "Read"}), tagged(2, {"Alder", "PortAlder"})});
    const TagId alder = tag_id("alder"), port = tag_id("portalder"), read = tag_id("read");
    REQUIRE(archive.store->rule(
        TagRuling{.tag = alder, .name = "Alder", .now = port, .now_name = "PortAlder", .about = {}}));
    REQUIRE(archive.store->rule(
        TagRuling{.tag = read, .name = "Read", .now = {}, .now_name = {}, .banned = true, .about = {}}));
    const auto of = [&](TagId id) { return titles(*archive.reader()->list({.tag = id})); };
    CHECK(of(port) == std::vector<std::string>{"Report number 2", "Report number 1"});
    CHECK(of(alder).empty());
    CHECK(of(read).empty());
    archive.write({tagged(3, {"Read", "alder", "Lock"})});
    CHECK(of(port).size() == 3);
    CHECK(of(read).empty());
    CHECK(of(tag_id("lock")).size() == 1);
    CHECK(archive.check().empty());
    CHECK(rulings(archive)->tag_ruling(alder).value()->now_name == "PortAlder");
    REQUIRE(archive.store->rule(TagRuling{.tag = alder, .name = "Alder", .now = {}, .now_name = {}, .about = {}}));
    CHECK_FALSE(rulings(archive)->tag_ruling(alder)->has_value());
    archive.write({tagged(4, {"Alder"})});
    CHECK(of(alder).size() == 1);
    CHECK(archive.check().empty());
}

TEST_CASE("an alias of an alias leads to the end in one step, also one that was there before; a loop is refused") {
    Archive archive;
    const auto tagged = [](int n, const std::string& tag) {
        auto write = article(n);
        write.parsed.reading.hashtags = {tag};
        return write;
    };
    archive.write({tagged(1, "Alder"), tagged(2, "Birch"), tagged(3, "Cedar")});
    const auto alias = [&](const std::string& from, const std::string& to) {
        return archive.store->rule(TagRuling{.tag = tag_id(text::tag_key(from)),
                                             .name = from,
                                             .now = tag_id(text::tag_key(to)),
                                             .now_name = to,
                                             .about = {}});
    };
    const auto of = [&](const std::string& tag) {
        return archive.reader()->list({.tag = tag_id(text::tag_key(tag))})->size();
    };
    REQUIRE(alias("Alder", "Birch"));
    CHECK(of("Birch") == 2);
    REQUIRE(alias("Birch", "Cedar"));  // those written as it before follow it
    CHECK(of("Cedar") == 3);
    CHECK(of("Birch") == 0);
    CHECK(rulings(archive)->tag_ruling(tag_id("alder")).value()->now_name == "Cedar");
    archive.write({tagged(4, "Alder")});
    CHECK(of("Cedar") == 4);
    const auto loop = alias("Cedar", "Alder");
    REQUIRE_FALSE(loop.has_value());
    CHECK(loop.error().fault == Fault::usage);
    CHECK(loop.error().detail.contains("each would lead to the other"));
    CHECK(of("Cedar") == 4);
    REQUIRE(alias("Damson", "Alder"));  // a new one of an alias
    CHECK(rulings(archive)->tag_ruling(tag_id("damson")).value()->now_name == "Cedar");
    REQUIRE(archive.store->rule(
        TagRuling{.tag = tag_id("cedar"), .name = "Cedar", .now = {}, .now_name = {}, .banned = true, .about = {}}));
    archive.write({tagged(5, "Alder")});  // written as one that is shown nowhere
    CHECK(of("Cedar") == 0);
    CHECK(of("Alder") == 0);
    const auto nowhere = alias("Elm", "Damson");
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(nowhere.error().detail.contains("shown nowhere"));
    CHECK(archive.check().empty());
}
