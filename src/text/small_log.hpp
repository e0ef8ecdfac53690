// Logarithms of counts: small whole numbers nearly always, and those are looked up. Private to the room.
#pragma once
#include <array>
#include <cmath>

namespace octavo::text {

inline float log_of(float count) {
    static const std::array<float, 64> small = [] {
        std::array<float, 64> made{};
        for (std::size_t i = 1; i < made.size(); ++i) made[i] = std::log(static_cast<float>(i));
        return made;
    }();
    if (count >= 1 && count < static_cast<float>(small.size()))
        if (const auto whole = static_cast<std::size_t>(count); static_cast<float>(whole) == count) return small[whole];
    return std::log(count);
}

}  // namespace octavo::text
