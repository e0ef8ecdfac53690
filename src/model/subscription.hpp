// A subscription at a WebSub hub: the hub tells us when a feed has something new, instead of our asking.
// W3C Recommendation of 23 January 2018, https://www.w3.org/TR/websub/
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "model/ids.hpp"

namespace octavo {

struct Subscription {
    // wanted: the hub is to be asked at `next`, or was asked and has not verified yet; active: it pushes until `lease`;
    // denied: it said no, and is asked again at `next`; leaving: it is to forget us.
    enum class State : std::uint8_t { wanted, active, denied, leaving };
    FeedId feed;
    std::string hub, topic;
    std::string site;    // our public address when it was made: another one needs another subscription
    std::string token;   // in the callback's address. A secret between the hub and us
    std::string secret;  // of the signatures; "" with a hub we do not reach by https
    State state = State::wanted;
    std::optional<Instant> asked;   // a request the hub has not verified yet
    std::optional<Instant> lease;   // pushes come until then
    std::optional<Instant> pushed;  // the last push that was believed
    Instant next{};                 // what is to be done then: ask, renew, give up waiting
    std::int32_t failures = 0;      // requests in a row that led nowhere
    bool proven = false;            // what it pushed was new to us, and nothing new has come by polling since
    std::int64_t pushes = 0;        // believed
    std::int64_t forged = 0;        // with a wrong signature, or none: not read
    std::string reason;             // why it is in its state, in plain words
};
std::string_view name_of(Subscription::State state);

// What a hub says at our callback: by GET whether it keeps us (section 5.3), by POST what is new (section 7).
struct HubSays {
    std::string mode, topic, challenge, reason;
    std::optional<std::int64_t> lease_seconds;
};
struct HubPush {
    std::string token, content_type, signature, body;
};

}  // namespace octavo
