// How much accounts may keep and do: by role, by exception; what is refused says which limit it is.
#include "readers/quotas.hpp"

#include <doctest/doctest.h>

#include "readers/bring.hpp"
#include "readers/house.hpp"
#include "readers/shelf.hpp"
#include "readers/talk.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::By;
using readers::Quotas;
using readers::QuotaSettings;
using readers::Refusal;

namespace {

QuotaSettings small() {
    QuotaSettings out;
    REQUIRE(out.read(Role::reader, "follows=3, searches=1, saved=2, feeds=1, comments=2, services=2"));
    return out;
}

struct House : test::AccountsHouse {
    std::unique_ptr<readers::Shelf> shelf = readers::Shelf::open(archive.folder.path(), clock).value();
    std::unique_ptr<readers::Bring> bring = readers::Bring::open(archive.folder.path(), {}, clock).value();
    std::unique_ptr<readers::Talk> talk =
        readers::Talk::open(archive.folder.path(), {.hold_first = false}, *accounts, clock).value();
    std::unique_ptr<Quotas> quotas = Quotas::open(archive.folder.path(), small(), *accounts, clock).value();
    House() {
        shelf->heed(*quotas);
        bring->heed(*quotas);
        talk->heed(*quotas);
    }
    Quotas::Line line(const Account& of, Quota what) {
        return quotas->lines(By::command_line(), of).value().at(index_of(what));
    }
};

void is_over(const auto& answer, Quota what, std::int64_t most) {
    REQUIRE_FALSE(answer.has_value());
    REQUIRE(answer.error().over.has_value());
    CHECK(answer.error().over->what == what);
    CHECK(answer.error().over->most == most);
}

}  // namespace

TEST_CASE("limits of a role are read by name, those not named stay, and nonsense is refused whole") {
    QuotaSettings settings;
    CHECK(settings.read(Role::reader, "follows=5,saved=7"));
    CHECK(settings.text(Role::reader) == "follows=5, searches=20, saved=7, feeds=1000, comments=200, services=200");
    CHECK(settings.text(Role::editor) ==
          "follows=1000, searches=20, saved=50000, feeds=1000, comments=200, services=200");
    for (const char* bad :
         {"follows", "follows=", "follows=-1", "follows=x", "friends=3", "follows=1 2", "saved=1,follows=99999999"})
        CHECK_FALSE(settings.read(Role::reader, bad));
    CHECK(settings.text(Role::reader).starts_with("follows=5, "));
    CHECK(settings.read(Role::reader, ""));
    QuotaSettings again;
    CHECK(again.read(Role::reader, settings.text(Role::reader)));
    CHECK(again.text(Role::reader) == settings.text(Role::reader));
}

TEST_CASE("who has as much as the role may is refused more, with the limit named; what is there already counts once") {
    House house;
    const auto ada = house.join("Ada Quay");
    for (const char* place : {"c/sports", "c/world", "search?q=a"})
        CHECK(house.shelf->follow(ada, place, "en", "x").has_value());
    is_over(house.shelf->follow(ada, "c/science", "en", "x"), Quota::follows, 3);
    CHECK(house.shelf->follow(ada, "c/sports", "en", "again").has_value());
    is_over(house.shelf->follow(ada, "search?q=b", "en", "x"), Quota::searches, 1);
    CHECK(house.shelf->save(ada, ArticleId{1}).has_value());
    CHECK(house.shelf->save(ada, ArticleId{2}).has_value());
    is_over(house.shelf->save(ada, ArticleId{3}), Quota::saved, 2);
    CHECK(house.bring->wish(ada, "https://a.example/feed").has_value());
    is_over(house.bring->wish(ada, "https://b.example/feed"), Quota::feeds, 1);
    CHECK(house.line(ada.account, Quota::follows).used == 3);
    CHECK(house.line(ada.account, Quota::searches).used == 1);
    CHECK(house.line(ada.account, Quota::saved).used == 2);
    CHECK(house.line(ada.account, Quota::feeds).used == 1);
}

TEST_CASE("comments are counted by the day, and so are presses for a service") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const ArticleId article{5};
    const auto say = [&](const readers::Visitor& who, const std::string& text) {
        house.clock.advance(1min);
        return house.talk->say(who, std::span(&article, 1), 0, text);
    };
    CHECK(say(ada, "One thing about the lock.").has_value());
    CHECK(say(ada, "Another thing about the weir.").has_value());
    is_over(say(ada, "A third about the ferry."), Quota::comments, 2);
    CHECK(say(bo, "Somebody else may.").has_value());
    CHECK(house.quotas->ask_service(ada).has_value());
    CHECK(house.quotas->ask_service(ada).has_value());
    is_over(house.quotas->ask_service(ada), Quota::services, 2);
    CHECK(house.quotas->ask_service(bo).has_value());
    CHECK(house.line(ada.account, Quota::services).used == 2);
    CHECK(house.line(ada.account, Quota::comments).used == 2);
    house.clock.advance(24h);
    CHECK(say(ada, "A new day, a new thought.").has_value());
    CHECK(house.quotas->ask_service(ada).has_value());
    CHECK(house.line(ada.account, Quota::services).used == 1);
}

TEST_CASE("an exception holds for one account, is written down, is the operator's alone, and can be taken back") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const By boss = By::command_line();
    CHECK(house.quotas->set(bo, ada.account.id, Quota::saved, 9).error().why == Refusal::not_allowed);
    CHECK_FALSE(house.quotas->lines(bo, ada.account).has_value());
    CHECK(house.quotas->set(boss, AccountId{99}, Quota::saved, 9).error().why == Refusal::nobody);
    CHECK(house.quotas->set(boss, ada.account.id, Quota::saved, readers::highest(Quota::saved) + 1).error().why ==
          Refusal::bad_name);
    REQUIRE(house.quotas->set(boss, ada.account.id, Quota::saved, 3).has_value());
    REQUIRE(house.quotas->set(boss, ada.account.id, Quota::saved, 3).has_value());  // nothing new: not written down
    REQUIRE(house.quotas->set(boss, ada.account.id, Quota::comments, 0).has_value());
    for (std::uint64_t i = 1; i <= 3; ++i) CHECK(house.shelf->save(ada, ArticleId{i}).has_value());
    is_over(house.shelf->save(ada, ArticleId{4}), Quota::saved, 3);
    const ArticleId article{5};
    is_over(house.talk->say(ada, std::span(&article, 1), 0, "Not a word."), Quota::comments, 0);
    for (std::uint64_t i = 1; i <= 2; ++i) CHECK(house.shelf->save(bo, ArticleId{i}).has_value());
    is_over(house.shelf->save(bo, ArticleId{4}), Quota::saved, 2);
    const auto deeds = house.accounts->deeds(boss, std::numeric_limits<std::int64_t>::max(), 10).value();
    CHECK(std::ranges::count(deeds, "quota", &store::Deed::deed) == 2);
    CHECK(deeds.front().detail == "comments 0");
    // Lowered again, nothing is taken away.
    REQUIRE(house.quotas->set(boss, ada.account.id, Quota::saved, std::nullopt).has_value());
    CHECK(house.line(ada.account, Quota::saved).used == 3);
    CHECK(house.line(ada.account, Quota::saved).most() == 2);
    CHECK_FALSE(house.line(ada.account, Quota::saved).own.has_value());
    is_over(house.shelf->save(ada, ArticleId{5}), Quota::saved, 2);
    CHECK(house.shelf->unsave(ada, ArticleId{1}).has_value());
}
