// The next page of an article that its publisher cut into several.
#pragma once

#include <string>

#include "base/url.hpp"
#include "extract/outline.hpp"
#include "markup/html.hpp"

namespace octavo::extract {

// True when `next` is the page after `now` of one article, as its address says: the same address with a page number one
// higher ("/story" and "/story/2", "/story?page=2" and "/story?page=3", "/story-2.html"). Pure.
bool is_next_page(const Url& now, const Url& next);

// What the page itself links to as its next page (rel=next, or a pager's number), when its address agrees; "" when
// there is none. Older systems say rel=next of the next article: the address tells them apart.
std::string next_page_of(const markup::Document& document, const Outline& outline, const Url& now, const Url& base);

}  // namespace octavo::extract
