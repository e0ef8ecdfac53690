#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "house/embedded.gen.hpp"

using namespace octavo::house;

namespace {

std::string on_disk(std::string_view name) {
    std::ifstream file(std::string(OCTAVO_SOURCE_DIR "/tests/house/embedded/") += name, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

}  // namespace

TEST_CASE("an embedded file is the file on disk, byte for byte") {
    REQUIRE(embedded::all().size() == 3);
    for (const embedded::File& file : embedded::all()) {
        CAPTURE(file.name);
        CHECK(file.bytes == on_disk(file.name));
    }
    CHECK(embedded::raw_2_bin() == std::string_view("a\0b\nc", 5));
    CHECK(embedded::empty_txt().empty());
}

TEST_CASE("an embedded file is found by its name, and no other is") {
    CHECK(embedded::get("small.css") == embedded::small_css());
    CHECK(embedded::get("small").empty());
}
