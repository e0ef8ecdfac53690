#include "web/comment_order.hpp"

namespace octavo::web {

std::string_view name_of(CommentOrder order) {
    constexpr std::array<std::string_view, 3> names = {"oldest", "newest", "best"};
    return names[static_cast<std::size_t>(order)];
}

CommentOrder comment_order_named(std::string_view name) {
    for (const CommentOrder order : comment_orders)
        if (name_of(order) == name) return order;
    return CommentOrder::oldest;
}

}  // namespace octavo::web
