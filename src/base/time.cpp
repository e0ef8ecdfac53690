#include "base/time.hpp"

#include <cassert>

#include "base/dates.hpp"

namespace octavo {
namespace {

struct Civil {
    std::chrono::year_month_day day;
    std::chrono::hh_mm_ss<std::chrono::seconds> time;
    unsigned weekday;  // 0 = Sunday
};

Civil civil(Instant instant) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
    const auto days = std::chrono::floor<std::chrono::days>(seconds);
    return {std::chrono::year_month_day{days}, std::chrono::hh_mm_ss{seconds - days},
            std::chrono::weekday{days}.c_encoding()};
}

constexpr std::string_view weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string mail_date(Instant instant, std::string_view zone) {
    const Civil c = civil(instant);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} {}", weekdays[c.weekday], unsigned(c.day.day()),
                       months[unsigned(c.day.month()) - 1], int(c.day.year()), c.time.hours().count(),
                       c.time.minutes().count(), c.time.seconds().count(), zone);
}

}  // namespace

std::string to_iso(Instant instant) {
    const Civil c = civil(instant);
    if (const int year = int(c.day.year()); year >= 0 && year <= 9999) {  // every card says a time or two
        std::string out("0000-00-00T00:00:00Z");
        const auto put = [&](std::size_t at, auto value) {
            out[at] = static_cast<char>('0' + value / 10 % 10);
            out[at + 1] = static_cast<char>('0' + value % 10);
        };
        put(0, year / 100);
        put(2, year);
        put(5, unsigned(c.day.month()));
        put(8, unsigned(c.day.day()));
        put(11, c.time.hours().count());
        put(14, c.time.minutes().count());
        put(17, c.time.seconds().count());
        return out;
    }
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", int(c.day.year()), unsigned(c.day.month()),
                       unsigned(c.day.day()), c.time.hours().count(), c.time.minutes().count(),
                       c.time.seconds().count());
}

std::string to_http_date(Instant instant) { return mail_date(instant, "GMT"); }
std::string to_rfc822(Instant instant) { return mail_date(instant, "+0000"); }

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Instant ManualClock::now() const {
    const std::scoped_lock lock(mutex_);
    return now_;
}

void ManualClock::advance(Duration by) {
    const std::scoped_lock lock(mutex_);
    now_ += by;
}

void ManualClock::set(Instant instant) {
    const std::scoped_lock lock(mutex_);
    now_ = instant;
}

Instant at(std::string_view rfc3339) {
    const auto instant = parse_date(rfc3339);
    assert(instant.has_value() && "at(): not a date");
    return *instant;
}

}  // namespace octavo
