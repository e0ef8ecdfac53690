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

Duration Throttle::wait(std::string_view name_key, std::uint64_t household, Instant now) {
    const std::scoped_lock lock(mutex_);
    Duration out{};
    if (const auto name = names_.find(std::string(name_key)); name != names_.end()) {
        if (now - name->second.last >= remembered)
            names_.erase(name);
        else
            out = std::max(out, name->second.last + pause_after(name->second.failed) - now);
    }
    if (const auto from = households_.find(household); from != households_.end()) {
        if (now - from->second.last >= remembered)
            households_.erase(from);
        else if (from->second.failed >= an_hour)
            out = std::max(out, from->second.last + remembered - now);
    }
    return std::max(out, Duration(0));
}

void Throttle::failed(std::string_view name_key, std::uint64_t household, Instant now) {
    const std::scoped_lock lock(mutex_);
    bound(names_, now);
    bound(households_, now);
    auto& name = names_[std::string(name_key)];
    ++name.failed;
    name.last = now;
    auto& from = households_[household];
    ++from.failed;
    from.last = now;
}

std::size_t Throttle::size() {
    const std::scoped_lock lock(mutex_);
    return names_.size() + households_.size();
}

void Throttle::well(std::string_view name_key) {
    const std::scoped_lock lock(mutex_);
    names_.erase(std::string(name_key));
}

}  // namespace octavo::readers
