#include <doctest/doctest.h>

#include "support/archive.hpp"

using namespace octavo;
using namespace octavo::test;
using store::Store;

namespace {

StoryId story_of(int n) { return article(n).placement.story; }
ArticleId id_of(int n) { return article(n).parsed.id; }

struct Archive {
    Folder folder;
    std::unique_ptr<Store> store = std::move(*Store::open(folder.path()));
    Archive() {
        for (const auto* domain : {"harbour.example", "river.example"}) REQUIRE(store->put_source(source(domain)));
        std::vector<store::ArticleWrite> batch;
        for (int n = 1; n <= 5; ++n) batch.push_back(article(n));
        batch.push_back(article(6, "river.example"));
        batch.back().placement.story = story_of(5);
        REQUIRE(store->write(batch));
    }
    void change(std::vector<StoryChange> changes) const { REQUIRE(store->write({}, changes)); }
    std::vector<ArticleId> members(int n) const {
        const auto reader = store->reader().value();
        const auto cards = reader->list({.story = story_of(n), .limit = 20, .copies = true}).value();
        std::vector<ArticleId> out;
        for (const auto& card : cards) out.push_back(card.id);
        return out;
    }
    std::optional<StoryId> now(int n) const { return store->reader().value()->story_now(story_of(n)).value(); }
    std::size_t stories() const { return static_cast<std::size_t>(store->reader().value()->stats().value().stories); }
    bool is_sound() const { return store->check({}).value().empty(); }
};

}  // namespace

TEST_CASE("a story that went into another leads there, and the other counts its articles and sources") {
    const Archive archive;
    REQUIRE(archive.stories() == 5);
    archive.change({{story_of(5), story_of(2), {}}});
    CHECK(archive.members(2).size() == 3);
    CHECK(archive.members(5).empty());
    CHECK(archive.now(5) == story_of(2));
    CHECK(archive.now(2) == std::nullopt);
    CHECK(archive.stories() == 4);
    CHECK(archive.store->reader().value()->cards(std::vector{id_of(2)}).value().at(0).story_size == 2);
    CHECK(archive.is_sound());
}

TEST_CASE("however often a story goes on, its first id leads there in one step") {
    const Archive archive;
    archive.change({{story_of(4), story_of(3), {}}, {story_of(3), story_of(2), {}}});
    archive.change({{story_of(2), story_of(1), {}}});
    for (const int n : {2, 3, 4}) CHECK(archive.now(n) == story_of(1));
    CHECK(archive.members(1).size() == 4);
    CHECK(archive.is_sound());
}

TEST_CASE("an article that comes apart begins the story its id is for, and the way there is open again") {
    const Archive archive;
    archive.change({{story_of(3), story_of(2), {}}});
    CHECK(archive.now(3) == story_of(2));
    archive.change({{story_of(2), story_of(3), id_of(3)}});
    CHECK(archive.now(3) == std::nullopt);
    CHECK(archive.members(3) == std::vector{id_of(3)});
    CHECK(archive.members(2) == std::vector{id_of(2)});
    CHECK(archive.is_sound());
}

TEST_CASE("two stories that change places through a third leave no circle") {
    const Archive archive;
    archive.change({{story_of(1), story_of(2), {}}, {story_of(2), story_of(1), {}}, {story_of(1), story_of(3), {}}});
    CHECK(archive.now(1) == story_of(3));
    CHECK(archive.now(2) == story_of(3));
    CHECK(archive.members(3).size() == 3);
    CHECK(archive.is_sound());
}

TEST_CASE("the same changes once more change nothing, nor do those of articles that were never written") {
    const Archive archive;
    const std::vector<StoryChange> changes{
        {story_of(5), story_of(2), {}}, {story_of(70), story_of(71), {}}, {story_of(72), story_of(73), id_of(72)}};
    archive.change(changes);
    archive.change(changes);
    CHECK(archive.members(2).size() == 3);
    CHECK(archive.now(5) == story_of(2));
    CHECK(archive.now(70) == std::nullopt);
    CHECK(archive.stories() == 4);
    CHECK(archive.is_sound());
}

TEST_CASE("changes and the articles they speak of are one transaction") {
    const Archive archive;
    auto late = article(9);
    const std::vector<StoryChange> changes{{late.placement.story, story_of(1), {}}};
    REQUIRE(archive.store->write({&late, 1}, changes));
    CHECK(archive.members(1).size() == 2);
    CHECK(archive.now(9) == story_of(1));
    CHECK(archive.is_sound());
}
