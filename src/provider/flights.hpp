// Two who ask for the same at once: one goes, the other waits for what it brings. Also remembers for a while what the
// gate rejected, so that an article no model gets right is not paid for by every reader. Thread-safe; time is given.
// Checked by tests/provider/providers_test.cpp.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "provider/providers.hpp"

namespace octavo::provider {

class Flights {
  public:
    static constexpr Duration remembers = std::chrono::hours(6);
    static constexpr std::size_t most_remembered = 2'000;

    // Absent: the caller is the one who goes, and must land(). Else what the other brought; what ended for a reason of
    // the other's own (who no longer wanted it, or had no budget left) is no answer to anybody else, who goes then.
    std::optional<Outcome<Generated>> join(const std::string& name, Instant now, const std::stop_token& stop);
    void land(const std::string& name, const Outcome<Generated>& result, Instant now);

  private:
    struct Flight {
        std::optional<Outcome<Generated>> result;
    };
    std::mutex mutex_;
    std::condition_variable_any landed_;
    std::map<std::string, std::shared_ptr<Flight>> flights_;
    std::map<std::string, std::pair<Instant, Fallback>> rejected_;  // until when
};

}  // namespace octavo::provider
