// An element of a page -> the blocks of an article, in order: paragraphs, headings, lists, quotes, tables, figures,
// code, embeds; teasers and invitations left out.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/url.hpp"
#include "extract/outline.hpp"
#include "model/article.hpp"

namespace octavo::extract {

struct BlockContext {
    const Outline& outline;
    const Url* base = nullptr;                  // for addresses; may be null
    std::string_view title;                     // a heading that repeats it is left out
    std::span<const std::string> authors = {};  // a line that only names them is left out
    bool trusted = false;                       // a feed's content: nothing in it is furniture
};

std::vector<Block> blocks_of(Index container, const BlockContext& context);

}  // namespace octavo::extract
