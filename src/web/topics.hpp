// What the last days' articles are about, by language: which section, hashtag or place has a page worth finding in
// which edition. A snapshot, counted seldom, shared by all threads.
// Checked by tests/web/sitemaps_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/time.hpp"
#include "store/told.hpp"

namespace octavo::web {

class Topics {
  public:
    Topics() = default;
    explicit Topics(std::vector<store::BusyTopic> topics) : all_(std::move(topics)) {
        for (const auto& t : all_) {
            known_.emplace(t.what, t.id, t.tongue);
            tongues_.insert(t.tongue);
        }
    }
    const std::vector<store::BusyTopic>& all() const { return all_; }
    bool has(store::BusyTopic::What what, std::string_view id, std::string_view tongue) const {
        return known_.contains({what, std::string(id), std::string(tongue)});
    }
    bool speaks(std::string_view tongue) const { return tongues_.contains(std::string(tongue)); }

  private:
    std::vector<store::BusyTopic> all_;
    std::set<std::tuple<store::BusyTopic::What, std::string, std::string>> known_;
    std::set<std::string> tongues_;
};

// A value that is made anew now and then, by one thread, while the others are given the old one.
template <class T>
struct Recent {
    std::mutex mutex;
    std::shared_ptr<const T> value = std::make_shared<const T>();
    std::optional<Instant> made;
    bool making = false;

    // The value when it is good, or somebody is at it; nothing when the caller is to make it (and then to call `put`).
    std::shared_ptr<const T> get(Instant now, Duration kept) {
        const std::scoped_lock lock(mutex);
        if (making || (made && now - *made < kept && now >= *made)) return value;
        making = true;
        return nullptr;
    }
    void put(std::shared_ptr<const T> fresh, Instant now) {
        const std::scoped_lock lock(mutex);
        making = false;
        if (!fresh) return;
        value = std::move(fresh);
        made = now;
    }
};

}  // namespace octavo::web
