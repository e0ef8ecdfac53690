// How a sentence begins that does not stand alone. Private to the room. Pure; thread-safe.
#pragma once
#include <string_view>

namespace octavo::assist {

// "He", "But", "This", or to the reader: it needs the sentence before it, or tells no news. Takes folded text.
bool points_back(std::string_view folded, std::string_view language);
// "The bill", "As a result": it needs something told before it, if not right before.
bool refers(std::string_view folded, std::string_view language);

}  // namespace octavo::assist
