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
      burst_(std::max(1U, burst)),
      window_(a_token_ * burst_),
      salt_((std::uint64_t{std::random_device{}()} << 32) | std::random_device{}()),  // nobody may aim at a set
      sets_(a_minute == 0 ? 0 : std::max<std::size_t>(1, sets)) {}

RateLimit::Grant RateLimit::ask(const PeerAddress& client, Instant now) {
    if (sets_.empty() || is_loopback(client)) return {};
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
    Grant grant{.counted = true, .full = bucket->full - now};
    if (after > window_) {
        grant.wait = std::chrono::ceil<Duration>(after - window_);
        return grant;
    }
    bucket->full += std::chrono::ceil<Duration>(a_token_);
    grant.full = bucket->full - now;
    grant.left = static_cast<unsigned>((window_ - std::min<Micros>(window_, grant.full)) / a_token_);
    return grant;
}

}  // namespace octavo::web
