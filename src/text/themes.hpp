// What an article is about where that is no name: "climate change", "bail". Private to the room. Pure.
#pragma once
#include <string>
#include <vector>

#include "text/keyphrases.hpp"

namespace octavo::text {

struct Theme {
    std::string phrase;
    std::size_t times = 0;
};
// Two at most, the best first: words of the title that the text comes back to.
std::vector<Theme> themes(const ToPhrase& text);

}  // namespace octavo::text
