// Abbreviations that end with a full stop, by language. Private to the room. Pure; thread-safe.
#pragma once
#include <string_view>

namespace octavo::text {

enum class Abbreviation {
    none,
    never,  // no sentence ends with it: a title before a name, "e.g."
    digit,  // none does if a number follows: "No. 10", but "He said no."
    maybe,  // one may: if the next word is one that likes to begin sentences
};
// `word` in lower case, without its last stop ("z.b").
Abbreviation abbreviation(std::string_view word, std::string_view language);
// Whether the language writes ordinal numbers with a stop: "3. Oktober".
bool has_ordinal_stops(std::string_view language);

}  // namespace octavo::text
