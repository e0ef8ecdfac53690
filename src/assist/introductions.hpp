// How a text introduces a name: the words behind it and before it. Private to the room. Pure; thread-safe.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "text/tags.hpp"
#include "text/words.hpp"

namespace octavo::assist {

// ", the French president," behind a name that ends at `from`; empty where there is none.
text::Span behind(std::string_view text, std::size_t from, std::size_t sentence_end);
// "French President" before a name that begins at `to`, in a sentence that begins at `from`.
text::Span before(std::string_view text, std::size_t from, std::size_t to, std::string_view language,
                  std::span<const text::EntityFound> names);

bool is_office(const std::string& folded);           // "president"
bool holds_office(std::string_view words);           // "French President"
bool opens_introduction(const std::string& folded);  // "the", "former"
bool is_modifier(const std::string& folded);         // "former", "acting"
bool joins_names(const std::string& folded);         // "and"
bool breaks_off(std::string_view word);              // has a mark behind which something else begins
bool small_start(std::string_view s);                // its first letter is no capital
std::string first_of(std::string_view words);        // folded
std::string_view last_of(std::string_view words);

}  // namespace octavo::assist
