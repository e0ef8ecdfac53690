#include "store/reread.hpp"

#include <doctest/doctest.h>

#include "model/wire.hpp"
#include "support/archive.hpp"

using namespace octavo;
using namespace octavo::test;
using store::Rewrite;
using store::Store;
using store::Written;

namespace {

struct Archive {
    Folder folder;
    std::unique_ptr<Store> store = std::move(*Store::open(folder.path()));
    Archive() { REQUIRE(store->put_source(source("harbour.example"))); }

    store::ArticleWrite with_page(int n, const std::string& text = "The harbour master opened the new lock.") const {
        auto one = article(n, "harbour.example", text);
        one.raw = fmt::format("<html>page {}", n);
        one.origin = {
            fmt::format("https://harbour.example/found/{}", n), "text/html; charset=koi8-r", "noarchive", {}, 7};
        one.origin.hints.title = "What the feed said";
        return one;
    }
    std::vector<Written> write(std::vector<store::ArticleWrite> batch) const { return store->write(batch).value(); }
    store::FullArticle article_of(int n) const {
        return store->reader().value()->article(article(n).parsed.id).value().value();
    }
    std::int64_t found(std::string_view term) const {
        return count(fmt::format("SELECT count(*) FROM fulltext WHERE fulltext MATCH '{}'", term));
    }
    std::int64_t count(std::string_view sql) const {
        const auto connection = store->database().connect_reader().value();
        const auto row = store::use(*connection, sql);
        (void)(*row)->step();
        return (*row)->integer(0);
    }
    // Version `version`, read again as `text`.
    Rewrite again(int n, std::int64_t version, const std::string& text,
                  Rewrite::What what = Rewrite::What::extraction) {
        Rewrite out;
        out.what = what;
        out.version = version;
        out.parsed = article(n, "harbour.example", text).parsed;
        out.parsed.extraction.version = out.parsed.reading.version = 9;
        out.parsed.extraction.title = "Read again";
        out.parsed.search.title = "read again";
        out.rules = 8;
        out.before = store::Rereading::open(*store).value()->page(version).value().value().text;
        return out;
    }
    bool is_sound() const { return store->check({}).value().empty(); }
};

}  // namespace

TEST_CASE("a page is kept with all that came with it") {
    const Archive archive;
    archive.write({archive.with_page(1), article(2)});
    const auto rereading = store::Rereading::open(*archive.store).value();
    const auto marks = rereading->pages_after(0, 10).value();
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].version == 1);
    CHECK(marks[0].extractor == 1);
    CHECK(marks[0].rules == 7);
    CHECK(marks[0].url == "https://harbour.example/found/1");
    const auto page = rereading->page(1).value().value();
    CHECK(page.html == "<html>page 1");
    CHECK(page.origin.content_type == "text/html; charset=koi8-r");
    CHECK(page.origin.robots == "noarchive");
    CHECK(page.origin.hints.title == "What the feed said");
    CHECK(page.article == article(1).parsed.id);
    CHECK(page.source == source_id("harbour.example"));
    CHECK(page.fetched == archive.with_page(1).first_seen);
    CHECK_FALSE(rereading->page(2).value().has_value());
    CHECK(rereading->readings_after(0, 10)->size() == 2);
    CHECK(archive.is_sound());
}

TEST_CASE("what is read again takes the old one's place: text, card and index; the article stays where it stands") {
    Archive archive;
    auto one = archive.with_page(1);
    one.placement.related = {{article(2).parsed.id, 0.5F}};
    archive.write({one, archive.with_page(2)});
    const auto before = archive.article_of(1);
    const std::vector batch{archive.again(1, 1, "A tram was seen upon the quay.")};
    CHECK(archive.store->rewrite(batch, "how_far", "1").value() == 1);
    const auto after = archive.article_of(1);
    CHECK(after.card.id == before.card.id);
    CHECK(after.card.position == before.card.position);
    CHECK(after.card.story == before.card.story);
    CHECK(after.related.size() == 1);
    CHECK(after.card.title == "Read again");
    CHECK(after.extraction.blocks.at(0).text == "A tram was seen upon the quay.");
    CHECK(after.reading.version == 9);
    CHECK(archive.found("tram") == 1);
    CHECK(archive.found("master") == 1);  // the other's
    CHECK(archive.store->reader().value()->stats()->versions == 2);
    CHECK(archive.store->fact("how_far").value() == "1");
    const auto mark = store::Rereading::open(*archive.store).value()->pages_after(0, 1).value().at(0);
    CHECK(mark.extractor == 9);
    CHECK(mark.rules == 8);
    CHECK(archive.is_sound());
    // The same page served once more is the same version.
    CHECK(archive.write({one}) == std::vector{Written::unchanged});
}

TEST_CASE("a reading alone leaves the text and its card as they are") {
    Archive archive;
    archive.write({archive.with_page(1)});
    auto again = archive.again(1, 1, "Tram words of the index.", Rewrite::What::reading);
    again.parsed.reading.language = "de-AT";
    again.parsed.reading.words = 77;
    CHECK(archive.store->rewrite(std::vector{again}, "how_far", "1").value() == 1);
    const auto after = archive.article_of(1);
    CHECK(after.card.title == "Report number 1");
    CHECK(after.extraction.blocks.at(0).text == "The harbour master opened the new lock.");
    CHECK(after.card.language == "de-AT");
    CHECK(after.card.words == 77);
    CHECK(archive.found("tram") == 1);
    CHECK(archive.found("master") == 0);
    CHECK(archive.is_sound());
}

TEST_CASE("a mark alone notes that a page was looked at") {
    Archive archive;
    archive.write({archive.with_page(1)});
    CHECK(archive.store->rewrite(std::vector{archive.again(1, 1, "x", Rewrite::What::mark)}, "f", "1").value() == 1);
    CHECK(archive.article_of(1).card.title == "Report number 1");
    CHECK(store::Rereading::open(*archive.store).value()->pages_after(0, 1)->at(0).extractor == 9);
}

TEST_CASE("what was changed, superseded, expired or removed between reading and writing stays as it is") {
    Archive archive;
    archive.write({archive.with_page(1), archive.with_page(2)});
    const auto late = archive.again(1, 1, "Late words.");
    CHECK(archive.store->rewrite(std::vector{archive.again(1, 1, "First words.")}, "f", "1").value() == 1);
    CHECK(archive.store->rewrite(std::vector{late}, "f", "2").value() == 0);
    CHECK(archive.article_of(1).extraction.blocks.at(0).text == "First words.");

    // An older version of an article gets its new extraction, and nothing shows it.
    archive.write({archive.with_page(2, "As it is told now.")});
    CHECK(archive.store->rewrite(std::vector{archive.again(2, 2, "As it was told.")}, "f", "3").value() == 1);
    CHECK(archive.article_of(2).extraction.blocks.at(0).text == "As it is told now.");
    CHECK(archive.found("told") == 1);
    auto gone = late;
    gone.version = 99;
    CHECK(archive.store->rewrite(std::vector{gone}, "f", "4").value() == 0);
    CHECK(archive.is_sound());
}

TEST_CASE("a later page joins the version it belongs to, and the first page once more changes nothing") {
    const Archive archive;
    auto first = archive.with_page(1, "Page one.");
    first.parsed.next_page = "https://harbour.example/news/1?page=2";
    archive.write({first});
    auto second = archive.with_page(1, "Page one.");
    Block more;
    more.text = "Page two.";
    second.parsed.extraction.blocks.push_back(more);
    second.parsed.search.body = "page one page two";
    second.parsed.page = 2;
    second.raw = "<html>the second";
    second.origin.url = "https://harbour.example/news/1?page=2";
    CHECK(archive.write({second}) == std::vector{Written::updated});
    CHECK(archive.article_of(1).extraction.blocks.size() == 2);
    CHECK(archive.count("SELECT count(*) FROM versions") == 1);
    CHECK(archive.found("two") == 1);
    const auto page = store::Rereading::open(*archive.store).value()->page(1).value().value();
    REQUIRE(page.later.size() == 1);
    CHECK(page.later[0].html == "<html>the second");
    CHECK(page.later[0].url == "https://harbour.example/news/1?page=2");

    CHECK(archive.write({first}) == std::vector{Written::unchanged});
    auto other_bytes = first;  // another advertisement around the same text
    other_bytes.parsed.served = digest("other");
    CHECK(archive.write({other_bytes}) == std::vector{Written::unchanged});
    CHECK(archive.article_of(1).extraction.blocks.size() == 2);
    // New words are a new version, and a second page of the old one is no part of it.
    auto rewritten = archive.with_page(1, "Page one, told anew.");
    rewritten.parsed.next_page = first.parsed.next_page;
    CHECK(archive.write({rewritten}) == std::vector{Written::updated});
    CHECK(archive.write({second}) == std::vector{Written::unchanged});
    CHECK(archive.article_of(1).extraction.blocks.size() == 1);
    CHECK(archive.is_sound());
}

TEST_CASE("what is kept of a page leaves with it") {
    const Archive archive;
    auto one = archive.with_page(1);
    auto second = one;
    second.parsed.page = 2;
    archive.write({one, second, archive.with_page(2)});
    CHECK(archive.count("SELECT count(*) FROM later_pages") == 1);
    store::Keeping keeping;
    CHECK_FALSE(archive.store->expire(at("2025-08-01T00:00:00Z"), keeping).value());
    for (const auto* table : {"raws", "page_origins", "later_pages"})
        CHECK(archive.count(fmt::format("SELECT count(*) FROM {}", table)) == 0);
    CHECK(archive.is_sound());
}

TEST_CASE("a page of another house that names an article as its own does not stand in that one's way") {
    const Archive archive;
    auto copy = article(1);
    copy.parsed.extraction.canonical = "https://paper.example/original";
    copy.parsed.extraction.amp = "https://amp.harbour.example/news/1";
    copy.parsed.extraction.print = "https://harbour.example/";
    archive.write({copy});
    const std::vector<std::string> asked{"https://paper.example/original", "https://amp.harbour.example/news/1",
                                         "https://harbour.example/"};
    CHECK(*archive.store->known(asked) == std::vector<bool>{false, true, false});
}
