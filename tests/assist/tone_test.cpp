#include <doctest/doctest.h>

#include "assist/tone.hpp"

using namespace octavo::assist;

TEST_CASE("loaded words are shown, and somebody else's are counted apart") {
    const std::string_view text =
        "The shameful vote shocked the town. \"This was a heroic deed by brave men and women,\" said the mayor.";
    const auto tone = octavo::assist::tone(sentence_list({"", text, "en"}), "en");
    REQUIRE(tone);
    std::map<std::string, bool> words;
    for (const LoadedWord& w : tone->loaded)
        words[std::string(text.substr(w.at.begin, w.at.end - w.at.begin))] = w.quoted;
    CHECK(words.at("shameful") == false);
    CHECK(words.at("heroic") == true);
    CHECK(tone->quoted_words == 10);
    CHECK(tone->quoted_share() > .4);
}

TEST_CASE("plain words load nothing; a language without a list has no tone") {
    const auto plain = tone(sentence_list({"", "The council met on Monday and voted on the budget.", "en"}), "en");
    REQUIRE(plain);
    CHECK(plain->loaded.empty());
    CHECK(!tone(sentence_list({"", "有轨电车今天重新通过大桥。", "zh"}), "zh"));
    CHECK(tone(sentence_list({"", "Das war eine schändliche Farce.", "de"}), "de")->loaded.size() == 2);
}
