// What a page says of who wrote an article: no part of its telling. Private to the room. Pure; thread-safe.
#pragma once
#include <string_view>

#include "text/words.hpp"

namespace octavo::assist {

// Whether the paragraph `at` of `text` presents its author or thanks colleagues: "Jane Doe is a reporter covering
// harbours. Follow her on Twitter." To be asked of paragraphs at an article's edges only.
bool tells_of_author(std::string_view text, text::Span at);

}  // namespace octavo::assist
