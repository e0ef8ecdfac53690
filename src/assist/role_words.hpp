// Words that say who somebody is: a role, a trade, kin, a party. Private to the room. Pure; thread-safe.
#pragma once
#include <string_view>

namespace octavo::assist {

// "a bar manager in Malaga", "his wife", "the 25-year-old from Memphis".
bool holds_role(std::string_view words, std::string_view language);
// "Gen.", "a Democrat", "the chairman": alone they tell a reader nothing.
bool is_bare_role(std::string_view words);
// The end of a name of no person: "Air Base", "Paycheck Protection Program".
bool ends_no_person(std::string_view name);
// "Republicans", "House Democrats": many people, and nobody.
bool is_plural_party(std::string_view name);

}  // namespace octavo::assist
