#include "store/carry_over.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "store/accounts.hpp"
#include "store/archive.hpp"
#include "store/rulings.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

AccountId somebody(store::Accounts& accounts, const std::string& name) {
    const AccountId id = AccountId::from_db(static_cast<std::int64_t>(std::hash<std::string>{}(name) >> 1U));
    REQUIRE(
        accounts.add(
            {.account = {.id = id, .name = name, .role = Role::reader, .made = at("2026-01-01T00:00:00Z"), .shut = {}},
             .password = "hash"},
            {.key = name, .looks = {name}}, {}) == store::Accounts::Added::yes);
    return id;
}

void sign_in(store::Accounts& accounts, AccountId id, const std::string& secret) {
    const Instant now = at("2026-01-02T00:00:00Z");
    REQUIRE(
        accounts
            .add_login({.number = 1, .account = id, .made = now, .used = now, .device = "Firefox"}, secret, "hash", {})
            .value());
}

std::string copy_of(Archive& archive, const Folder& folder) {
    REQUIRE(archive.store->backup(folder.path("octavo.db")));
    return folder.path();
}

unsigned mode_of(const std::string& path) {
    struct stat there{};
    REQUIRE(::stat(path.c_str(), &there) == 0);
    return there.st_mode & 0777U;
}

}  // namespace

TEST_CASE("what was taken down, left out and deleted since a backup is so in what is restored of it") {
    Archive archive;
    archive.write({article(1), article(2), article(3, "paper.example"), article(4, "paper.example")});
    const auto accounts = store::Accounts::open(archive.folder.path()).value();
    const AccountId ada = somebody(*accounts, "ada"), bo = somebody(*accounts, "bo"), cy = somebody(*accounts, "cy"),
                    di = somebody(*accounts, "di");
    REQUIRE(accounts->set_role(cy, Role::editor).value());
    sign_in(*accounts, ada, "secret of ada");
    const Folder folder;
    const std::string backup = copy_of(archive, folder);

    const ArticleId first = article(1).parsed.id;
    REQUIRE(archive.store->take_down(std::array{first}, "asked for", at("2026-03-01T00:00:00Z")).value() == 1);
    REQUIRE(archive.store->leave_out("paper.example", "by letter", at("2026-03-02T00:00:00Z")));
    REQUIRE(archive.store->clear_left_out(100)->size() == 2);
    REQUIRE(accounts->remove(bo, {}).value());
    REQUIRE(accounts->set_role(cy, Role::reader).value());
    REQUIRE(accounts->set_shut(di, at("2026-03-02T00:00:00Z")).value());

    const auto decided = store::decided_in(archive.folder.path());
    REQUIRE(decided.has_value());
    CHECK(decided->withheld.size() == 1);
    CHECK(decided->left_out.size() == 1);
    CHECK(decided->departed == std::vector<AccountId>{bo});
    const auto carried = store::carry_over(*decided, backup);
    REQUIRE(carried.has_value());
    CHECK(carried->taken_down == 1);
    CHECK(carried->left_out == 1);
    CHECK(carried->accounts == 1);
    CHECK(carried->logins == 1);
    CHECK(carried->lowered == 2);
    {
        const auto there = store::Accounts::open(backup).value();
        CHECK(there->find(cy).value()->account.role == Role::reader);
        CHECK(there->find(di).value()->account.shut.has_value());
        CHECK_FALSE(there->find(ada).value()->account.shut.has_value());
    }

    const auto restored = store::Store::open_to_read(backup).value();
    const auto reader = restored->reader().value();
    CHECK_FALSE(reader->article(first)->has_value());
    CHECK(reader->article(article(2).parsed.id)->has_value());
    CHECK_FALSE(reader->article(article(3, "paper.example").parsed.id)->has_value());
    const auto rulings = store::Rulings::open(backup).value();
    CHECK(rulings->withheld(first).value()->reason == "asked for");
    CHECK(to_iso(rulings->withheld(first).value()->at) == to_iso(at("2026-03-01T00:00:00Z")));
    CHECK(rulings->left_out()->front().reason == "by letter");
    const auto there = store::Accounts::open(backup).value();
    CHECK(there->find(ada)->has_value());
    CHECK_FALSE(there->find(bo)->has_value());
    CHECK_FALSE(there->login("secret of ada")->has_value());
    // A second restore of the restored one knows it still.
    CHECK(store::decided_in(backup)->departed == std::vector<AccountId>{bo});
    CHECK(store::decided_in(backup)->withheld.size() == 1);
    CHECK(restored->database().integrity()->empty());
}

TEST_CASE("an article that a backup has not yet does not come in by a feed after the restore") {
    Archive archive;
    archive.write({article(1)});
    const Folder folder;
    const std::string backup = copy_of(archive, folder);
    archive.write({article(2)});
    const ArticleId second = article(2).parsed.id;
    REQUIRE(archive.store->take_down(std::array{second}, "", at("2026-03-01T00:00:00Z")).value() == 1);
    REQUIRE(store::carry_over(store::decided_in(archive.folder.path()).value(), backup)->taken_down == 0);
    CHECK(store::Store::open(backup).value()->is_withheld(second));
}

TEST_CASE("where nothing was decided, or no archive was there, a restore ends logins and leaves the rest") {
    Archive archive;
    archive.write({article(1)});
    const auto accounts = store::Accounts::open(archive.folder.path()).value();
    sign_in(*accounts, somebody(*accounts, "ada"), "secret");
    const Folder folder, empty;
    const std::string backup = copy_of(archive, folder);
    CHECK(store::decided_in(empty.path()).error().fault == Fault::not_found);
    const auto carried = store::carry_over({}, backup);
    REQUIRE(carried.has_value());
    CHECK(carried->taken_down + carried->left_out + carried->accounts == 0);
    CHECK(carried->logins == 1);
    // All of it is in the one file: it is moved without its log.
    std::error_code none;
    CHECK_FALSE(std::filesystem::exists(backup + "/octavo.db-wal", none));
    CHECK(store::Store::open_to_read(backup).value()->reader().value()->article(article(1).parsed.id)->has_value());
}

TEST_CASE("an archive is its owner's alone; an old one that everybody could read is not any more, its group's stays") {
    const Folder folder;
    {
        const auto store = store::Store::open(folder.path()).value();
    }
    CHECK(mode_of(folder.path("octavo.db")) == 0600);
    REQUIRE(::chmod(folder.path("octavo.db").c_str(), 0644) == 0);
    {
        const auto store = store::Store::open(folder.path()).value();
        REQUIRE(store->put_source(source("a.example")));
        CHECK(mode_of(folder.path("octavo.db")) == 0640);
        CHECK(mode_of(folder.path("octavo.db-wal")) == 0640);
    }
    REQUIRE(::chmod(folder.path("octavo.db").c_str(), 0600) == 0);
    const auto store = store::Store::open(folder.path()).value();
    REQUIRE(store->put_source(source("b.example")));
    CHECK(mode_of(folder.path("octavo.db-wal")) == 0600);
}
