#include <doctest/doctest.h>

#include "store/migrate.hpp"
#include "store/statements.hpp"
#include "store/store.hpp"
#include "support/archive.hpp"

using namespace octavo;
using store::Store;

namespace {

// An archive as version `version` made it, with a row where it had tables.
void make_old(const std::string& folder, int version) {
    const auto database = std::move(*store::open_sqlite(folder));
    const auto connection = std::move(*database->connect(store::Durability::full));
    REQUIRE(store::migrate(*connection, store::sqlite_dialect(), version));
    CHECK(store::schema_version(*connection).value() == version);
    if (version == 0) return;
    REQUIRE(store::run(*connection, store::sql::put_source, source_id("old.example").to_db(),
                       std::string_view("old.example"), std::string_view("Old"), std::string_view(), std::string_view(),
                       std::string_view(), std::string_view(), std::int64_t{0}));
    // Written in the words of that time: an article of 2025-06-01.
    REQUIRE(connection->execute(fmt::format(
        "INSERT INTO articles (position, id, arrival, version, source, story, duplicate_of, sample, kind, words, open, "
        "published, first_seen, url, title, excerpt, language, tongue, author, section, image, image_alt, why) "
        "VALUES (1, 5, 1, 1, {}, 0, 0, 0, 0, 0, 0, 1748736000000, 1748736000000, '', 'Old', '', 'en', 'en', '', '', "
        "'', '', '')",
        source_id("old.example").to_db())));
}

}  // namespace

TEST_CASE("an archive of every older version is brought up to date and goes on") {
    const auto newest_version = static_cast<int>(store::sqlite_dialect().migrations.size());
    for (int version = 0; version <= newest_version; ++version) {
        CAPTURE(version);
        const test::Folder folder;
        make_old(folder.path(), version);
        const auto archive = Store::open(folder.path());
        REQUIRE_MESSAGE(archive.has_value(), (archive ? "" : archive.error().detail));
        const auto connection = std::move(*(*archive)->database().connect_reader());
        CHECK(store::schema_version(*connection).value() == newest_version);
        REQUIRE((*archive)->put_source(test::source("harbour.example")));
        CHECK((*archive)->write(std::vector{test::article(1)}).value() == std::vector{store::Written::stored});
        const auto reader = (*archive)->reader().value();
        CHECK(reader->list({})->size() == (version == 0 ? 1 : 2));
        // Version 2 began to count what each source sent: what was there before is counted too.
        if (version == 1) {
            const auto old = reader->source("old.example").value();
            CHECK(old->articles == 1);
            CHECK(old->newest == at("2025-06-01T00:00:00Z"));
        }
    }
}

TEST_CASE("both engines know the same versions") {
    CHECK(store::sqlite_dialect().migrations.size() == store::postgres_dialect().migrations.size());
    CHECK(store::dialect_of("sqlite") == &store::sqlite_dialect());
    CHECK(store::dialect_of("abacus") == nullptr);
}

TEST_CASE("an archive of a newer version is refused and left as it is") {
    const test::Folder folder;
    REQUIRE(Store::open(folder.path()).has_value());
    {
        const auto database = std::move(*store::open_sqlite(folder.path()));
        const auto connection = std::move(*database->connect(store::Durability::full));
        REQUIRE(store::run(*connection, store::sql::set_schema_version, std::int64_t{99}));
    }
    for (const bool look : {false, true}) {
        const auto archive = look ? Store::open_to_read(folder.path()) : Store::open(folder.path());
        REQUIRE_FALSE(archive.has_value());
        CHECK(archive.error().fault == Fault::unsound);
        CHECK(archive.error().detail.find("newer") != std::string::npos);
    }
}

TEST_CASE("to look at an archive of an older version, it must be brought up to date first") {
    const test::Folder folder;
    make_old(folder.path(), 1);
    const auto archive = Store::open_to_read(folder.path());
    REQUIRE_FALSE(archive.has_value());
    CHECK(archive.error().fault == Fault::unsound);
}

TEST_CASE("a step that fails leaves the archive at the step before") {
    const test::Folder folder;
    const auto database = std::move(*store::open_sqlite(folder.path()));
    const auto connection = std::move(*database->connect(store::Durability::full));
    const auto& sound = store::sqlite_dialect();
    const std::array steps = {sound.migrations[0], std::string_view("CREATE TABLE half (a); CREATE TABLE half (a);")};
    store::Dialect broken = sound;
    broken.migrations = steps;
    CHECK_FALSE(store::migrate(*connection, broken));
    CHECK(store::schema_version(*connection).value() == 1);
    CHECK_FALSE(connection->prepare("SELECT * FROM half").has_value());
    CHECK(store::migrate(*connection, sound));
}
