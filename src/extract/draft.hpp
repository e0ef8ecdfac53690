// A block that may be the article's, before it is decided.
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/outline.hpp"
#include "markup/html.hpp"
#include "model/article.hpp"

namespace octavo::extract {

// A block, and what the walk saw of it that a reader of the block cannot see any more.
struct Draft {
    Block block;
    Index at = 0;               // the element it is, or stands in
    Index parent = 0;           // the element that holds it and its neighbours
    std::string_view called;    // the classes of `at`
    markup::Node first, end;    // the run it was made of, for its inline marks
    std::uint32_t letters = 0;  // as flow.hpp counts them
    std::uint32_t link = 0;     // of them, inside links
    bool paragraph = false;     // a <p>, or as good as one
    bool scrap = false;         // a few loose letters between blocks, no sentence: a label or a button
    bool doubtful = false;      // inside what was swept out as furniture
    bool never = false;         // among advertisements, readers' comments, questions about cookies
    bool card = false;          // inside a box of little but links
    Index teaser = 0;           // the box with a linked headline it is in; 0: none
    Index quoted = 0;           // the <blockquote> it is in; 0: none
};

}  // namespace octavo::extract
