#include "pipeline/follower.hpp"

#include "base/log.hpp"
#include "pipeline/follower_landing.hpp"
#include "pipeline/identity.hpp"
#include "pipeline/kept_body.hpp"
#include "pipeline/page_answer.hpp"
#include "pipeline/press.hpp"
#include "pipeline/raw_archive.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr std::size_t pages_per_host = 2;    // given to the courier at a time
constexpr std::size_t max_backlog = 50'000;  // entries
constexpr std::size_t max_backlog_bytes = 64u << 20;
constexpr auto tick = 200ms;
constexpr auto offline_probe = 15s;  // one feed this often, while nobody answers
constexpr auto offline_wait = 2min;  // until a feed is tried again that did not answer then

// A feed that is asked without conditions the next time: not all of its entries are done with.
Feed without_validators(Feed feed) {
    feed.etag.clear();
    feed.last_modified.clear();
    feed.body_hash.clear();
    return feed;
}

}  // namespace

Follower::Follower(const LineSettings& settings, const Clock& clock, store::Store& store, fetch::Fetcher& fetcher,
                   Jobs& jobs, Tray& tray, Tally& tally, Counters& counters)
    : settings_(settings),
      clock_(clock),
      store_(store),
      jobs_(jobs),
      tray_(tray),
      tally_(tally),
      counters_(counters),
      subscriptions_(std::make_shared<Subscriptions>(clock, settings.hub_site)),
      allowance_(settings.polls_a_second),
      backlog_(pages_per_host),
      answers_(max_polls_out + 1),
      landing_(std::make_shared<Landing>()),
      courier_(std::make_unique<fetch::Courier>(clock, fetcher, settings.manners)),
      movers_([this](const Url& url, fetch::Purpose purpose) { return ask_for_movers(url, purpose); },
              [this](Movers::Hunt hunt) {
                  auto shared = std::make_shared<Movers::Hunt>(std::move(hunt));
                  tray_.post([this, shared] { judge(std::move(*shared)); });
              }) {}

Follower::~Follower() { stop(); }

Result<> Follower::start() {
    reader_ = TRY(store_.reader());
    TRY(subscriptions_->open(store_, *reader_, settings_.follow));
    next_expiry_ = clock_.now() + 1h;
    landing_->follower = this;
    scheduler_ = std::thread([this] { schedule(); });
    reader_thread_ = std::thread([this] { read_answers(); });
    movers_.start();
    return {};
}

void Follower::stop() {
    {
        const std::scoped_lock lock(mutex_);
        if (std::exchange(stopping_, true)) return;
    }
    {
        const std::scoped_lock lock(landing_->mutex);
        landing_->follower = nullptr;
    }
    changed_.notify_all();
    courier_->stop();
    movers_stop_.request_stop();
    movers_.stop();
    answers_.close();
    if (scheduler_.joinable()) scheduler_.join();
    if (reader_thread_.joinable()) reader_thread_.join();
}

std::size_t Follower::under_way() const { return courier_ ? courier_->under_way() : 0; }

void Follower::set_paused(bool paused) {
    const std::scoped_lock lock(mutex_);
    paused_ = paused;
}

// ---- the scheduler thread ----

void Follower::schedule() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        send_pages();
        send_polls();
        send_hub_requests();
        ask_what_is_due();
        lock.lock();
        if (!stopping_) changed_.wait_for(lock, tick);
    }
}

void Follower::send_polls() {
    for (;;) {
        Feed feed;
        {
            const std::scoped_lock lock(mutex_);
            if (stopping_ || paused_ || wanted_.empty() || polls_out_ >= max_polls_out ||
                backlog_.size() >= max_backlog || backlog_.bytes() >= max_backlog_bytes)
                return;
            if (weather_.offline()) {
                if (polls_out_ > 1 || Steady::now() < next_probe_) return;
                next_probe_ = Steady::now() + offline_probe;
            }
            feed = std::move(wanted_.front());
            wanted_.pop_front();
            ++polls_out_;
        }
        auto url = Url::parse(set_out(feed, clock_.now()));
        if (!url) {
            Answer answer{std::move(feed), fail(Fault::malformed, "not an address")};
            answers_.try_push(answer);
            continue;
        }
        auto request = fetch::poll_request(feed, *std::move(url), clock_.now());
        auto back = [landing = landing_, feed = std::move(feed)](Result<fetch::Fetched> fetched) mutable {
            landing->feed(std::move(feed), std::move(fetched));
        };
        if (!courier_->submit(std::move(request), std::move(back))) return;  // stopping
    }
}

// The question goes to the writer, who owns the archive; the answer comes back as wanted_. Never waits.
void Follower::ask_what_is_due() {
    const auto now = Steady::now();
    if (now < next_question_) return;
    std::size_t in_hand = 0;
    bool follow = settings_.follow;
    {
        const std::scoped_lock lock(mutex_);
        if (asking_ || stopping_) return;
        follow = follow && !paused_ && wanted_.size() < max_wanted / 2;
        in_hand = polling_.size();
        asking_ = true;
    }
    next_question_ = now + tick;
    const bool asked = tray_.post([this, follow, in_hand] {
        const Instant today = clock_.now();
        save_what_was_not();
        second_tries(today);
        notice_the_clock(today);
        tend_hubs();
        if (follow) take_what_is_due(today, in_hand);
        if (today >= next_expiry_) {
            const auto more = store_.expire(today, settings_.keeping);
            if (!more) log::warning("expiry: {}", more.error().detail);
            if (!more || !*more) next_expiry_ = today + 1h;  // else the next piece at the next round
        }
        const std::scoped_lock lock(mutex_);
        asking_ = false;
    });
    if (!asked) {
        const std::scoped_lock lock(mutex_);
        asking_ = false;
    }
}

std::size_t Follower::want(std::vector<Feed> feeds) {
    std::size_t taken = 0;
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_) return 0;
        for (auto& feed : feeds) {
            if (!polling_.insert(feed.id).second) continue;
            wanted_.push_back(std::move(feed));
            tally_.add();
            ++taken;
        }
    }
    if (taken > 0) changed_.notify_all();
    return taken;
}

// ---- the feed reader thread ----

void Follower::read_answers() {
    while (auto answer = answers_.pop()) {
        if (!answer->fetched && answer->fetched.error().fault == Fault::cancelled) continue;
        // Posted whole: what happens next belongs to the writer.
        auto read =
            std::make_shared<FeedAnswer>(read_feed(std::move(answer->feed), std::move(answer->fetched), clock_.now()));
        read->pushed = answer->pushed;
        count(*read);
        if (settings_.raw && read->result.parsed && !read->same_body && !asks_not_to_be_kept(read->fetched->headers))
            settings_.raw->keep({read->fetched->url.href(),
                                 clock_.now(),
                                 read->fetched->status,
                                 read->fetched->headers,
                                 read->fetched->body,
                                 {}});
        tray_.post([this, read] { finish_poll(std::move(*read)); });
    }
}

void Follower::count(FeedAnswer& answer) {
    if (answer.pushed) {
        ++counters_.pushes;
        return;
    }
    ++counters_.polls;
    if (answer.fetched) {
        weather_.answered();
        if (answer.fetched->status == 304 || answer.same_body) ++counters_.unchanged;
    } else if (is_silence(answer.fetched.error())) {
        if (const auto url = Url::parse(answer.feed.url))
            answer.silent_offline = weather_.silent(std::string(url->host()));
    }
}

// ---- the writer thread ----

// One question for all entries of a feed.
std::vector<Entry> Follower::only_new(std::vector<Entry> entries, Poll& poll) {
    const auto known = known_already(entries, store_, *reader_);
    if (!known) {
        log::warning("feed {}: {}", poll.feed.url, known.error().detail);
        poll.again = true;
        return {};
    }
    const Instant now = clock_.now();
    std::vector<Entry> out;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Entry& e = entries[i];
        if ((*known)[i]) continue;
        if (const auto setback = setbacks_.standing(e.id, now)) {
            poll.again = poll.again || *setback == Setbacks::Kind::passing;
            continue;
        }
        out.push_back(std::move(e));
    }
    return out;
}

void Follower::finish_poll(FeedAnswer answer) {
    auto poll = std::make_shared<Poll>();
    poll->feed = answer.feed;
    const Instant now = clock_.now();
    auto fresh = only_new(std::move(answer.entries), *poll);
    answer.result.answer = &answer.fetched;
    answer.result.fresh = fresh.size();
    if (!fetch::is_unknown(answer.feed)) answer.result.dates = dates_of(fresh);
    if (answer.pushed) {
        after_push(answer, poll->feed);
    } else if (answer.silent_offline) {
        poll->feed.due = now + offline_wait;
    } else {
        poll->feed = fetch::after_poll(answer.feed, answer.result, now, settings_.pace);
        if (poll->feed.url != answer.feed.url) join_what_moved(poll->feed);
        if (answer.go_on) poll->feed.due = now;
        seek_if_moved(poll->feed, answer.feed.reason, now);
    }
    heed_hub(answer, poll->feed);
    {
        const std::scoped_lock lock(mutex_);
        std::erase_if(fresh, [&](const Entry& e) { return in_hand_.contains(e.id); });
        --polls_out_;
    }
    const bool cut = cut_to(fresh, {.entries = settings_.entries_a_poll});
    keep_the_rest(answer, cut, *poll);
    if (cut) {
        poll->feed.due = std::min(poll->feed.due, now + std::max<Duration>(settings_.pace.floor, 1min));
    }
    poll->pending = fresh.size();

    if (poll->pending > 0) {
        Feed unfinished = without_validators(poll->feed);
        unfinished.due = now;  // should we be killed: the next start asks again at once
        save(unfinished);
    }
    if (poll->pending == 0) poll_done(poll);
    for (auto& entry : fresh) {
        PageTask task{std::move(entry), poll->feed.source, poll};
        tally_.add();
        if (!task.entry.address.empty()) {
            const std::scoped_lock lock(mutex_);
            in_hand_.insert(task.entry.id);
            backlog_.add(std::move(task));
        } else {
            {
                const std::scoped_lock lock(mutex_);
                in_hand_.insert(task.entry.id);
            }
            Job job = job_of(std::move(task), fail(Fault::refused, {}));
            job.page_failure.reset();  // it never had a page
            jobs_.push_now(job);
        }
    }
    changed_.notify_all();
    tally_.done();
}

// What this poll does not take, or could not fetch, is there for the next one.
void Follower::keep_the_rest(const FeedAnswer& answer, bool cut, Poll& poll) {
    poll.again = poll.again || cut || answer.kept_lost;
    if (answer.pushed || answer.feed.kind != Feed::Kind::feed) return;
    if (answer.from_kept) {
        poll.kept = answer.feed.memory;
    } else if (cut && answer.fetched && answer.result.parsed) {
        poll.kept = keep_body(*answer.fetched);
    }
    if (answer.from_kept || answer.kept_lost || answer.result.parsed) poll.feed.memory.clear();
}

void Follower::poll_done(const std::shared_ptr<Poll>& poll) {
    Feed feed = poll->again && poll->kept.empty() ? without_validators(poll->feed) : poll->feed;
    if (poll->again && !poll->kept.empty()) feed.memory = std::move(poll->kept);
    const bool saved = save(feed);
    if (!saved) return;  // it stays in hand until it is
    const std::scoped_lock lock(mutex_);
    polling_.erase(poll->feed.id);
}

// A feed that somebody removed meanwhile stays removed.
bool Follower::save(const Feed& feed) {
    if (const auto there = reader_->feed(feed.id); there && !*there) return true;
    auto put = store_.put_feed(feed);
    if (put) return true;
    if (!is_passing(put.error())) {
        log::warning("feed {}: {}", feed.url, put.error().detail);
        return true;
    }
    unsaved_[feed.id] = feed;
    return false;
}

void Follower::save_what_was_not() {
    for (auto& [id, feed] : std::exchange(unsaved_, {})) {
        if (!save(feed)) return unsaved_.insert_or_assign(id, feed), void();
        const std::scoped_lock lock(mutex_);
        polling_.erase(id);
    }
}

void Follower::forget_in_hand(ArticleId id) {
    const std::scoped_lock lock(mutex_);
    in_hand_.erase(id);
}

void Follower::entry_done(const PageTask& task, const Outcome& outcome) {
    if (!outcome.written) {
        if (!task.poll) return forget_in_hand(task.entry.id);
        const auto setback = setbacks_.note(task.entry.id, outcome.written.error(), clock_.now());
        if (setback == Setbacks::Kind::passing) task.poll->again = true;
    } else {
        setbacks_.forget(task.entry.id);
    }
    forget_in_hand(task.entry.id);
    if (task.poll && --task.poll->pending == 0) poll_done(task.poll);
    const bool news = outcome.written && *outcome.written != store::Written::unchanged;
    if (news && outcome.article && !outcome.article->next_page.empty()) next_page(task, *outcome.article);
}

}  // namespace octavo::pipeline
