// When a source publishes: how many entries an hour, and at which hours of the day. Learnt from the dates of the
// entries seen, forgotten again at the pace of a week (the rate) and of three (the hours). Pure; no clock.
//
// Idea: a poll costs the publisher the same at noon and at night, but finds something only when there is something.
// With entries coming at r(t) an hour, the mean wait of an entry is least for a given number of polls when the polls
// lie 1 / sqrt(r(t)) apart: a feed that writes four times as much is asked twice as often, and one that sleeps at night
// is let sleep. So the next poll is where the integral of sqrt(r) reaches k (Pace::hourly).
//
//   12 a day, most between 7 and 19 h    ->  every 33 min by day, every 2 h at night
//
// Considered and kept out: the interval that grows and shrinks with each poll (three times the delay for the same
// polls), and interval = 1/r as some readers have it (rare feeds wait for days, busy ones are asked for every entry).
// bench/schedule_bench.cpp shows all of them. Checked by tests/fetch/rhythm_test.cpp.
#pragma once
#include <array>
#include <optional>
#include <span>

#include "base/time.hpp"

namespace octavo::fetch {

struct Rhythm {
    std::optional<Instant> as_of;     // looked at until here; absent: nothing learnt yet
    float entries = 0;                // seen lately: each weighs less the longer ago it came
    float hours = 0;                  // in so much time, faded likewise
    std::array<float, 24> by_hour{};  // entries by hour of the day (UTC), fading more slowly,
    float hours_by_hour = 0;          // in so much time

    // A first look: all entries of the feed document, which may have been cut.
    void begin(std::span<const Instant> dates, Instant now);
    // A later look: the entries that are new since the last one. One without a date came some time in between.
    void go_on(std::span<const Instant> dates, std::size_t undated, Instant now);

    // Entries an hour: on average, and at this hour of the day. Never 0: somebody silent may speak.
    double rate() const;
    std::array<double, 24> rates() const;
    // How many entries should have come between the two.
    double expected(Instant from, Instant to) const;
    // When the integral of sqrt(rate) from `now` reaches that of one hour at one entry an hour, times `hourly` hours.
    Duration until_next(Instant now, Duration hourly, Duration at_most) const;

    // The shortest run of hours of the day (UTC; first, and one past the last, below 24 + first) with most of the
    // entries in it; absent when there is none worth telling.
    struct Hours {
        int from = 0, to = 0;
    };
    std::optional<Hours> busy_hours() const;
    friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

}  // namespace octavo::fetch
