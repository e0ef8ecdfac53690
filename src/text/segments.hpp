// ICU's break iterators, one a thread: dictionary words of Han, kana, Thai, Lao, Khmer and Burmese; sentences.
// Private to the room. Thread-safe.
#pragma once
#include <string_view>
#include <vector>

#include "text/words.hpp"

namespace octavo::text {

// Appends the words of text[run] to `out`, offsets in `text`.
void dictionary_words(std::string_view text, Span run, std::vector<Span>& out);

// Appends the ends of the sentences of one paragraph (bytes from its begin), the last being its size.
void sentence_ends(std::string_view paragraph, std::string_view language, std::vector<std::size_t>& out);

}  // namespace octavo::text
