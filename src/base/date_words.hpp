// Words inside dates: month names of many languages, halves of the day, zones. For base/dates.cpp only.
//
// Idea: a publisher's date is written in a publisher's language. A word means a month when it begins with one of the
// stems below, the longest stem wins ("juin" is June although "jui" alone says nothing), and weekdays are stems too, so
// that Spanish "martes" does not become March.
// A locale library was considered and kept out: it reads one locale's format at a time, and a feed does not say which.
// Checked by tests/base/dates_test.cpp.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace octavo::dates {

// Lower case for Latin, Greek and Cyrillic; digits of other scripts become ASCII digits; every kind of space, dash and
// full-width punctuation its ASCII form.
std::string fold(std::string_view text);
// False only when fold(text) has no digit: the digits of other scripts begin at D9.
bool may_have_digits(std::string_view text);

enum class Word { unknown, month, weekday, am, pm, zone };
struct Meaning {
    Word word = Word::unknown;
    int month = 0;  // 1-12
};
// Of one folded word.
Meaning meaning_of(std::string_view word);

// Minutes east of UTC that a zone's folded name ("est", "mest", "america/los_angeles") means at that local time.
std::optional<int> zone_minutes(std::string_view zone, std::chrono::local_seconds local);

}  // namespace octavo::dates
