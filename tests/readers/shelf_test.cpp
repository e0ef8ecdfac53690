// What accounts keep: follows, saved articles, muted words; how many; and that it leaves with its account.
#include "readers/shelf.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "readers/house.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::Refusal;
using readers::Shelf;

namespace {

struct House : test::AccountsHouse {
    std::unique_ptr<Shelf> shelf = Shelf::open(archive.folder.path(), clock).value();
};

}  // namespace

TEST_CASE("what is followed is listed by its title, once, until it is not followed any more") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    Shelf& shelf = *house.shelf;
    CHECK(shelf.follow(ada, "src/canal.example", "en", "The Canal").has_value());
    CHECK(shelf.follow(ada, "c/sports", "en", "Sport").has_value());
    CHECK(shelf.follow(ada, "c/sports", "de", "Sport (DE)").has_value());
    const auto all = shelf.follows(ada).value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].title == "Sport (DE)");
    CHECK(all[0].language == "de");
    CHECK(all[1].place == "src/canal.example");
    CHECK(shelf.follows(ada, "c/sports").value());
    CHECK(shelf.follows(bo).value().empty());
    CHECK(shelf.unfollow(bo, "c/sports").has_value());  // nobody takes from another
    CHECK(shelf.unfollow(ada, "c/sports").has_value());
    CHECK(shelf.follows(ada).value().size() == 1);
}

TEST_CASE("saved articles come back the latest first, page by page, and once") {
    House house;
    const auto ada = house.join("Ada Quay");
    Shelf& shelf = *house.shelf;
    for (std::uint64_t i = 1; i <= 5; ++i) {
        CHECK(shelf.save(ada, ArticleId{i}).has_value());
        house.clock.advance(1min);
    }
    CHECK(shelf.save(ada, ArticleId{2}).has_value());
    const auto first = shelf.saved(ada, house.clock.now(), 3).value();
    REQUIRE(first.size() == 3);
    CHECK(first[0].article == ArticleId{5});
    const auto rest = shelf.saved(ada, first.back().made, 3).value();
    REQUIRE(rest.size() == 2);
    CHECK(rest[1].article == ArticleId{1});
    CHECK(shelf.unsave(ada, ArticleId{5}).has_value());
    CHECK_FALSE(shelf.is_saved(ada, ArticleId{5}).value());
    CHECK(shelf.is_saved(ada, ArticleId{4}).value());
}

TEST_CASE("there is an end to what one account may keep") {
    House house;
    const auto ada = house.join("Ada Quay");
    for (std::size_t i = 0; i < readers::most_mutes; ++i)
        REQUIRE(house.shelf->mute(ada, fmt::format("word {}", i)).has_value());
    CHECK(house.shelf->mute(ada, "one more").error().why == Refusal::too_many);
    CHECK(house.shelf->mute(ada, "Word 7").has_value());  // it is there already
    CHECK(house.shelf->mute(ada, "  ").error().why == Refusal::bad_name);
    CHECK(house.shelf->mute(ada, std::string(500, 'x')).error().why == Refusal::too_long);
    for (std::size_t i = 0; i < readers::most_searches; ++i)
        REQUIRE(house.shelf->follow(ada, fmt::format("search?q={}", i), "en", "x").has_value());
    CHECK(house.shelf->follow(ada, "search?q=more", "en", "x").error().why == Refusal::too_many_searches);
    CHECK(house.shelf->follow(ada, "search?q=7", "en", "x").has_value());
}

TEST_CASE("a muted word hides headlines that have it as a word, in any case and script; a domain hides its source") {
    const readers::Muted muted({"port", "royal wedding", "选举", "canal.example", "ваккина"});
    for (const std::string_view title : {"Port of Lyon closes", "The PORT", "A royal  wedding? No: royal wedding!"})
        CHECK_MESSAGE(muted.hides(title, "river.example"), title);
    CHECK(muted.hides("台湾选举结果公布", "river.example"));
    CHECK(muted.hides("Новая ВАККИНА", "river.example"));
    for (const std::string_view title : {"Airport closes", "Ports of call", "A royal visit", ""})
        CHECK_FALSE_MESSAGE(muted.hides(title, "river.example"), title);
    CHECK(muted.hides("Anything", "canal.example"));
    CHECK(muted.hides("Anything", "sport.canal.example"));
    CHECK_FALSE(muted.hides("Anything", "notcanal.example"));
    CHECK_FALSE(readers::Muted().hides("Anything", "canal.example"));
}

TEST_CASE("what somebody kept leaves with the account, and leaves no trace in the archive's files") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    CHECK(house.shelf->follow(ada, "search?q=canarytopic", "en", "canarytitle").has_value());
    CHECK(house.shelf->mute(ada, "canaryword").has_value());
    CHECK(house.shelf->save(ada, ArticleId{7}).has_value());
    CHECK(house.shelf->save(bo, ArticleId{7}).has_value());
    CHECK(house.accounts->remove(readers::By::command_line(), ada.account.id).has_value());
    CHECK(house.shelf->follows(ada).value().empty());
    CHECK(house.shelf->mutes(ada).value().empty());
    CHECK_FALSE(house.shelf->is_saved(ada, ArticleId{7}).value());
    CHECK(house.shelf->is_saved(bo, ArticleId{7}).value());
    // Who has left keeps nothing new.
    CHECK(house.shelf->follow(ada, "c/sports", "en", "Sport").error().why == Refusal::too_many);
    CHECK(house.shelf->save(ada, ArticleId{8}).error().why == Refusal::too_many);
    while (!house.accounts->tidy()) {
    }
    for (const auto& file : std::filesystem::directory_iterator(house.archive.folder.path())) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::string all{std::istreambuf_iterator<char>(in), {}};
        for (const std::string_view canary : {"canarytopic", "canarytitle", "canaryword"})
            CHECK_MESSAGE(all.find(canary) == std::string::npos, file.path().string(), " ", canary);
    }
}
