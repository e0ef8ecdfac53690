// How an edition speaks: its sentences, its numerals, its plurals, its way to say when. ICU does the knowing; its
// formatters are dear to make and not shared between threads, so a thread keeps one Tongue an edition, and what is
// said again and again (small numbers, "3 hours ago", a minute's exact time) is remembered.
//
//   tongue.count(Say::n_sources, 11)           "11 sources"      "١١ مصدرًا"
//   tongue.relative(then, now)                 "3 hours ago"     "قبل ٣ ساعات"
//   tongue.exact(then)                         "22 November 2026 at 06:12 GMT"
//
// Checked by tests/web/tongue_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "model/edition.hpp"
#include "web/words.hpp"

namespace octavo::web {

class Tongue {
  public:
    explicit Tongue(const Edition& edition);
    ~Tongue();
    Tongue(Tongue&&) noexcept;

    const Edition& edition() const;
    // The sentence; the English one where the language lacks it (a test sees to it that none does).
    std::string_view say(Say what) const;
    // The sentence with its one "{}" filled in.
    std::string fill(Say what, std::string_view value) const;
    // The counting sentence in the category `n` asks for.
    std::string count(Say what, std::uint64_t n) const;

    const std::string& number(std::uint64_t n) const;
    std::string decimal(double n) const;         // at most two digits behind the point
    std::string minutes(std::uint64_t n) const;  // "34 min"
    // "now", minutes, hours, days up to a week; beyond it the date. The future (a clock that disagrees) is "now".
    const std::string& relative(Instant then, Instant now) const;
    const std::string& exact(Instant then) const;            // date, time and zone, in the edition's time zone
    std::string day(Instant then) const;                     // "Sunday 22 November 2026"
    std::string month(std::chrono::year_month month) const;  // "November 2026"
    // In the edition's time zone: the day a moment falls on, and when a day begins.
    std::chrono::year_month_day date_of(Instant then) const;
    Instant start_of(std::chrono::year_month_day day) const;
    // As the edition's country writes calendars: the first day of its weeks, and the days' short names from it on.
    std::chrono::weekday first_weekday() const;
    std::vector<std::string> weekdays() const;
    std::string time_of_day(Instant then) const;            // "06:12"
    std::string language_name(std::string_view tag) const;  // in the edition's language; the tag when unknown
    std::string country_name(std::string_view code) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::web
