// What an order of a conversation is called in addresses: so a page is the same for all who ask for it.
#pragma once

#include <string_view>

#include "model/comment_order.hpp"

namespace octavo::web {

std::string_view name_of(CommentOrder order);             // "oldest": as an address says it
CommentOrder comment_order_named(std::string_view name);  // the oldest first, where it is none

}  // namespace octavo::web
