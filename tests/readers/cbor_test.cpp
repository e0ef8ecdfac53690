#include "readers/cbor.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace octavo::readers;

namespace {

Result<Cbor> whole(std::string_view bytes) {
    std::string_view rest = bytes;
    auto item = read_cbor(rest);
    if (item && !rest.empty()) return fail(Fault::malformed, "something behind it");
    return item;
}
std::string bytes(std::initializer_list<int> all) {
    std::string out;
    for (const int byte : all) out += static_cast<char>(byte);
    return out;
}

}  // namespace

// The examples are those of RFC 8949, appendix A.
TEST_CASE("numbers, strings, lists and maps are read") {
    CHECK(whole(bytes({0x00}))->is_number(0));
    CHECK(whole(bytes({0x18, 0x64}))->is_number(100));
    CHECK(whole(bytes({0x1a, 0x00, 0x0f, 0x42, 0x40}))->is_number(1000000));
    CHECK(whole(bytes({0x39, 0x03, 0xe7}))->is_number(-1000));
    CHECK(whole(bytes({0x44, 1, 2, 3, 4}))->string == bytes({1, 2, 3, 4}));
    CHECK(whole("\x62\xc3\xbc")->string == "ü");
    CHECK(whole(bytes({0xf5}))->number == 1);
    CHECK(whole(bytes({0xf6}))->kind == Cbor::Kind::nothing);
    CHECK(whole(bytes({0x83, 1, 2, 3}))->items.size() == 3);
    const std::string kept = bytes({0xa2, 0x01, 0x02, 0x61, 'a', 0x20});
    const auto map = whole(kept);
    REQUIRE(map.has_value());
    CHECK(map->find(1)->is_number(2));
    CHECK(map->find("a")->is_number(-1));
    CHECK(map->find(2) == nullptr);
    CHECK(map->find("b") == nullptr);
    std::string_view rest = "\x01\x02";
    CHECK(read_cbor(rest)->is_number(1));
    CHECK(rest == "\x02");
}

TEST_CASE("what is not canonical is refused: open ends, long heads, tags, fractions, names twice") {
    for (const std::string& bad : {bytes({}),  // nothing
                                   bytes({0x18}),
                                   bytes({0x19, 1}),
                                   bytes({0x44, 1, 2}),
                                   bytes({0x82, 1}),  // cut off
                                   bytes({0x18, 0x17}),
                                   bytes({0x19, 0x00, 0xff}),
                                   bytes({0x58, 0x01, 1}),  // long
                                   bytes({0x5f, 0x41, 1, 0xff}),
                                   bytes({0x9f, 0xff}),
                                   bytes({0xbf, 0xff}),  // open
                                   bytes({0xc0, 0x60}),
                                   bytes({0xd8, 0x20, 0x60}),  // tags
                                   bytes({0xf9, 0, 0}),
                                   bytes({0xfb, 0, 0, 0, 0, 0, 0, 0, 0}),
                                   bytes({0xf7}),
                                   bytes({0xf8, 0xff}),
                                   bytes({0x1c}),
                                   bytes({0xff}),
                                   bytes({0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}),
                                   bytes({0x61, 0xff}),                    // no UTF-8
                                   bytes({0xa2, 0x01, 0x02, 0x01, 0x03}),  // a name twice
                                   bytes({0xa2, 0x61, 'a', 0x02, 0x61, 'a', 0x03}),
                                   bytes({0xa1, 0x41, 1, 1}),
                                   bytes({0x81, 0x81, 0x81, 0x81, 0x01}),  // five deep
                                   bytes({0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}),
                                   bytes({0xbb, 0x80, 0, 0, 0, 0, 0, 0, 1}),
                                   bytes({0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})})
        CHECK_FALSE(whole(bad).has_value());
    CHECK(whole(bytes({0x81, 0x81, 0x81, 0x01})).has_value());
    CHECK(whole(bytes({0x98, 0x3f}) + std::string(63, '\0')).has_value());
    CHECK_FALSE(whole(bytes({0x98, 0x40}) + std::string(64, '\0')).has_value());
}
