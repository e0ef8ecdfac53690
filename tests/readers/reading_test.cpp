// What was read: one by one, whole listings at once, and back; how many rows that takes.
#include "readers/reading.hpp"

#include <doctest/doctest.h>

#include "readers/house.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::ReadStates;
using readers::Refusal;

namespace {

struct House : test::AccountsHouse {
    std::unique_ptr<ReadStates> reading = ReadStates::open(archive.folder.path(), clock).value();
    bool is_read(const readers::Visitor& who, std::uint64_t article, Instant seen,
                 std::string_view place = "c/sports@en") {
        const ArticleId id{article};
        return reading->state(who, std::span(&id, 1)).value().is_read(id, seen, place);
    }
};

}  // namespace

TEST_CASE("what is opened is read, and stands in the history, until that is switched off") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    CHECK(house.reading->opened(ada, ArticleId{1}).has_value());
    CHECK(house.is_read(ada, 1, house.clock.now()));
    CHECK_FALSE(house.is_read(bo, 1, house.clock.now()));
    CHECK(house.reading->prefer(ada, {.history = false}).has_value());
    CHECK(house.reading->opened(ada, ArticleId{2}).has_value());
    const auto history = house.reading->history(ada, Instant::max(), 10).value();
    REQUIRE(history.size() == 1);
    CHECK(history[0].article == ArticleId{1});
    CHECK(house.reading->forget(ada).has_value());
    CHECK(house.reading->history(ada, Instant::max(), 10).value().empty());
    CHECK_FALSE(house.reading->preferences(ada).value().history);
}

TEST_CASE("a listing marked as read: what arrived until then, whatever comes later is new, and the later word counts") {
    House house;
    const auto ada = house.join("Ada Quay");
    const Instant before = house.clock.now();
    house.clock.advance(1min);
    const std::vector<std::string> sports{"c/sports@en"};
    const auto number = house.reading->mark_all(ada, sports, house.clock.now()).value();
    CHECK(number > 0);
    CHECK(house.is_read(ada, 1, before));
    CHECK_FALSE(house.is_read(ada, 1, before, "c/world@en"));
    CHECK_FALSE(house.is_read(ada, 1, house.clock.now() + 1min));
    house.clock.advance(1min);
    CHECK(house.reading->mark(ada, ArticleId{1}, false).has_value());
    CHECK_FALSE(house.is_read(ada, 1, before));
    house.clock.advance(1min);
    const auto all = house.reading->mark_all(ada, std::vector<std::string>{""}, house.clock.now()).value();
    CHECK(house.is_read(ada, 1, before));
    CHECK(house.is_read(ada, 9, before, "src/canal.example"));
    // Back, one after the other.
    CHECK(house.reading->undo(ada, all).has_value());
    CHECK_FALSE(house.is_read(ada, 1, before));
    CHECK(house.is_read(ada, 2, before));
    CHECK(house.reading->undo(ada, number).has_value());
    CHECK_FALSE(house.is_read(ada, 2, before));
    CHECK(house.reading->undo(ada, number).error().why == Refusal::too_late);
    // An earlier one takes with it what was marked there since.
    const auto first = house.reading->mark_all(ada, sports, house.clock.now()).value();
    house.clock.advance(1min);
    const auto second = house.reading->mark_all(ada, sports, house.clock.now()).value();
    CHECK(second > first);
    CHECK(house.reading->undo(ada, first).has_value());
    CHECK_FALSE(house.reading->can_undo(ada, second));
    CHECK_FALSE(house.is_read(ada, 2, before));
}

TEST_CASE("nobody takes back what another marked, and a clock that was set back unreads nothing") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const Instant seen = house.clock.now();
    house.clock.advance(1h);
    const auto number = house.reading->mark_all(ada, std::vector<std::string>{""}, house.clock.now()).value();
    CHECK(house.reading->undo(bo, number).error().why == Refusal::too_late);
    house.clock.advance(-2h);
    CHECK(house.reading->mark_all(ada, std::vector<std::string>{""}, house.clock.now()).has_value());
    CHECK(house.is_read(ada, 1, seen));
}

TEST_CASE("of very many articles read the oldest are forgotten") {
    House house;
    const auto ada = house.join("Ada Quay");
    auto rows = store::Reads::open(house.archive.folder.path()).value();
    for (std::uint64_t i = 1; i <= 25; ++i) {
        const store::ReadArticle one{.article = ArticleId{i}, .read = true, .opened = true, .made = house.clock.now()};
        CHECK(rows->put(ada.account.id, std::span(&one, 1), 20).has_value());
    }
    const auto left = house.reading->history(ada, Instant::max(), 100).value();
    CHECK(left.size() <= 20);
    CHECK(left.size() >= 18);
    CHECK(house.is_read(ada, 25, house.clock.now()));  // however equal their moments
}

TEST_CASE("who has left keeps nothing") {
    House house;
    const auto ada = house.join("Ada Quay");
    CHECK(house.reading->mark(ada, ArticleId{1}, true).has_value());
    CHECK(house.reading->mark_all(ada, std::vector<std::string>{""}, house.clock.now()).has_value());
    CHECK(house.accounts->remove(readers::By::command_line(), ada.account.id).has_value());
    CHECK_FALSE(house.is_read(ada, 1, at("2026-11-27T07:00:00Z")));
    CHECK(house.reading->mark(ada, ArticleId{2}, true).has_value());
    CHECK_FALSE(house.is_read(ada, 2, at("2026-11-27T07:00:00Z")));
    CHECK(house.reading->mark_all(ada, std::vector<std::string>{""}, house.clock.now()).error().why == Refusal::nobody);
}
