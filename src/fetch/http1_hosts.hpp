// Hosts that offered HTTP/2 and then refused it (some walls do): asked by HTTP/1.1 for a day, so that not every request
// is made twice. Bounded; when full it forgets all, which costs one more try each. One thread.
// Checked by tests/fetch/tls_test.cpp.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>

namespace octavo::fetch {

class Http1Hosts {
  public:
    using Time = std::chrono::steady_clock::time_point;
    void add(std::string_view host, Time now) {
        if (until_.size() >= most) until_.clear();
        until_[std::string(host)] = now + remembered;
    }
    bool contains(std::string_view host, Time now) const {
        if (until_.empty()) return false;
        const auto found = until_.find(std::string(host));
        return found != until_.end() && now < found->second;
    }

  private:
    static constexpr std::size_t most = 10'000;
    static constexpr auto remembered = std::chrono::hours(24);
    std::unordered_map<std::string, Time> until_;
};

}  // namespace octavo::fetch
