#include "cli/batch_input.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include "support/process.hpp"

using namespace octavo;
using namespace octavo::cli;

TEST_CASE("a file is unpacked when it is gzip, whatever its name; a folder is said not to be one") {
    const test::TemporaryFolder folder;
    const auto file = gzopen((folder / "feed.xml").c_str(), "wb");
    REQUIRE(gzwrite(file, "<rss/>", 6) == 6);
    REQUIRE(gzclose(file) == Z_OK);
    CHECK(read_input_file(folder / "feed.xml").value() == "<rss/>");
    test::write_file(folder / "plain.gz", "<rss/>");
    CHECK(read_input_file(folder / "plain.gz").value() == "<rss/>");
    auto bytes = test::read_file(folder / "feed.xml");
    bytes.at(10) = '\x07';  // a block of the kind that does not exist: RFC 1951, section 3.2.3
    test::write_file(folder / "broken", bytes);
    CHECK(read_input_file(folder / "broken").error().fault == Fault::malformed);
    CHECK(read_input_file(folder.path()).error().fault == Fault::not_found);
    CHECK(read_input_file(folder / "absent").error().fault == Fault::not_found);
}
