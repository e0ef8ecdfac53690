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

TEST_CASE("an introduction stops where the sentence's own words begin") {
    CHECK(introduced("Officials say the council didn't leave President Jane Smith a plan for storms.",
                     "en")["Jane Smith"] == "President");
    CHECK(introduced("It was the campaign of presumptive Democratic nominee Jane Smith that paid for it.",
                     "en")["Jane Smith"] == "presumptive Democratic nominee");
    CHECK(introduced("A letter came from a spokesman for Harbour Committee Chairman Peter Brown on Monday.",
                     "en")["Peter Brown"] == "Harbour Committee Chairman");
    CHECK(introduced("On Monday former White House economic adviser Jane Smith spoke.", "en")["Jane Smith"] ==
          "former White House economic adviser");
    CHECK(introduced("It was signed by Secretary of State Jane Smith on Monday.", "en")["Jane Smith"] ==
          "Secretary of State");
    CHECK(introduced("It was signed by the director of national intelligence Jane Smith on Monday.",
                     "en")["Jane Smith"] == "director of national intelligence");
    CHECK(introduced("It was signed by House of Representatives Speaker Jane Smith on Monday.", "en")["Jane Smith"] ==
          "House of Representatives Speaker");
    CHECK(
        introduced("They followed President Peter Brown’s new Jane Smith Plan on Monday.", "en")["Jane Smith"].empty());
    CHECK(introduced("Danach kritisierte der Ausschuss Ministerpräsident und Bundeskanzler Olaf Scholz scharf.",
                     "de")["Olaf Scholz"] == "Bundeskanzler");
}

TEST_CASE("an introduction runs over no colon and no quotation mark") {
    CHECK(introduced("\"A shame for this city, Mayor\" Jane Smith was told on Monday by angry people.", "en").empty());
    CHECK(introduced("She wrote to Jane Smith, a mayor: “Nobody here will forget this, ever.”", "en")["Jane Smith"] ==
          "a mayor");
    CHECK(introduced("He thanked Jane Smith, the author “of many books, and left.", "en").empty());
    CHECK(introduced("He thanked Jane Smith, the author of “Trams” and of many songs, and left.", "en")["Jane Smith"] ==
          "the author of “Trams” and of many songs");
}

TEST_CASE("a list is not taken apart, and half a name is nobody") {
    CHECK(introduced("They met Nancy Brown and Treasury Secretary Peter Smith on Monday.", "en")["Peter Smith"] ==
          "Treasury Secretary");
    CHECK(introduced("They met Health and Human Services Secretary Peter Smith on Monday.", "en")["Peter Smith"] ==
          "Secretary");
    CHECK(introduced("Present were Peter Brown, director Jane Smith, director Anna Berg and others.", "en").empty());
    CHECK(introduced("The National Federation for Independent Business, a small business advocacy group, is angry.",
                     "en")["Independent Business"]
              .empty());
    for (const auto& [name, words] :
         introduced("The Director of National Intelligence spoke. The Chief Executive left for Paris on Monday.", "en"))
        CHECK(words != "Director of National");
}

TEST_CASE("who took the picture, and who sells it, is nobody") {
    CHECK(introduced("Peter Brown/AP Mayor Jane Smith speaks to reporters in Brookford on Monday evening.",
                     "en")["Jane Smith"] == "Mayor");
    CHECK_FALSE(
        introduced("Photo by Peter Brown, a photographer who was the leader of the club, on Monday in Brookford.", "en")
            .contains("Peter Brown"));
    CHECK(introduced("The cartoon is by King Features Syndicate and was drawn in Brookford.", "en").empty());
}

TEST_CASE("what says who somebody is holds a noun for a person, and none tells what was said or done") {
    const auto of = [](const std::string& words) {
        return introduced("On Monday Jane Smith, " + words + ", came to the town hall.", "en")["Jane Smith"];
    };
    CHECK(of("a janitor from Brookford") == "a janitor from Brookford");
    CHECK(of("a 25-year-old from Brookford") == "a 25-year-old from Brookford");
    CHECK(of("the widow of a miner") == "the widow of a miner");
    CHECK(of("a statistician at George Mason University") == "a statistician at George Mason University");
    CHECK(of("a lawyer for Peter Brown") == "a lawyer for Peter Brown");
    CHECK(of("a Port Richey") == "");
    CHECK(of("a $10") == "");
    CHECK(of("a prominent place") == "");
    CHECK(of("something that was a prelude to her general election campaign") == "");
    CHECK(of("whom she served as vice president") == "");
    CHECK(of("the head of the office told a paper") == "");
    CHECK(of("a future iteration of Peter Brown") == "");
    CHECK(of("a Democrat") == "");
    CHECK(of("a Democrat from Ohio") == "a Democrat from Ohio");
    CHECK(of("an aide who worked for the mayor Peter Brown") == "an aide");
}

TEST_CASE("bare ranks, hypothetical offices and half titles introduce nobody") {
    CHECK(introduced("They met Gen. Jane Smith on Monday.", "en")["Jane Smith"] == "");
    CHECK(introduced("They met Chairman Jane Smith on Monday.", "en")["Jane Smith"] == "");
    CHECK(introduced("Nobody knows what a President Jane Smith would do for them.", "en")["Jane Smith"] == "");
    CHECK(introduced("Requiring President Jane Smith to speak is not the law.", "en")["Jane Smith"] == "President");
    CHECK(introduced("Texas Gov. Jane Smith spoke in the town hall.", "en")["Jane Smith"] == "Texas Gov.");
    CHECK(introduced("They met then-Vice President Jane Smith on Monday.", "en")["Jane Smith"] ==
          "then-Vice President");
    CHECK(introduced("They met former Health and Human Services Secretary Jane Smith on Monday.", "en")["Jane Smith"] ==
          "");
}

TEST_CASE("parties, plans and headlines are nobody") {
    CHECK(introduced("It was for Republicans, the members who typically support the president, a bad day.", "en")
              .empty());
    CHECK(introduced("The jets left Prince Sultan Air Base on Monday.", "en").empty());
}

TEST_CASE("who is spelt in several ways is one, and a son is not his father") {
    const std::string one = "They met Iranian leader Qassem Soleimani on Monday. ";
    CHECK(introduced(one + "They met Iranian leader Qassem Suleimani on Monday.", "en").size() == 1);
    CHECK(introduced(one + "They met Iranian leader Qasem Soleimani on Monday.", "en").size() == 1);
    CHECK(introduced("They met Treasury Secretary Steven Mnuchin. They met Treasury Secretary Steve Mnuchin.", "en")
              .size() == 1);
    CHECK(introduced("They met Treasury Secretary Eric Brown. They met American singer Erica Brown.", "en").size() ==
          2);
    CHECK(introduced("They met President George W. Brown. They met Commissioner Deputy George P. Brown.", "en")
              .count("George W. Brown") == 1);
    CHECK(introduced("They met Rep. Collin Peterson on Monday. They met Rep. Collin C. Peterson again.", "en").size() ==
          1);
}
