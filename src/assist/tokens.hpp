// The words of a text as questions are compared with them. Private to the room. Thread-safe.
#pragma once

#include <functional>
#include <string_view>

#include "base/utf8.hpp"
#include "text/each_word.hpp"

namespace octavo::assist {

// text::each_word; behind the words of Chinese, each pair of neighbouring characters that two words share, too: where
// one word ends is for the dictionary to guess, and it guesses a question otherwise than an article.
void each_token(std::string_view text, std::string_view language,
                const std::function<void(const text::WordAt&)>& visit);

}  // namespace octavo::assist
