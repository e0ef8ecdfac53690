#include <doctest/doctest.h>

#include <filesystem>

#include "base/hash.hpp"
#include "pipeline/picture_shelf.hpp"
#include "support/folder.hpp"

using namespace octavo;
using picture::Form;
using pipeline::PictureShelf;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

picture::Developed developed(std::size_t bytes, char letter = 'w') {
    return {.width = 800,
            .height = 600,
            .blur = "b",
            .prints = {{160, Form::webp, std::string(bytes, letter)}, {160, Form::jpeg, "j"}}};
}
std::size_t files_in(const std::string& folder) {
    std::size_t n = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) n += entry.is_regular_file();
    return n;
}
struct Place {
    test::Folder folder;
    ManualClock clock{at("2026-11-20T08:00:00Z")};
    std::unique_ptr<PictureShelf> open(std::uint64_t most) {
        auto shelf = std::make_unique<PictureShelf>(folder.path("pictures"), most, clock);
        REQUIRE(shelf->open());
        return shelf;
    }
};
constexpr std::uint64_t head = 8 + 12 + 2 * 8 + 1 + 1;  // of a plate as above: table, blur, the JPEG's byte

}  // namespace

TEST_CASE("what is put on the shelf is found there, also by the next one") {
    Place place;
    {
        auto shelf = place.open(1'000'000);
        shelf->walk({});
        REQUIRE(shelf->put(7, developed(1000)));
        CHECK(shelf->find(7)->width == 800);
        CHECK(shelf->read(7, 640, Form::webp)->size() == 1000);
        CHECK(*shelf->read(7, 640, Form::jpeg) == "j");
        CHECK_FALSE(shelf->find(8).has_value());
        CHECK(shelf->counts().bytes == 1000 + head);
    }
    auto next = place.open(1'000'000);
    CHECK(next->find(7)->blur == "b");  // before anybody has walked
    CHECK(next->read(7, 160, Form::webp).has_value());
    next->walk({});
    CHECK(next->counts().pictures == 1);
    CHECK(next->counts().bytes == 1000 + head);
    next->drop(7);
    CHECK_FALSE(next->find(7).has_value());
    CHECK(next->counts().bytes == 0);
    CHECK(files_in(place.folder.path("pictures")) == 0);
}

TEST_CASE("over the cap what was looked at longest ago goes, also after a restart") {
    Place place;
    {
        auto shelf = place.open(10 * (1000 + head));
        shelf->walk({});
        for (std::uint64_t key = 1; key <= 10; ++key) {
            REQUIRE(shelf->put(key, developed(1000)));
            place.clock.advance(2h);
        }
        CHECK(shelf->counts().pictures == 10);
        CHECK(shelf->read(1, 160, Form::webp).has_value());  // the oldest, looked at again
        REQUIRE(shelf->put(11, developed(1000)));
        CHECK(shelf->counts().pictures == 10);
        CHECK(shelf->counts().evicted == 1);
        CHECK(shelf->find(1).has_value());
        CHECK_FALSE(shelf->find(2).has_value());
    }
    place.clock.advance(2h);
    auto next = place.open(5 * (1000 + head));
    next->walk({});
    CHECK(next->counts().pictures == 5);
    CHECK(next->counts().bytes <= next->most_bytes());
    CHECK(next->find(1).has_value());
    CHECK(next->find(11).has_value());
    CHECK_FALSE(next->find(7).has_value());
    CHECK(files_in(place.folder.path("pictures")) == 5);
}

TEST_CASE("a look writes to the disk once an hour, not each time") {
    Place place;
    auto shelf = place.open(1'000'000);
    shelf->walk({});
    REQUIRE(shelf->put(7, developed(1000)));
    const auto written = fs::last_write_time(shelf->path_of(7));
    place.clock.advance(59min);
    REQUIRE(shelf->read(7, 160, Form::webp));
    CHECK(fs::last_write_time(shelf->path_of(7)) == written);
    place.clock.advance(2min);
    REQUIRE(shelf->read(7, 160, Form::webp));
    CHECK(fs::last_write_time(shelf->path_of(7)) > written);
}

TEST_CASE("a broken file is thrown away, and a crash's leavings are swept up") {
    Place place;
    auto shelf = place.open(1'000'000);
    REQUIRE(shelf->put(7, developed(1000)));
    fs::resize_file(shelf->path_of(7), 500);
    CHECK_FALSE(shelf->read(7, 160, Form::webp).has_value());
    CHECK_FALSE(fs::exists(shelf->path_of(7)));
    place.folder.write("pictures/a/b/.new-bvq3k2vs5h7la", "half");
    place.folder.write("pictures/a/b/not-ours", "kept");
    auto next = place.open(1'000'000);
    next->walk({});
    CHECK(next->counts().pictures == 0);
    CHECK_FALSE(fs::exists(place.folder.path("pictures/a/b/.new-bvq3k2vs5h7la")));
    CHECK(fs::exists(place.folder.path("pictures/a/b/not-ours")));
}

TEST_CASE("a picture larger than the cap, and a folder that takes nothing, are failures and no more") {
    Place place;
    auto shelf = place.open(500);
    CHECK(shelf->put(7, developed(1000)).error().fault == Fault::too_big);
    place.folder.write("file", "x");
    PictureShelf nowhere(place.folder.path("file/below"), 5000, place.clock);
    CHECK(nowhere.open().error().fault == Fault::unwritable);
    CHECK(nowhere.put(7, developed(10)).error().fault == Fault::unwritable);
    CHECK_FALSE(nowhere.find(7).has_value());
}
