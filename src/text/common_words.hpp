// How little a word says because news uses it every day. Private to the room. Thread-safe.
#pragma once
#include <cstdint>
#include <string_view>

namespace octavo::text {

// 1 for words that are not known to be common, less for those that are; by word_hash of their term.
float weight_of_term(std::uint64_t term, std::string_view language);

}  // namespace octavo::text
