// Which hashtags are rising: used by more publishers in the last hours than the days before let expect. Pure.
//
// A tag used r times in the last hours, where the days before let expect e of it, has risen by (r - e) / sqrt(e + 1):
// how many standard deviations of a Poisson count lie between the two. That is weighed by the logarithm of how many
// publishers use it, since one that writes much is not yet the world.
//   "Budget"  9 articles of 5 publishers, 40 in the week before (5.7 expected)    1.3 x 2.6
//   "Volcano" 6 articles of 5 publishers, none before                             6.0 x 2.6
// Checked by tests/story/trending_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/ids.hpp"

namespace octavo::story {

struct Trend {
    TagId id;
    std::string name;
    std::int64_t recent = 0, publishers = 0;  // articles of the last hours, and who wrote them
    std::int64_t before = 0;                  // articles of the days before them
    double rise = 0;                          // set by rank_trends
};
// Those that rise, the steepest first, at most `most`.
std::vector<Trend> rank_trends(std::vector<Trend> tags, Duration recent, Duration before, std::size_t most);

}  // namespace octavo::story
