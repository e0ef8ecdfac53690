// So many a second, and no storm: after a night switched off ten thousand feeds are due at once, and are asked one
// after the other at a rate that this machine and the resolver bear. Pure: time is given. One thread.
// Checked by tests/pipeline/allowance_test.cpp.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>

namespace octavo::pipeline {

class Allowance {
  public:
    using Time = std::chrono::steady_clock::time_point;
    // 0 a second: no limit.
    explicit Allowance(std::size_t a_second) : a_second_(static_cast<double>(a_second)) {}

    // How many may go now, `most` at most. A second's worth is the most that is saved up.
    std::size_t room(Time now, std::size_t most) {
        if (a_second_ <= 0) return most;
        const double passed = last_ == Time{} ? 1 : std::chrono::duration<double>(now - last_).count();
        last_ = now;
        saved_ = std::min(a_second_, saved_ + std::max(0.0, passed) * a_second_);
        return std::min(most, static_cast<std::size_t>(saved_));
    }
    void spend(std::size_t count) { saved_ = std::max(0.0, saved_ - static_cast<double>(count)); }

  private:
    double a_second_, saved_ = 0;
    Time last_{};
};

}  // namespace octavo::pipeline
