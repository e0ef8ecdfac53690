// Who is quoted. Private to the room. Pure; thread-safe.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "assist/sentence_list.hpp"
#include "text/tags.hpp"

namespace octavo::assist {

struct QuoteFound {
    std::uint32_t sentence = 0;  // index: the one in which it ends
    text::Span words;            // inside the marks
    std::string speaker;         // "" where the sentence does not say
};
// Quotations of at least five words.
std::vector<QuoteFound> find_quotes(const SentenceList& list, std::string_view language,
                                    std::span<const text::EntityFound> names);

}  // namespace octavo::assist
