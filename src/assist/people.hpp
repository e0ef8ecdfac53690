// Who is who: how a story's articles introduce the people and organisations they name. Pure; thread-safe.
#pragma once
#include <string>
#include <vector>

#include "assist/names.hpp"

namespace octavo::assist {

struct Introduction {
    std::string name;
    NameKind kind = NameKind::person;
    std::uint32_t articles = 0, mentions = 0;
    // What an article says of it where it names it first, verbatim: "the French president", "spokeswoman for Siemens".
    // Absent (empty `words`) where none says anything.
    text::Span words;
    Told told;  // the sentence it stands in; of the first mention where there are no words
};
// Those whom most articles name, the introduced first; at most twelve.
std::vector<Introduction> who_is_who(const StoryMatter& story, const StoryNames& names);

}  // namespace octavo::assist
