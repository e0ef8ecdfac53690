#include "story/trending.hpp"

#include <algorithm>
#include <cmath>

namespace octavo::story {

constexpr double least_rise = 1.5;  // below it chance explains what there is

std::vector<Trend> rank_trends(std::vector<Trend> tags, Duration recent, Duration before, std::size_t most) {
    const double share =
        before.count() > 0 ? static_cast<double>(recent.count()) / static_cast<double>(before.count()) : 0;
    for (Trend& tag : tags) {
        const double expected = static_cast<double>(tag.before) * share;
        const double risen = (static_cast<double>(tag.recent) - expected) / std::sqrt(expected + 1);
        tag.rise = risen * std::log2(1.0 + static_cast<double>(tag.publishers));
    }
    std::erase_if(tags, [](const Trend& tag) { return tag.rise < least_rise; });
    std::ranges::sort(
        tags, [](const Trend& a, const Trend& b) { return a.rise != b.rise ? a.rise > b.rise : a.name < b.name; });
    if (tags.size() > most) tags.resize(most);
    return tags;
}

}  // namespace octavo::story
