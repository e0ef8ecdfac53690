// Where a question is looked for: any of its words will do.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace octavo::search {

// Articles with any of these words, those with the rarer and the more of them first: where a question is looked for.
// Of each of the six rarest words the newest 400 articles are looked at.
struct WithAny {
    std::vector<store::Card> cards;
    // Of the words that were looked for (sixteen at most): log(1 + all / those with it); 1 of a word alone.
    std::vector<std::pair<std::string, double>> rarities;
};
Result<WithAny> with_any(store::Reader& reader, std::span<const std::string> words, std::size_t most);

}  // namespace octavo::search
