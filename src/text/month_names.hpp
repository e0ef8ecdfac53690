// Whether a word of running text names a month. Pure; thread-safe.
//
// base/dates takes any word that begins like a month's name in any language, as the line under a headline needs it; in
// a sentence that makes a month of "separate" and "marijuana". Here only a whole word of the article's own language, or
// of English, counts.
#pragma once
#include <string_view>

namespace octavo::text {

// 1 to 12; 0: it names none. `word` as it is written, without the stop of an abbreviation.
int month_named(std::string_view word, std::string_view language);

}  // namespace octavo::text
