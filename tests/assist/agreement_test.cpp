#include <doctest/doctest.h>

#include "assist/compare.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

// How a story of these sentences, one a source, comes out: the sources of its largest statement.
std::uint32_t agreeing(std::span<const std::string_view> sentences, std::string_view language = "en") {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < sentences.size(); ++i) names.push_back(fmt::format("Paper {}", i));
    std::vector<StoryArticle> articles;
    for (std::size_t i = 0; i < sentences.size(); ++i)
        articles.push_back({.source = names[i], .words = {"", sentences[i], language}});
    std::uint32_t most = 0;
    for (const Statement& s : story_matter(articles).statements) most = std::max(most, s.sources);
    return most;
}
std::uint32_t agreeing(std::initializer_list<std::string_view> sentences, std::string_view language = "en") {
    return agreeing(std::span(sentences.begin(), sentences.size()), language);
}

}  // namespace

TEST_CASE("who shares a name and facts says one thing, in whatever words") {
    CHECK(agreeing({"Senator Ann Roe of Westhaven finished third in Brookford on Tuesday with 20 percent of the votes.",
                    "The big surprise was Ann Roe, who came third with 20 percent when Brookford voted on Tuesday."}) ==
          2);
    CHECK(agreeing(
              {"Die Senatorin Anna Roth wurde am Dienstag in Bachstadt mit 20 Prozent der Stimmen überraschend Dritte.",
               "In Bachstadt kam Anna Roth am Dienstag auf 20 Prozent und wurde damit Dritte, was alle überraschte."},
              "de") == 2);
    CHECK(agreeing({"La sénatrice Anne Roux a terminé troisième mardi à Valbourg avec 20 pour cent des voix.",
                    "À Valbourg, mardi, Anne Roux est arrivée troisième, avec 20 pour cent, à la surprise de tous."},
                   "fr") == 2);
}

TEST_CASE("an office and a name are one fact, and make no statement of two sentences") {
    CHECK(agreeing({"Democrats are pushing Senate Majority Leader Ann Roe to allow a vote before summer.",
                    "The mayor praised Senate Majority Leader Ann Roe."}) == 1);
}

TEST_CASE("different numbers of one thing do not agree; rounded ones and bounds do") {
    CHECK(agreeing({"Twelve people were killed when a tram derailed in Brookford on Tuesday, police said.",
                    "Police said 14 people were killed when a tram derailed in Brookford on Tuesday."}) == 1);
    CHECK(agreeing({"Twelve people were killed when a tram derailed in Brookford on Tuesday, police said.",
                    "Police said 12 people were killed when a tram derailed in Brookford on Tuesday."}) == 2);
    CHECK(agreeing({"More than 800 people were brought to safety when a dam broke near Brookford on Tuesday.",
                    "A dam broke near Brookford on Tuesday, and 830 people were brought to safety."}) == 2);
}

TEST_CASE("what is told of two weekdays is two things") {
    CHECK(agreeing({"Officials of the Harbour Board will brief senators on Wednesday about the closed bridge.",
                    "Officials of the Harbour Board will brief senators on Friday about the closed bridge."}) == 1);
    CHECK(
        agreeing({"Los responsables del Puerto de Valverde informarán al Senado el miércoles sobre el puente cerrado.",
                  "Los responsables del Puerto de Valverde informarán al Senado el viernes sobre el puente cerrado."},
                 "es") == 1);
}

TEST_CASE("of those who give numbers, the number of most stands") {
    const std::vector<StoryArticle> articles = {
        {.source = "A", .words = {"", "A tram derailed in Brookford on Tuesday, and 14 people were killed.", "en"}},
        {.source = "B", .words = {"", "Twelve people were killed when a tram derailed in Brookford on Tuesday.", "en"}},
        {.source = "C", .words = {"", "On Tuesday a tram derailed in Brookford and 12 people were killed.", "en"}}};
    const StoryMatter story = story_matter(articles);
    REQUIRE(story.statements.size() == 1);
    CHECK(story.statements[0].sources == 2);
    REQUIRE(story.statements[0].differing.size() == 1);
    CHECK(story.statements[0].differing[0].article == 0);
}

TEST_CASE("beside the count of sources stands what they all say, and not one paper's own") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words =
             {"",
              "Mayor Jane Doe closed Castle Bridge on Monday after cracks were found, a week after her brother Peter "
              "Doe lost his seat on the Harbour Council.",
              "en"}},
        {.source = "B",
         .words = {"", "Mayor Jane Doe closed Castle Bridge on Monday because cracks were found.", "en"}},
        {.source = "C",
         .words = {"", "Castle Bridge was closed by Mayor Jane Doe on Monday, as cracks were found.", "en"}}};
    const StoryMatter story = story_matter(articles);
    const Comparison c = compare(story, story_names(story));
    REQUIRE(c.by_most.size() == 1);
    CHECK(c.by_most[0].sources == 3);
    CHECK(c.by_most[0].told[0].article != 0);
}

TEST_CASE("of those who say it, one that stands alone is shown") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words = {"", "She closed Castle Bridge in Brookford on Monday because cracks were found.", "en"}},
        {.source = "B",
         .words = {"", "Mayor Jane Doe closed Castle Bridge in Brookford on Monday because cracks were found.", "en"}}};
    const StoryMatter story = story_matter(articles);
    const Comparison c = compare(story, story_names(story));
    REQUIRE(c.by_most.size() == 1);
    CHECK(c.by_most[0].told[0].article == 1);
}

TEST_CASE("a note on the author is nothing that one paper reports") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words =
             {"",
              "The bridge at Mill Lane stays shut for Peter Doe and his trams. Nobody in Brookford knows for how long "
              "the bridge will stay shut.\n\nOlga Sanders is a professor of bridges at the University of Norland and "
              "the author of a book on trams in Brookford.",
              "en"}},
        {.source = "B",
         .words = {"", "In Brookford the bridge at Mill Lane is shut, and trams stay in their depot at Gull Point.",
                   "en"}}};
    const StoryMatter story = story_matter(articles);
    for (const Told& t : compare(story, story_names(story)).by_one)
        CHECK(story.string(t).find("Olga") == std::string_view::npos);
}

TEST_CASE("what another source tells in other words is not what one alone reports") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words = {"",
                   "Trams will stay in their depots until Friday. Engineer Milos Hanak of the Transport Board blamed a "
                   "broken axle and the storm of Sunday night for the accident near Castle Bridge.",
                   "en"}},
        {.source = "B",
         .words = {
             "",
             "Nobody knows yet how long trams will stay away. It was a broken axle, according to Milos Hanak, who "
             "looks into the accident for the city, that brought the tram off its rails in Mill Lane.",
             "en"}}};
    const StoryMatter story = story_matter(articles);
    for (const Told& t : compare(story, story_names(story)).by_one)
        CHECK(story.string(t).find("Hanak") == std::string_view::npos);
}

TEST_CASE("of what the headlines are about those are counted who tell it in any words") {
    const std::string_view more = " Nobody in the streets of Westhaven had seen such a long evening before.";
    const std::string bodies[] = {
        "The Harbour Council banned open fires on Thursday after a vote that took many hours." + std::string(more),
        "There were cheers and tears in the gallery at midnight. Fires in gardens were banned by the Harbour Council.",
        "Families went home with mixed feelings. Many said that the summer had been long and dry enough.",
        "What would a summer without grilling look like? Cooks in Brookford have many ideas, and some are good."};
    const std::vector<StoryArticle> articles = {
        {.source = "A", .words = {"Harbour Council bans open fires", bodies[0], "en"}},
        {.source = "B", .words = {"Harbour Council bans fires after long night", bodies[1], "en"}},
        {.source = "C", .words = {"Families torn as Harbour Council bans fires", bodies[2], "en"}},
        {.source = "D", .words = {"Ten cold dishes for the garden", bodies[3], "en"}}};
    const StoryMatter story = story_matter(articles);
    const auto best = std::ranges::max_element(story.statements, {}, &Statement::sources);
    CHECK(best->sources == 3);      // C by its headline
    CHECK(best->told.size() == 2);  // which is no sentence to cite
}

TEST_CASE("two statements that quote the same words are one") {
    const std::string_view bodies[] = {
        "Mayor Jane Doe promised on Monday that Westhaven would “never again go without water”.",
        "On Monday Mayor Jane Doe promised that Westhaven would “never again go without water”.",
        "Angry neighbours shouted when the mayor read her line “never again go without water” to Harbour Council.",
        "When angry neighbours shouted, the mayor read “never again go without water” again to Harbour Council."};
    std::vector<StoryArticle> articles;
    constexpr std::string_view sources[] = {"A", "B", "C", "D"};
    for (std::size_t i = 0; i < 4; ++i) articles.push_back({.source = sources[i], .words = {"", bodies[i], "en"}});
    const StoryMatter story = story_matter(articles);
    const Comparison c = compare(story, story_names(story));
    REQUIRE(c.by_most.size() == 1);
    CHECK(c.by_most[0].sources == 4);
}
