// Words, sentences and stems in every script (ICU, Snowball). Offsets are bytes of UTF-8. Pure; thread-safe.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::text {

struct Span {
    std::size_t begin = 0, end = 0;
    friend bool operator==(Span, Span) = default;
};

// Sentences of a text whose paragraphs are parted by empty lines; a sentence never crosses a paragraph. Trimmed.
std::vector<Span> sentences(std::string_view utf8, std::string_view language);
// Words (letters and digits), in order. CJK and Thai are segmented.
std::vector<Span> words(std::string_view utf8, std::string_view language);
std::uint32_t count_words(std::string_view utf8, std::string_view language);

// The form under which a word is indexed and compared: NFKC, case folded, marks off where readers leave them off,
// stemmed by Snowball where it has the language. The same for documents and queries.
std::string term_of(std::string_view word, std::string_view language);
// All terms joined by one space, for the full-text index.
std::string index_terms(std::string_view utf8, std::string_view language);

// Words too common to mean anything in this language; false for unknown languages.
bool is_stop_word(std::string_view folded, std::string_view language);

}  // namespace octavo::text
