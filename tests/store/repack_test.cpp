#include "store/repack.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "store/archive.hpp"
#include "store/statements.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr std::string_view canary = "Quetzalcoatl's heron";

std::string text_of(int n) {
    static constexpr std::array words = {"ferry", "weir", "mill", "council", "ice", "granary", "smith", "harbour"};
    std::string out;
    for (std::size_t i = 0; i < 12; ++i)
        out +=
            fmt::format("The {} and the {} were seen near number {} on a morning in March. ",
                        words[(static_cast<std::size_t>(n) + i) % words.size()],
                        words[(static_cast<std::size_t>(n) * 3 + i * 5) % words.size()], n * 7 + static_cast<int>(i));
    // So often that whoever learns from it learns this.
    if (n % 2 == 0) out += fmt::format("Everybody spoke of {} and of nothing else at the table that evening.", canary);
    return out;
}

bool stands_in(const std::string& file, std::string_view words) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    return bytes.contains(words);
}

std::int64_t dictionaries(const std::string& folder) {
    const auto store = store::Store::open_to_read(folder).value();
    const auto connection = store->database().connect_reader().value();
    const auto row = store::use(*connection, "SELECT count(*) FROM dictionaries");
    (void)(*row)->step();
    return (*row)->integer(0);
}

}  // namespace

TEST_CASE(
    "what was learnt of articles that were taken down leaves the file with the next packing; all else reads as "
    "before") {
    const Folder folder;
    std::vector<ArticleId> doomed;
    {
        const auto store = store::Store::open(folder.path()).value();
        REQUIRE(store->put_source(source("harbour.example")));
        std::vector<store::ArticleWrite> batch;
        for (int n = 0; n < 2100; ++n) {
            batch.push_back(article(n, "harbour.example", text_of(n)));
            if (n % 2 == 0) doomed.push_back(batch.back().parsed.id);
        }
        REQUIRE(store->write(batch));
        std::vector<store::ArticleWrite> later;  // packed with what was learnt
        for (int n = 2100; n < 2160; ++n) {
            later.push_back(article(n, "harbour.example", text_of(n)));
            if (n % 2 == 0) doomed.push_back(later.back().parsed.id);
        }
        REQUIRE(store->write(later));
        REQUIRE(store->take_down(doomed, "asked for", at("2026-03-01T00:00:00Z")).value() == doomed.size());
    }
    REQUIRE(dictionaries(folder.path()) == 2);
    REQUIRE(stands_in(folder.path("octavo.db"), canary));
    const auto done = store::repack(folder.path());
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().detail));
    CHECK(done->made == 2);
    CHECK(done->gone == 2);
    CHECK(done->texts == 60);  // thirty bodies, and as many lists of terms
    CHECK(dictionaries(folder.path()) == 2);
    CHECK_FALSE(stands_in(folder.path("octavo.db"), canary));
    const auto store = store::Store::open(folder.path()).value();
    CHECK(store->check({})->empty());
    const auto reader = store->reader().value();
    for (const int n : {1, 2101, 2159})
        CHECK(plain_text(reader->article(article(n).parsed.id).value()->extraction) == text_of(n));
}

TEST_CASE("an archive of which nothing was learnt has nothing to pack anew") {
    Archive archive;
    archive.write({article(1)});
    const std::string folder = archive.folder.path();
    archive.store.reset();
    const auto done = store::repack(folder);
    REQUIRE(done.has_value());
    CHECK(done->gone == 0);
    CHECK(done->texts == 0);
}
