// What a comment looks like to the filter, and what is made of counts.
#include "readers/comment_signs.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using readers::doubt_of;
using readers::SignCount;
using readers::signs_of;

namespace {

bool shares_a_word(std::string_view a, std::string_view b) {
    const auto one = signs_of(a).all, other = signs_of(b).all;
    return std::ranges::any_of(one, [&](std::uint32_t sign) {
        return sign >= readers::first_word_sign && std::ranges::binary_search(other, sign);
    });
}

}  // namespace

TEST_CASE("ways to reach somebody are told from numbers, files, dates and the ends of sentences") {
    const auto ways = [](std::string_view text) {
        const auto signs = signs_of(text);
        return std::pair(signs.addresses, signs.reaches);
    };
    CHECK(ways("See https://a.example/x and www.b.example.") == std::pair(2, 0));
    CHECK(ways("HTTP://A.EXAMPLE") == std::pair(1, 0));
    CHECK(ways("look at win-big.example now") == std::pair(1, 0));
    CHECK(ways("Write to ada@mail.example or @ada_official") == std::pair(0, 2));
    CHECK(ways("call +44 7700 900123") == std::pair(0, 1));
    CHECK(ways("電話は+1 555 0100 200です") == std::pair(0, 1));
    CHECK(ways("続きはhttps://a.example/へ") == std::pair(1, 0));
    for (const std::string_view none :
         {"It cost 1 200 000 000 in 2019-2025.", "on 27.11.2026 08:00", "see plan.pdf", "That is all.The rest is not.",
          "e.g. this, i.e. that", "3.5m people", "@ home", "", "+", "http", "a@b"})
        CHECK_MESSAGE(ways(none) == std::pair(0, 0), none);
    CHECK(signs_of("https://User@Bank.Example/x").hosts.size() == 1);
    CHECK(signs_of("see https://A.Example:80/x").hosts == std::vector<std::string>{"a.example"});
}

TEST_CASE("words are known again in every script, whatever their case, and addresses are none") {
    CHECK(shares_a_word("The harbour bridge", "HARBOUR news"));
    CHECK(shares_a_word("Öffentliche Ämter", "ÄMTER"));
    CHECK(shares_a_word("خط الترام الجديد", "الترام"));
    CHECK(shares_a_word("港の橋", "古い港の話"));
    CHECK(shares_a_word("administration", "administrative"));  // their beginnings
    CHECK_FALSE(shares_a_word("The harbour bridge", "a school budget"));
    CHECK_FALSE(shares_a_word("https://casino.example/casino", "casino"));
    CHECK(signs_of("").all.size() == 1);  // that there is no way to reach anybody
    std::string much;
    for (int i = 0; i < 4000; ++i)
        much += fmt::format("word{} ", std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i));
    CHECK(signs_of(much).all.size() < 700);
    for (const std::uint32_t sign : signs_of("One two three! 港の橋 https://a.example").all) {
        CHECK(sign > 0);
        CHECK(sign < readers::signs_there_are);
    }
}

TEST_CASE("nothing is said before enough was decided, nor by words that were seen once") {
    const std::vector<std::uint32_t> signs = {1, 70};
    const auto doubt = [&](SignCount all, SignCount shape, SignCount word) {
        return doubt_of(signs, std::vector<SignCount>{all, shape, word});
    };
    CHECK(doubt({9, 500}, {0, 400}, {0, 400}) == 0);
    CHECK(doubt({50, 50}, {0, 0}, {0, 3}) == 0);
    CHECK(doubt({50, 50}, {2, 40}, {0, 0}) > 2);
    CHECK(doubt({50, 50}, {40, 2}, {0, 0}) < -2);
    CHECK(doubt({50, 50}, {0, 0}, {0, 40}) > 0.5);
    CHECK(doubt({50, 50}, {0, 0}, {0, 40}) < 1);  // no word alone holds anything
    CHECK(doubt_of(signs, {}) == 0);
}
