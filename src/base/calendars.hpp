// Calendars other than the Gregorian that news is dated in, and the month names of languages beyond those whose names
// share stems (base/date_words.cpp). For the date files of this room only. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace octavo::dates {

// The Gregorian day of a date of the Persian (Solar Hijri) calendar, for the years 1343 to 1472 (1964 to 2093).
std::optional<std::chrono::year_month_day> from_persian(int year, int month, int day);
// 1-12 for the folded name of a Persian month, else 0.
int persian_month(std::string_view word);

// 1-12 for a whole folded word that is a month's name, else 0.
int month_named(std::string_view word);

}  // namespace octavo::dates
