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
    // Those whom nobody introduces are left out.
    text::Span words;
    Told told;  // the sentence it stands in
};
// Those first whom most articles name; at most twelve.
std::vector<Introduction> who_is_who(const StoryMatter& story, const StoryNames& names);

}  // namespace octavo::assist
