// Numbers written as words. Private to the room. Thread-safe.
#pragma once

#include <optional>
#include <string_view>

namespace octavo::assist {

// `term` as text::term_of gives it.
bool is_number_word(std::string_view term, std::string_view language);
// What it counts: "three" -> 3, "million" -> 1000000; absent where it is none.
std::optional<double> number_of_word(std::string_view term, std::string_view language);

}  // namespace octavo::assist
