// Names of places that are other things more often. Private to the room.
#pragma once

#include <string_view>

namespace octavo::text {

// Towns called like plain words or like people: they count only where something says that a place is meant. Folded.
bool is_doubtful_town(std::string_view folded);
// Months, days and the like: never a town, whatever stands before them. Folded.
bool is_no_town(std::string_view folded);
// A given name that many people bear: what follows with a capital is a family name. Folded.
bool is_given_name(std::string_view folded);
// "New York Times", "Boston Globe": what follows says that a newspaper is meant, or a club. Folded.
bool names_a_house(std::string_view folded);

}  // namespace octavo::text
