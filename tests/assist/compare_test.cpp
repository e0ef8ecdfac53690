#include <doctest/doctest.h>

#include "assist/compare.hpp"
#include "assist/wire.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

Comparison compared(const StoryMatter& story) { return compare(story, story_names(story)); }

}  // namespace

TEST_CASE("numbers of one thing that differ stand side by side, with who says them") {
    const auto articles = test::tram_story();
    const StoryMatter story = story_matter(articles);
    const Comparison c = compared(story);
    REQUIRE(c.numbers.size() == 1);
    std::map<std::string, std::string> said;
    for (const auto& n : c.numbers[0].said) said[std::string(story.articles[n.told.article].source)] = n.value;
    CHECK(said["Courier"] == "14");
    CHECK((said["Gazette"] == "Twelve" || said["Echo"] == "twelve"));
}

TEST_CASE("what counts different things, or measures, does not differ") {
    const auto differ = [](std::string_view a, std::string_view b) {
        const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", a, "en"}},
                                                    {.source = "B", .words = {"", b, "en"}}};
        const StoryMatter story = story_matter(articles);
        return compared(story).numbers.size();
    };
    CHECK(differ("Police arrested 12 men after the riot in Brookford harbour on Tuesday.",
                 "Police arrested 15 men after the riot in Brookford harbour on Tuesday.") == 1);
    CHECK(differ("Police arrested 12 men after the riot in Brookford harbour on Tuesday.",
                 "Police arrested 12 men after the riot in Brookford harbour on Tuesday.") == 0);
    CHECK(differ("The mayor opened the harbour of Brookford in 1962 with a speech.",
                 "The mayor opened the harbour of Brookford in 1963 with a speech.") == 0);
    CHECK(differ("A 12-year-old boy opened the new harbour of Brookford with a speech.",
                 "A 13-year-old boy opened the new harbour of Brookford with a speech.") == 0);
    CHECK(differ("Some 40 ships waited off the coast of Brookford on Tuesday.",
                 "The council bought 55 ships for its museum last year, papers show.") == 0);
    CHECK(differ("Police found 3 cars and later 5 cars in the harbour of Brookford on Tuesday.",
                 "Police found 5 cars in the harbour of Brookford on Tuesday evening.") == 0);
}

TEST_CASE("a level and a change, two directions and two days are no numbers that differ") {
    const auto differ = [](std::string_view a, std::string_view b, std::string_view language) {
        const auto published = at("2025-07-16T08:00:00Z");
        const std::vector<StoryArticle> articles = {
            {.source = "A", .words = {"", a, language}, .published = published},
            {.source = "B", .words = {"", b, language}, .published = published}};
        const StoryMatter story = story_matter(articles);
        return compared(story).numbers.size();
    };
    CHECK(differ("The Brookford index of shares rose by 40 points on Tuesday, the exchange said.",
                 "The Brookford index of shares rose to 950 points on Tuesday, the exchange said.", "en") == 0);
    CHECK(differ("The Brookford index of shares rose by 40 points on Tuesday, the exchange said.",
                 "The Brookford index of shares rose by 55 points on Tuesday, the exchange said.", "en") == 1);
    CHECK(differ("The Brookford index of shares rose by 40 points on Tuesday, the exchange said.",
                 "The Brookford index of shares fell by 55 points on Tuesday, the exchange said.", "en") == 0);
    CHECK(differ("The Brookford index of shares rose by 40 points on Tuesday, the exchange said.",
                 "The Brookford index of shares rose by 55 points on Monday, the exchange said.", "en") == 0);
    CHECK(differ("Der Bachstädter Index stieg am Dienstag um 40 Punkte, wie die Börse sagte.",
                 "Der Bachstädter Index stieg am Dienstag auf 950 Punkte, wie die Börse sagte.", "de") == 0);
    CHECK(differ("Shares of Acme lost 4% in Brookford on Tuesday after the trade talks had failed.",
                 "Shares of Acme gained 1% in Brookford on Tuesday after the trade talks had failed.", "en") == 0);
    CHECK(differ("The council of Brookford gave $3 million to the harbour and $2 million to the museum.",
                 "The council of Brookford gave $4 million to the harbour and to the museum.", "en") == 0);
}

TEST_CASE("what most sources report, and what only one does") {
    const auto articles = test::tram_story();
    const StoryMatter story = story_matter(articles);
    const Comparison c = compared(story);
    REQUIRE(!c.by_most.empty());
    CHECK(c.by_most[0].sources == 2);  // the third has another number
    bool sparks = false;
    for (const Told& t : c.by_one) {
        CHECK(story.string(t).find("worst") == std::string_view::npos);
        sparks |= story.string(t).find("Castle Bridge") != std::string_view::npos;
    }
    CHECK(sparks);
}

TEST_CASE("a quotation has the speaker that its sentence names, or none") {
    const std::string_view text =
        "\"We will find out how this could happen,\" Mayor Jane Doe said on Tuesday. \"It was a very bad day for the "
        "city,\" he said. Jane Doe told John Roe that \"nobody here will ever forget this day\".";
    const std::vector<StoryArticle> articles = {{.source = "A", .words = {"", text, "en"}}};
    const StoryMatter story = story_matter(articles);
    const Comparison c = compared(story);
    REQUIRE(c.quotes.size() == 2);  // not what "he" said
    CHECK(c.quotes[0].speaker == "Jane Doe");
    CHECK(c.quotes[1].speaker == "Jane Doe");
    const auto& list = story.lists[0];
    CHECK(list.text.substr(c.quotes[0].words.begin, c.quotes[0].words.end - c.quotes[0].words.begin) ==
          "We will find out how this could happen");
    CHECK(!c.enough);
}

TEST_CASE("headlines stand side by side, one a source, with the words that only they have") {
    const auto articles = test::tram_story();
    const StoryMatter story = story_matter(articles);
    const Comparison c = compared(story);
    REQUIRE(c.headlines.size() == 3);
    CHECK(std::ranges::count(c.headlines[2].own, "mourns") == 1);
    CHECK(std::ranges::count(c.headlines[2].own, "tram") == 0);
}
