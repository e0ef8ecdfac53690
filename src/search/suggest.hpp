// What a word that is in no article may have been meant to be: the nearest word that is in one. Private to the room.
#pragma once

#include <optional>
#include <string>

#include "search/search.hpp"

namespace octavo::search {

// Optimal string alignment: insertions, deletions, exchanges, and neighbours changed about, of code points; `most` + 1
// when it is more than that.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most);

// The query's text with its unknown words replaced; absent when there is nothing to say. Looks at a bounded number of
// the index's terms, those that begin like the word.
Result<std::optional<std::string>> suggest(store::Connection& connection, store::Reader& reader, const Query& query,
                                           std::string_view text);

}  // namespace octavo::search
