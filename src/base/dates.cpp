#include "base/dates.hpp"

namespace octavo {

// First form: RFC 3339. The feed room's owner widens it.
std::optional<Instant> parse_date(std::string_view text) {
    if (text.size() < 20) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t n) {
        int v = -1;
        std::from_chars(text.data() + at, text.data() + at + n, v);
        return v;
    };
    const auto day = std::chrono::year{number(0, 4)} / number(5, 2) / number(8, 2);
    if (!day.ok()) return std::nullopt;
    return std::chrono::sys_days{day} + std::chrono::hours{number(11, 2)} + std::chrono::minutes{number(14, 2)} +
           std::chrono::seconds{number(17, 2)};
}

}  // namespace octavo
