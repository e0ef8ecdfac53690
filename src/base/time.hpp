// Instants, and the clock as a door. Craft rooms never ask for the time: they are given an Instant.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace octavo {

// A moment in UTC, to the millisecond. Stored as milliseconds since 1970 (negative before).
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

constexpr Instant from_unix_ms(std::int64_t ms) { return Instant{std::chrono::milliseconds{ms}}; }
constexpr std::int64_t to_unix_ms(Instant instant) { return instant.time_since_epoch().count(); }

// "2025-07-13T08:00:00Z" (RFC 3339, UTC, whole seconds).
std::string to_iso(Instant instant);
// "Sun, 13 Jul 2025 08:00:00 GMT" (RFC 9110, section 5.6.7).
std::string to_http_date(Instant instant);
// "Sun, 13 Jul 2025 08:00:00 +0000" (RFC 822 with a four-digit year, as RSS wants it).
std::string to_rfc822(Instant instant);

// Thread-safe. Steady deadlines are the caller's business; this is the wall clock of fetching and expiry.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

// A clock that stands still until it is told otherwise: for tests and replays.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant start) : now_(start) {}
    Instant now() const override;
    void advance(Duration by);
    void set(Instant instant);

  private:
    mutable std::mutex mutex_;
    Instant now_;
};

// An instant from RFC 3339 text; for constants in tests and tools: at("2025-07-13T08:00:00Z"). Asserts.
Instant at(std::string_view rfc3339);

}  // namespace octavo
