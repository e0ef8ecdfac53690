// When a feed is polled next: a pure rule from what the last answers said to the feed's new state.
//
//   something new    the interval shrinks by a fifth         nothing new (304 too)   it grows by half
//   no answer, 5xx   5, 10, 20 ... minutes, up to a day      429                     it doubles, at least Retry-After
//   410              never again                             refused                 once a day: refusals are lifted
//   too
//
// Between `floor` and `ceiling`; never sooner than max-age, Expires, ttl or Retry-After ask for. Every state has a
// reason in plain words: a feed never falls silent without saying why. Checked by tests/fetch/schedule_test.cpp.
#pragma once
#include <optional>

#include "base/time.hpp"
#include "fetch/gate.hpp"
#include "model/article.hpp"

namespace octavo::fetch {

struct PollResult {
    Result<Fetched>* answer = nullptr;  // never null when given to after_poll
    bool parsed = false;                // it was a feed
    std::size_t entries = 0, fresh = 0;
    std::optional<Duration> ttl = {};  // RSS ttl
    std::string parse_error = {};
};
struct Pace {
    Duration floor = std::chrono::minutes(5);
    Duration ceiling = std::chrono::hours(24);
    Duration first = std::chrono::hours(1);
};

// The hash kept in Feed::body_hash.
std::string hash_of_body(std::string_view body);
// The body is the one that was parsed last: no need to parse it again; after_poll takes it for "nothing new".
bool is_same_body(const Feed& feed, const Fetched& answer);

// The least time the answer asks us to wait (Cache-Control max-age less Age, Expires, Retry-After). Absent: it asks
// nothing. RFC 9111, section 4.2.
std::optional<Duration> asked_to_wait(const Fetched& answer, Instant now);

// The feed after this poll: validators, state with its reason, interval, due. Deterministic: jitter comes from the id.
Feed after_poll(Feed feed, const PollResult& result, Instant now, const Pace& pace = {});

// `due` of a feed that is not asked again.
constexpr Instant never = from_unix_ms(253'402'300'799'000);  // the end of 9999

}  // namespace octavo::fetch
