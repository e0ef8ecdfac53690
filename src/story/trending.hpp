// What bursts: a hashtag borne far more often in the last hours than its own history makes likely. Pure.
//   "Berlin"     40 today, 38 a day before  ->  .3        always there
//   "Eurovision" 30 today, 1 a day before   ->  6.4
// The measure is how many standard deviations of a Poisson count the last hours lie above what the time before leads
// one to expect, with two articles granted to whom there is no history of: a newcomer needs more than a handful. Plain
// counts were the road not taken: the capital trends every day. Checked by tests/story/trending_test.cpp.
#pragma once
#include <cmath>
#include <cstdint>

namespace octavo::story {

struct TagHistory {
    std::int64_t fresh = 0;  // articles of the last hours
    double fresh_hours = 6;
    std::int64_t before = 0;  // of the time before them
    double before_hours = 24.0 * 7;
};

// 0: as ever; 3 and more: it bursts.
inline double burst(const TagHistory& h) {
    if (h.fresh <= 0 || h.fresh_hours <= 0) return 0;
    const double hours = h.before_hours > 0 ? h.before_hours : 1;
    const double expected = static_cast<double>(h.before) * h.fresh_hours / hours + 2;
    const double above = static_cast<double>(h.fresh) - expected;
    return above <= 0 ? 0 : above / std::sqrt(expected);
}

}  // namespace octavo::story
