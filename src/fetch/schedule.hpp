// When a feed is polled next: a pure rule from what the last answers said to the feed's new state.
//
//   an answer        the interval that its rhythm asks for (rhythm.hpp): k / sqrt(entries an hour), at this time of day
//   no answer, 5xx   5, 10, 20 ... minutes, up to a day      429                     it doubles, at least Retry-After
//   410              never again                             refused                 once a day: refusals are lifted
//   too
//
// Between `floor` and `ceiling`; never sooner than max-age, Expires, ttl, sy:updatePeriod or Retry-After ask for, nor
// in skipHours and skipDays. Every state has a reason in plain words: a feed never falls silent without saying why.
//
// A move for good (301, 308) is believed when it was told for days and led to a feed each time: a maintenance page or a
// hotel's login must not take a feed's address away. The feed keeps its id, which was made of its first address.
//
// A server that says 304 for ever is asked without conditions when something should have come long ago.
// Checked by tests/fetch/schedule_test.cpp, schedule_property_test.cpp, bench/schedule_bench.cpp.
#pragma once
#include <optional>

#include "base/time.hpp"
#include "fetch/gate.hpp"
#include "fetch/learnt.hpp"
#include "model/article.hpp"

namespace octavo::fetch {

struct PollResult {
    Result<Fetched>* answer = nullptr;  // never null when given to after_poll
    bool parsed = false;                // it was a feed
    std::size_t entries = 0, fresh = 0;
    std::optional<Duration> ttl = {};  // RSS ttl, sy:updatePeriod
    std::bitset<24> skip_hours = {};
    std::bitset<7> skip_days = {};  // Sunday first
    std::string parse_error = {};
    // When the fresh entries say they came, those that say it; of all entries when nothing is learnt yet.
    std::vector<Instant> dates = {};
};
struct Pace {
    Duration floor = std::chrono::minutes(5);
    Duration ceiling = std::chrono::hours(24);
    Duration first = std::chrono::hours(1);        // at most, while little is known of a feed
    Duration hourly = std::chrono::seconds(1360);  // k: the interval of a feed that has one entry an hour
};

// Nothing is learnt of it yet: PollResult::dates is to have those of all its entries.
bool is_unknown(const Feed& feed);

// The request that polls it now: with both validators, byte for byte, or without, when its 304s are not to be believed.
FetchRequest poll_request(const Feed& feed, Url url, Instant now);

// Why the next poll is when it is, for people: "about 12 a day, mostly 7-19 h UTC: every 35 min". "" when the feed's
// reason says it all.
std::string pace_in_words(const Feed& feed);

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
