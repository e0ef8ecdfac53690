#include "readers/names.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using readers::read_name;

TEST_CASE("names of any script, one a name") {
    for (const std::string_view name : {"Ada Quay", "ada.quay", "O'Neill", "Jean-Luc", "Ада", "山田太郎", "やまだ 太郎",
                                        "علي", "דוד", "राजेश", "김민준", "Şule", "Zoë 2"}) {
        CAPTURE(std::string(name));
        const auto read = read_name(name);
        REQUIRE(read.has_value());
        CHECK(read->shown == name);
        CHECK_FALSE(read->key.empty());
    }
    CHECK(read_name("  Ada   Quay ")->shown == "Ada Quay");
    CHECK(read_name("Ａｄａ")->shown == "Ada");  // full width letters
}

TEST_CASE("what a reader would take for one another has one key") {
    const auto key = [](std::string_view name) { return read_name(name).value().key; };
    CHECK(key("Ada") == key("ada"));
    CHECK(key("ada quay") == key("AdaQuay"));
    CHECK(key("pace") == key("расе"));  // wholly Cyrillic
    CHECK(key("Ida") == key("ida"));
    CHECK(key("lll") == key("III"));
    CHECK(key("Zoë") == key("Zoe\u0308"));
    CHECK(key("Ada") != key("Adah"));
    CHECK(key("山田") != key("山本"));
}

TEST_CASE("what is no name") {
    for (const std::string_view name :
         {"", "a", "  ", "admin", "Octavo", "0ctavo", "аdmin", "<b>ada</b>", "ada@example.org", "ada/quay", "раvеl",
          "a\u200Bda", "\u202Eada", "👍👍", "ada\xFF", "-ada", "adа\u0430бв gh",
          "A name that goes on for longer than anybody would want to read it"}) {
        CAPTURE(std::string(name));
        CHECK_FALSE(read_name(name).has_value());
    }
    CHECK_FALSE(read_name(std::string(10'000'000, 'a')).has_value());
}
