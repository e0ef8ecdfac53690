// Every name of a place in a text, as it stands. Private to the room.
#pragma once

#include <string_view>
#include <vector>

#include "text/gazetteer.hpp"

namespace octavo::text {

struct PlaceMention {
    std::size_t begin = 0, end = 0;      // bytes
    std::vector<PlaceIndex> candidates;  // one at least
    bool adjective = false;              // "French": may begin small
    bool before_name = false;            // a word with a capital stands right before it: "Jack London"
    bool behind_name = false;            // or right behind it: "Paris Hilton"
    bool doubtful = false;               // also a plain word or a person's name: "Nice", "Vladimir"
    bool located = false;                // "in", "near", "at" before it
    bool dateline = false;               // "PARIS (AFP) - ..."
    bool with_next = false;              // "Springfield, Illinois": only a comma before the next mention
};
// `opening`: the text's beginning, where a dateline may stand.
class Sheet;
std::vector<PlaceMention> mentions_in(const Sheet& text, bool opening);

}  // namespace octavo::text
