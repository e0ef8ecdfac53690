// Paragraphs that are no part of an article's telling: captions, embedded posts, notes of the desk. Private to the
// room. Pure; thread-safe.
#pragma once
#include <string_view>
#include <vector>

#include "assist/sentence_list.hpp"

namespace octavo::assist {

struct Furniture {
    text::Span at;  // bytes of the paragraph
    SentenceKind kind = SentenceKind::credit;
};
// In order; paragraphs are parted by empty lines.
std::vector<Furniture> furniture(std::string_view text);

}  // namespace octavo::assist
