// When things of a story happened, as its sentences say. Pure; thread-safe.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "assist/statements.hpp"

namespace octavo::assist {

// A day (or a month) that a sentence names.
struct DayNamed {
    std::chrono::year_month_day day{};
    bool month_only = false;
    bool reckoned = false;  // from the day of publication: "on Monday", "yesterday", "3 May" without its year
    bool weekday = false;   // by nothing but the name of a weekday
    text::Span at;          // bytes of the words that name it
};
// The first one that tells when the sentence happened and lies in a time news speaks of (1800 to a year ahead). A day
// that only bounds something ("until Friday") is none. Weekdays and days without a year need `published`; without it
// they are left out.
// `told`: the last full date that the text has shortly before; a day without a year that lies beside it is of its year.
std::optional<DayNamed> day_named(std::string_view sentence, std::string_view language,
                                  std::optional<Instant> published,
                                  std::optional<std::chrono::sys_days> told = std::nullopt);
// The last day or month that a sentence names with its year in words.
std::optional<std::chrono::sys_days> last_full_day(std::string_view sentence, std::string_view language);
// All days (no months) that it names so.
std::vector<std::chrono::year_month_day> full_days(std::string_view sentence, std::string_view language);
// "On Thursday he left" in an article of a Wednesday: what was done on a weekday six days back. Whoever means that says
// "last Thursday"; so the page was changed after its stamp, and its weekdays are counted from another day.
bool outruns_stamp(std::string_view sentence, std::string_view language, Instant published);

struct TimelineEntry {
    DayNamed when;
    Told told;
    std::uint32_t sources = 1;  // that say nearly the same
    bool earlier = false;       // from an earlier story: background
};
struct Coverage {  // how many articles came out on a day
    std::chrono::year_month_day day{};
    std::uint32_t articles = 0;
    std::uint32_t first = 0;  // the article that was first that day
};
struct Timeline {
    std::vector<TimelineEntry> entries;  // oldest first
    std::vector<Coverage> days;          // likewise
};
Timeline timeline(const StoryMatter& story);
// The same with dated sentences of earlier stories as background: those that name two whom a sentence of this one names
// together and few others do, at most five and never more than the story has of its own. Their entries
// count their articles behind this story's: Told::article is `earlier`'s place plus story.articles.size().
Timeline timeline(const StoryMatter& story, const StoryMatter& earlier);

}  // namespace octavo::assist
