#include <doctest/doctest.h>

#include "assist/people.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

std::map<std::string, std::string> introduced(std::string_view text, std::string_view language) {
    const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", text, language}}};
    const StoryMatter story = story_matter(articles);
    std::map<std::string, std::string> out;
    for (const Introduction& i : who_is_who(story, story_names(story)))
        out[i.name] = story.lists[0].text.substr(i.words.begin, i.words.end - i.words.begin);
    return out;
}

}  // namespace

TEST_CASE("people are introduced behind their names or before them, in the paper's own words") {
    auto who = introduced(
        "French President Emmanuel Macron met Olaf Scholz, the German chancellor, in Berlin on Monday. Anna Berg, 45, "
        "a "
        "spokeswoman for the city, welcomed them.",
        "en");
    CHECK(who["Emmanuel Macron"] == "French President");
    CHECK(who["Olaf Scholz"] == "the German chancellor");
    CHECK(who["Anna Berg"] == "a spokeswoman for the city");
}

TEST_CASE("the same in other languages") {
    CHECK(introduced("Gestern traf Bundeskanzler Olaf Scholz den Bürgermeister.", "de")["Olaf Scholz"] ==
          "Bundeskanzler");
    CHECK(introduced("Emmanuel Macron, le président français, a visité Lyon lundi.", "fr")["Emmanuel Macron"] ==
          "le président français");
    CHECK(introduced("Pedro Sánchez, el presidente del Gobierno, viajó a Lisboa el lunes.", "es")["Pedro Sánchez"] ==
          "el presidente del Gobierno");
}

TEST_CASE("what only goes on with the sentence introduces nobody") {
    CHECK(introduced("On Monday Jane Smith, who was late, and her friends left the city of Lyon.", "en").empty());
    CHECK(introduced("According to Jane Smith, in Lyon on Monday, nobody was hurt.", "en").empty());
}

TEST_CASE("of several introductions the longest stands, and none that hangs in the air") {
    auto who =
        introduced("Sen. Jane Smith spoke on Monday. Jane Smith, a Republican leader from Ohio, was late.", "en");
    CHECK(who["Jane Smith"] == "a Republican leader from Ohio");
}

TEST_CASE("an organisation is introduced by its kind, not by what the sentence goes on with") {
    CHECK(introduced("He praised Siemens, a German engineering company, on Monday.", "en")["Siemens"] ==
          "a German engineering company");
    CHECK(introduced("He accused the FBI, the intelligence community and the press of many lies.", "en").empty());
}
