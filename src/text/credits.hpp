// Names that stand in a page's furniture rather than in what it says. Private to the room. Pure.
#pragma once
#include <vector>

#include "text/name_runs.hpp"

namespace octavo::text {

// Of each name, whether it is a credit, a byline or a mark of the page there: it is found, but nothing is about it.
std::vector<bool> credits(const ToName& text, std::span<const NameRun> runs);

}  // namespace octavo::text
