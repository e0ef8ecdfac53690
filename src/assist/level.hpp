// How long an article takes to read, and how hard it is. Pure; thread-safe.
#pragma once
#include <optional>
#include <string_view>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

struct ReadingLevel {
    enum class Ease : std::uint8_t { easy, plain, fair, hard, very_hard };
    double score = 0;          // as the formula gives it
    std::string_view formula;  // "Flesch Reading Ease"
    std::string_view link;     // where it is described
    Ease ease = Ease::fair;
};
std::string_view name_of(ReadingLevel::Ease ease);

struct ReadingTime {
    double minutes = 0;
    bool measured = false;  // the language's own rate of reading was measured; else the mean of those that were
};
ReadingTime reading_time(const SentenceList& list, std::string_view language);
// Absent where no formula is published for the language, or under 100 words.
std::optional<ReadingLevel> reading_level(const SentenceList& list, std::string_view language);

}  // namespace octavo::assist
