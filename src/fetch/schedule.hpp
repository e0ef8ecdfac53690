// When a feed is polled next: a pure rule from what the last answers said to the feed's new state.
#pragma once
#include <optional>

#include "base/time.hpp"
#include "fetch/gate.hpp"
#include "model/article.hpp"

namespace octavo::fetch {

struct PollResult {
    Result<Fetched>* answer = nullptr;
    bool parsed = false;  // it was a feed
    std::size_t entries = 0, fresh = 0;
    std::optional<Duration> ttl;  // RSS ttl
    std::string parse_error;
};
struct Pace {
    Duration floor = std::chrono::minutes(5);
    Duration ceiling = std::chrono::hours(24);
    Duration first = std::chrono::hours(1);
};
// The feed after this poll: validators, state with its reason, interval, due. Deterministic: jitter comes from the id.
Feed after_poll(Feed feed, const PollResult& result, Instant now, const Pace& pace = {});

}  // namespace octavo::fetch
