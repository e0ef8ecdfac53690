// Which element of a page holds the article.
#pragma once

#include <string>

#include "extract/outline.hpp"

namespace octavo::extract {

struct Choice {
    Index container = 0;
    std::int64_t gain = 0;  // letters of prose, less the letters of links and scraps; <= 0: there is no article here
    bool named = false;     // its publisher calls it the article's body
};

Choice choose_body(const Outline& outline);

}  // namespace octavo::extract
