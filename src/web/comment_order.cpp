#include "web/comment_order.hpp"

#include <cmath>

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

double least_helpful(std::uint32_t helpful, std::uint32_t unhelpful) {
    constexpr double z = 1.96;
    const double n = static_cast<double>(helpful) + static_cast<double>(unhelpful);
    if (n == 0) return 0;
    const double share = static_cast<double>(helpful) / n;
    return (share + z * z / (2 * n) - z * std::sqrt((share * (1 - share) + z * z / (4 * n)) / n)) / (1 + z * z / n);
}

void put_in_order(std::vector<Comment>& comments, CommentOrder order) {
    if (order == CommentOrder::oldest) return;
    // Answers keep their places behind all threads, in their own order.
    const auto threads = std::ranges::stable_partition(comments, [](const Comment& c) { return c.parent == 0; });
    const auto begin = comments.begin(), end = threads.begin();
    if (order == CommentOrder::newest)
        std::reverse(begin, end);
    else
        std::stable_sort(begin, end, [](const Comment& a, const Comment& b) {
            return least_helpful(a.helpful, a.unhelpful) > least_helpful(b.helpful, b.unhelpful);
        });
}

}  // namespace octavo::web
