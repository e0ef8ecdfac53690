// How an article speaks: the share of loaded words, with the words, and of what is quoted. A property of the wording;
// nothing about truth, and nothing about persons. Pure; thread-safe.
#pragma once
#include <optional>
#include <vector>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

struct LoadedWord {
    enum class Kind : std::uint8_t { praise, blame, alarm, emphasis };
    text::Span at;  // bytes of the text
    Kind kind = Kind::blame;
    bool quoted = false;  // inside quotation marks: somebody else's word
};
std::string_view name_of(LoadedWord::Kind kind);

struct Tone {
    std::vector<LoadedWord> loaded;  // in the order of the text
    std::uint32_t words = 0, quoted_words = 0;
    double loaded_share() const {  // of the article's own words, quotations apart
        std::uint32_t own = 0;
        for (const LoadedWord& w : loaded) own += !w.quoted;
        return words > quoted_words ? static_cast<double>(own) / (words - quoted_words) : 0;
    }
    double quoted_share() const { return words > 0 ? static_cast<double>(quoted_words) / words : 0; }
};
// Absent for languages without a list of loaded words (English, German, French, Spanish have one).
std::optional<Tone> tone(const SentenceList& list, std::string_view language);

}  // namespace octavo::assist
