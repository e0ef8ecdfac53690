// The follower's planning, on the writer's thread: which feeds are asked next, what a clock that was set means for
// them, and what becomes of a feed that has moved to where another one is. Checked by tests/pipeline/plan_test.cpp.
#include "base/log.hpp"
#include "pipeline/follower.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;

}  // namespace

// A clock that was set back leaves every due date in the future: they are pulled back.
void Follower::notice_the_clock(Instant now) {
    const bool set_back = last_look_ && now < *last_look_ - 1min;
    if (set_back) log::warning("the clock was set back to {}: all feeds are planned anew", to_iso(now));
    if (set_back) next_expiry_ = std::min(next_expiry_, now + 1h);
    if (set_back || !last_look_) {
        const Duration longest = std::max<Duration>(settings_.pace.ceiling, 24h) * 11 / 10 + 8 * 24h;
        if (const auto done = store_.pull_back_feeds(now, now + longest); !done)
            log::warning("feeds could not be planned anew: {}", done.error().detail);
    }
    last_look_ = now;
}

void Follower::take_what_is_due(Instant now, std::size_t in_hand) {
    const std::size_t room = allowance_.room(std::chrono::steady_clock::now(), max_wanted);
    if (room == 0) return;
    if (auto due = store_.due_feeds(now, in_hand + room)) allowance_.spend(want(*std::move(due)));
}

// It moved to where another one is already: one of them is enough.
void Follower::join_what_moved(Feed& feed) {
    const auto there = reader_->feed_at(feed.url);
    if (!there || !*there || (*there)->id == feed.id) return;
    feed.state = Feed::State::gone;
    feed.reason = fmt::format("moved for good to {}, which is followed already", feed.url);
    feed.due = fetch::never;
}

}  // namespace octavo::pipeline
