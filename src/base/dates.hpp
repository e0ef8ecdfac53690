// Dates of every kind seen in feeds, pages and headers -> an instant in UTC. Pure: knows no clock.
//
// Reads RFC 822/2822 (named and numeric zones, missing or wrong weekday, two-digit years), RFC 850 and asctime
// (RFC 9110, section 5.6.7), RFC 3339 / ISO 8601 / W3C-DTF (basic and extended, week and ordinal dates, partial
// precision), Unix seconds or milliseconds, and the looser forms publishers write, with month names of many
// languages. A date without a zone is read as UTC.
// Checked by tests/base/dates_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace octavo {

// A date as its publisher wrote it.
struct Stamp {
    enum class Precision : std::uint8_t { year, month, day, time };
    Instant at{};  // the beginning of the year, month or day where no more is said
    Precision precision = Precision::day;
    std::optional<int> east;  // minutes east of UTC, as written; absent when no zone is, and `at` is read as UTC
    friend bool operator==(const Stamp&, const Stamp&) = default;
};

// Which number of 3/4/2024 is the day, where both could be: North America and the Philippines begin with the month.
enum class SlashDate : std::uint8_t { month_first, day_first };

// Absent when the text is no date. At most the first 128 bytes are looked at.
std::optional<Stamp> parse_stamp(std::string_view text, SlashDate slash = SlashDate::month_first);
std::optional<Instant> parse_date(std::string_view text);

// The first date, to the day, that stands in running text: "By Ana Lima | 3. Mai 2024, 18:30 Uhr" -> 3 May 2024, 18:30.
// Also of the Thai solar, Persian, Minguo and Japanese imperial calendars. At most the first 400 bytes are looked at.
struct FoundDate {
    Stamp stamp;
    std::string before;    // what stands in front of it, in lower case: "by ana lima | "
    std::string after;     // and behind it
    bool weekday = false;  // the day of the week stands in front: "Monday, 3 May 2024"
};
std::optional<FoundDate> find_date(std::string_view text, SlashDate slash = SlashDate::month_first);

}  // namespace octavo
