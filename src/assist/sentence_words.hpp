// What single words tell of a sentence, by language. Private to the room. Thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace octavo::assist {

// Hashes of the terms that point back to the sentence before: "he", "this", "there".
const std::unordered_set<std::uint64_t>& pointing_words(std::string_view language);
// "because", "due to".
bool gives_reason(std::string_view sentence, std::string_view language);

}  // namespace octavo::assist
