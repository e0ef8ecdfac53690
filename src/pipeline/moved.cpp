#include "pipeline/moved.hpp"

#include "base/utf8.hpp"
#include "feed/feed.hpp"
#include "fetch/schedule.hpp"
#include "pipeline/identity.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;

constexpr Duration lost_for = 48h;
constexpr Duration hunt_again = 7 * 24h;
constexpr std::int32_t least_failures = 4;
constexpr std::size_t max_waiting = 1000;
constexpr FinderCaps hunt_caps = {.requests = 12, .feeds = 5};

constexpr std::string_view proposal_begins = "perhaps it moved: ";

bool same_title(std::string_view a, std::string_view b) {
    return !a.empty() && utf8::equal_ignoring_case(utf8::squeeze(a), utf8::squeeze(b));
}

bool same_site(const std::string& a, const std::string& b) {
    const auto first = Url::parse(a), second = Url::parse(b);
    return first && second && registrable_domain(first->host()) == registrable_domain(second->host());
}

}  // namespace

bool looks_moved(const Feed& feed, Instant now) {
    if (feed.kind != Feed::Kind::feed) return false;
    if (feed.state == Feed::State::gone) return feed.status == 410;
    if (feed.state != Feed::State::failing || feed.failures < least_failures) return false;
    const bool lost = feed.status == 404 || (feed.status >= 200 && feed.status < 300);
    return lost && (!feed.worked || now - *feed.worked >= lost_for);
}

void Movers::start() {
    thread_ = std::thread([this] { hunt(); });
}

void Movers::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Movers::consider(const Feed& feed, const std::string& site, Instant now) {
    if (!looks_moved(feed, now)) {
        if (feed.failures == 0) proposals_.erase(feed.id);
        return;
    }
    const auto last = sought_.find(feed.id);
    if (last != sought_.end() && now - last->second < hunt_again) return;
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_ || waiting_.size() >= max_waiting) return;
        waiting_.push_back({feed, site, {}});
    }
    sought_[feed.id] = now;
    changed_.notify_all();
}

void Movers::recall(FeedId id, std::string_view reason, Instant now) {
    const auto at = reason.rfind(proposal_begins);
    if (at == std::string_view::npos || proposals_.contains(id)) return;
    proposals_[id] = reason.substr(at);
    sought_.try_emplace(id, now);
}

std::string Movers::proposal(FeedId id) const {
    const auto found = proposals_.find(id);
    return found == proposals_.end() ? std::string() : found->second;
}

void Movers::hunt() {
    for (;;) {
        Hunt hunt;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
            if (stopping_) return;
            hunt = std::move(waiting_.front());
            waiting_.pop_front();
        }
        const auto site = Url::parse(hunt.site);
        if (!site || !site->is_web()) continue;
        const auto answers = find_feeds_of(*site, ask_, hunt_caps);
        if (!answers) continue;
        for (const fetch::Fetched& answer : *answers) {
            const std::string url = answer.url.without_fragment();
            if (url == hunt.feed.url) continue;
            auto parsed = feed::parse(answer.body, {.url = url, .content_type = answer.header("content-type")});
            if (!parsed) continue;
            Found found{url, parsed->title, {}};
            found.entries = entries_of(*std::move(parsed), hunt.feed.source);
            hunt.found.push_back(std::move(found));
        }
        if (!hunt.found.empty()) judge_(std::move(hunt));
    }
}

Result<Judgement> judge_hunt(Movers::Hunt hunt, store::Store& store, store::Reader& reader, Instant now) {
    const auto stored = TRY(reader.feed(hunt.feed.id));
    if (!stored || stored->url != hunt.feed.url) return Judgement{};  // removed, or moved by somebody else
    const Movers::Found* best = nullptr;
    std::ptrdiff_t most = 0;
    for (Movers::Found& found : hunt.found) {
        const auto known = TRY(known_already(found.entries, store, reader));
        auto shared = std::ranges::count(known, true) * 2;
        if (same_title(found.title, stored->title) && same_site(found.url, hunt.site)) ++shared;
        if (shared > most) {
            most = shared;
            best = &found;
        }
    }
    if (!best)
        return Judgement{.feed = {},
                         .proposal = fmt::format("{}its site names {}; add that if it is the one", proposal_begins,
                                                 hunt.found.front().url)};
    Feed feed = *stored;
    if (TRY(reader.feed_at(best->url))) {
        feed.state = Feed::State::gone;
        feed.due = fetch::never;
        feed.reason = fmt::format("moved: what it told is told by {}, which is followed already", best->url);
        return Judgement{.feed = std::move(feed), .proposal = {}};
    }
    feed.was_at = std::exchange(feed.url, best->url);
    feed.etag.clear();
    feed.last_modified.clear();
    feed.body_hash.clear();
    feed.state = Feed::State::fresh;
    feed.failures = 0;
    feed.status = 0;
    feed.due = now;
    feed.reason = fmt::format("moved: found again on {}; it was at {}", hunt.site, feed.was_at);
    return Judgement{.feed = std::move(feed), .proposal = {}};
}

}  // namespace octavo::pipeline
