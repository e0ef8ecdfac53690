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
// Quotations of at least five words; one that "Doe said" parts in two is one, with what stands between.
std::vector<QuoteFound> find_quotes(const SentenceList& list, const SourceText& article,
                                    std::span<const text::EntityFound> names);
// A piece that says nothing without what stands around it: "be with us for months", "that's what he did".
bool is_useless_piece(std::string_view words);

}  // namespace octavo::assist
