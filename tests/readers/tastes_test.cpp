// More and less of a listing, rules and what they put on the reading list, and that nothing of it outlives its account.
#include "readers/tastes.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "readers/house.hpp"
#include "readers/reading.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::Refusal;
using store::Rule;

namespace {

struct House : test::AccountsHouse {
    std::unique_ptr<readers::Shelf> shelf = readers::Shelf::open(archive.folder.path(), clock).value();
    std::unique_ptr<readers::Tastes> tastes = readers::Tastes::open(archive.folder.path(), clock).value();
    readers::Answer<> want(const readers::Visitor& who, const std::string& place, std::optional<bool> more) {
        const readers::Wanted one{.place = place, .language = "en", .title = place, .more = more};
        return tastes->want(who, std::span(&one, 1));
    }
};

}  // namespace

TEST_CASE("more, less, and as it comes again; for one account alone") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    CHECK(house.want(ada, "c/sports@en", true).has_value());
    CHECK(house.want(ada, "t/bvq3k2vs5h7la", false).has_value());
    CHECK(house.want(ada, "c/sports@en", false).has_value());
    const auto said = house.tastes->tastes(ada).value();
    REQUIRE(said.size() == 2);
    CHECK(said[0].place == "c/sports@en");
    CHECK_FALSE(said[0].more);
    CHECK(house.tastes->tastes(bo).value().empty());
    CHECK(house.want(ada, "c/sports@en", std::nullopt).has_value());
    CHECK(house.tastes->tastes(ada).value().size() == 1);
}

TEST_CASE("there is an end to tastes, searches among them, and to rules") {
    House house;
    const auto ada = house.join("Ada Quay");
    for (std::size_t i = 0; i < readers::most_searches; ++i)
        REQUIRE(house.want(ada, fmt::format("search?q={}", i), true).has_value());
    CHECK(house.want(ada, "search?q=more", true).error().why == Refusal::too_many);
    CHECK(house.want(ada, "search?q=7", false).has_value());
    std::vector<readers::Wanted> many;
    for (std::size_t i = readers::most_searches; i < readers::most_tastes; ++i)
        many.push_back({.place = fmt::format("t/{}", i), .language = "en", .title = "x", .more = true});
    CHECK(house.tastes->want(ada, many).has_value());
    CHECK(house.want(ada, "c/sports@en", true).error().why == Refusal::too_many);
    CHECK(house.want(ada, "t/33", false).has_value());  // it is there already
    for (std::size_t i = 0; i < readers::most_rules; ++i)
        REQUIRE(house.tastes->add(ada, fmt::format("word{}", i), Rule::Deed::read, false).has_value());
    CHECK(house.tastes->add(ada, "more", Rule::Deed::read, false).error().why == Refusal::too_many);
    CHECK(house.tastes->add(ada, " \t", Rule::Deed::read, false).error().why == Refusal::bad_name);
    CHECK(house.tastes->add(ada, std::string(201, 'x'), Rule::Deed::read, false).error().why == Refusal::too_long);
}

TEST_CASE("a rule is for what comes, or for all; dropped it can come back as it was, and no other has its number") {
    House house;
    const auto ada = house.join("Ada Quay");
    const auto first = house.tastes->add(ada, "  ferry   strike ", Rule::Deed::leave_out, false).value();
    const auto second = house.tastes->add(ada, "source:river.example", Rule::Deed::save, true).value();
    auto rules = house.tastes->rules(ada).value();
    REQUIRE(rules.size() == 2);
    CHECK(rules[0].query == "ferry strike");
    CHECK(rules[0].since == house.clock.now());
    CHECK(rules[1].since == Instant{});
    CHECK(house.tastes->drop(ada, second, *house.shelf, false).has_value());
    house.clock.advance(1s);
    CHECK(house.tastes->add(ada, "other", Rule::Deed::read, false).value() != second);
    CHECK(house.tastes->bring_back(ada, rules[1]).has_value());
    rules = house.tastes->rules(ada).value();
    REQUIRE(rules.size() == 3);
    CHECK(std::ranges::count(rules, second, &Rule::number) == 1);
    CHECK(std::ranges::count(rules, first, &Rule::number) == 1);
}

TEST_CASE("what a rule put on the reading list leaves with it where that is asked for, and nothing else does") {
    House house;
    const auto ada = house.join("Ada Quay");
    CHECK(house.shelf->save(ada, ArticleId{1}).has_value());
    const auto rule = house.tastes->add(ada, "ferry", Rule::Deed::save, true).value();
    const std::vector<ArticleId> found{ArticleId{1}, ArticleId{2}, ArticleId{3}};
    CHECK(house.tastes->save(ada, rule, found, house.clock.now()).has_value());
    CHECK(house.tastes->rules(ada).value()[0].done == house.clock.now());
    CHECK(house.shelf->saved(ada, Instant::max(), 9).value().size() == 3);
    CHECK(house.tastes->drop(ada, rule, *house.shelf, true).has_value());
    const auto left = house.shelf->saved(ada, Instant::max(), 9).value();
    REQUIRE(left.size() == 1);
    CHECK(left[0].article == ArticleId{1});
    // What its reader saves, too, stays theirs; what a dropped rule finds is not saved any more.
    const auto other = house.tastes->add(ada, "ferry", Rule::Deed::save, true).value();
    CHECK(house.tastes->save(ada, other, found, house.clock.now()).has_value());
    CHECK(house.shelf->save(ada, ArticleId{2}).has_value());
    CHECK(house.tastes->drop(ada, other, *house.shelf, true).has_value());
    CHECK(house.shelf->is_saved(ada, ArticleId{2}).value());
    CHECK_FALSE(house.shelf->is_saved(ada, ArticleId{3}).value());
    CHECK(house.tastes->save(ada, other, found, house.clock.now()).has_value());
    CHECK_FALSE(house.shelf->is_saved(ada, ArticleId{3}).value());
    CHECK(house.shelf->unsave(ada, ArticleId{2}).has_value());
    // A number that no rule has takes nothing away.
    CHECK(house.tastes->drop(ada, 0, *house.shelf, true).has_value());
    CHECK(house.shelf->saved(ada, Instant::max(), 9).value().size() == 1);
}

TEST_CASE("what is brought back is a rule that could have been") {
    House house;
    const auto ada = house.join("Ada Quay");
    const Instant now = house.clock.now();
    const Rule good{.number = to_unix_ms(now), .query = "  ferry \n", .made = now, .since = now, .done = Instant{}};
    CHECK(house.tastes->bring_back(ada, good).has_value());
    CHECK(house.tastes->rules(ada).value()[0].query == "ferry");
    for (const auto& bend : std::vector<std::function<void(Rule&)>>{
             [](Rule& rule) { rule.number = std::numeric_limits<std::int64_t>::max(); },
             [](Rule& rule) { rule.number = -1; },
             [&](Rule& rule) { rule.since = now + 1h; },
             [](Rule& rule) { rule.done = from_unix_ms(-5); },
             [&](Rule& rule) { rule.made = now + 24h; },
         }) {
        Rule bad = good;
        bend(bad);
        CHECK(house.tastes->bring_back(ada, bad).error().why == Refusal::not_allowed);
    }
    CHECK(house.tastes->rules(ada).value().size() == 1);
}

TEST_CASE("sliders and the switch are kept with the account") {
    House house;
    const auto ada = house.join("Ada Quay");
    const auto reads = readers::ReadStates::open(house.archive.folder.path(), house.clock).value();
    CHECK(reads->preferences(ada).value().for_you);
    readers::Sliders sliders;
    sliders.beyond = 0;
    CHECK(reads->prefer(ada, {.for_you = false, .sliders = sliders}).has_value());
    CHECK_FALSE(reads->preferences(ada).value().for_you);
    CHECK(reads->preferences(ada).value().sliders == sliders);
}

TEST_CASE("tastes and rules leave with the account, and leave no trace in the archive's files") {
    House house;
    const auto ada = house.join("Ada Quay");
    CHECK(house.want(ada, "search?q=canarytaste", true).has_value());
    CHECK(house.tastes->add(ada, "canaryrule", Rule::Deed::leave_out, false).has_value());
    CHECK(house.accounts->remove(readers::By::command_line(), ada.account.id).has_value());
    CHECK(house.tastes->tastes(ada).value().empty());
    CHECK(house.tastes->rules(ada).value().empty());
    CHECK(house.want(ada, "c/sports@en", true).error().why == Refusal::too_many);
    CHECK(house.tastes->add(ada, "more", Rule::Deed::read, false).error().why == Refusal::too_many);
    while (!house.accounts->tidy()) {
    }
    for (const auto& file : std::filesystem::directory_iterator(house.archive.folder.path())) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::string all{std::istreambuf_iterator<char>(in), {}};
        for (const std::string_view canary : {"canarytaste", "canaryrule"})
            CHECK_MESSAGE(all.find(canary) == std::string::npos, file.path().string(), " ", canary);
    }
}
