#include "readers/names.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using readers::read_name;

namespace {

// Whether two could not both have their names.
bool clash(std::string_view a, std::string_view b) {
    const auto one = read_name(a), two = read_name(b);
    CAPTURE(std::string(a));
    CAPTURE(std::string(b));
    REQUIRE(one.has_value());
    REQUIRE(two.has_value());
    if (one->key == two->key) return true;
    for (const std::string& look : one->looks)
        if (std::ranges::find(two->looks, look) != two->looks.end()) return true;
    return false;
}

}  // namespace

TEST_CASE("names of any script, one a name, as they are written") {
    for (const std::string_view name :
         {"Ada Quay",    "ada.quay",       "O'Neill", "Jean-Luc", "Ада",          "山田太郎",
          "やまだ 太郎", "ジョン・スミス", "李",      "علي",      "علی\u200Cرضا", "דוד",
          "राजेश",        "ශ්\u200Dරී",       "김민준",  "Şule",     "Zoë 2",        "Nguyễn Thị Minh Khai Phương Thảo",
          "น้ำ ใส",       "Gal·la"}) {
        CAPTURE(std::string(name));
        const auto read = read_name(name);
        REQUIRE(read.has_value());
        CHECK(read->shown == name);
        CHECK_FALSE(read->key.empty());
        CHECK_FALSE(read->looks.empty());
    }
    CHECK(read_name("  Ada   Quay ")->shown == "Ada Quay");
}

TEST_CASE("a name is found however it is written") {
    const auto key = [](std::string_view name) { return read_name(name).value().key; };
    CHECK(key("Ada") == key("ADA"));
    CHECK(key("ada quay") == key("AdaQuay"));
    CHECK(key("Ａｄａ") == key("ada"));  // full width letters
    CHECK(key("Zoë") == key("Zoe\u0308"));
    CHECK(key("İbrahim") == key("ibrahim"));
    CHECK(key("علی\u200Cرضا") == key("علیرضا"));
    CHECK(key("Ida") == key("ida"));
    CHECK(key("Ada") != key("Adah"));
}

TEST_CASE("what a reader would take for one another is not for two") {
    CHECK(clash("pace", "расе"));  // wholly Cyrillic
    CHECK(clash("TOM", "ТОМ"));
    CHECK(clash("MAMA", "МАМА"));
    CHECK(clash("lll", "III"));
    CHECK(clash("Ada Quay", "ada-quay"));
    CHECK_FALSE(clash("Ada", "Adah"));
    CHECK_FALSE(clash("山田", "山本"));
    // Vowel signs are half of these names.
    CHECK_FALSE(clash("राम", "रमा"));
    CHECK_FALSE(clash("सीता", "साती"));
    CHECK_FALSE(clash("সীমা", "সাম"));
    CHECK_FALSE(clash("ali", "eli"));
}

TEST_CASE("what is no name") {
    for (const std::string_view name : {"",
                                        "a",
                                        "  ",
                                        "admin",
                                        "Octavo",
                                        "0ctavo",
                                        "Octavo Team",
                                        "ádmin",
                                        "аdmin",
                                        "admin\uFE0F",
                                        "op\u034Ferator",
                                        "<b>ada</b>",
                                        "ada@example.org",
                                        "ada/quay",
                                        "раvеl",
                                        "a\u200Bda",
                                        "a\u200Dda",
                                        "\u202Eada",
                                        "Ada\uFE0F",
                                        "ㅤㅤ",
                                        "👍👍",
                                        "ada\xFF",
                                        "-ada",
                                        "a\u0301\u0302\u0303\u0304\u0305da",
                                        "A name that goes on for longer than anybody would want to read it"}) {
        CAPTURE(std::string(name));
        CHECK_FALSE(read_name(name).has_value());
    }
    CHECK_FALSE(read_name(std::string(10'000'000, 'a')).has_value());
}
