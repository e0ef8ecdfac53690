// Checked by tests/pipeline/jobs_test.cpp.
#include "pipeline/jobs.hpp"

namespace octavo::pipeline {

void Jobs::add(Job& job) {
    bytes_ += job.bytes();
    jobs_.emplace_back(next_++, std::move(job));
}

bool Jobs::push(Job& job) {
    {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return closed_ || !full(); });
        if (closed_) return false;
        add(job);
    }
    ready_.notify_one();
    return true;
}

bool Jobs::push_now(Job& job) {
    {
        const std::scoped_lock lock(mutex_);
        if (closed_) return false;
        add(job);
    }
    ready_.notify_one();
    return true;
}

std::optional<Jobs::Numbered> Jobs::pop() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return closed_ || (!jobs_.empty() && jobs_.front().first < written_ + window_); });
    if (closed_) return std::nullopt;
    Numbered job = std::move(jobs_.front());
    jobs_.pop_front();
    bytes_ -= job.second.bytes();
    lock.unlock();
    room_.notify_all();
    return job;
}

void Jobs::written_up_to(std::uint64_t number) {
    {
        const std::scoped_lock lock(mutex_);
        written_ = std::max(written_, number);
    }
    ready_.notify_all();
}

void Jobs::close() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    ready_.notify_all();
    room_.notify_all();
}

std::deque<Jobs::Numbered> Jobs::rest() {
    const std::scoped_lock lock(mutex_);
    bytes_ = 0;
    return std::exchange(jobs_, {});
}

std::size_t Jobs::size() const {
    const std::scoped_lock lock(mutex_);
    return jobs_.size();
}

std::size_t Jobs::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

bool Tray::post(Command command) {
    {
        const std::scoped_lock lock(mutex_);
        if (closed_) return false;
        commands_.push_back(std::move(command));
    }
    ready_.notify_one();
    return true;
}

void Tray::put(std::uint64_t number, Finished finished) {
    bool is_next = false;
    {
        const std::scoped_lock lock(mutex_);
        is_next = number == next_;
        finished_.emplace(number, std::move(finished));
    }
    if (is_next) ready_.notify_one();
}

Tray::Taken Tray::take(std::size_t max, Duration wait) {
    Taken out;
    std::unique_lock lock(mutex_);
    const auto something = [&] {
        return closed_ || !commands_.empty() || (max > 0 && !finished_.empty() && finished_.begin()->first == next_);
    };
    ready_.wait_for(lock, wait, something);
    out.commands.assign(std::make_move_iterator(commands_.begin()), std::make_move_iterator(commands_.end()));
    commands_.clear();
    while (out.finished.size() < max && !finished_.empty() && finished_.begin()->first == next_) {
        out.finished.push_back(std::move(finished_.begin()->second));
        finished_.erase(finished_.begin());
        ++next_;
    }
    out.closed = closed_;
    return out;
}

std::uint64_t Tray::next() const {
    const std::scoped_lock lock(mutex_);
    return next_;
}

void Tray::close() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    ready_.notify_all();
}

void Tally::add(std::size_t n) {
    const std::scoped_lock lock(mutex_);
    count_ += n;
}

void Tally::done(std::size_t n) {
    const std::scoped_lock lock(mutex_);
    count_ -= n;
    // Under the lock: who waits may destroy us as soon as it is free.
    if (count_ == 0) none_.notify_all();
}

void Tally::wait_for_none() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [&] { return released_ || count_ == 0; });
}

void Tally::release() {
    {
        const std::scoped_lock lock(mutex_);
        released_ = true;
    }
    none_.notify_all();
}

std::size_t Tally::count() const {
    const std::scoped_lock lock(mutex_);
    return count_;
}

}  // namespace octavo::pipeline
