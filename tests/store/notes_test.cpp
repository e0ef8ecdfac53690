// What services made, as the archive keeps it: beside a writer, for a while, and not without end.
#include "store/notes.hpp"

#include <doctest/doctest.h>

#include "store/archive.hpp"
#include "store/migrate.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;
using store::Notes;

namespace {

const Instant now = at("2026-11-27T08:00:00Z");

}  // namespace

TEST_CASE("notes are kept beside a writer that has the archive, by name, and are there again when it is opened anew") {
    Archive archive;
    {
        const auto notes = Notes::open(archive.folder.path());
        REQUIRE_MESSAGE(notes.has_value(), (notes ? "" : notes.error().detail));
        REQUIRE((*notes)->put("a", "{\"made\":1}", now));
        REQUIRE((*notes)->put("a", "{\"made\":2}", now));
        CHECK((*notes)->get("a", now).value() == "{\"made\":2}");
        CHECK_FALSE((*notes)->get("b", now).value().has_value());
        CHECK((*notes)->put("big", std::string(Notes::most_bytes + 1, 'a'), now).error().fault == Fault::too_big);
    }
    CHECK(archive.write({article(1)}) == std::vector{store::Written::stored});
    CHECK((*Notes::open(archive.folder.path()))->get("a", now).value() == "{\"made\":2}");
    CHECK(archive.check().empty());
}

TEST_CASE("without an archive there are no notes, and none is made; nor are they of an older one") {
    const Folder folder;
    CHECK(Notes::open(folder.path()).error().fault == Fault::not_found);
    CHECK_FALSE(std::filesystem::exists(folder.path("octavo.db")));
    {
        const auto database = std::move(*store::open_sqlite(folder.path()));
        const auto connection = std::move(*database->connect(store::Durability::full));
        REQUIRE(store::migrate(*connection, store::sqlite_dialect(), 10));
    }
    CHECK(Notes::open(folder.path()).error().fault == Fault::refused);
}

TEST_CASE("what nobody asked for lately leaves first, by age and by number") {
    Archive archive;
    const auto notes = *Notes::open(archive.folder.path(), 3);
    for (const auto* name : {"a", "b", "c"}) REQUIRE(notes->put(name, name, now));
    CHECK(notes->get("a", now + 48h).value() == "a");  // used again
    REQUIRE(notes->put("d", "d", now + 49h));
    REQUIRE(notes->trim(now + 49h));
    CHECK_FALSE(notes->get("b", now + 49h).value().has_value());
    for (const auto* name : {"a", "c", "d"}) CHECK(notes->get(name, now + 1h).value() == name);
    REQUIRE(notes->trim(now + Notes::unused + 24h));
    CHECK_FALSE(notes->get("c", now).value().has_value());
    CHECK(notes->get("a", now).value() == "a");
}

TEST_CASE("putting alone keeps notes from growing without end") {
    Archive archive;
    const auto notes = *Notes::open(archive.folder.path(), 10);
    for (int i = 0; i < 200; ++i) REQUIRE(notes->put(fmt::format("n{}", i), "", now + std::chrono::seconds(i)));
    std::size_t left = 0;
    for (int i = 0; i < 200; ++i) left += notes->get(fmt::format("n{}", i), now).value().has_value();
    CHECK(left < 10 + 64);
    CHECK(notes->get("n199", now).value().has_value());
}
