// Texts put together when we are compiled: statements that share a part.
#pragma once

#include <array>
#include <string_view>

namespace octavo::store::sql {

template <const std::string_view&... Parts>
struct Joined {
    static constexpr auto bytes = [] {
        std::array<char, (Parts.size() + ... + 0)> out{};
        std::size_t at = 0;
        const auto add = [&](std::string_view part) {
            for (const char c : part) out[at++] = c;
        };
        (add(Parts), ...);
        return out;
    }();
    static constexpr std::string_view text{bytes.data(), bytes.size()};
};

}  // namespace octavo::store::sql
