#include <doctest/doctest.h>

#include "store/notes.hpp"
#include "store/store.hpp"
#include "support/archive.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;
using std::chrono::days;
using store::Keeping;
using store::Store;

namespace {

struct Archive {
    Folder folder;
    std::unique_ptr<Store> store = std::move(*Store::open(folder.path()));
    Instant now = at("2026-11-22T10:00:00Z");
    Keeping keeping;
    int pieces = 0;

    Archive() { REQUIRE(store->put_source(source("harbour.example"))); }
    void write(int from, int to, const std::string& text = "The harbour master opened the new lock.") {
        std::vector<store::ArticleWrite> batch;
        for (int n = from; n < to; ++n) batch.push_back(article(n, "harbour.example", text));
        REQUIRE(store->write(batch));
    }
    // Hour by hour would do the same; once a day is enough.
    void pass(int some_days) {
        for (int day = 0; day < some_days; ++day) {
            now += days(1);
            pieces = 1;
            while (store->expire(now, keeping).value()) ++pieces;
        }
    }
    store::FullArticle article_of(int n) {
        return store->reader().value()->article(article(n).parsed.id).value().value();
    }
    std::int64_t count(std::string_view sql) {
        const auto connection = store->database().connect_reader().value();
        const auto row = store::use(*connection, sql);
        (void)(*row)->step();
        return (*row)->integer(0);
    }
};

}  // namespace

TEST_CASE("a text leaves a year after it came, whatever its dates say; what is known of it stays") {
    Archive archive;
    archive.pass(1);
    archive.write(1, 2);  // published in July 2025, and first seen then: an import
    archive.pass(364);
    CHECK_FALSE(archive.article_of(1).expired);
    archive.write(2, 3);
    archive.pass(3);
    const auto gone = archive.article_of(1);
    CHECK(gone.expired);
    CHECK(gone.extraction.blocks.empty());
    CHECK(gone.extraction.title == "Report number 1");
    CHECK(gone.extraction.authors == article(1).parsed.extraction.authors);
    CHECK(gone.card.excerpt == "The harbour master opened the new lock.");
    CHECK(gone.card.url == "https://harbour.example/news/1");
    CHECK_FALSE(archive.article_of(2).expired);
    CHECK_FALSE(archive.article_of(2).extraction.blocks.empty());
    // Its words leave the index, those of its title do not.
    const auto found = [&](std::string_view term) {
        return archive.count(fmt::format("SELECT count(*) FROM fulltext WHERE fulltext MATCH '{}'", term));
    };
    CHECK(found("master") == 1);
    CHECK(found("report") == 2);
    CHECK(archive.store->check({}).value().empty());
}

TEST_CASE("an article that was changed lately keeps its newest text, and loses the old one") {
    Archive archive;
    archive.pass(1);
    archive.write(1, 2, "As it was first told.");
    archive.pass(300);
    archive.write(1, 2, "As it is told now.");
    archive.pass(70);
    CHECK_FALSE(archive.article_of(1).expired);
    CHECK(archive.article_of(1).extraction.blocks.at(0).text == "As it is told now.");
    CHECK(archive.count("SELECT count(*) FROM extractions WHERE expired = 1") == 1);
    CHECK(archive.store->check({}).value().empty());
}

TEST_CASE("what a service made of texts leaves with them, or when nobody asks for it, without a command") {
    Archive archive;
    archive.pass(1);
    const auto notes = *store::Notes::open(archive.folder.path());
    REQUIRE(notes->put("asked for", "1", archive.now));
    REQUIRE(notes->put("forgotten", "1", archive.now));
    archive.pass(60);
    CHECK(notes->get("asked for", archive.now).value() == "1");
    REQUIRE(notes->put("made now", "1", archive.now));  // with which it is written that the other was asked for
    archive.pass(60);
    CHECK(archive.count("SELECT count(*) FROM assist_notes") == 2);
    CHECK(notes->get("asked for", archive.now).value() == "1");
    archive.keeping.bodies = days(100);
    archive.pass(1);
    CHECK(archive.count("SELECT count(*) FROM assist_notes") == 1);  // the one made later
}

TEST_CASE("texts leave in pieces of a bounded size") {
    Archive archive;
    archive.pass(1);
    archive.write(1, 1001);
    archive.pass(366);
    CHECK(archive.pieces == 1);
    archive.now += days(1);
    CHECK(archive.store->expire(archive.now, archive.keeping).value());  // there is more
    CHECK(archive.count("SELECT count(*) FROM extractions WHERE expired = 1") == 400);
    archive.pass(1);
    CHECK(archive.count("SELECT count(*) FROM extractions WHERE expired = 1") == 1000);
    archive.pass(1);
    CHECK(archive.pieces == 1);
    CHECK(archive.store->check({}).value().empty());
}

TEST_CASE("nothing leaves when it shall be kept for ever, nor the sample's") {
    Archive archive;
    archive.keeping = {.raw = days(0), .bodies = days(0)};
    REQUIRE(archive.store->put_source(source("sample.example", Source::Class::sample)));
    auto one = article(1);
    one.raw = "<html>" + std::string(9000, 'x');
    REQUIRE(archive.store->write(std::vector{one, article(2, "sample.example")}));
    archive.pass(800);
    CHECK_FALSE(archive.article_of(1).expired);
    CHECK(archive.count("SELECT count(*) FROM raws") == 1);
    archive.keeping = {};
    archive.pass(2);
    CHECK(archive.article_of(1).expired);
    CHECK(archive.count("SELECT count(*) FROM raws") == 0);
    CHECK(archive.count("SELECT count(*) FROM extractions WHERE expired = 0") == 1);
}

TEST_CASE("a clock that jumps by years empties nothing that day") {
    Archive archive;
    archive.pass(1);
    archive.write(1, 2);
    archive.pass(5);
    CHECK_FALSE(archive.store->expire(archive.now + days(20'000), archive.keeping).value());
    CHECK_FALSE(archive.article_of(1).expired);
    archive.pass(30);  // and right again
    CHECK_FALSE(archive.article_of(1).expired);
}
