// What an article's page is given: the same as article(), list() and cards() would say, read in one go.
#include <doctest/doctest.h>

#include "store/store.hpp"
#include "support/archive.hpp"

using namespace octavo;
using store::ArticleWrite;
using store::Store;
using test::article;
using test::source;

namespace {

struct Archive {
    test::Folder folder;
    std::unique_ptr<Store> store;
    explicit Archive(const std::vector<ArticleWrite>& batch) : store(std::move(*Store::open(folder.path()))) {
        for (const auto* domain : {"harbour.example", "canal.example", "river.example"})
            REQUIRE(store->put_source(source(domain)));
        REQUIRE(store->write(batch));
    }
    store::Spread spread(const ArticleWrite& of, const store::Around& around = {}) {
        const auto reader = std::move(*store->reader());
        auto found = reader->spread(of.parsed.id, around);
        REQUIRE(found.has_value());
        REQUIRE(found->has_value());
        return std::move(**found);
    }
};

std::vector<std::string> titles(const std::vector<store::Card>& cards) {
    std::vector<std::string> out;
    for (const auto& card : cards) out.push_back(card.title);
    return out;
}

ArticleWrite in_story(int n, const std::string& domain, const ArticleWrite& of) {
    auto out = article(n, domain);
    out.placement.story = of.placement.story;
    return out;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a page's article comes with its body, but not with what only the desk reads") {
    Archive archive({article(1)});
    const auto spread = archive.spread(article(1));
    const auto whole = archive.store->reader().value()->article(article(1).parsed.id).value().value();
    CHECK(spread.article.card.url == whole.card.url);
    CHECK(spread.article.card.author == "Ada Quay, Ben Mole");
    CHECK(spread.article.extraction.blocks.size() == whole.extraction.blocks.size());
    CHECK(spread.article.full_text_allowed == whole.full_text_allowed);
    CHECK(spread.article.reading.terms.empty());
    CHECK(spread.story.empty());
}

TEST_CASE("an article that is not there has no page") {
    Archive archive({article(1)});
    CHECK_FALSE(archive.store->reader().value()->spread(ArticleId{77}, {}).value().has_value());
}

TEST_CASE("the margin holds the story's newest articles, the oldest of them first, each named by its source") {
    const auto first = article(1);
    Archive archive({first, in_story(2, "canal.example", first), in_story(3, "river.example", first), article(4)});
    const auto spread = archive.spread(first);
    CHECK(titles(spread.story) == Titles{"Report number 1", "Report number 2", "Report number 3"});
    CHECK(spread.story[1].source_name == "The canal.example");
    CHECK(spread.story[1].published == at("2025-07-01T02:00:00Z"));
    CHECK(spread.story[1].language == "en");
    CHECK(spread.story[1].excerpt.empty());
    CHECK(titles(archive.spread(first, {.story = 2}).story) == Titles{"Report number 2", "Report number 3"});
}

TEST_CASE("copies are named at the original, and the original and its other copies at a copy") {
    auto copy = article(2, "canal.example"), other = article(3, "river.example");
    copy.placement.duplicate_of = other.placement.duplicate_of = article(1).parsed.id;
    Archive archive({article(1), copy, other});
    CHECK(titles(archive.spread(article(1)).article.also_at) == Titles{"Report number 2", "Report number 3"});
    CHECK(titles(archive.spread(copy).article.also_at) == Titles{"Report number 1", "Report number 3"});
}

TEST_CASE("relatives are of other stories and no copies, best first, as many as were asked for") {
    const auto first = article(1);
    auto copy = article(3, "river.example");
    copy.placement.duplicate_of = first.parsed.id;
    std::vector<ArticleWrite> batch{first, in_story(2, "canal.example", first), copy};
    batch[1].placement.related = {{first.parsed.id, 0.9F}};
    batch[2].placement.related = {{first.parsed.id, 0.8F}};
    for (int n = 4; n <= 7; ++n) {
        batch.push_back(article(n));
        batch.back().placement.related = {{first.parsed.id, 0.1F * static_cast<float>(n)}};
    }
    Archive archive(batch);
    const auto related = archive.spread(first, {.related = 3}).article.related;
    CHECK(titles(related) == Titles{"Report number 7", "Report number 6", "Report number 5"});
    CHECK(related[0].excerpt == "The harbour master opened the new lock on Monday.");
    CHECK(related[0].section == "Port");
    CHECK(related[0].image == "https://harbour.example/lock.jpg");
}

TEST_CASE("a source that got its name since is called by it") {
    const auto first = article(1);
    Archive archive({first, in_story(2, "nameless.example", first)});
    auto nameless = source("nameless.example");
    nameless.name.clear();
    REQUIRE(archive.store->put_source(nameless));
    const auto reader = std::move(*archive.store->reader());
    CHECK(reader->spread(first.parsed.id, {}).value()->story[1].source_name.empty());
    REQUIRE(archive.store->put_source(source("nameless.example")));
    CHECK(reader->spread(first.parsed.id, {}).value()->story[1].source_name == "The nameless.example");
}
