// Which element of a page holds the article.
#pragma once

#include <string>

#include "extract/outline.hpp"

namespace octavo::extract {

struct Choice {
    Index container = 0;
    // The candidates it was chosen from, 0 where there is none. Blocks are weighed by which of them hold it.
    Index density = 0;  // where the gain is
    Index by_name = 0;  // what its publisher calls the body
    Index article = 0;  // the <article> that gains most
    Index last = 0;     // one behind the first article of a page that scrolls on into others; 0: there are none
    std::uint8_t named_share = 0;    // per cent of the page's gain that the named body holds
    std::uint8_t article_share = 0;  // and the article
    std::int64_t gain = 0;  // letters of prose, less the letters of links and scraps; <= 0: there is no article here
    bool named = false;     // its publisher calls it the article's body
};

Choice choose_body(const Outline& outline);

}  // namespace octavo::extract
