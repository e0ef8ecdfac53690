#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "store/database.hpp"
#include "store/store.hpp"
#include "support/archive.hpp"

using namespace octavo;
using store::Store;

TEST_CASE("a second one on the same archive is told who has it, and can look") {
    const test::Folder folder;
    const auto first = Store::open(folder.path());
    REQUIRE(first.has_value());
    const auto second = Store::open(folder.path());
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().fault == Fault::busy);
    CHECK(second.error().detail.find(fmt::format("process {}", ::getpid())) != std::string::npos);
    REQUIRE((*first)->put_source(test::source("harbour.example")));
    const auto looking = Store::open_to_read(folder.path());
    REQUIRE(looking.has_value());
    CHECK((*looking)->reader().value()->sources()->size() == 1);
    CHECK((*looking)->check({}).value().empty());
    const auto refused = (*looking)->put_source(test::source("canal.example"));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().fault == Fault::unwritable);
}

TEST_CASE("the lock goes with its holder") {
    const test::Folder folder;
    REQUIRE(Store::open(folder.path()).has_value());  // and closed again
    CHECK(Store::open(folder.path()).has_value());
}

TEST_CASE("there is nothing to look at before an archive was made") {
    const test::Folder folder;
    const auto looking = Store::open_to_read(folder.path());
    REQUIRE_FALSE(looking.has_value());
    CHECK(looking.error().fault == Fault::not_found);
}

TEST_CASE("a folder that cannot be is unwritable, with a word on what to do") {
    const test::Folder folder;
    std::ofstream(folder.path("plain")) << "a file";
    for (const auto& path : {folder.path("plain/archive"), std::string("/proc/octavo")}) {
        const auto archive = Store::open(path);
        REQUIRE_FALSE(archive.has_value());
        CHECK(archive.error().fault == Fault::unwritable);
        CHECK(archive.error().detail.find("--data") != std::string::npos);
    }
}

TEST_CASE("what is no archive is left alone") {
    const test::Folder folder;
    std::string before;
    SUBCASE("a file of something else") {
        before = "This is a letter to my aunt, and it is longer than a page header would be. " + std::string(4096, 'x');
        std::ofstream(folder.path("octavo.db")) << before;
    }
    SUBCASE("another program's database") {
        {
            const test::Folder other;
            const auto made = store::open_sqlite(other.path());
            const auto connection = (*made)->connect(store::Durability::full);
            REQUIRE((*connection)
                        ->execute("PRAGMA journal_mode = DELETE; PRAGMA application_id = 7; CREATE TABLE cats (name)"));
            REQUIRE((*made)->backup(folder.path("octavo.db")));
        }
        std::ifstream in(folder.path("octavo.db"));
        before.assign(std::istreambuf_iterator<char>(in), {});
    }
    for (const auto archive = Store::open(folder.path()); true;) {
        REQUIRE_FALSE(archive.has_value());
        CHECK(archive.error().fault == Fault::unsound);
        break;
    }
    std::ifstream in(folder.path("octavo.db"));
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == before);
}

TEST_CASE("parameters are numbered by us, not by where they stand") {
    const test::Folder folder;
    const auto database = std::move(*store::open_sqlite(folder.path()));
    const auto connection = std::move(*database->connect(store::Durability::normal));
    const auto row = std::move(*store::use(*connection, "SELECT $2, $1, $2, $3", std::string_view("one"),
                                           std::int64_t{2}, store::as_blob("\x01\x02")));
    REQUIRE(row->step().value());
    CHECK(row->integer(0) == 2);
    CHECK(row->text(1) == "one");
    CHECK(row->integer(2) == 2);
    CHECK(row->blob(3).size() == 2);
}

TEST_CASE("values come back as they were bound, the empty and the absent apart") {
    const test::Folder folder;
    const auto database = std::move(*store::open_sqlite(folder.path()));
    const auto connection = std::move(*database->connect(store::Durability::normal));
    const std::string nul("a\0b", 3);
    const auto row =
        std::move(*store::use(*connection, "SELECT $1, $2, $3, $4, $5", std::string_view(nul), std::string_view(),
                              std::monostate{}, 0.5, std::numeric_limits<std::int64_t>::min()));
    REQUIRE(row->step().value());
    CHECK(row->text(0) == nul);
    CHECK_FALSE(row->is_null(1));
    CHECK(row->text(1).empty());
    CHECK(row->is_null(2));
    CHECK(row->real(3) == 0.5);
    CHECK(row->integer(4) == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("what was begun and not committed is undone") {
    const test::Folder folder;
    const auto archive = std::move(*Store::open(folder.path()));
    const auto connection = std::move(*archive->database().connect(store::Durability::normal));
    {
        const auto transaction = store::Transaction::begin(*connection);
        REQUIRE(connection->execute("INSERT INTO facts (name, value) VALUES ('a', 'b')"));
    }
    CHECK_FALSE(archive->fact("a").value().has_value());
}

TEST_CASE("a reader's connection cannot write") {
    const test::Folder folder;
    const auto archive = std::move(*Store::open(folder.path()));
    const auto connection = std::move(*archive->database().connect_reader());
    CHECK_FALSE(connection->execute("DELETE FROM facts").has_value());
}

TEST_CASE("wrong SQL is a failure and no end") {
    const test::Folder folder;
    const auto archive = std::move(*Store::open(folder.path()));
    const auto connection = std::move(*archive->database().connect_reader());
    CHECK_FALSE(connection->prepare("SELECT nothing FROM nowhere").has_value());
    CHECK(connection->prepare("SELECT 1").has_value());
}
