// Words that name a day by its distance: weekdays, yesterday, today, tomorrow. Private to the room. Pure; thread-safe.
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

}  // namespace octavo::assist
