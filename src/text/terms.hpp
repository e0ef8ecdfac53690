// The words of a text with the terms they are compared by. Private to the room (tests look in).
#pragma once
#include <cstdint>
#include <string_view>

#include "text/vocabulary.hpp"
#include "text/word_reader.hpp"
#include "text/words.hpp"

namespace octavo::text {

struct Word {
    Span at;
    std::string_view term;     // as term_of gives it; valid until the reader moves on; may be empty (nothing to index)
    std::uint64_t hash = 0;    // word_hash of the term
    bool stop = false;         // too common to mean anything
    bool digits = false;       // begins with a digit
    bool capital = false;      // begins with a capital letter (behind an elided article)
    bool caseless = false;     // in a script that has no capitals
    std::uint64_t bridge = 0;  // its key in every language, were it a name or a number; 0: none
};

// Terms come from a cache per thread and language: nine words of ten were seen before, and folding and stemming cost
// twenty times the look-up. One reader per thread at a time may be in use for a language.
class TermReader {
  public:
    TermReader(std::string_view text, std::string_view language);
    bool next(Word& word);
    const KnownWord& known() const { return vocabulary_.at(number_); }  // the word that next() gave

  private:
    WordReader words_;
    std::string_view text_;
    Vocabulary& vocabulary_;
    std::uint32_t number_ = 0;
};

}  // namespace octavo::text
