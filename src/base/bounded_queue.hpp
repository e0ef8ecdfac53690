// A queue between neighbours: bounded, closable. A slow consumer makes the producer wait; memory stays flat.
// Stopping is closing the first queue: each stage drains, then closes the next. Thread-safe.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace octavo {

template <class T>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

    // Waits while the queue is full. False (and `value` is dropped) when the queue is closed.
    bool push(T value) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return closed_ || items_.size() < capacity_; });
        if (closed_) return false;
        items_.push_back(std::move(value));
        lock.unlock();
        ready_.notify_one();
        return true;
    }

    // Never waits. False when full or closed; `value` is then untouched.
    bool try_push(T& value) {
        std::unique_lock lock(mutex_);
        if (closed_ || items_.size() >= capacity_) return false;
        items_.push_back(std::move(value));
        lock.unlock();
        ready_.notify_one();
        return true;
    }

    // Waits for an item. Absent when the queue is closed and drained.
    std::optional<T> pop() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [&] { return closed_ || !items_.empty(); });
        return take(lock);
    }

    // As pop, but absent also when `wait` has passed.
    template <class Rep, class Period>
    std::optional<T> pop_for(std::chrono::duration<Rep, Period> wait) {
        std::unique_lock lock(mutex_);
        ready_.wait_for(lock, wait, [&] { return closed_ || !items_.empty(); });
        return take(lock);
    }

    // Everything that is there, at most `max`; empty when nothing is. Never waits.
    std::vector<T> drain(std::size_t max) {
        std::vector<T> out;
        {
            const std::scoped_lock lock(mutex_);
            while (!items_.empty() && out.size() < max) {
                out.push_back(std::move(items_.front()));
                items_.pop_front();
            }
        }
        room_.notify_all();
        return out;
    }

    void close() {
        {
            const std::scoped_lock lock(mutex_);
            closed_ = true;
        }
        ready_.notify_all();
        room_.notify_all();
    }

    bool closed() const {
        const std::scoped_lock lock(mutex_);
        return closed_;
    }
    std::size_t size() const {
        const std::scoped_lock lock(mutex_);
        return items_.size();
    }

  private:
    std::optional<T> take(std::unique_lock<std::mutex>& lock) {
        if (items_.empty()) return std::nullopt;
        std::optional<T> out(std::move(items_.front()));
        items_.pop_front();
        lock.unlock();
        room_.notify_one();
        return out;
    }

    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::condition_variable room_;
    std::deque<T> items_;
    bool closed_ = false;
};

}  // namespace octavo
