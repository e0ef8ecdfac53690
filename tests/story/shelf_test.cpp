#include "story/shelf.hpp"

#include <doctest/doctest.h>

#include "model/terms.hpp"
#include "story/rarity.hpp"
#include "story/vector.hpp"

namespace octavo::story {
namespace {

Weight weight(std::uint32_t key, float value) { return {key << 3, value}; }

Shelved article(std::uint64_t id, Vector weights) {
    Shelved a;
    a.id = {id};
    a.story = {id};
    a.weights = std::move(weights);
    return a;
}

}  // namespace

TEST_CASE("a word is rarer the fewer articles of its language have it") {
    Rarity rarity;
    const Term common{word_hash("tram") & ~term::bits, 1};
    const Term rare{word_hash("harbour") & ~term::bits, 1};
    for (int i = 0; i < 50; ++i) rarity.count("en", std::vector{common});
    rarity.count("en", std::vector{rare});
    const auto en = rarity.language("en");
    CHECK(rarity.idf(en, rare.hash) > rarity.idf(en, common.hash));
    CHECK(rarity.idf(en, term::word(word_hash("unseen"))) > rarity.idf(en, rare.hash));
    rarity.count("de", std::vector{rare});
    CHECK(rarity.idf(rarity.language("de"), common.hash) > rarity.idf(en, common.hash));
}

TEST_CASE("the table of rare words is bounded, and common words survive") {
    Rarity rarity(1000);
    const Term common{word_hash("tram") & ~term::bits, 1};
    for (std::uint64_t i = 0; i < 5000; ++i) rarity.count("en", std::vector{common, Term{mix64(i + 1), 1}});
    CHECK(rarity.size() <= 1001);
    const auto en = rarity.language("en");
    CHECK(rarity.idf(en, common.hash) < 0.5F * rarity.idf(en, term::word(word_hash("unseen"))));
}

TEST_CASE("a spread vector multiplies as two sorted ones do") {
    const Vector a{weight(1, 0.5F), weight(7, 0.25F), weight(900, 1)};
    const Vector b{weight(2, 0.5F), weight(7, 2), weight(900, 3), weight(901, 1)};
    Spread spread;
    spread.set(a);
    CHECK(spread.dot(b) == doctest::Approx(dot(a, b)));
    CHECK(dot(a, b) == doctest::Approx(3.5));
    spread.set({});
    CHECK(spread.dot(b) == 0);
}

TEST_CASE("adding keeps the heaviest, in order of keys") {
    Vector sum{weight(1, 0.5F), weight(3, 0.1F)};
    add(sum, Vector{weight(1, 0.5F), weight(2, 0.3F)}, 1, 2);
    CHECK(sum == Vector{weight(1, 1), weight(2, 0.3F)});
}

TEST_CASE("the oldest leave a full shelf, forgotten ones make room") {
    Shelf shelf(2);
    CHECK_FALSE(shelf.make_room());
    shelf.put(article(1, {weight(5, 1)}));
    shelf.put(article(2, {weight(5, 1)}));
    const auto gone = shelf.make_room();
    REQUIRE(gone);
    CHECK(gone->id == ArticleId{1});
    CHECK_FALSE(shelf.make_room());
    shelf.put(article(3, {weight(5, 1)}));
    CHECK(shelf.near(Vector{weight(5, 1)}, 10).size() == 2);
    shelf.forget({2});
    CHECK_FALSE(shelf.make_room());
    CHECK(shelf.find({2}) == nullptr);
    REQUIRE(shelf.near(Vector{weight(5, 1)}, 10).size() == 1);
    CHECK(shelf.at(shelf.near(Vector{weight(5, 1)}, 10)[0].number).id == ArticleId{3});
}

TEST_CASE("a question looks at a bounded number of entries, however many articles there are") {
    const Vector common{weight(1, 0.5F), weight(2, 0.4F), weight(3, 0.3F), weight(4, 0.2F)};
    Shelf shelf(20'000);
    std::uint64_t most = 0;
    for (std::uint64_t i = 1; i <= 4000; ++i) {
        const auto before = shelf.steps();
        shelf.near(common, 64);
        most = std::max(most, shelf.steps() - before);
        shelf.put(article(i, common));
    }
    CHECK(most > 600);
    CHECK(most <= 600 + 600 + 64);
}

TEST_CASE("a forgotten article's place at the front does not cost a remembered one") {
    Shelf shelf(2);
    shelf.put(article(1, {weight(5, 1)}));
    shelf.put(article(2, {weight(5, 1)}));
    shelf.forget({1});
    CHECK_FALSE(shelf.make_room());
    shelf.put(article(3, {weight(5, 1)}));
    CHECK(shelf.make_room()->id == ArticleId{2});
}

TEST_CASE("a posting keeps its numbers in order, inside itself or not") {
    Posting posting(7);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < 2400; ++i) {
        posting.push_back(3 * i);
        expected.push_back(3 * i);
        if (i < 40) CHECK(std::ranges::equal(posting.all(), expected));
    }
    CHECK(std::ranges::equal(posting.all(), expected));
    Posting moved(std::move(posting));
    moved.keep_last(1200);
    CHECK(moved.all().size() == 1200);
    CHECK(moved.all().front() == 3600);
    moved.keep_if([](std::uint32_t n) { return n % 2 == 0; });
    CHECK(moved.all().size() == 600);
    Posting small(8);
    small.push_back(1);
    small = std::move(moved);
    CHECK(small.key() == 7);
    CHECK(small.all().back() == 7194);
}

}  // namespace octavo::story
