// In which order a conversation is shown: it stands in the address, so that a page is the same for all who ask for it.
// Threads are ordered; the answers to each stay as they were said. Pure; checked by tests/web/comments_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/comment.hpp"

namespace octavo::web {

enum class CommentOrder : std::uint8_t { oldest, newest, best };
inline constexpr std::array comment_orders = {CommentOrder::oldest, CommentOrder::newest, CommentOrder::best};
std::string_view name_of(CommentOrder order);             // "oldest": as an address says it
CommentOrder comment_order_named(std::string_view name);  // the oldest first, where it is none

// How helpful a comment is at least, sure to 95 %: the lower end of Wilson's interval, so that three who all find it
// helpful do not stand before thirty of thirty-two.
// https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval
double least_helpful(std::uint32_t helpful, std::uint32_t unhelpful);

// Of comments the oldest first. Those alike stay so.
void put_in_order(std::vector<Comment>& comments, CommentOrder order);

}  // namespace octavo::web
