// An element of a page -> the blocks of an article, in order: paragraphs, headings, lists, quotes, tables, figures,
// code, embeds; teasers and invitations left out.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/url.hpp"
#include "extract/body.hpp"
#include "extract/draft.hpp"
#include "extract/outline.hpp"
#include "model/article.hpp"

namespace octavo::extract {

class Model;  // judge.hpp

struct BlockContext {
    const Outline& outline;
    Index root = 0;                             // where the walk begins
    Choice choice = {};                         // where the article is
    const Url* base = nullptr;                  // for addresses; may be null
    std::string_view title;                     // a heading that repeats it is left out
    std::span<const std::string> authors = {};  // a line that only names them is left out
    std::string_view description = {};          // as the page's data gives it
    std::string_view said = {};                 // the article's text as the page's data gives it; may be markup
    const Model* model = nullptr;               // null: the binary's own
    bool named_by_rule = false;  // an operator says that this is the body: only plain furniture is left out
    bool trusted = false;        // a feed's content: nothing in it is furniture
};

// `why`, where given, is told how many blocks were kept of how many.
std::vector<Block> blocks_of(const BlockContext& context, std::string* why = nullptr);
// All that was looked at, undecided.
std::vector<Draft> drafts_of(const BlockContext& context);

}  // namespace octavo::extract
