// Pronouns that a sentence leaves open, and sentences in the first or second person. Private to the room. Pure;
// thread-safe.
#pragma once
#include <string_view>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

// "Last month, she won a prize": a pronoun stands before anybody is named. Likewise "Doe also said", "Other towns":
// more of something told before. One at the very front is points_back's (leaning.hpp).
bool pronoun_comes_first(const SentenceList& list, const Sentence& sentence, std::string_view language);
// "As we went to press", "our neglect", "you will find": the writer speaks, or is spoken to. Takes what stands outside
// quotations.
bool speaks_in_person(std::string_view unquoted, std::string_view language);

}  // namespace octavo::assist
