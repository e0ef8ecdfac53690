// What a comment looks like to who filters comments, and what naive Bayes makes of it. Pure.
//
// Two kinds of signs. Shapes say the same in every language: a way to reach its writer, where it stands, shouting,
// money, emoji. Words are what is written: whole words and their beginnings where blanks part them, pairs of letters
// where none do. Both are learnt from moderators' decisions alone, as counts of comments (store/comments.hpp): nobody's
// list of bad words comes along. Words are numbers below `signs_there_are`, several to a number, so that the archive
// keeps a bounded table from which no text can be read.
//   "Write to me: +1 555 0100 200"  ->  shapes {reach, ends_in_way}, words {write, to, me}
// A word says little until it stood in several comments, and never much alone: after a hundred decisions in six
// languages most words were seen once, and what was seen once says who happened to write, not what. Not taken: all
// words alike (of good comments one in ten was held by chance), and one model a language (each would have to learn
// anew). Checked by tests/readers/comment_signs_test.cpp, measured by bench/comments_bench.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/comments.hpp"

namespace octavo::readers {

constexpr std::uint32_t signs_there_are = 1U << 17U, first_word_sign = 64;

struct CommentSigns {
    std::vector<std::uint32_t> all;       // each once: shapes below first_word_sign, then words; never 0
    int addresses = 0;                    // "https://...", "www....", "name.example"
    int reaches = 0;                      // e-mail, a handle, a number to call
    std::vector<std::string> hosts = {};  // of the addresses, lower case
};
CommentSigns signs_of(std::string_view text);

using SignCount = store::Comments::SignCount;
// How much rather the comment is one of those that are removed, as the logarithm of the odds; 0 where too little was
// decided to say. `counts`: of the comments themselves, then of each of `signs`.
double doubt_of(std::span<const std::uint32_t> signs, std::span<const SignCount> counts);

}  // namespace octavo::readers
