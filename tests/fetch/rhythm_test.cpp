#include "fetch/rhythm.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace octavo;
using namespace octavo::fetch;
using namespace std::chrono_literals;

namespace {

const Instant now = at("2025-07-13T12:00:00Z");

std::vector<Instant> every(Duration step, std::size_t count, Instant until = now) {
    std::vector<Instant> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(until - step * static_cast<int>(i));
    return out;
}

// Told of `by_day` entries at the full hours from 8 to 19 h, every day of three weeks, polled each hour.
Rhythm of_office_hours() {
    Rhythm rhythm;
    const Instant from = at("2025-06-22T00:00:00Z");
    rhythm.begin({}, from);
    for (Instant t = from + 1h; t <= at("2025-07-13T00:00:00Z"); t += 1h) {
        const auto hour = (t - std::chrono::floor<std::chrono::days>(t)) / 1h;
        const std::vector<Instant> came = {t - 30min};
        rhythm.go_on(hour > 8 && hour <= 20 ? std::span(came) : std::span<const Instant>(), 0, t);
    }
    return rhythm;
}

}  // namespace

TEST_CASE("the dates of a first look teach the rate at once") {
    Rhythm rhythm;
    rhythm.begin(every(2h, 30), now);
    CHECK(rhythm.rate() == doctest::Approx(0.5).epsilon(0.15));
    rhythm.begin(every(72h, 10), now);
    CHECK(rhythm.rate() == doctest::Approx(1.0 / 72).epsilon(0.25));
}

TEST_CASE("an old entry pinned to the end of a feed does not make it a rare one") {
    Rhythm plain, pinned;
    auto dates = every(10min, 30);
    plain.begin(dates, now);
    dates.push_back(at("2015-01-01T00:00:00Z"));
    pinned.begin(dates, now);
    CHECK(pinned.rate() == doctest::Approx(plain.rate()).epsilon(0.15));
}

TEST_CASE("dates in the future or before all time are borne") {
    Rhythm rhythm;
    const std::vector<Instant> odd = {at("9999-12-31T00:00:00Z"), from_unix_ms(INT64_MIN / 2), now};
    rhythm.begin(odd, now);
    CHECK(rhythm.rate() > 0);
    rhythm.go_on(odd, 3, now + 1h);
    CHECK(rhythm.rate() > 0);
    CHECK(rhythm.rate() < 10);
}

TEST_CASE("a feed that falls silent is expected less and less, and never not at all") {
    Rhythm rhythm;
    rhythm.begin(every(1h, 200), now);
    double before = rhythm.rate();
    for (int day = 1; day <= 60; ++day) {
        rhythm.go_on({}, 0, now + day * 24h);
        CHECK(rhythm.rate() < before);
        before = rhythm.rate();
    }
    CHECK(before < 1.0 / 1000);
    CHECK(before > 0);
}

TEST_CASE("entries put in again with their old dates are not taken for news; undated ones are") {
    Rhythm rhythm;
    rhythm.begin(every(24h, 20), now);
    const double before = rhythm.rate();
    Rhythm again = rhythm, undated = rhythm;
    again.go_on(every(24h, 500, now - 10 * 24h), 0, now + 1h);
    CHECK(again.rate() <= before);
    undated.go_on({}, 10, now + 1h);
    CHECK(undated.rate() > before);
}

TEST_CASE("a pause of ours says nothing about the feed") {
    Rhythm rhythm;
    rhythm.begin(every(1h, 100), now);
    const double before = rhythm.rate();
    rhythm.go_on(every(1h, 40, now + 365 * 24h), 0, now + 365 * 24h);
    CHECK(rhythm.rate() == doctest::Approx(before).epsilon(0.2));
    SUBCASE("nor does a clock set back") {
        Rhythm back = rhythm;
        back.go_on({}, 0, now);
        CHECK(back.rate() == doctest::Approx(rhythm.rate()));
        CHECK(back.as_of == now);
    }
}

TEST_CASE("the interval is k over the root of the rate") {
    Rhythm slow, fast;
    slow.begin(every(4h, 100), now);
    fast.begin(every(1h, 400), now);
    const auto of = [](const Rhythm& r) { return r.until_next(now, 20min, 24h) / 1s; };
    CHECK(static_cast<double>(of(slow)) / static_cast<double>(of(fast)) == doctest::Approx(2).epsilon(0.1));
    CHECK(of(fast) == doctest::Approx(20 * 60).epsilon(0.15));
}

TEST_CASE("hours of the day are learnt: polled oftener by day, and in time for the morning") {
    const Rhythm rhythm = of_office_hours();
    const auto by_day = rhythm.until_next(at("2025-07-13T13:00:00Z"), 20min, 24h);
    const auto by_night = rhythm.until_next(at("2025-07-13T01:00:00Z"), 20min, 24h);
    CHECK(by_night > by_day * 3);
    CHECK(rhythm.until_next(at("2025-07-13T06:30:00Z"), 20min, 24h) < by_night);
    const auto busy = rhythm.busy_hours();
    REQUIRE(busy.has_value());
    CHECK(busy->from >= 7);
    CHECK(busy->to <= 21);
    CHECK(busy->to - busy->from <= 12);
    CHECK(rhythm.expected(at("2025-07-13T00:00:00Z"), at("2025-07-13T06:00:00Z")) <
          rhythm.expected(at("2025-07-13T10:00:00Z"), at("2025-07-13T16:00:00Z")) / 4);
    CHECK(rhythm.expected(at("2025-07-01T00:00:00Z"), at("2025-07-13T00:00:00Z")) ==
          doctest::Approx(rhythm.rate() * 12 * 24));
}

TEST_CASE("a handful of entries makes no profile") {
    Rhythm rhythm;
    rhythm.begin(every(29h, 8), now);
    CHECK_FALSE(rhythm.busy_hours().has_value());
    const auto rates = rhythm.rates();
    CHECK(*std::ranges::max_element(rates) < 4 * *std::ranges::min_element(rates));
}
