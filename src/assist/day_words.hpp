// Words that name a day by its distance, and words that say how a day is meant. Private to the room. Pure; thread-safe.
#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace octavo::assist {

struct DayWord {
    std::optional<std::chrono::weekday> weekday;
    int days = 0;  // without a weekday: from the day of publication
};
// Of one folded word.
std::optional<DayWord> day_word(std::string_view folded, std::string_view language);
// "last", "past": the weekday lies before; "next", "coming": it lies ahead.
enum class Direction { none, before, ahead };
Direction direction_word(std::string_view folded, std::string_view language);

// What a word tells of a day in its clause.
enum class DayHint {
    none,
    bound,     // right before it: "until Friday" says when something else ends
    compared,  // "than on 3 May", "the previous high": the day is another one's
    promise,   // "will": what follows lies ahead
    plan,      // "scheduled", "can": likewise, where it stands before the day
    told,      // "said": what stands behind it was said that day
    any,       // "a Friday", "every Friday": no day at all
    filler,    // "the", "late": may stand between such a word and the day
    held,      // "the 3 November election": what is held on a day long known
};
DayHint day_hint(std::string_view folded, std::string_view language);
// "still", "even": beside "today" they make it "nowadays".
bool still_word(std::string_view folded, std::string_view language);
// Whether a weekday between these two words is part of a name: "Super Tuesday", "Sunday Times". Both written with a
// capital; "" for a word that is not.
bool names_a_day(std::string_view before, std::string_view behind, std::string_view language);

}  // namespace octavo::assist
