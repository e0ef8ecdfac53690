#include "web/rate_limit.hpp"

#include <algorithm>
#include <random>

namespace octavo::web {
namespace {

// splitmix64's finaliser (Steele, Lea, Flood 2014): every bit of the key reaches every bit of the set's number.
std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

}  // namespace

RateLimit::RateLimit(unsigned a_minute, unsigned burst, std::size_t sets)
    : a_token_(a_minute == 0 ? Micros(0) : Micros(std::chrono::minutes(1)) / a_minute),
      window_(a_token_ * std::max(1U, burst)),
      salt_((std::uint64_t{std::random_device{}()} << 32) | std::random_device{}()),  // nobody may aim at a set
      sets_(a_minute == 0 ? 0 : std::max<std::size_t>(1, sets)) {}

Duration RateLimit::take(const PeerAddress& client, Instant now) {
    if (sets_.empty() || is_loopback(client)) return Duration(0);
    const std::uint64_t who = household(client);
    const std::scoped_lock lock(mutex_);
    auto& set = sets_[mix(who ^ salt_) % sets_.size()];
    auto bucket = std::ranges::find(set, who, &Bucket::who);
    if (bucket == set.end()) {
        bucket = std::ranges::min_element(set, {}, &Bucket::full);
        *bucket = {who, now};
    }
    // Full by now, or from before the clock was set back.
    if (bucket->full < now || bucket->full - now > window_) bucket->full = now;
    const Micros after = bucket->full - now + a_token_;
    if (after > window_) return std::chrono::ceil<Duration>(after - window_);
    bucket->full += std::chrono::ceil<Duration>(a_token_);
    return Duration(0);
}

}  // namespace octavo::web
