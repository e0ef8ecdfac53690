// Are we offline? A feed that does not answer may be dead; when nobody answers, it is us. Feeds are then not blamed for
// our silence. Thread-safe.
#pragma once
#include <mutex>
#include <set>
#include <string>

namespace octavo::pipeline {

class Weather {
  public:
    // Somebody answered, whatever it was.
    void answered() {
        const std::scoped_lock lock(mutex_);
        silent_.clear();
        offline_ = false;
    }
    // This host gave no answer at all. True when that makes us offline: three hosts in a row, and none in between.
    bool silent(const std::string& host) {
        const std::scoped_lock lock(mutex_);
        if (silent_.size() < hosts_to_be_sure) silent_.insert(host);
        offline_ = offline_ || silent_.size() >= hosts_to_be_sure;
        return offline_;
    }
    bool offline() const {
        const std::scoped_lock lock(mutex_);
        return offline_;
    }

  private:
    static constexpr std::size_t hosts_to_be_sure = 3;
    mutable std::mutex mutex_;
    std::set<std::string> silent_;
    bool offline_ = false;
};

}  // namespace octavo::pipeline
