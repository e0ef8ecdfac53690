#include "readers/passwords.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace octavo::readers;

TEST_CASE("a password is long enough, and none that everybody tries") {
    const auto look = [](std::string_view password) { return look_at_password(password, "Ada Quay"); };
    CHECK(look("correct horse battery") == PasswordFault::none);
    CHECK(look("ключ от моря") == PasswordFault::none);
    CHECK(look("七つの海の鍵です") == PasswordFault::none);
    CHECK(look(std::string(200, 'x') + "y") == PasswordFault::none);
    CHECK(look("seven c") == PasswordFault::too_short);
    CHECK(look(std::string(257, 'x')) == PasswordFault::too_long);
    for (const std::string_view common :
         {"password", "PassWord", "12345678", "qwertyuiop", "Ada Quay", "ada quay", "aaaaaaaaaa", "abcabcabcabc"}) {
        CAPTURE(std::string(common));
        CHECK(look(common) == PasswordFault::common);
    }
}

TEST_CASE("what is kept of a password knows it again, and nothing else") {
    const auto cost = PasswordCost::least();
    const std::string hash = hash_password("correct horse battery", cost);
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(hash != hash_password("correct horse battery", cost));  // salted
    CHECK(is_password(hash, "correct horse battery"));
    CHECK_FALSE(is_password(hash, "correct horse batterz"));
    CHECK_FALSE(is_password("", "nobody has this one"));
    CHECK_FALSE(is_password("no hash", "correct horse battery"));
    CHECK(read_password("cafe\u0301") == read_password("caf\u00e9"));
    CHECK_FALSE(read_password("caf\xE9").has_value());
    CHECK_FALSE(read_password(std::string(10'000'000, 'x')).has_value());
    CHECK_FALSE(is_outdated(hash, cost));
    CHECK(is_outdated(hash, {.passes = cost.passes + 1, .bytes = cost.bytes}));
}
