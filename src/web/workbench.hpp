// Work that takes longer than a page may: done once for all who ask for it, on threads of its own, and kept in memory.
//
//   bench.order(key, owner, work)    taken; or too much waits already
//   bench.when(key, [] { ... })      when it is done, whatever came of it
//   bench.look(key, owner)           -> the value or why there is none, and whether it is under way
//
// The threads start with the first order. Bounded: so many wait, so many of one owner, so many are kept, the least
// asked for leave first. What failed is told to whom it failed for, for a while: others had no part in it, and may try.
// `Value` is a std::expected. Thread-safe; outlives the site. Checked by tests/web/workbench_test.cpp.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/time.hpp"

namespace octavo::web {

struct BenchSettings {
    unsigned threads = 1;
    std::size_t most_waiting = 32, most_of_one = 32, most_kept = 200;
    Duration again_after = std::chrono::minutes(1);
};

enum class Taken : std::uint8_t { yes, full, enough };  // enough: of this owner

template <class Value>
class Workbench {
  public:
    using Made = std::shared_ptr<const Value>;
    using Work = std::function<Value(const std::stop_token&)>;
    struct Look {
        Made made;  // null: not made, or not for this owner, or it failed so long ago that it may be tried again
        bool under_way = false;
    };

    Workbench(BenchSettings settings, const Clock& clock) : settings_(settings), clock_(clock) {}
    ~Workbench() {  // stops what is under way
        for (std::jthread& thread : threads_) thread.request_stop();
        changed_.notify_all();
        threads_.clear();
        for (const auto& job : jobs_)
            for (const auto& done : job->waiting) done();
    }
    Workbench(const Workbench&) = delete;
    Workbench& operator=(const Workbench&) = delete;

    Look look(std::string_view key, std::string_view owner = {}) {
        const std::scoped_lock lock(mutex_);
        Look out{.made = nullptr, .under_way = job(key) != jobs_.end()};
        const auto known = std::ranges::find(kept_, key, &Kept::key);
        if (known == kept_.end()) return out;
        if (!*known->made && clock_.now() - known->at >= settings_.again_after) {
            kept_.erase(known);
            return out;
        }
        if (!*known->made && known->owner != owner) return out;
        kept_.splice(kept_.begin(), kept_, known);
        out.made = known->made;
        return out;
    }

    // What is under way is not done again; what was made is done anew: who orders has looked.
    Taken order(std::string key, std::string owner, Work work) {
        const std::scoped_lock lock(mutex_);
        if (job(key) != jobs_.end()) return Taken::yes;
        std::erase_if(kept_, [&](const Kept& known) { return known.key == key; });  // what was made before is past
        if (jobs_.size() >= settings_.most_waiting) return Taken::full;
        if (std::ranges::count(jobs_, owner, [](const auto& one) { return one->owner; }) >=
            static_cast<std::ptrdiff_t>(settings_.most_of_one))
            return Taken::enough;
        if (threads_.size() < settings_.threads && threads_.size() <= jobs_.size())
            threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
        jobs_.push_back(std::make_shared<Job>(Job{std::move(key), std::move(owner), std::move(work)}));
        ++version_;
        changed_.notify_all();
        return Taken::yes;
    }

    // What nobody waits for any more is not begun. False: it is under way, or was never ordered.
    bool drop(std::string_view key) {
        std::unique_lock lock(mutex_);
        const auto found = job(key);
        if (found == jobs_.end() || (*found)->begun) return false;
        const auto dropped = *found;
        jobs_.erase(found);
        ++version_;
        lock.unlock();
        for (const auto& done : dropped->waiting) done();
        return true;
    }

    // Calls `done`, on a thread of ours, when the key is no longer under way; false, and no call, when it is not.
    bool when(std::string_view key, std::function<void()> done) {
        const std::scoped_lock lock(mutex_);
        const auto found = job(key);
        if (found == jobs_.end()) return false;
        (*found)->waiting.push_back(std::move(done));
        return true;
    }
    bool under_way(std::string_view key) {
        const std::scoped_lock lock(mutex_);
        return job(key) != jobs_.end();
    }
    // Whether pages may look different to this owner than to anybody: something is under way, or failed for them.
    bool concerns(std::string_view owner) {
        const std::scoped_lock lock(mutex_);
        return !jobs_.empty() ||
               std::ranges::any_of(kept_, [&](const Kept& one) { return !*one.made && one.owner == owner; });
    }
    // Grows with all that begins or ends here: for caches of pages that show it.
    std::uint64_t version() const { return version_; }

  private:
    struct Job {
        std::string key, owner;
        Work work;
        bool begun = false;
        std::vector<std::function<void()>> waiting = {};
    };
    struct Kept {
        std::string key, owner;
        Made made;
        Instant at{};
    };
    using Jobs = std::deque<std::shared_ptr<Job>>;

    auto job(std::string_view key) {
        return std::ranges::find_if(jobs_, [&](const auto& one) { return one->key == key; });
    }
    void keep(const Job& job, Made made) {
        std::erase_if(kept_, [&](const Kept& known) { return known.key == job.key; });
        kept_.push_front({job.key, job.owner, std::move(made), clock_.now()});
        if (kept_.size() > settings_.most_kept) kept_.pop_back();
    }
    void run(const std::stop_token& stop) {
        const auto next = [this] {
            return std::ranges::find(jobs_, false, [](const auto& one) { return one->begun; });
        };
        for (std::unique_lock lock(mutex_);;) {
            if (!changed_.wait(lock, stop, [&] { return next() != jobs_.end(); }) || stop.stop_requested()) return;
            const auto mine = *next();
            mine->begun = true;
            lock.unlock();
            auto made = std::make_shared<const Value>(mine->work(stop));
            lock.lock();
            keep(*mine, std::move(made));
            std::erase(jobs_, mine);
            ++version_;
            const auto waiting = std::exchange(mine->waiting, {});
            lock.unlock();
            for (const auto& done : waiting) done();
            lock.lock();
        }
    }

    const BenchSettings settings_;
    const Clock& clock_;
    std::atomic<std::uint64_t> version_ = 0;
    std::mutex mutex_;  // guards what follows
    std::condition_variable_any changed_;
    Jobs jobs_;             // those that wait and those under way, the oldest first
    std::list<Kept> kept_;  // the latest asked for first
    std::vector<std::jthread> threads_;
};

}  // namespace octavo::web
