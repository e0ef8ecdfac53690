#include "provider/breaker.hpp"

namespace octavo::provider {

bool Breaker::admits(Instant now) {
    const std::scoped_lock lock(mutex_);
    if (quiet_ && now < *quiet_) return false;
    quiet_.reset();
    if (!until_) return true;
    if (now < *until_ || probing_) return false;
    probing_ = true;
    return true;
}

void Breaker::succeeded() {
    const std::scoped_lock lock(mutex_);
    failures_.clear();
    until_.reset();
    pause_ = {};
    probing_ = false;
}

void Breaker::failed(Instant now) {
    const std::scoped_lock lock(mutex_);
    if (until_ && !probing_) return;  // was under way when it opened
    if (probing_) {
        probing_ = false;
        pause_ = std::min(pause_ * 2, settings_.longest_pause);
        until_ = now + pause_;
        return;
    }
    failures_.push_back(now);
    while (failures_.front() + settings_.within <= now) failures_.pop_front();
    if (failures_.size() < settings_.failures) return;
    failures_.clear();
    pause_ = settings_.pause;
    until_ = now + pause_;
}

void Breaker::left() {
    const std::scoped_lock lock(mutex_);
    probing_ = false;
}

void Breaker::quiet_until(Instant when) {
    const std::scoped_lock lock(mutex_);
    quiet_ = quiet_ ? std::max(*quiet_, when) : when;
}

std::optional<Instant> Breaker::rests_until(Instant now) const {
    const std::scoped_lock lock(mutex_);
    std::optional<Instant> out;
    for (const auto& one : {until_, quiet_})
        if (one && *one > now && (!out || *one > *out)) out = one;
    return out;
}

}  // namespace octavo::provider
