// What is a copy of what. Private to the room. Pure.
#pragma once
#include "story/shelf.hpp"

namespace octavo::story {

// How much of the shorter body stands in the longer one, 0..1, read from their sketches.
float containment(const Shelved& a, const Shelved& b);
// The one that `article` is a copy of: the same words, or most four-word runs of the shorter body stand in the longer.
const Shelved* copy_of(const Shelved& article, const Shelf& shelf, std::span<const Near> near);

}  // namespace octavo::story
