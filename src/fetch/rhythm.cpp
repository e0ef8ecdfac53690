#include "fetch/rhythm.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace octavo::fetch {
namespace {

using namespace std::chrono_literals;
using InHours = std::chrono::duration<double, std::ratio<3600>>;

constexpr double memory_of_rate = 7 * 24;            // hours until an entry weighs 1/e
constexpr double memory_of_hours = 28 * 24;          // the same for the hours of the day
constexpr double few_entries = 0.02, few_hours = 1;  // what is believed of a feed before anything is known
constexpr double even_entries = 6;                   // spread evenly over the day, before its hours are known
constexpr double lean = 8;                           // entries: how much the last week leans on the time before it
constexpr double longest_look_back = 28 * 24;
// A look after a longer pause than this is one after a pause of ours (switched off, the clock set forward): the time in
// between says nothing.
constexpr Duration longest_gap = 48h;
constexpr Duration backfill = 48h;  // entries dated that much before the last look are old ones put in again

double hours_of(Duration time) { return std::chrono::duration_cast<InHours>(time).count(); }

int hour_of_day(Instant time) {
    const auto hour = std::chrono::floor<std::chrono::hours>(time.time_since_epoch()).count() % 24;
    return static_cast<int>(hour < 0 ? hour + 24 : hour);
}

double fraction_of_hour(Instant time) { return hours_of(time - std::chrono::floor<std::chrono::hours>(time)); }

}  // namespace

void Rhythm::begin(std::span<const Instant> dates, Instant now) {
    *this = {};
    as_of = now;
    std::vector<double> ages;
    ages.reserve(dates.size());
    for (const Instant date : dates)
        ages.push_back(std::clamp(hours_of(now - std::max(date, from_unix_ms(0))), 0.0, 1e6));
    if (ages.empty()) return;
    // The document holds the newest so many: the time it covers is the age of its oldest, but for a few that are
    // pinned.
    const std::size_t oldest = ages.size() - 1 - ages.size() / 10;
    std::ranges::nth_element(ages, ages.begin() + static_cast<std::ptrdiff_t>(oldest));
    const double covered = std::min(ages[oldest], longest_look_back);
    hours = static_cast<float>(memory_of_rate * (1 - std::exp(-covered / memory_of_rate)));
    hours_by_hour = static_cast<float>(memory_of_hours * (1 - std::exp(-covered / memory_of_hours)));
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const double age = std::clamp(hours_of(now - std::max(dates[i], from_unix_ms(0))), 0.0, 1e6);
        if (age >= covered) continue;
        entries += static_cast<float>(std::exp(-age / memory_of_rate));
        by_hour[static_cast<std::size_t>(hour_of_day(std::min(dates[i], now)))] +=
            static_cast<float>(std::exp(-age / memory_of_hours));
    }
}

void Rhythm::go_on(std::span<const Instant> dates, std::size_t undated, Instant now) {
    if (!as_of) return begin(dates, now);
    const Duration gap = std::clamp<Duration>(now - *as_of, 0ms, longest_gap);
    const Instant from = now - gap;
    as_of = now;
    const double fade = std::exp(-hours_of(gap) / memory_of_rate);
    const auto fade_hours = static_cast<float>(std::exp(-hours_of(gap) / memory_of_hours));
    entries *= static_cast<float>(fade);
    hours = static_cast<float>(hours * fade + memory_of_rate * (1 - fade));
    for (float& count : by_hour) count *= fade_hours;
    hours_by_hour = hours_by_hour * fade_hours + static_cast<float>(memory_of_hours) * (1 - fade_hours);
    const auto came = [&](Instant when) {
        entries += static_cast<float>(std::exp(-hours_of(now - when) / memory_of_rate));
        by_hour[static_cast<std::size_t>(hour_of_day(when))] += 1;
    };
    // It was not there at the last look: it came since, whatever it says of itself.
    for (const Instant date : dates)
        if (date > from - backfill) came(std::clamp(date, from, now));
    for (std::size_t i = 0; i < undated; ++i) came(from + gap / 2);
}

// What came lately, leaning on the longer past as much as on so many entries: of a feed with three a week, a week alone
// tells little. A past that is over is not leant on.
double Rhythm::rate() const {
    const double all = std::accumulate(by_hour.begin(), by_hour.end(), 0.0);
    const double lately = (double{entries} + few_entries) / (double{hours} + few_hours);
    const double long_run = std::min((all + few_entries) / (double{hours_by_hour} + few_hours), 2 * lately);
    return (double{entries} + lean) / (double{hours} + lean / long_run);
}

std::array<double, 24> Rhythm::rates() const {
    // Neighbouring hours speak for each other: a few dozen entries make no profile of 24 hours by themselves.
    constexpr std::array<double, 5> weights = {1, 2, 3, 2, 1};
    constexpr double sum_of_weights = 9;
    const double all = std::accumulate(by_hour.begin(), by_hour.end(), 0.0) + even_entries;
    const double mean = rate();
    std::array<double, 24> out{};
    for (std::size_t h = 0; h < 24; ++h) {
        double near = 0;
        for (std::size_t k = 0; k < weights.size(); ++k) near += weights[k] * double{by_hour[(h + 22 + k) % 24]};
        out[h] = mean * 24 * (near / sum_of_weights + even_entries / 24) / all;
    }
    return out;
}

double Rhythm::expected(Instant from, Instant to) const {
    if (to <= from) return 0;
    const auto by_hour_of_day = rates();
    double left = hours_of(to - from), sum = 0;
    const double days = std::floor(left / 24);
    sum += days * 24 * rate();
    left -= days * 24;
    double piece = 1 - fraction_of_hour(from);
    for (int h = hour_of_day(from); left > 0; h = (h + 1) % 24, piece = 1) {
        const double part = std::min(left, piece);
        sum += by_hour_of_day[static_cast<std::size_t>(h)] * part;
        left -= part;
    }
    return sum;
}

Duration Rhythm::until_next(Instant now, Duration hourly, Duration at_most) const {
    const auto by_hour_of_day = rates();
    double needed = hours_of(hourly);
    double waited = 0, piece = 1 - fraction_of_hour(now);
    const double most = hours_of(at_most);
    for (int h = hour_of_day(now); waited < most; h = (h + 1) % 24, piece = 1) {
        const double speed = std::sqrt(by_hour_of_day[static_cast<std::size_t>(h)]);
        if (speed * piece >= needed) {
            waited += needed / speed;
            break;
        }
        needed -= speed * piece;
        waited += piece;
    }
    return std::min(at_most, std::chrono::duration_cast<Duration>(InHours(std::min(waited, most))));
}

std::optional<Rhythm::Hours> Rhythm::busy_hours() const {
    constexpr double enough_entries = 12, most_of_them = 0.85;
    constexpr int worth_telling = 14;
    const double all = std::accumulate(by_hour.begin(), by_hour.end(), 0.0);
    if (all < enough_entries) return std::nullopt;
    for (int length = 1; length <= worth_telling; ++length) {
        Hours best;
        double best_sum = -1;
        for (int from = 0; from < 24; ++from) {
            double sum = 0;
            for (int h = from; h < from + length; ++h) sum += double{by_hour[static_cast<std::size_t>(h % 24)]};
            if (sum > best_sum) best = {from, from + length}, best_sum = sum;
        }
        if (best_sum >= most_of_them * all) return best;
    }
    return std::nullopt;
}

}  // namespace octavo::fetch
