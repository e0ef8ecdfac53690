#include <doctest/doctest.h>

#include "assist/level.hpp"

using namespace octavo::assist;

namespace {

std::string repeated(std::string_view sentence, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += std::string(sentence) + " ";
    return out;
}

}  // namespace

TEST_CASE("reading time goes by the language's own measured rate") {
    const std::string text = repeated("The cat sat on the mat by the door.", 76);  // 684 words
    const auto english = reading_time(sentence_list({"", text, "en"}), "en");
    CHECK(english.measured);
    CHECK(english.minutes == doctest::Approx(3.0).epsilon(.01));
    const auto unknown = reading_time(sentence_list({"", text, "is"}), "is");
    CHECK(!unknown.measured);
    const auto chinese = reading_time(sentence_list({"", "有轨电车今天重新通过大桥。", "zh"}), "zh");
    CHECK(chinese.minutes == doctest::Approx(12.0 / 255).epsilon(.01));
}

TEST_CASE("the level is the published formula's, with its name") {
    const std::string easy = repeated("The cat sat on the mat by the door.", 20);
    const auto level = reading_level(sentence_list({"", easy, "en"}), "en");
    REQUIRE(level);
    CHECK(level->formula == "Flesch Reading Ease");
    // 9 words a sentence, one syllable a word: 206.835 - 9.135 - 84.6.
    CHECK(level->score == doctest::Approx(113.1).epsilon(.001));
    CHECK(level->ease == ReadingLevel::Ease::easy);
    const std::string hard = repeated(
        "Institutional considerations notwithstanding, international organisations systematically overestimate "
        "administrative capabilities.",
        12);
    const auto other = reading_level(sentence_list({"", hard, "en"}), "en");
    REQUIRE(other);
    CHECK(other->ease == ReadingLevel::Ease::very_hard);
}

TEST_CASE("no formula, or too little text: no level") {
    CHECK(!reading_level(sentence_list({"", repeated("有轨电车今天重新通过大桥。", 60), "zh"}), "zh"));
    CHECK(!reading_level(sentence_list({"", "The cat sat on the mat.", "en"}), "en"));
}
