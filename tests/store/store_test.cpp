#include <doctest/doctest.h>

#include "store/store.hpp"
#include "support/archive.hpp"

using namespace octavo;
using store::ArticleWrite;
using store::Store;
using store::Written;
using test::article;
using test::source;

namespace {

struct Archive {
    test::Folder folder;
    std::unique_ptr<Store> store;
    Archive() : store(std::move(*Store::open(folder.path()))) {
        for (const auto* domain : {"harbour.example", "canal.example", "river.example"})
            REQUIRE(store->put_source(source(domain)));
    }
    std::vector<Written> write(const std::vector<ArticleWrite>& batch) {
        auto written = store->write(batch);
        REQUIRE_MESSAGE(written.has_value(), (written ? "" : written.error().detail));
        return *written;
    }
    std::unique_ptr<store::Reader> reader() { return std::move(*store->reader()); }
    std::vector<std::string> check() { return store->check({}).value(); }
};

std::vector<std::string> titles(const std::vector<store::Card>& cards) {
    std::vector<std::string> out;
    for (const auto& card : cards) out.push_back(card.title);
    return out;
}

}  // namespace

TEST_CASE("an article comes back as it was written") {
    Archive archive;
    const auto one = article(1);
    CHECK(archive.write({one}) == std::vector{Written::stored});
    const auto whole = archive.reader()->article(one.parsed.id).value();
    REQUIRE(whole.has_value());
    CHECK(whole->extraction == one.parsed.extraction);
    CHECK(whole->reading == one.parsed.reading);
    const auto& card = whole->card;
    CHECK(card.title == "Report number 1");
    CHECK(card.source_name == "The harbour.example");
    CHECK(card.source_domain == "harbour.example");
    CHECK(card.author == "Ada Quay, Ben Mole");
    CHECK(card.image == "https://harbour.example/lock.jpg");
    CHECK(card.image_alt == "The lock");
    CHECK(card.published == *one.parsed.extraction.published);
    CHECK(card.first_seen == one.first_seen);
    CHECK(card.story == one.placement.story);
    CHECK(card.story_size == 1);
    CHECK(archive.check().empty());
}

TEST_CASE("what is not there is absent") {
    Archive archive;
    CHECK_FALSE(archive.reader()->article(ArticleId{7}).value().has_value());
    CHECK_FALSE(archive.reader()->article_at("https://harbour.example/none").value().has_value());
    CHECK_FALSE(archive.reader()->source("nowhere.example").value().has_value());
}

TEST_CASE("writing the same again changes nothing, also within one batch") {
    Archive archive;
    const auto one = article(1);
    CHECK(archive.write({one, one}) == std::vector{Written::stored, Written::unchanged});
    const auto generation = archive.store->generation();
    CHECK(archive.write({one}) == std::vector{Written::unchanged});
    CHECK(archive.store->generation() == generation);
    CHECK(archive.reader()->stats()->articles == 1);
    CHECK(archive.reader()->stats()->bytes > 0);
    CHECK(archive.check().empty());
}

TEST_CASE("what the publisher changed becomes a new version at the same place") {
    Archive archive;
    const auto before = article(1);
    archive.write({before, article(2)});
    auto after = article(1, "harbour.example", "The lock was closed again on Tuesday.");
    after.parsed.extraction.title = "Correction";
    CHECK(archive.write({after}) == std::vector{Written::updated});
    const auto reader = archive.reader();
    const auto whole = reader->article(before.parsed.id).value();
    CHECK(whole->card.title == "Correction");
    CHECK(whole->extraction == after.parsed.extraction);
    CHECK(titles(*reader->list({})) == std::vector<std::string>{"Report number 2", "Correction"});
    CHECK(reader->stats()->versions == 3);
    CHECK(archive.check().empty());
}

TEST_CASE("an article changed twice in one batch is indexed once") {
    Archive archive;
    archive.write(
        {article(1), article(1, "harbour.example", "second words"), article(1, "harbour.example", "third words")});
    CHECK(archive.check().empty());
    archive.write({article(1, "harbour.example", "fourth"), article(1, "harbour.example", "fifth words here")});
    CHECK(archive.check().empty());
}

TEST_CASE("lists are newest first and go on where they stopped") {
    Archive archive;
    archive.write({article(3), article(1), article(5), article(2), article(4)});
    const auto reader = archive.reader();
    store::ListQuery query{.limit = 2};
    auto page = *reader->list(query);
    CHECK(titles(page) == std::vector<std::string>{"Report number 5", "Report number 4"});
    query.before = page.back().position;
    query.limit = 9;
    CHECK(titles(*reader->list(query)) ==
          std::vector<std::string>{"Report number 3", "Report number 2", "Report number 1"});
}

TEST_CASE("a list can be of one source, one language, one story") {
    Archive archive;
    auto german = article(2, "canal.example");
    german.parsed.reading.language = "de-AT";
    auto same_story = article(3, "river.example");
    same_story.placement.story = german.placement.story;
    archive.write({article(1), german, same_story});
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({.source = source_id("canal.example")})) == std::vector<std::string>{"Report number 2"});
    CHECK(titles(*reader->list({.language = "de"})) == std::vector<std::string>{"Report number 2"});
    CHECK(titles(*reader->list({.source = source_id("canal.example"), .language = "en"})).empty());
    const auto story = *reader->list({.story = german.placement.story});
    CHECK(titles(story) == std::vector<std::string>{"Report number 3", "Report number 2"});
    CHECK(story.front().story_size == 2);
}

TEST_CASE("a list can be of one category, in every language or in one") {
    Archive archive;
    auto german = article(2, "canal.example");
    german.parsed.reading.language = "de-AT";
    german.parsed.reading.category = Category::sports;
    auto english = article(3, "river.example");
    english.parsed.reading.category = Category::sports;
    archive.write({article(1), german, english});
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({.category = Category::sports})) ==
          std::vector<std::string>{"Report number 3", "Report number 2"});
    CHECK(titles(*reader->list({.language = "de", .category = Category::sports})) ==
          std::vector<std::string>{"Report number 2"});
    CHECK(titles(*reader->list({.category = Category::general})) == std::vector<std::string>{"Report number 1"});
    CHECK(reader->list({.category = Category::health})->empty());
    CHECK(reader->list({.category = Category::sports})->front().category == Category::sports);
    // A new version of an article may belong elsewhere.
    auto again = article(3, "river.example", "quite another text than before");
    again.parsed.reading.category = Category::culture;
    archive.write({again});
    CHECK(titles(*reader->list({.category = Category::culture})) == std::vector<std::string>{"Report number 3"});
}

TEST_CASE("a list can be of what is about a place, and not of what names it in passing") {
    Archive archive;
    auto german = article(2, "canal.example");
    german.parsed.reading.language = "de-AT";
    german.parsed.reading.places = {{"AT", 1.0F}, {"2761369", 0.4F}, {"HU", 0.2F}};
    auto english = article(3, "river.example");
    english.parsed.reading.places = {{"AT", 0.3F}};
    archive.write({article(1), german, english});
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({.place = "AT"})) == std::vector<std::string>{"Report number 3", "Report number 2"});
    CHECK(titles(*reader->list({.limit = 1, .place = "AT"})) == std::vector<std::string>{"Report number 3"});
    CHECK(titles(*reader->list({.language = "de", .place = "AT"})) == std::vector<std::string>{"Report number 2"});
    CHECK(titles(*reader->list({.place = "2761369"})) == std::vector<std::string>{"Report number 2"});
    CHECK(reader->list({.place = "HU"})->empty());
    // A new version may be about another place; what is removed is about none.
    auto again = article(3, "river.example", "quite another text than before");
    again.parsed.reading.places = {{"HU", 0.9F}};
    archive.write({again});
    CHECK(titles(*reader->list({.place = "AT"})) == std::vector<std::string>{"Report number 2"});
    CHECK(titles(*reader->list({.place = "HU"})) == std::vector<std::string>{"Report number 3"});
    CHECK(archive.check().empty());
}

TEST_CASE("a hashtag lists its articles and counts them, also after a new version and a removal") {
    Archive archive;
    auto one = article(1);
    one.parsed.reading.hashtags = {"TidalPower", "Lyon", "tidalpower"};
    auto two = article(2);
    two.parsed.reading.hashtags = {"TidalPower"};
    archive.write({one, two, article(3)});
    const auto reader = archive.reader();
    const TagId tidal = tag_id("TidalPower");
    CHECK(tidal == tag_id("tidalpower"));
    CHECK(titles(*reader->list({.tag = tidal})) == std::vector<std::string>{"Report number 2", "Report number 1"});
    CHECK(titles(*reader->list({.limit = 1, .tag = tidal})) == std::vector<std::string>{"Report number 2"});
    CHECK(reader->tag(tidal)->value().articles == 2);
    CHECK(!reader->tag(tidal)->value().has_page());
    const auto beside = *reader->related_tags(tidal, 5);
    REQUIRE(beside.size() == 1);
    CHECK(beside[0].tag == "Lyon");
    const auto busy = *reader->busy_tags(Instant{}, std::nullopt, 5);
    REQUIRE(busy.size() == 2);
    CHECK(busy[0].tag == "TidalPower");
    CHECK(busy[0].fresh == 2);
    CHECK(archive.check().empty());
    // A new version may bear other tags; a tag that nobody bears is gone.
    auto again = article(1, "harbour.example", "quite another text than before");
    again.parsed.reading.hashtags = {"TidalPower", "Porto"};
    archive.write({again});
    CHECK(reader->tag(tidal)->value().articles == 2);
    CHECK(!reader->tag(tag_id("Lyon"))->has_value());
    CHECK(reader->tag(tag_id("Porto"))->value().articles == 1);
    CHECK(archive.check().empty());
}

TEST_CASE("a story's size is its sources, not its articles") {
    Archive archive;
    auto second = article(2);
    second.placement.story = article(1).placement.story;
    archive.write({article(1), second});
    CHECK(archive.reader()->list({}).value().front().story_size == 1);
    CHECK(archive.reader()->stats()->stories == 1);
    CHECK(archive.check().empty());
}

TEST_CASE("copies are folded in lists and shown at their original") {
    Archive archive;
    auto copy = article(2, "canal.example");
    copy.placement.duplicate_of = article(1).parsed.id;
    archive.write({article(1), copy});
    const auto reader = archive.reader();
    CHECK(titles(*reader->list({})) == std::vector<std::string>{"Report number 1"});
    CHECK(titles(*reader->list({.copies = true})).size() == 2);
    CHECK(titles(reader->article(article(1).parsed.id).value()->also_at) ==
          std::vector<std::string>{"Report number 2"});
    CHECK(titles(reader->article(copy.parsed.id).value()->also_at) == std::vector<std::string>{"Report number 1"});
    CHECK(reader->stats()->copies == 1);
}

TEST_CASE("relatives point both ways, best first, eight at most") {
    Archive archive;
    const auto old = article(0);
    std::vector<ArticleWrite> batch{old};
    for (int n = 1; n <= 12; ++n) {
        batch.push_back(article(n));
        batch.back().placement.related = {{old.parsed.id, 0.05F * static_cast<float>(n)}};
    }
    archive.write(batch);
    const auto related = archive.reader()->article(old.parsed.id).value()->related;
    REQUIRE(related.size() == 8);
    CHECK(related.front().title == "Report number 12");
    CHECK(related.back().title == "Report number 5");
    CHECK(titles(archive.reader()->article(article(3).parsed.id).value()->related) ==
          std::vector<std::string>{"Report number 0"});
}

TEST_CASE("every address an article was seen under leads to it, and writes to it") {
    Archive archive;
    auto one = article(1);
    one.aliases = {"https://harbour.example/amp/1"};
    one.parsed.extraction.canonical = "https://www.harbour.example/full/1";
    archive.write({one});
    const auto reader = archive.reader();
    for (const auto* address :
         {"https://harbour.example/news/1", "https://harbour.example/amp/1", "https://www.harbour.example/full/1"})
        CHECK(reader->article_at(address).value() == one.parsed.id);
    auto other = article(1, "harbour.example", "new words");
    other.parsed.id = article_id("https://harbour.example/amp/1");
    CHECK(archive.write({other}) == std::vector{Written::updated});
    CHECK(reader->stats()->articles == 1);
    const std::vector<std::string> asked{"https://harbour.example/amp/1", "https://harbour.example/news/2",
                                         "https://harbour.example/news/1"};
    CHECK(*archive.store->known(asked) == std::vector<bool>{true, false, true});
    CHECK(archive.check().empty());
}

TEST_CASE("known answers for more addresses than one question takes") {
    Archive archive;
    std::vector<ArticleWrite> batch;
    std::vector<std::string> asked;
    for (int n = 0; n < 100; ++n) {
        if (n % 3 == 0) batch.push_back(article(n));
        asked.push_back(article(n).parsed.url);
    }
    archive.write(batch);
    const auto known = *archive.store->known(asked);
    for (int n = 0; n < 100; ++n) CHECK(known[static_cast<std::size_t>(n)] == (n % 3 == 0));
}

TEST_CASE("a date in the future is clamped to when the article was seen") {
    Archive archive;
    auto one = article(1);
    one.parsed.extraction.published = at("2099-01-01T00:00:00Z");
    one.first_seen = at("2025-07-02T00:00:00Z");
    auto undated = article(2);
    undated.parsed.extraction.published.reset();
    undated.first_seen = at("2025-07-03T00:00:00Z");
    archive.write({one, undated});
    const auto cards = *archive.reader()->list({});
    CHECK(cards[0].published == undated.first_seen);
    CHECK_FALSE(cards[0].stated.has_value());
    CHECK(cards[1].published == one.first_seen);
    CHECK(cards[1].stated == at("2099-01-01T00:00:00Z"));
}

TEST_CASE("a date out of all reason is kept and sorts where it belongs") {
    Archive archive;
    auto ancient = article(1);
    ancient.parsed.extraction.published = from_unix_ms(-9'000'000'000'000'000);
    archive.write({ancient, article(2)});
    CHECK(titles(*archive.reader()->list({})) == std::vector<std::string>{"Report number 2", "Report number 1"});
    CHECK(archive.check().empty());
}

TEST_CASE("articles of one second keep their order of arrival") {
    Archive archive;
    std::vector<ArticleWrite> batch;
    for (int n = 0; n < 5; ++n) {
        batch.push_back(article(n));
        batch.back().parsed.extraction.published = at("2025-07-01T12:00:00Z");
        batch.back().first_seen = at("2025-07-01T12:00:00Z");
    }
    archive.write(batch);
    CHECK(titles(*archive.reader()->list({.limit = 2})) ==
          std::vector<std::string>{"Report number 4", "Report number 3"});
}

TEST_CASE("the desk is filled in the order of arrival") {
    Archive archive;
    archive.write({article(30), article(10), article(20), article(1)});
    std::vector<std::string> seen;
    REQUIRE(archive.reader()->each_placed(at("2025-07-01T05:00:00Z"),
                                          [&](const auto& card, const auto& reading, const auto& placement) {
                                              seen.push_back(card.title);
                                              CHECK(reading.terms.size() == 2);
                                              CHECK(placement.story == card.story);
                                          }));
    CHECK(seen == std::vector<std::string>{"Report number 30", "Report number 10", "Report number 20"});
}

TEST_CASE("export sees every article once, in id order") {
    Archive archive;
    std::vector<ArticleWrite> batch;
    for (int n = 0; n < 600; ++n) batch.push_back(article(n));
    archive.write(batch);
    std::vector<ArticleId> ids;
    REQUIRE(archive.reader()->each_article([&](const store::FullArticle& whole) {
        ids.push_back(whole.card.id);
        return true;
    }));
    CHECK(ids.size() == 600);
    CHECK(std::ranges::is_sorted(ids, {}, &ArticleId::to_db));
    CHECK(std::ranges::adjacent_find(ids) == ids.end());
}

TEST_CASE("what is known of a source is filled in and never forgotten") {
    Archive archive;
    auto thin = source("lake.example");
    thin.name = "lake.example";
    thin.home = "";
    REQUIRE(archive.store->put_source(thin));
    auto full = source("lake.example");
    full.country = "CH";
    REQUIRE(archive.store->put_source(full));
    REQUIRE(archive.store->put_source(thin));
    const auto row = archive.reader()->source("lake.example").value();
    CHECK(row->source.name == "The lake.example");
    CHECK(row->source.home == "https://lake.example/");
    CHECK(row->source.country == "CH");
}

TEST_CASE("a source knows how much it sent and when last") {
    Archive archive;
    archive.write({article(1), article(7), article(2, "canal.example")});
    archive.write({article(3)});
    const auto row = archive.reader()->source("harbour.example").value();
    CHECK(row->articles == 3);
    CHECK(row->newest == *article(7).parsed.extraction.published);
}

TEST_CASE("feeds are kept with all the scheduler knows, and asked for when due") {
    Archive archive;
    Feed feed;
    feed.url = "https://harbour.example/rss";
    feed.id = feed_id(feed.url);
    feed.source = source_id("harbour.example");
    feed.etag = "\"W/ \xc3\xa9\"";
    feed.state = Feed::State::failing;
    feed.failures = 3;
    feed.reason = "503";
    feed.polled = at("2025-07-01T10:00:00Z");
    feed.due = at("2025-07-01T12:00:00Z");
    REQUIRE(archive.store->put_feed(feed));
    CHECK(archive.store->next_due().value() == feed.due);
    CHECK(archive.store->due_feeds(at("2025-07-01T11:59:59Z"), 10)->empty());
    const auto due = *archive.store->due_feeds(at("2025-07-01T12:00:00Z"), 10);
    REQUIRE(due.size() == 1);
    CHECK(due[0].etag == feed.etag);
    CHECK(due[0].failures == 3);
    CHECK(due[0].polled == feed.polled);
    CHECK_FALSE(due[0].worked.has_value());
    CHECK(archive.reader()->stats()->feeds_failing == 1);
    REQUIRE(archive.store->remove_feed(feed.id));
    CHECK(archive.reader()->feeds()->empty());
    CHECK_FALSE(archive.store->next_due()->has_value());
}

TEST_CASE("of feeds that are overdue the productive ones come first, and none is passed over for ever") {
    Archive archive;
    const Instant now = at("2025-07-01T12:00:00Z");
    const auto put = [&](std::string url, Duration overdue, std::int32_t interval_s) {
        Feed feed;
        feed.url = std::move(url);
        feed.id = feed_id(feed.url);
        feed.due = now - overdue;
        feed.interval_s = interval_s;
        REQUIRE(archive.store->put_feed(feed));
    };
    put("https://rare.example/", std::chrono::hours(10), 86400);
    put("https://busy.example/", std::chrono::hours(9), 300);
    put("https://usual.example/", std::chrono::hours(10), 7200);
    put("https://waited.example/", std::chrono::hours(50), 86400);
    std::vector<std::string> order;
    const auto due = archive.store->due_feeds(now, 10);
    REQUIRE(due.has_value());
    for (const Feed& feed : *due) order.push_back(feed.url);
    CHECK(order == std::vector<std::string>{"https://waited.example/", "https://busy.example/",
                                            "https://usual.example/", "https://rare.example/"});
    CHECK(archive.store->due_feeds(now, 2)->size() == 2);
}

TEST_CASE("a clock that was set back does not silence a feed for years") {
    Archive archive;
    const Instant now = at("2025-07-01T12:00:00Z"), wrong = at("2031-07-01T12:00:00Z");
    const auto put = [&](std::string url, Instant polled, Instant due, Feed::State state) {
        Feed feed;
        feed.url = std::move(url);
        feed.id = feed_id(feed.url);
        feed.polled = polled;
        feed.due = due;
        feed.state = state;
        feed.interval_s = 1800;
        feed.learnt = std::string("\1\0learnt", 8);
        REQUIRE(archive.store->put_feed(feed));
    };
    put("https://a.example/", wrong, wrong + std::chrono::hours(1), Feed::State::healthy);
    put("https://b.example/", now - std::chrono::hours(1), now + std::chrono::hours(1), Feed::State::healthy);
    put("https://c.example/", wrong, wrong + std::chrono::hours(90'000), Feed::State::gone);
    REQUIRE(archive.store->pull_back_feeds(now, now + std::chrono::hours(240)));
    const auto reader = archive.reader();
    const auto feed = [&](std::string_view url) { return **reader->feed(feed_id(url)); };
    CHECK(feed("https://a.example/").due == now + std::chrono::minutes(30));
    CHECK(feed("https://a.example/").polled == now);
    CHECK(feed("https://a.example/").learnt == std::string("\1\0learnt", 8));
    CHECK(feed("https://b.example/").due == now + std::chrono::hours(1));
    CHECK(feed("https://c.example/").due == wrong + std::chrono::hours(90'000));
}

TEST_CASE("the sample leaves without a trace, for good, and the rest stays") {
    Archive archive;
    REQUIRE(archive.store->put_source(source("sample.example", Source::Class::sample)));
    std::vector<ArticleWrite> batch;
    for (int n = 0; n < 70; ++n) batch.push_back(article(n, "sample.example"));
    batch.push_back(article(1));
    archive.write(batch);
    auto stats = *archive.reader()->stats();
    CHECK(stats.articles == 71);
    CHECK(stats.real_articles == 1);
    CHECK(archive.reader()->list({.sample = true})->size() == 30);
    REQUIRE(archive.store->remove_sample());
    stats = *archive.reader()->stats();
    CHECK(stats.articles == 1);
    CHECK(stats.stories == 1);
    CHECK(stats.sources == 3);
    CHECK(archive.store->fact("sample_gone").value() == "1");
    CHECK(titles(*archive.reader()->list({})) == std::vector<std::string>{"Report number 1"});
    CHECK(archive.check().empty());
}

TEST_CASE("kept pages leave after three days, their articles stay") {
    Archive archive;
    auto one = article(1);
    one.raw = "<html>" + std::string(9000, 'x');
    archive.write({one});
    REQUIRE(archive.store->expire(one.first_seen + std::chrono::hours(71), {}));
    const auto connection = archive.store->database().connect_reader().value();
    const auto count = [&] {
        const auto row = store::use(*connection, "SELECT count(*) FROM raws");
        (void)(*row)->step();
        return (*row)->integer(0);
    };
    CHECK(count() == 1);
    REQUIRE(archive.store->expire(one.first_seen + std::chrono::hours(73), {}));
    CHECK(count() == 0);
    CHECK(archive.reader()->article(one.parsed.id).value().has_value());
}

TEST_CASE("small facts are remembered over a restart") {
    Archive archive;
    CHECK_FALSE(archive.store->fact("import:/a").value().has_value());
    REQUIRE(archive.store->put_fact("import:/a", "12"));
    REQUIRE(archive.store->put_fact("import:/a", "13"));
    REQUIRE(archive.store->put_fact("import:/b", "14"));
    REQUIRE(archive.store->forget_fact("import:/b"));
    CHECK(*archive.store->fact("import:/b") == std::nullopt);
    archive.write({article(1)});
    archive.store.reset();
    archive.store = std::move(*Store::open(archive.folder.path()));
    CHECK(archive.store->fact("import:/a").value() == "13");
    CHECK(archive.write({article(1)}) == std::vector{Written::unchanged});
    CHECK(archive.write({article(2)}) == std::vector{Written::stored});
    CHECK(archive.check().empty());
}

TEST_CASE("a backup is an archive by itself") {
    Archive archive;
    archive.write({article(1), article(2)});
    const test::Folder other;
    REQUIRE(archive.store->backup(other.path("octavo.db")));
    archive.write({article(3)});
    const auto again = archive.store->backup(other.path("octavo.db"));
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == Fault::refused);
    const auto copy = std::move(*Store::open(other.path()));
    CHECK(copy->check({}).value().empty());
    CHECK(copy->reader().value()->stats()->articles == 2);
}

TEST_CASE("a dictionary is made when there is enough to learn from, and what was written before stays readable") {
    Archive archive;
    const auto words = [](int n) {
        std::string text;
        for (int i = 0; i < 60; ++i)
            text += fmt::format("ward{} sentence {} of report {}. ", (n * 7 + i * 13) % 97, i, n);
        return text;
    };
    int n = 0;
    for (int b = 0; b < 20; ++b) {
        std::vector<ArticleWrite> batch;
        for (int i = 0; i < 101; ++i, ++n) batch.push_back(article(n, "harbour.example", words(n)));
        archive.write(batch);
    }
    const auto reader = archive.reader();
    archive.write({article(n, "harbour.example", words(n))});
    for (const int i : {0, n}) {
        const auto whole = reader->article(article(i).parsed.id).value();
        REQUIRE(whole.has_value());
        CHECK(whole->extraction.blocks.at(0).text == words(i));
    }
    const auto connection = archive.store->database().connect_reader().value();
    const auto row = store::use(*connection, "SELECT count(*) FROM dictionaries");
    REQUIRE((*row)->step());
    CHECK((*row)->integer(0) == 2);
}

TEST_CASE("check finds what was damaged") {
    Archive archive;
    archive.write({article(1), article(2)});
    const auto connection = archive.store->database().connect(store::Durability::normal).value();
    SUBCASE("a lost body") { REQUIRE(connection->execute("DELETE FROM extractions WHERE version = 1")); }
    SUBCASE("a damaged body") {
        REQUIRE(connection->execute("UPDATE extractions SET body = x'28B52FFD00' WHERE version = 1"));
    }
    SUBCASE("a wrong count") { REQUIRE(connection->execute("UPDATE counters SET value = 7 WHERE name = 'articles'")); }
    SUBCASE("a lost source") { REQUIRE(connection->execute("DELETE FROM sources WHERE domain = 'harbour.example'")); }
    SUBCASE("a wrong story") { REQUIRE(connection->execute("UPDATE stories SET size = 9")); }
    SUBCASE("an article missing in the full text") {
        REQUIRE(connection->execute("INSERT INTO fulltext (fulltext) VALUES ('delete-all')"));
    }
    CHECK_FALSE(archive.check().empty());
}

TEST_CASE("text of any bytes is stored and found again") {
    Archive archive;
    std::string all;
    for (int i = 1; i < 256; ++i) all += static_cast<char>(i);
    const auto odd = article(1, "harbour.example", all + std::string("\0 after nul", 11));
    archive.write({odd});
    CHECK(archive.reader()->article(odd.parsed.id).value()->extraction == odd.parsed.extraction);
    CHECK(archive.write({article(1, "harbour.example", "plain")}) == std::vector{Written::updated});
}
