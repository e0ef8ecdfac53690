// Where other threads lay their requests down for the gate's thread.
//
// Whoever lays the first into an empty inbox has to knock; those who come before the thread has looked need not: it
// takes all that is there. Once closed, nothing is ever accepted again, so no `done` is forgotten in a box nobody
// reads. Thread-safe. Checked by tests/fetch/gate_test.cpp.
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <utility>

#include "fetch/gate.hpp"

namespace octavo::fetch {

struct Asked {
    FetchRequest request;
    Fetcher::Done done;
};

class Inbox {
  public:
    enum class Put { first, more, closed };

    Put put(Asked& asked) {  // untouched when closed
        const std::scoped_lock lock(mutex_);
        if (closed_) return Put::closed;
        waiting_.push_back(std::move(asked));
        return waiting_.size() > 1 ? Put::more : Put::first;
    }
    std::optional<Asked> take() {
        const std::scoped_lock lock(mutex_);
        return front();
    }
    // The same; but when nothing is there, nothing will be.
    std::optional<Asked> take_or_close() {
        const std::scoped_lock lock(mutex_);
        closed_ = waiting_.empty();
        return front();
    }

  private:
    std::optional<Asked> front() {
        if (waiting_.empty()) return std::nullopt;
        std::optional<Asked> asked(std::move(waiting_.front()));
        waiting_.pop_front();
        return asked;
    }

    std::mutex mutex_;
    std::deque<Asked> waiting_;
    bool closed_ = false;
};

}  // namespace octavo::fetch
