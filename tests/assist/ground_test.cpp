#include "assist/ground.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using assist::ground;

namespace {

const std::string source =
    "The harbour bridge in Elmstead opened on Monday, 4 May. Mayor Ana Lima said it cost £14.5 million. About 1,987 "
    "guests "
    "came, among them three ministers of the European Union. The opposition did not attend.";

bool says(const std::vector<std::string>& why, std::string_view word) {
    return std::ranges::any_of(why, [&](const std::string& line) { return line.find(word) != std::string::npos; });
}

}  // namespace

TEST_CASE("what the source says passes, in other forms of its words too") {
    for (const auto* claim :
         {"The bridge opened on Monday.", "Three ministers came to the opening.", "Lima said the bridge cost £14.5m.",
          "3 ministers of the EU were guests.", "About 2,000 guests came.", "Elmstead's harbour bridge opened."}) {
        INFO(claim);
        CHECK(ground(claim, source, "en").supported);
    }
}

TEST_CASE("invented names and numbers are doubted, and the reason names them") {
    const auto name = ground("The bridge was opened by Robert Fields.", source, "en");
    CHECK_FALSE(name.supported);
    CHECK(says(name.why, "Fields"));
    const auto number = ground("The bridge cost £19 million.", source, "en");
    CHECK_FALSE(number.supported);
    CHECK(says(number.why, "19"));
    CHECK_FALSE(ground("", source, "en").supported);
    CHECK_FALSE(ground("Bananas ripen quickly under tropical sunshine.", source, "en").supported);
}

TEST_CASE("what stands where the source has something else is doubted more than what was added") {
    const auto doubt = [](std::string_view claim) { return ground(claim, source, "en").doubt; };
    CHECK(doubt("The harbour bridge in Farbury opened.") > doubt("The harbour bridge opened near Farbury."));
    const auto replaced = ground("Mayor Berta Lima said it cost £14.5 million.", source, "en");
    CHECK(replaced.evidence[static_cast<std::size_t>(assist::Doubt::replaced)] == 1);
    CHECK_FALSE(replaced.supported);
    CHECK_FALSE(ground("The opposition did attend.", source, "en").supported);
}

TEST_CASE("a name is no form of an ordinary word, and days and ordinals of the claim's own are named") {
    const std::string_view text = "The terrified driver stopped on Monday. Anna Reed took the first prize.";
    CHECK(says(ground("The driver Mr Terry stopped on Monday.", text, "en").why, "Terry"));
    CHECK(says(ground("Anna Reed took the third prize.", text, "en").why, "third"));
    CHECK(says(ground("The driver stops tomorrow.", text, "en").why, "day not in the source: tomorrow"));
    CHECK(says(ground("Der Fahrer hält morgen.", "Der Fahrer hielt am Montag.", "de").why, "day not in the source"));
}

TEST_CASE("an item is held to the sentences it cites, and each rejection says why") {
    const std::vector<std::string> sentences = {"The harbour bridge opened on Monday.", "It cost £14 million.",
                                                "The opposition did not attend the opening."};
    const auto check = [&](assist::GeneratedItem item) { return assist::check_item(item, sentences, "en"); };
    CHECK(check({.text = "The harbour bridge opened on Monday.", .cites = {1}}).passed);
    CHECK(check({.text = "The bridge opened on Monday and cost £14 million.", .cites = {1, 2}}).passed);
    CHECK(says(check({.text = "It cost £14 million.", .cites = {1}}).why, "14"));
    CHECK(says(check({.text = "The harbour bridge opened.", .cites = {4}}).why, "4"));
    CHECK_FALSE(check({.text = "The harbour bridge opened.", .cites = {0}}).passed);
    CHECK_FALSE(check({.text = "The harbour bridge opened.", .cites = {}}).passed);
    CHECK(says(check({.text = "It cost €14 million.", .cites = {2}}).why, "currency"));
    CHECK(says(check({.text = "The opposition did attend the opening.", .cites = {3}}).why, "negation"));
    CHECK_FALSE(check({.text = "The harbour bridge opened on Tuesday.", .cites = {1}}).passed);
    CHECK(check({.text = "The bridge opened.", .cites = {1}, .quote = "harbour  bridge opened"}).passed);
    CHECK(says(check({.text = "The bridge opened.", .cites = {1}, .quote = "harbour bridge closed"}).why, "quote"));
}

TEST_CASE("of a translation only the numbers can be compared") {
    const std::vector<std::string> sentences = {"The bridge opened on Monday with 300 guests."};
    CHECK(assist::check_item({.text = "Die Brücke wurde mit 300 Gästen eröffnet.", .cites = {1}, .translated = true},
                             sentences, "de")
              .passed);
    CHECK_FALSE(
        assist::check_item({.text = "Die Brücke wurde mit 400 Gästen eröffnet.", .cites = {1}, .translated = true},
                           sentences, "de")
            .passed);
}

TEST_CASE("a quote may differ in blanks, quotation marks and dashes") {
    CHECK(assist::folded_quote("“It’s\u00A0open” – now") == assist::folded_quote("\"It's open\" - now"));
}

TEST_CASE("long claims and sources are cut, and the work stays small") {
    std::string words;
    for (int i = 0; i < 60'000; ++i) words += "word" + std::to_string(i) + " ";
    const auto grounding = ground(words, words, "en");
    CHECK(grounding.steps < 100'000'000);
    CHECK(ground(std::string(1 << 20, 'x'), "\xFF\xFE", "").steps < 1'000);
}
