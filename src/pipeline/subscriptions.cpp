#include "pipeline/subscriptions.hpp"

#include "base/log.hpp"
#include "base/utf8.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;
using State = Subscription::State;

constexpr Duration verify_within = 1h;  // after the hub took a request; then it is asked again
constexpr Duration first_wait = 10min;  // after a request that led nowhere, then twice as long, up to a day
constexpr Duration after_denial = 7 * 24h;
constexpr Duration shortest_renewal = 1h;  // however short the lease
constexpr Duration longest_lease = 90 * 24h;
constexpr Duration assumed_lease = 24h;  // of a hub that does not say
constexpr Duration safety_poll = 12h;    // while a hub keeps its word
constexpr Duration idle_every = 1min;
constexpr int goodbyes = 3;  // tries to unsubscribe, before the hub is left to find out by itself
constexpr std::size_t max_pushes = 64, max_push_bytes = 32u << 20;
constexpr Duration a_push = 20s;    // one in so long, and ...
constexpr int pushes_at_once = 30;  // so many in a burst

Duration doubling(Duration first, int times, Duration most) {
    return std::min<Duration>(first * (1 << std::clamp(times, 0, 12)), most);
}

std::string what_it_said(const fetch::Fetched& answer) {
    std::string said = utf8::squeeze(utf8::without_controls(utf8::repair(utf8::cut(answer.body, 200))));
    if (said.contains('<')) said.clear();  // a page for people, most likely
    return said.empty() ? std::string() : ": " + said;
}

}  // namespace

void Subscriptions::touch(Held& held) { held.changed = any_changed_ = true; }

// ---- the writer ----

Result<> Subscriptions::open(store::Store& store, store::Reader& reader, bool following) {
    if (!following) return {};
    auto stored = TRY(reader.subscriptions());
    const std::scoped_lock lock(mutex_);
    const Instant now = clock_.now();
    for (Subscription& s : stored) {
        if (s.site != site_) {  // the hub calls where we no longer are
            TRY(store.drop_subscription(s.token));
            if (s.proven) hasten_.push_back(s.feed);
            continue;
        }
        // What was under way when we stopped is asked again.
        if (s.state == State::wanted && s.asked) s.next = now;
        if (s.state != State::leaving) by_feed_[s.feed] = s.token;
        std::string token = s.token;
        table_.emplace(std::move(token), Held{.s = std::move(s)});
    }
    next_act_ = next_idle_ = now;
    return {};
}

std::vector<FeedId> Subscriptions::tick(store::Store& store) {
    const Instant now = clock_.now();
    std::vector<std::string> idle;
    if (!site_.empty() && now >= next_idle_) {
        if (auto found = store.idle_subscriptions()) idle = *std::move(found);
    }
    std::vector<Subscription> changed;
    std::vector<std::string> dropped;
    std::vector<FeedId> hasten;
    {
        const std::scoped_lock lock(mutex_);
        if (now >= next_idle_) next_idle_ = now + idle_every;
        for (const std::string& token : idle)
            if (const auto held = table_.find(token); held != table_.end()) leave(held->second, now);
        if (now >= next_act_) {
            next_act_ = now + 10min;
            for (auto& [token, held] : table_) {
                act(held, now);
                next_act_ = std::min(next_act_, std::max(held.s.next, now + 1s));
            }
        }
        for (const std::string& token : dropped_) table_.erase(token);
        if (std::exchange(any_changed_, false))
            for (auto& [token, held] : table_)
                if (std::exchange(held.changed, false)) changed.push_back(held.s);
        dropped.swap(dropped_);
        hasten.swap(hasten_);
    }
    Result<> written;
    for (const std::string& token : dropped)
        if (written) written = store.drop_subscription(token);
    for (const Subscription& s : changed)
        if (written) written = store.put_subscription(s);
    if (!written) {  // a full disk: all of it again, at the next tick
        const std::scoped_lock lock(mutex_);
        dropped_.insert(dropped_.end(), dropped.begin(), dropped.end());
        for (const Subscription& s : changed)
            if (const auto held = table_.find(s.token); held != table_.end()) touch(held->second);
    }
    return hasten;
}

// What is due for one subscription.
void Subscriptions::act(Held& held, Instant now) {
    Subscription& s = held.s;
    if (s.state == State::active && s.lease && *s.lease <= now) {
        s.state = State::wanted;
        s.reason = "its lease ended, and the hub has not renewed it";
        lapse(held);
    }
    if (s.next > now) return;
    touch(held);
    if (s.state == State::leaving && s.failures >= goodbyes) {
        dropped_.push_back(s.token);
        s.next = now + 24h;
        return;
    }
    if (s.asked) return fail_later(held, "the hub took our request and never verified it", now);
    if (s.state == State::denied) s.state = State::wanted;
    s.asked = now;
    s.next = now + verify_within;
    held.redirects = 0;
    held.at.clear();
    errands_.push_back(s.token);
}

// The feed is asked at its own pace again.
void Subscriptions::lapse(Held& held) {
    touch(held);
    if (std::exchange(held.s.proven, false)) hasten_.push_back(held.s.feed);
}

void Subscriptions::fail_later(Held& held, std::string why, Instant now) {
    Subscription& s = held.s;
    touch(held);
    s.asked.reset();
    s.next = now + doubling(first_wait, s.failures, 24h);
    s.failures = std::min(s.failures + 1, 1'000);
    s.reason = std::move(why);
    next_act_ = std::min(next_act_, s.next);
}

void Subscriptions::begin(FeedId feed, const HubLinks& links, Instant now) {
    Subscription s;
    s.feed = feed;
    s.hub = links.hub;
    s.topic = links.topic;
    s.site = site_;
    s.token = random_letters(16);
    if (s.hub.starts_with("https:")) s.secret = random_letters(32);
    s.next = now;
    s.reason = "not asked yet";
    by_feed_[feed] = s.token;
    next_act_ = now;
    std::string token = s.token;
    touch(table_.emplace(std::move(token), Held{.s = std::move(s)}).first->second);
}

// The hub is told to forget us, where it may know us.
void Subscriptions::leave(Held& held, Instant now) {
    Subscription& s = held.s;
    if (s.state == State::leaving) return;
    lapse(held);
    if (const auto feed = by_feed_.find(s.feed); feed != by_feed_.end() && feed->second == s.token)
        by_feed_.erase(feed);
    const bool never_known = s.state != State::active && !s.asked && s.failures == 0;
    s.state = State::leaving;
    s.asked.reset();
    s.failures = never_known ? goodbyes : 0;
    s.next = next_act_ = now;
    s.reason = "its feed is not followed any more, or names another hub";
}

Subscriptions::Held* Subscriptions::current(FeedId feed) {
    return const_cast<Held*>(std::as_const(*this).current(feed));
}
const Subscriptions::Held* Subscriptions::current(FeedId feed) const {
    const auto token = by_feed_.find(feed);
    if (token == by_feed_.end()) return nullptr;
    const auto held = table_.find(token->second);
    return held == table_.end() ? nullptr : &held->second;
}

// ---- polls and pushes, as the follower reads them ----

void Subscriptions::saw(const Polled& polled) {
    if (site_.empty()) return;
    const Instant now = clock_.now();
    const std::scoped_lock lock(mutex_);
    Held* held = current(polled.feed.id);
    if (held && polled.feed.state == Feed::State::gone) return leave(*held, now);
    if (held && polled.fresh > 0 && held->s.proven) {
        held->s.proven = false;
        held->s.reason = "polling found what the hub had not pushed: polled as usual until it pushes again";
        touch(*held);
    }
    if (!polled.links) return;
    if (held && held->s.hub == polled.links->hub && held->s.topic == polled.links->topic) return;
    if (held) leave(*held, now);
    if (!polled.links->hub.empty()) begin(polled.feed.id, *polled.links, now);
}

void Subscriptions::brought(FeedId feed, std::size_t fresh) {
    const std::scoped_lock lock(mutex_);
    Held* held = current(feed);
    if (!held || fresh == 0 || held->s.state != State::active) return;
    held->s.proven = true;
    held->s.reason.clear();
    touch(*held);
}

Instant Subscriptions::due(FeedId feed, Instant otherwise, Instant now) const {
    const std::scoped_lock lock(mutex_);
    const Held* held = current(feed);
    if (!held || held->s.state != State::active || !held->s.proven || !held->s.lease || *held->s.lease <= now)
        return otherwise;
    return std::max(otherwise, std::min(now + safety_poll, *held->s.lease));
}

// ---- requests ----

std::optional<Subscriptions::Errand> Subscriptions::take_errand() {
    const std::scoped_lock lock(mutex_);
    while (!errands_.empty()) {
        const std::string token = std::move(errands_.front());
        errands_.pop_front();
        const auto held = table_.find(token);
        if (held == table_.end()) continue;
        const Subscription& s = held->second.s;
        const auto hub = Url::parse(held->second.at.empty() ? s.hub : held->second.at);
        if (!hub) continue;
        fetch::FetchRequest request{.url = *hub, .purpose = fetch::Purpose::hub, .follow_redirects = false};
        request.form = hub_form(s, s.state == State::leaving ? HubMode::unsubscribe : HubMode::subscribe);
        return Errand{token, std::move(request)};
    }
    return std::nullopt;
}

void Subscriptions::heard(const std::string& token, const Result<fetch::Fetched>& answer) {
    const Instant now = clock_.now();
    const std::scoped_lock lock(mutex_);
    const auto found = table_.find(token);
    if (found == table_.end()) return;
    Held& held = found->second;
    Subscription& s = held.s;
    touch(held);
    if (!answer) {
        if (answer.error().fault == Fault::refused) {
            if (s.state == State::wanted) s.state = State::denied;
            s.failures = std::max(s.failures, 8);  // not again today
        }
        return fail_later(held, answer.error().detail, now);
    }
    const int status = answer->status;
    if (status >= 200 && status < 300) {  // section 5.1.1: 202, and the verification follows
        if (s.asked && s.state == State::wanted) s.reason = "asked; the hub is to verify it";
        return;
    }
    // Section 5.1: "Hubs may use 307 and 308"; the form goes to the new address.
    const auto url = Url::parse(held.at.empty() ? s.hub : held.at);
    const auto target = url ? Url::parse(answer->header("location"), *url) : std::nullopt;
    // Not from https to http: the secret stays where it was meant to go.
    const bool as_safe = target && (target->scheme() == "https" || s.hub.starts_with("http:"));
    if ((status == 307 || status == 308) && target && target->is_web() && as_safe && ++held.redirects <= 3) {
        held.at = target->without_fragment();
        errands_.push_back(token);
        return;
    }
    if (status >= 400 && status < 500 && status != 408 && status != 429) {
        if (s.state == State::wanted) s.state = State::denied;
        fail_later(held, fmt::format("the hub refuses ({}){}", status, what_it_said(*answer)), now);
        if (s.state == State::denied) s.next = now + after_denial;
        return;
    }
    fail_later(held, fmt::format("the hub answered {}{}", status, what_it_said(*answer)), now);
}

// ---- the callback ----

bool Subscriptions::knows(std::string_view token) const {
    const std::scoped_lock lock(mutex_);
    return table_.contains(token);
}

std::optional<std::string> Subscriptions::verify(std::string_view token, const HubSays& says) {
    const Instant now = clock_.now();
    const std::scoped_lock lock(mutex_);
    const auto found = table_.find(token);
    if (found == table_.end()) return std::nullopt;
    return verified(found->second, says, now);
}

// Section 5.3.1: "The subscriber MUST confirm that the hub.topic corresponds to a pending subscription or
// unsubscription that it wishes to carry out." What was verified once is pending no more: a replay is a 404.
std::optional<std::string> Subscriptions::verified(Held& held, const HubSays& says, Instant now) {
    Subscription& s = held.s;
    if (says.topic != s.topic) return std::nullopt;
    if (says.mode == "denied") {  // section 5.2: at any time
        if (s.state == State::leaving) return std::nullopt;
        touch(held);
        lapse(held);
        s.state = State::denied;
        s.asked.reset();
        s.lease.reset();
        s.next = now + after_denial;
        s.reason = "the hub denies it";
        const auto why = utf8::squeeze(utf8::without_controls(utf8::repair(utf8::cut(says.reason, 200))));
        if (!why.empty()) s.reason += ": " + why;
        return "";
    }
    constexpr std::size_t longest_challenge = 2048;
    if (!s.asked || says.challenge.empty() || says.challenge.size() > longest_challenge) return std::nullopt;
    if (says.mode == "unsubscribe" && s.state == State::leaving) {
        dropped_.push_back(s.token);
        s.asked.reset();
        s.next = now + 24h;
        return says.challenge;
    }
    if (says.mode != "subscribe" || s.state == State::leaving) return std::nullopt;
    Duration lease = assumed_lease;
    if (says.lease_seconds)
        lease = std::chrono::seconds(std::clamp<std::int64_t>(*says.lease_seconds, 1, longest_lease / 1s));
    touch(held);
    s.state = State::active;
    s.asked.reset();
    s.lease = now + lease;
    s.next = now + std::max<Duration>(lease / 2, std::min<Duration>(shortest_renewal, lease));
    s.failures = 0;
    if (s.proven) {
        s.reason.clear();
    } else {
        s.reason = "polled as usual until the hub has pushed something new";
    }
    next_act_ = std::min(next_act_, s.next);
    return says.challenge;
}

bool Subscriptions::too_often(Held& held, Instant now) {
    const Instant full = std::max(held.full, now) + a_push;
    if (full - now > a_push * pushes_at_once) return true;
    held.full = full;
    return false;
}

int Subscriptions::push(HubPush push) {
    const Instant now = clock_.now();
    std::string secret;
    {
        const std::scoped_lock lock(mutex_);
        const auto found = table_.find(push.token);
        if (found == table_.end()) return 404;
        secret = found->second.s.secret;
    }
    const bool right =
        secret.empty() || is_signed(secret, push.signature, push.body);  // megabytes: nobody waits for it
    const std::scoped_lock lock(mutex_);
    const auto found = table_.find(push.token);
    if (found == table_.end()) return 404;
    Held& held = found->second;
    Subscription& s = held.s;
    // Section 7: "Subscribers may return 410 to tell the hub that the subscription is over."
    if (s.state != State::active) return s.state == State::wanted ? 404 : 410;
    if (!s.lease || *s.lease <= now) return 410;
    if (!right) {
        // Section 7.1: 2xx, so that who forges does not learn; and the content is not read.
        ++s.forged;
        touch(held);
        return 202;
    }
    if (too_often(held, now)) return 429;
    const bool hint = s.secret.empty() || push.body.empty();
    if (pushes_.size() >= max_pushes || push_bytes_ + push.body.size() > max_push_bytes) return 503;
    ++s.pushes;
    s.pushed = now;
    touch(held);
    if (hint) push.body.clear();
    push_bytes_ += push.body.size();
    pushes_.push_back({s.feed, s.topic, std::move(push.content_type), std::move(push.body), hint});
    return 202;
}

std::optional<Subscriptions::Pushed> Subscriptions::take_push() {
    const std::scoped_lock lock(mutex_);
    if (pushes_.empty()) return std::nullopt;
    Pushed push = std::move(pushes_.front());
    pushes_.pop_front();
    push_bytes_ -= push.body.size();
    return push;
}

void Subscriptions::put_back(Pushed push) {
    const std::scoped_lock lock(mutex_);
    push_bytes_ += push.body.size();
    pushes_.push_back(std::move(push));
}

std::vector<Subscription> Subscriptions::all() const {
    const std::scoped_lock lock(mutex_);
    std::vector<Subscription> out;
    for (const auto& [token, held] : table_) out.push_back(held.s);
    return out;
}

}  // namespace octavo::pipeline
