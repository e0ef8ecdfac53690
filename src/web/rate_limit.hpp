// How often one address may ask for what is dear to make: searches, the archive's older pages, the API.
//
// A token bucket a household: `burst` requests at once, then one each time a token has come back. It is kept as one
// instant, when the bucket will be full again (the virtual scheduling of ATM's GCRA, ITU-T I.371, annex A), so that a
// bucket costs 16 bytes and nobody has to fill it. Memory is bounded: a table of sets of four; a full set forgets the
// bucket that is nearest to full, which is the one it loses least by. A crowd of addresses can so win back tokens, but
// cannot make us grow, or lock anybody out.
// Checked by tests/web/rate_limit_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <vector>

#include "base/time.hpp"
#include "web/client.hpp"

namespace octavo::web {

class RateLimit {
  public:
    // `a_minute` 0: no limit.
    RateLimit(unsigned a_minute, unsigned burst, std::size_t sets = 4096);
    // Takes a token: zero. None there: how long until one is. Loopback has as many as it likes: it is the operator, or
    // a proxy that was not named, behind which all readers would be one. Thread-safe.
    Duration take(const PeerAddress& client, Instant now) { return ask(client, now).wait; }
    // The same, with what is left: for clients that want to keep to it.
    struct Grant {
        Duration wait{};       // until there is a token; zero: one was taken
        bool counted = false;  // whether this client is counted at all
        unsigned left = 0;     // tokens
        Duration full{};       // until the bucket is full again
    };
    Grant ask(const PeerAddress& client, Instant now);
    unsigned burst() const { return burst_; }
    Duration window() const { return std::chrono::ceil<Duration>(window_); }

  private:
    struct Bucket {
        std::uint64_t who = 0;
        Instant full{};  // when it is full again
    };
    using Micros = std::chrono::microseconds;
    const Micros a_token_;
    const unsigned burst_;
    const Micros window_;  // from empty to full
    const std::uint64_t salt_;
    std::mutex mutex_;
    std::vector<std::array<Bucket, 4>> sets_;
};

}  // namespace octavo::web
