// The words of a text, walked over once for all who ask about them. For this room and `assist`. One thread.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "text/vocabulary.hpp"

namespace octavo::text {

class Sheet {
  public:
    // `text` (under 4 GB) must outlive it; the language's vocabulary stays what it is as long as it lives.
    Sheet(std::string_view text, std::string_view language);
    std::string_view text() const { return text_; }
    std::string_view language() const { return vocabulary_.language(); }
    Vocabulary& vocabulary() const { return vocabulary_; }
    std::span<const Met> words() const { return words_; }
    // The words that have a term, in order: each(span of bytes, known word).
    template <class Each>
    void each_term(Each each) const {
        for (const Met& met : words_)
            if (met.word != Vocabulary::none)
                if (const KnownWord& known = vocabulary_.at(met.word); known.term_size != 0) each(met, known);
    }

  private:
    std::string_view text_;
    Vocabulary& vocabulary_;
    Vocabulary::Hold hold_;
    std::vector<Met> words_;
};

}  // namespace octavo::text
