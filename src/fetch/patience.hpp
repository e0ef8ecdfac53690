// How long one transfer is waited for: a first byte in time, a least speed from then on, an end. Instead of three
// timers a transfer, somebody asks all of them now and then. Pure: time is given. Checked by
// tests/fetch/patience_test.cpp.
#pragma once
#include <chrono>
#include <optional>
#include <string_view>

#include "fetch/gate.hpp"

namespace octavo::fetch {

class Patience {
  public:
    using Time = std::chrono::steady_clock::time_point;
    explicit Patience(Time begun) : begun_(begun) {}

    void begin_hop() { sent_.reset(), window_.reset(); }  // the total goes on
    void sent(Time now) { sent_ = now; }
    void received(std::size_t bytes, Time now) {
        if (!window_) window_ = now;
        window_bytes_ += bytes;
    }

    // For so long we looked at nothing: what came meanwhile lies unread, and the publisher is not to blame.
    void pardon(Time::duration lost) {
        begun_ += lost;
        if (sent_) *sent_ += lost;
        if (window_) *window_ += lost;
    }

    // Why it should be given up; absent while there is hope.
    std::optional<std::string_view> end(const GateLimits& limits, Time now) {
        if (now - begun_ >= limits.total) return "not done in time";
        if (!window_) return sent_ && now - *sent_ >= limits.first_byte ? std::optional("no answer") : std::nullopt;
        if (now - *window_ < limits.low_speed_window) return std::nullopt;
        const double seconds = std::chrono::duration<double>(now - *window_).count();
        const bool slow = static_cast<double>(window_bytes_) < static_cast<double>(limits.low_speed) * seconds;
        window_ = now;
        window_bytes_ = 0;
        return slow ? std::optional("too slow") : std::nullopt;
    }

  private:
    Time begun_;                  // of the first hop
    std::optional<Time> sent_;    // when this hop's request went out
    std::optional<Time> window_;  // since when bytes are counted: the first one, then each window's end
    std::size_t window_bytes_ = 0;
};

}  // namespace octavo::fetch
