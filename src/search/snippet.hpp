// The publisher's words around a match. Private to the room.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/search.hpp"

namespace octavo::search {

struct Snippet {
    std::string text;  // at most 300 code points
    std::vector<std::pair<std::size_t, std::size_t>> marks;
};
// Empty when no word of the query is in the text (it is in the title).
Snippet snippet_of(std::string_view text, std::string_view language, const Query& query);

}  // namespace octavo::search
