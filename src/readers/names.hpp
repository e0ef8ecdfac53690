// Names of accounts, of any script. A name has a key by which it is found, which no other version of Unicode changes;
// and what it looks like, of which there may be one: "pace" and "расе" (Cyrillic letters) are not for two.
// https://www.unicode.org/reports/tr39/#Confusable_Detection
// https://www.unicode.org/reports/tr39/#Restriction_Level_Detection Pure. Checked by tests/readers/names_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::readers {

constexpr std::size_t longest_name = 40;  // code points

struct Name {
    std::string shown;               // as it was written, blanks squeezed: "Ada Quay"
    std::string key;                 // in lower case, without blanks and dots: "adaquay"
    std::vector<std::string> looks;  // as it is, and in lower case
};

// Absent: too long, a single Latin letter or sign, signs that stand in no name or cannot be seen, more than three marks
// on a letter, scripts mixed as no language mixes them, or a name that would pass for the house's own ("admin",
// "octavo").
std::optional<Name> read_name(std::string_view written);

}  // namespace octavo::readers
