#include "story/review.hpp"

#include <doctest/doctest.h>

#include <random>

namespace octavo::story {
namespace {

using std::chrono::hours;

// A shelf, a book and the second look at both.
struct Room {
    Shelf shelf{1000};
    Book book;
    Review review;
    std::mt19937 random{5};

    // An article with ten of an event's fifteen words, and ten that any other may have.
    void put(std::uint64_t id, StoryId story, std::uint32_t event, Duration after = {}, ArticleId original = {}) {
        Shelved a;
        a.id = {id};
        a.story = story;
        a.original = original;
        a.time = at("2025-07-13T08:00:00Z") + after;
        a.terms = a.words = 20;
        std::map<std::uint32_t, float> words;
        while (words.size() < 10) words[event * 100 + static_cast<std::uint32_t>(random() % 15)] = 1;
        while (words.size() < 20) words[100'000 + static_cast<std::uint32_t>(random() % 500)] = 0.5F;
        for (const auto& [key, value] : words) a.weights.push_back({key << 3, value});
        const float size = length(a.weights);
        for (Weight& w : a.weights) w.value /= size;
        book.put(a, shelf);
        shelf.put(std::move(a));
    }
    Fixed fixed = {};
    std::vector<StoryChange> look(StoryId story, StoryId around = {}) {
        std::vector<Judged> judged;
        if (around) judged.push_back({around, {}, 0.4F});
        review.placed(story, judged);
        return review.look(shelf, book, Settings{}, fixed);
    }
    StoryId story_of(std::uint64_t id) { return shelf.find(ArticleId{id})->story; }
};

StoryId story(std::uint64_t first) { return story_id(ArticleId{first}); }

}  // namespace

TEST_CASE("two stories as like across as within become one, under the id of the older") {
    Room room;
    for (const std::uint64_t id : {2, 3, 4}) room.put(id, story(2), 1);
    for (const std::uint64_t id : {1, 5, 6}) room.put(id, story(1), 1);
    CHECK(room.look(story(1), story(2)) == std::vector{StoryChange{story(1), story(2), {}}});
    CHECK(room.story_of(6) == story(2));
    CHECK(room.book.find(story(1)) == nullptr);
    CHECK(room.book.find(story(2))->members.size() == 6);
    CHECK(room.look(story(2)).empty());
}

TEST_CASE("stories of two events stay two, and so do those that no article lay between") {
    Room room;
    for (const std::uint64_t id : {1, 2, 3}) room.put(id, story(1), 1);
    for (const std::uint64_t id : {4, 5, 6}) room.put(id, story(4), 2);
    for (const std::uint64_t id : {7, 8, 9}) room.put(id, story(7), 1);
    CHECK(room.look(story(1), story(4)).empty());
    CHECK(room.look(story(7)).empty());
}

TEST_CASE("what lies too far apart, or would last too long together, is not merged") {
    Room room;
    for (const std::uint64_t id : {1, 2, 3}) room.put(id, story(1), 1);
    for (const std::uint64_t id : {4, 5, 6}) room.put(id, story(4), 1, hours(24 * 4));
    CHECK(room.look(story(1), story(4)).empty());
    room.put(7, story(1), 1, hours(24 * 5));
    room.put(8, story(4), 1, hours(24 * 10));
    CHECK(room.look(story(1), story(4)).empty());
}

TEST_CASE("a story of two events comes apart; who began it keeps its id, and copies go with their originals") {
    Room room;
    for (std::uint64_t id = 1; id <= 12; ++id) room.put(id, story(1), id % 2 == 0 ? 1 : 2);
    room.put(13, story(1), 1, {}, ArticleId{4});
    const auto changes = room.look(story(1));
    std::set<ArticleId> went;
    for (const StoryChange& c : changes) {
        CHECK(c.from == story(1));
        CHECK(c.to == story(2));
        went.insert(c.article);
    }
    CHECK(went == std::set<ArticleId>{{2}, {4}, {6}, {8}, {10}, {12}, {13}});
    CHECK(room.story_of(1) == story(1));
    CHECK(room.story_of(13) == story(2));
    CHECK(room.book.find(story(1))->told == 6);
    CHECK(room.look(story(1)).empty());
    CHECK(room.look(story(2)).empty());
}

TEST_CASE("a story of one event stays one, and is not looked at again before it has grown") {
    Room room;
    for (std::uint64_t id = 1; id <= 20; ++id) room.put(id, story(1), 1);
    CHECK(room.look(story(1)).empty());
    const auto steps = room.shelf.steps();
    room.put(21, story(1), 1);
    CHECK(room.look(story(1)).empty());
    CHECK(room.shelf.steps() == steps);
    for (std::uint64_t id = 22; id <= 30; ++id) room.put(id, story(1), 1);
    CHECK(room.look(story(1)).empty());
    CHECK(room.shelf.steps() > steps);
}

TEST_CASE("what an editor parted does not become one again, nor does it by way of a third") {
    Room room;
    for (const std::uint64_t id : {2, 3, 4}) room.put(id, story(2), 1);
    for (const std::uint64_t id : {1, 5, 6}) room.put(id, story(1), 1);
    room.fixed.apart.insert(Fixed::pair_of(story(1), story(2)));
    CHECK(room.look(story(1), story(2)).empty());
    for (const std::uint64_t id : {7, 8, 9}) room.put(id, story(7), 1);
    CHECK(room.look(story(7), story(2)) == std::vector{StoryChange{story(7), story(2), {}}});
    CHECK(room.look(story(1), story(2)).empty());
    Fixed fixed{.whole = {story(3)}, .apart = {Fixed::pair_of(story(3), story(4))}};
    fixed.went(story(3), story(5));
    CHECK(fixed.whole == std::set{story(5)});
    CHECK(fixed.are_apart(story(4), story(5)));
    CHECK_FALSE(fixed.are_apart(story(3), story(4)));
}

}  // namespace octavo::story
