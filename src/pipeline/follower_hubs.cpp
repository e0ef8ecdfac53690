// The follower and the hubs (WebSub): a push is read like a poll that answered by itself, so that its entries have the
// same identity, and no article comes twice.
#include "pipeline/follower.hpp"

namespace octavo::pipeline {

// The scheduler thread.
void Follower::send_hub_requests() {
    while (auto errand = subscriptions_->take_errand()) {
        auto back = [subscriptions = subscriptions_, token = errand->token](Result<fetch::Fetched> answer) {
            subscriptions->heard(token, answer);
        };
        if (!courier_->submit(std::move(errand->request), std::move(back))) return;  // stopping
    }
}

// ---- the writer thread ----

void Follower::tend_hubs() {
    for (const FeedId feed : subscriptions_->tick(store_)) ask_soon(feed);
    read_pushes();
}

void Follower::read_pushes() {
    for (std::size_t tries = max_polls_out; tries > 0; --tries) {
        {
            const std::scoped_lock lock(mutex_);
            if (stopping_ || paused_ || polls_out_ >= max_polls_out) return;
        }
        auto push = subscriptions_->take_push();
        if (!push) return;
        if (push->hint) {
            ask_soon(push->feed);
            continue;
        }
        auto feed = reader_->feed(push->feed);
        auto topic = Url::parse(push->topic);
        if (!feed || !*feed || !topic) continue;
        {
            const std::scoped_lock lock(mutex_);
            if (!polling_.insert(push->feed).second) {  // its last poll is still being read: after that
                subscriptions_->put_back(*std::move(push));
                continue;
            }
            ++polls_out_;
        }
        tally_.add();
        fetch::Fetched fetched{.url = *std::move(topic), .status = 200};
        fetched.headers.emplace_back("content-type", std::move(push->content_type));
        fetched.body = std::move(push->body);
        Answer answer{**std::move(feed), std::move(fetched), true};
        answers_.try_push(answer);  // as large as all that may be out: it is never full
    }
}

// At its normal pace, or as soon as that allows; not while it fails or somebody asked for quiet. A feed in hand is left
// alone: what it is due at is being decided.
void Follower::ask_soon(FeedId id) {
    {
        const std::scoped_lock lock(mutex_);
        if (polling_.contains(id)) return;
    }
    const auto stored = reader_->feed(id);
    if (!stored || !*stored || (*stored)->failures > 0 || (*stored)->status == 429) return;
    Feed feed = **stored;
    const Instant soon = std::max(clock_.now(), feed.polled.value_or(Instant{}) + settings_.pace.floor);
    if (feed.due <= soon || feed.state == Feed::State::gone || feed.state == Feed::State::refused) return;
    feed.due = soon;
    save(feed);
}

// What was pushed says nothing about the feed's own answers: its validators and its pace stay.
void Follower::after_push(const FeedAnswer& answer, Feed& feed) const {
    const Instant now = clock_.now();
    if (answer.result.parsed)
        feed.worked = now;
    else if (feed.failures == 0)
        feed.due = std::min(feed.due, std::max(now, feed.polled.value_or(Instant{}) + settings_.pace.floor));
}

void Follower::heed_hub(const FeedAnswer& answer, Feed& feed) {
    if (answer.pushed)
        subscriptions_->brought(feed.id, answer.result.fresh);
    else
        subscriptions_->saw({feed, answer.hub, answer.result.fresh});
    const bool readable = !answer.pushed || answer.result.parsed;
    if (readable && feed.failures == 0) feed.due = subscriptions_->due(feed.id, feed.due, clock_.now());
}

}  // namespace octavo::pipeline
