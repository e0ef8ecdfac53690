#include <doctest/doctest.h>

#include "assist/compare.hpp"
#include "assist/people.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

constexpr std::string_view gazette =
    "The ferry Aurora ran aground off Brookford on Monday evening with 240 people aboard, the coast guard said.\n\n"
    "Captain Edwin Marsh told investigators in Brookford that the Aurora had lost its engines near Gull Point. Tugs "
    "from "
    "Westhaven reached the ferry at midnight.\n\n"
    "Passengers of the Aurora were brought to the town hall of Brookford, where Mayor Jane Doe met them.";
constexpr std::string_view courier =
    "All 240 people were brought off the ferry Aurora after it ran aground near Gull Point, the coast guard said on "
    "Tuesday.\n\n"
    "Edwin Marsh, captain of the Aurora for nine years, said its engines had failed. Two tugs from Westhaven pulled at "
    "the ferry in vain.\n\n"
    "Mayor Jane Doe thanked the people of Brookford for their help.";
constexpr std::string_view newsletter =
    "Good morning. Here is what the day brings.\n\n"
    "Ferry aground\n\n"
    "The ferry Aurora still lies near Gull Point. The coast guard brought all 240 people to Brookford, and Captain "
    "Edwin "
    "Marsh speaks to investigators today.\n\n"
    "Orchestra without a hall\n\n"
    "The Philharmonic of Larchmont looks for a new home, for the roof of its concert hall leaks. Conductor Olga "
    "Sanders "
    "wants to play in the old tannery on Fuller Street instead, as she told the Larchmont council last week.\n\n"
    "Architect Milos Hanak finds the acoustics of the tannery wonderful, and the violinists do, too. The Orchard "
    "Foundation would pay for new chairs and a bar in the foyer.";

std::vector<StoryArticle> ferry(std::string_view third) {
    return {{.source = "Gazette", .words = {"Ferry Aurora runs aground off Brookford", gazette, "en"}},
            {.source = "Courier", .words = {"All rescued from ferry Aurora", courier, "en"}},
            {.source = "Bulletin", .words = {"The morning in brief", third, "en"}}};
}

bool tells(const StoryMatter& story, std::string_view words) {
    return std::ranges::any_of(story.statements, [&](const Statement& s) {
        return std::ranges::any_of(
            s.told, [&](const Told& t) { return story.string(t).find(words) != std::string_view::npos; });
    });
}

}  // namespace

TEST_CASE("what a newsletter tells of other events is no part of the story") {
    const auto articles = ferry(newsletter);
    const StoryMatter story = story_matter(articles);
    CHECK(tells(story, "still lies near Gull Point"));
    CHECK_FALSE(tells(story, "Philharmonic"));
    CHECK_FALSE(tells(story, "acoustics"));
    const StoryNames names = story_names(story);
    for (const Told& t : compare(story, names).by_one)
        CHECK(story.string(t).find("Larchmont") == std::string_view::npos);
    for (const Introduction& i : who_is_who(story, names)) CHECK(i.name != "Olga Sanders");
}

TEST_CASE("lines part the items of a live page") {
    const auto articles = ferry(
        "The Latest on Tuesday's news:\n\n___\n\n"
        "BROOKFORD - The town hall of Brookford is open all night for the passengers of the Aurora, Mayor Jane Doe "
        "says. "
        "Blankets and soup are waiting for whoever cannot travel on before Wednesday.\n\n___\n\n"
        "BROOKFORD - The coast guard says the ferry Aurora still lies near Gull Point, and that Captain Edwin Marsh "
        "speaks "
        "to investigators in Brookford.\n\n___\n\n"
        "LARCHMONT - The zoo of Larchmont has two young otters, born on Sunday. Keeper Olga Sanders says that both are "
        "healthy and will be shown to visitors in spring, when the new pond is ready and the fences are "
        "painted.\n\n___");
    const StoryMatter story = story_matter(articles);
    CHECK(tells(story, "still lies near Gull Point"));
    CHECK_FALSE(tells(story, "otters"));
}

TEST_CASE("the background of a report stays, although nobody else has it") {
    const auto articles = ferry(
        "The ferry Aurora lies aground near Gull Point, and Brookford asks why its engines failed.\n\n"
        "Engineer Milos Hanak of the University of Larchmont has studied the engines of ferries for years. When both "
        "engines of a ferry fail near rocks, a captain has two minutes, Hanak said. He advised the Navy of Norland "
        "after "
        "the wreck of the Corona in 1998.\n\n"
        "Olga Sanders of the Sailors' Union said that ferries had too few engineers aboard. On the Aurora there was "
        "one, "
        "where the Union asks for three.");
    const StoryMatter story = story_matter(articles);
    CHECK(tells(story, "has studied the engines"));
    CHECK(tells(story, "Navy of Norland"));
    CHECK(tells(story, "too few engineers"));
}

TEST_CASE("the same in other languages") {
    const std::vector<StoryArticle> articles = {
        {.source = "Anzeiger",
         .words = {"Fähre Aurora vor Bachstadt auf Grund gelaufen",
                   "Die Fähre Aurora ist am Montag vor Bachstadt auf Grund gelaufen. Kapitän Edwin Marsch sagte der "
                   "Küstenwache, die Maschinen seien vor der Möwenspitze ausgefallen.\n\nSchlepper aus Westhafen zogen "
                   "vergeblich an der Fähre.",
                   "de"}},
        {.source = "Bote",
         .words =
             {"Alle Passagiere der Aurora gerettet",
              "Die Küstenwache hat alle Passagiere von der Fähre Aurora geholt, die vor der Möwenspitze auf Grund "
              "liegt. Kapitän Edwin Marsch wird in Bachstadt befragt.\n\nZwei Schlepper aus Westhafen sind vor Ort.",
              "de"}},
        {.source = "Kurier",
         .words = {
             "Der Morgen in Kürze",
             "Die Fähre\n\nDie Aurora liegt weiter vor der Möwenspitze, und Kapitän Edwin Marsch spricht heute in "
             "Bachstadt mit der Küstenwache. Schlepper aus Westhafen warten.\n\nDas Orchester\n\nDie Philharmonie "
             "von Lärchenberg sucht einen neuen Saal, weil das Dach undicht ist. Dirigentin Olga Sander will in "
             "der alten Gerberei spielen. Der Architekt Milos Hanak lobt deren Klang, und die Stiftung Obstgarten "
             "will neue Stühle und einen Ausschank bezahlen.",
             "de"}}};
    const StoryMatter story = story_matter(articles);
    CHECK(tells(story, "liegt weiter vor der Möwenspitze"));
    CHECK_FALSE(tells(story, "Philharmonie"));
}

TEST_CASE("articles that are no story, and stories of two sources, keep all they have") {
    const auto articles = ferry(newsletter);
    CHECK(tells(story_matter(articles, Gathered::several), "Philharmonic"));
    const std::vector<StoryArticle> two = {articles[0], articles[2]};
    CHECK(tells(story_matter(two), "Philharmonic"));
}
