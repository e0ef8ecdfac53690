// In which order the threads of a conversation stand. Pure; checked by tests/web/comments_test.cpp.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>

namespace octavo {

enum class CommentOrder : std::uint8_t { oldest, newest, best };
inline constexpr std::array comment_orders = {CommentOrder::oldest, CommentOrder::newest, CommentOrder::best};

// How helpful a comment is at least, sure to 95 %: the lower end of Wilson's interval, so that three who all find it
// helpful do not stand before thirty of thirty-two.
// https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval
inline double least_helpful(std::int64_t helpful, std::int64_t unhelpful) {
    constexpr double z = 1.96;
    const double n = static_cast<double>(helpful + unhelpful);
    if (n == 0) return 0;
    const double share = static_cast<double>(helpful) / n;
    return (share + z * z / (2 * n) - z * std::sqrt((share * (1 - share) + z * z / (4 * n)) / n)) / (1 + z * z / n);
}

}  // namespace octavo
