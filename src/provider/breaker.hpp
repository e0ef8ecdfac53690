// Lets a service that fails have its rest: after five failures in a minute nobody asks for half a minute; then one
// request goes as a probe, and says whether all may. A service that asks for quiet (Retry-After) gets it the same way.
// Thread-safe; time is given. Checked by tests/provider/parts_test.cpp.
#pragma once

#include <deque>
#include <mutex>
#include <optional>

#include "base/time.hpp"
#include "provider/settings.hpp"

namespace octavo::provider {

class Breaker {
  public:
    explicit Breaker(BreakerSettings settings) : settings_(settings) {}

    // Whether a request may go now. Whoever is let through must say how it ended: succeeded, failed or left.
    bool admits(Instant now);
    void succeeded();
    void failed(Instant now);
    void left();  // it ended without telling anything of the service: cancelled
    void quiet_until(Instant when);

    // Absent: it is asked as ever.
    std::optional<Instant> rests_until(Instant now) const;

  private:
    mutable std::mutex mutex_;
    const BreakerSettings settings_;
    std::deque<Instant> failures_;
    std::optional<Instant> until_;  // set: open, or half open once it has passed
    std::optional<Instant> quiet_;
    Duration pause_{};  // of this opening
    bool probing_ = false;
};

}  // namespace octavo::provider
