#include "provider/fallback.hpp"

namespace octavo::provider {

std::string_view name_of(Cause cause) {
    static constexpr std::array<std::string_view, causes> names = {
        "off",       "no matter", "budget",    "reader budget", "resting", "busy",     "unreachable",
        "timed out", "denied",    "malformed", "too big",       "cut",     "rejected", "cancelled",
    };
    return names[static_cast<std::size_t>(cause)];
}

}  // namespace octavo::provider
