// Why there is nothing generated: the caller shows the local result instead, and may say why. Not a Failure, for the
// page is well without it; its causes are what an operator counts.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo::provider {

enum class Cause : std::uint8_t {
    off,            // not configured, or not for this task
    no_matter,      // nothing to work on: no text, no article in that language
    budget,         // the day's is spent
    reader_budget,  // this reader's share of the day is spent
    resting,        // the service failed lately, or asked for quiet: it is not asked now
    busy,           // too many requests under way, or it said so to the end
    unreachable,    // no connection, or a broken one
    timed_out,
    denied,     // it takes not our key, our model or our request
    malformed,  // its answer is not what it should be
    too_big,    // its answer, or our text for it
    cut,        // its answer ends in the middle
    rejected,   // by the gate: not what the sources say
    cancelled,
};
inline constexpr std::size_t causes = static_cast<std::size_t>(Cause::cancelled) + 1;
std::string_view name_of(Cause cause);  // "reader budget", for tables

struct Fallback {
    Cause cause = Cause::off;
    std::string detail;  // for the operator and a terminal: what, where, what to do. Never a key.
};
template <class T = void>
using Outcome = std::expected<T, Fallback>;

[[nodiscard]] inline std::unexpected<Fallback> fall_back(Cause cause, std::string detail) {
    return std::unexpected(Fallback{cause, std::move(detail)});
}

}  // namespace octavo::provider
