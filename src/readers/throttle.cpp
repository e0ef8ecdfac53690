#include "readers/throttle.hpp"

#include <algorithm>
#include <vector>

namespace octavo::readers {
namespace {

constexpr std::size_t most = 20'000;
constexpr Duration remembered = std::chrono::hours(1);

Duration pause_after(unsigned failed) {
    if (failed < Throttle::free_tries) return Duration(0);
    const unsigned doublings = std::min(failed - Throttle::free_tries, 10U);
    return std::min<Duration>(std::chrono::seconds(1U << doublings), Throttle::longest);
}

}  // namespace

void Throttle::bound(auto& tries, Instant now) {
    if (tries.size() < most) return;
    std::erase_if(tries, [&](const auto& one) { return now - one.second.last >= remembered; });
    if (tries.size() < most) return;
    std::vector<Instant> times;
    for (const auto& one : tries) times.push_back(one.second.last);
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::ranges::nth_element(times, middle);
    std::erase_if(tries, [&](const auto& one) { return one.second.last <= *middle; });
}

Duration Throttle::attempt(std::string_view name_key, std::uint64_t household, Instant now) {
    const std::scoped_lock lock(mutex_);
    bound(names_, now);
    bound(households_, now);
    auto& name = names_[std::string(name_key)];
    auto& from = households_[household];
    // A clock that was set back, or a thread that looked at it a moment earlier, must not make waits of it.
    name.last = std::min(name.last, now);
    from.last = std::min(from.last, now);
    if (now - name.last >= remembered) name = {};
    // A household wins tries back with time, so that it is so many an hour and not so many for ever.
    const auto won =
        static_cast<unsigned>(std::min<std::int64_t>(from.failed, (now - from.last) * an_hour / remembered));
    if (won > 0) {
        from.failed -= won;
        from.last = now;
    }
    Duration wait = std::max(Duration(0), name.last + pause_after(name.failed) - now);
    if (household != uncounted && from.failed >= an_hour) wait = std::max(wait, from.last + remembered / an_hour - now);
    if (wait > Duration(0)) return wait;
    ++name.failed;
    name.last = now;
    if (from.failed++ == 0) from.last = now;
    return Duration(0);
}

void Throttle::well(std::string_view name_key, std::uint64_t household) {
    const std::scoped_lock lock(mutex_);
    names_.erase(std::string(name_key));
    const auto from = households_.find(household);
    if (from != households_.end() && from->second.failed > 0) --from->second.failed;
}

std::size_t Throttle::size() {
    const std::scoped_lock lock(mutex_);
    return names_.size() + households_.size();
}

}  // namespace octavo::readers
