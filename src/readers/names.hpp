// Names of accounts. Any script, but one a name; and no two names that a reader would take for one another: "Ada" and
// "аda" (a Cyrillic letter) have one key, which may be had once.
// https://www.unicode.org/reports/tr39/#Confusable_Detection
// https://www.unicode.org/reports/tr39/#Restriction_Level_Detection Pure. Checked by tests/readers/names_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace octavo::readers {

constexpr std::size_t shortest_name = 2, longest_name = 30;  // code points

struct Name {
    std::string shown;  // normalised, blanks squeezed: "Ada Quay"
    std::string key;    // what it is found by, and had once by
};

// Absent: too short or long, other signs than letters, digits, blanks, hyphens, dots and apostrophes, scripts mixed
// as no language mixes them, or a name that would pass for the house's own ("admin", "octavo").
std::optional<Name> read_name(std::string_view written);

}  // namespace octavo::readers
