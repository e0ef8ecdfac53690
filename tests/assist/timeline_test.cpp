#include <doctest/doctest.h>

#include "assist/timeline.hpp"
#include "assist/wire.hpp"

using namespace octavo;
using namespace octavo::assist;
using namespace std::chrono;

namespace {

// "2025-07-15", "~" in front when it was reckoned; "" for none. Published on Wednesday, 16 July 2025.
std::string named(std::string_view sentence, std::string_view language = "en") {
    const auto found = day_named(sentence, language, at("2025-07-16T08:00:00Z"));
    if (!found) return "";
    return fmt::format("{}{:04}-{:02}-{:02}", found->reckoned ? "~" : "", int(found->day.year()),
                       unsigned(found->day.month()), unsigned(found->day.day()));
}

}  // namespace

TEST_CASE("a full date is read, in many languages") {
    CHECK(named("The line opened on 3 May 1911.") == "1911-05-03");
    CHECK(named("The line opened on May 3, 1911.") == "1911-05-03");
    CHECK(named("Die Linie wurde am 3. Mai 1911 eröffnet.", "de") == "1911-05-03");
    CHECK(named("La línea abrió el 3 de mayo de 1911.", "es") == "1911-05-03");
    CHECK(named("La ligne a ouvert le 3 mai 1911.", "fr") == "1911-05-03");
    CHECK(named("Линия открылась 3 мая 1911 года.", "ru") == "1911-05-03");
}

TEST_CASE("weekdays and days without a year are reckoned from the day of publication") {
    CHECK(named("The tram derailed on Tuesday.") == "~2025-07-15");
    CHECK(named("Schools stayed closed on Wednesday.") == "~2025-07-16");
    CHECK(named("The council meets next Monday.") == "~2025-07-21");
    CHECK(named("The tram derailed last Wednesday.") == "~2025-07-09");
    CHECK(named("It derailed yesterday at noon.") == "~2025-07-15");
    CHECK(named("The bridge closed on 3 May.") == "~2025-05-03");
    CHECK(named("The bridge closed on Dec. 28 for a week.") == "~2024-12-28");
    CHECK(named("Die Bahn entgleiste am Dienstag.", "de") == "~2025-07-15");
    CHECK(named("Le tramway a déraillé mardi soir.", "fr") == "~2025-07-15");
    CHECK(named("El tranvía descarriló el martes pasado.", "es") == "~2025-07-15");
    CHECK(named("Трамвай сошёл с рельсов во вторник.", "ru") == "~2025-07-15");
    CHECK(named("خرج الترام عن القضبان يوم الثلاثاء.", "ar") == "~2025-07-15");
}

TEST_CASE("what names no day has none") {
    CHECK(named("The mayor may resign.") == "");
    CHECK(named("The tram has 30 seats.") == "");
    CHECK(day_named("The tram derailed on Tuesday.", "en", std::nullopt) == std::nullopt);
}

TEST_CASE("a story's days stand in order, once for what several say") {
    const auto articles = test::tram_story();
    const StoryMatter story = story_matter(articles);
    const Timeline t = timeline(story);
    REQUIRE(t.entries.size() >= 3);
    CHECK(std::ranges::is_sorted(t.entries, {}, [](const TimelineEntry& e) { return sys_days(e.when.day); }));
    CHECK(int(t.entries.front().when.day.year()) == 1911);
    std::size_t derailed = 0;
    for (const auto& e : t.entries)
        if (story.string(e.told).find("derailed in the centre") != std::string_view::npos) {
            ++derailed;
            CHECK(e.sources == 2);  // the third has another number
            CHECK(e.when.day == 2025y / 7 / 15);
        }
    CHECK(derailed == 1);
    REQUIRE(t.days.size() == 1);
    CHECK(t.days[0].articles == 3);
}

TEST_CASE("earlier stories give background where they name who this one names") {
    const auto articles = test::tram_story();
    const std::vector<StoryArticle> before = {
        {.source = "Echo",
         .words = {"",
                   "Mayor Jane Doe of the Harbour Party opened the tram depot of Brookford on 2 June 2019 with a "
                   "speech. Some "
                   "fishermen of Westhaven caught a whale on 4 June 2019 off the coast.",
                   "en"},
         .published = at("2019-06-05T00:00:00Z")}};
    const StoryMatter story = story_matter(articles), earlier = story_matter(before);
    const Timeline t = timeline(story, earlier);
    std::size_t background = 0;
    for (const auto& e : t.entries)
        if (e.earlier) {
            ++background;
            CHECK(e.told.article == 3);
            CHECK(e.when.day == 2019y / 6 / 2);
        }
    CHECK(background == 1);
}

TEST_CASE("an entry stands without what was before it") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words =
             {"Court rules on the harbour plan",
              "The council of Brookford signed the harbour plan on 4 March 2019 in the town hall. But that same day, "
              "5 March 2019, he went to court against the harbour plan with all his papers.",
              "en"},
         .published = at("2019-06-05T00:00:00Z")}};
    const Timeline t = timeline(story_matter(articles));
    REQUIRE(t.entries.size() == 1);
    CHECK(t.entries[0].when.day == 2019y / 3 / 4);
}

TEST_CASE("background names two whom one sentence of the story names together") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words = {"Court rules on the harbour plan",
                   "The council of Brookford and its mayor Jane Doe signed the harbour plan with Tom Roe on 4 March "
                   "2019. The court of Lakeham ruled against the harbour plan on 20 March 2019.",
                   "en"},
         .published = at("2019-03-21T00:00:00Z")}};
    const auto background = [&](const char* sentence) {
        const std::vector<StoryArticle> before = {
            {.source = "B", .words = {"", sentence, "en"}, .published = at("2019-02-05T00:00:00Z")}};
        const StoryMatter story = story_matter(articles), earlier = story_matter(before);
        std::size_t out = 0;
        for (const auto& e : timeline(story, earlier).entries) out += e.earlier;
        return out;
    };
    CHECK(background("The mayor Jane Doe met with Tom Roe in the harbour on 2 February 2019.") == 1);
    // One name alone, whole; two that the story never names together.
    CHECK(background("The mayor Jane Doe opened the new harbour court hall on 2 February 2019.") == 0);
    CHECK(background("The mayor Jane Doe spoke in Lakeham of the harbour plan on 2 February 2019.") == 0);
}

TEST_CASE("a day without its year is of the year that the story tells elsewhere") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words = {"Court rules on the bridge", "The bridge of Brookford fell into the river on Nov. 23 after a storm.",
                   "en"},
         .published = at("2025-07-16T08:00:00Z")},
        {.source = "B",
         .words = {"Bridge ruling",
                   "Many people of Lakeham remember Nov. 23, 2022, as the worst day of their harbour. The court ruled "
                   "for the builders on June 5, 2025, after a long trial.",
                   "en"},
         .published = at("2025-07-16T08:00:00Z")}};
    const Timeline t = timeline(story_matter(articles));
    CHECK(std::ranges::all_of(t.entries, [](const TimelineEntry& e) { return int(e.when.day.year()) != 2024; }));
    CHECK(std::ranges::count_if(t.entries, [](const TimelineEntry& e) {
              return e.when.day == 2022y / 11 / 23 && e.told.article == 0;
          }) == 1);
}

TEST_CASE("the weekdays of a page that was changed after its stamp are none") {
    const auto entries = [](const char* text) {
        const std::vector<StoryArticle> articles = {
            {.source = "A", .words = {"Bridge", text, "en"}, .published = at("2025-07-16T08:00:00Z")}};
        return timeline(story_matter(articles)).entries.size();
    };
    CHECK(entries("The council of Brookford closed the bridge on Monday. The mayor of Brookford resigned from his "
                  "office in the harbour on Friday.") == 2);
    CHECK(entries("The council of Brookford closed the bridge on Monday. The mayor of Brookford resigned from his "
                  "office in the harbour on Thursday.") == 0);
}

TEST_CASE("two entries a week apart that say nearly the same are one") {
    const std::vector<StoryArticle> articles = {
        {.source = "A",
         .words = {"Bridge", "The council of Brookford votes on the harbour plan and its budget next Friday.", "en"},
         .published = at("2025-07-10T08:00:00Z")},
        {.source = "B",
         .words = {"Bridge",
                   "Brookford's council will hold its vote on the harbour plan and the budget of the bridge on Friday "
                   "after months of talks in public.",
                   "en"},
         .published = at("2025-07-12T08:00:00Z")},
    };
    CHECK(timeline(story_matter(articles)).entries.size() == 1);
}
