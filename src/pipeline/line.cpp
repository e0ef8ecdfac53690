// The threads, and who hands what to whom:
//
//   scheduler, feed reader   (follower.hpp)
//   N workers                take a numbered job, give back a finished article
//   one writer               commands first, then articles in the order of their numbers: place, commit, acknowledge
//
// One thread per end: whoever feeds the head does not also drain the tail. (We tried; it hangs beautifully.)
// A writer that cannot write (a full disk) holds its batch and tries again; the workers then wait for it, the fetcher
// for them, and memory stays flat. Nothing acknowledged is ever dropped, nothing held is ever forgotten but by stop().
// Checked by tests/pipeline/line_test.cpp.
#include "pipeline/line.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <thread>

#include "base/log.hpp"
#include "pipeline/ask.hpp"
#include "pipeline/line_state.hpp"
#include "pipeline/worker.hpp"
#include "store/packer.hpp"

namespace octavo::pipeline {
namespace {

using Steady = std::chrono::steady_clock;
using namespace std::chrono_literals;

}  // namespace

void Line::State::work() {
    Worker worker(settings.own_categories.get());
    while (auto numbered = jobs.pop()) {
        Job& job = numbered->second;
        if (settings.rules && !job.parse.html.empty())
            job.parse.rules = settings.rules->book()->for_page(job.parse.url);
        if (!job.parse.html.empty()) job.parse.site_template = templates.of(job.parse.source);
        ParsedArticle article = worker.run(job.parse);
        if (article.url.empty() && job.known_as) article.id = job.known_as;
        auto fit = fit_to_print(article);
        const Marks article_marks = article.extraction.marks;
        Result<ParsedArticle> result = std::move(article);
        if (!fit) result = std::unexpected(job.page_failure ? *job.page_failure : fit.error());
        // Packed here, beside each other, and not one by one on the writer.
        std::string raw = job.keep_raw && result ? store::pack_raw(job.parse.html) : std::string();
        store::Origin origin;
        if (!raw.empty())
            origin = {job.parse.url, job.parse.content_type, job.parse.robots, std::move(job.parse.hints),
                      print_of_rules(job.parse.rules)};
        std::optional<store::Packed> packed;
        if (result) packed = store.pack(*result);
        if (settings.raw && job.served) keep_raw_fetch(job, article_marks);
        job.parse.hints = {};  // no longer needed, and the writer may hold this for a while
        job.parse.html = {};
        job.weight.reset();
        job.parse.so_far = {};
        job.parse.site_template = {};
        tray.put(numbered->first,
                 {std::move(result), std::move(job), std::move(raw), std::move(origin), std::move(packed)});
    }
}

// Beside everything else, and behind it.
void Line::State::reread(const std::stop_token& stop) {
    constexpr int niceness = 10;
    (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
    while (!stop.stop_requested()) {
        reread_once(stop);
        std::unique_lock lock(reread_mutex);
        if (!reread_wanted.wait(lock, stop, [this] { return reread_again; })) return;
        reread_again = false;
    }
}

void Line::State::reread_once(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto report = rereader.run({.background = true}, {}, stop);
        if (report && !report->interrupted) {
            if (report->pages + report->readings > 0)
                log::info("read again: {} pages ({} kept as they were), {} readings", report->pages, report->kept,
                          report->readings);
            return;
        }
        if (!report && !is_passing(report.error())) {
            if (report.error().fault != Fault::cancelled) log::warning("reading again: {}", report.error().detail);
            return;
        }
        std::mutex alone;
        std::condition_variable_any woken;
        std::unique_lock lock(alone);
        woken.wait_for(lock, stop, settings.full_disk_wait, [] { return false; });
    }
}

// Takes page and hints out of the job, which is done with them.
void Line::State::keep_raw_fetch(Job& job, const Marks& marks) const {
    if (marks.noarchive || marks.tdm_reserved || asks_not_to_be_kept(job.served->headers)) return;
    feed::WarcExchange exchange{.uri = job.parse.url, .date = job.parse.seen, .status = job.served->status};
    exchange.headers = std::move(job.served->headers);
    exchange.body = std::move(job.parse.html);
    exchange.metadata = to_metadata({job.asked_for, std::move(job.parse.hints)});
    settings.raw->keep(std::move(exchange));
}

// Says it once, not at every try.
void Line::State::hold_on(const Failure& failure) {
    {
        const std::scoped_lock lock(mutex);
        if (paused_why == failure.detail) return;
        paused_why = failure.detail;
    }
    follower.set_paused(true);
    log::error("the archive takes nothing, waiting: {}", failure.detail);
}

void Line::State::after_printing() {
    if (const auto saved = templates.save(Templates::Save::when_worth_it); !saved)
        log::warning("what sites repeat could not be saved: {}", saved.error().detail);
    bool was_paused = false;
    {
        const std::scoped_lock lock(mutex);
        was_paused = !std::exchange(paused_why, {}).empty();
    }
    if (was_paused) {
        follower.set_paused(false);
        log::info("the archive takes articles again");
    }
    const auto retired = press.retire_sample(clock.now());
    if (!retired) log::warning("the sample edition could not leave: {}", retired.error().detail);
    if (retired && *retired) log::info("real articles have pushed the sample edition out");
}

void Line::State::print(std::vector<Finished>& batch) {
    if (batch.empty()) return;
    const auto printed = press.print(std::exchange(batch, {}));
    if (printed) {
        after_printing();
    } else {
        hold_on(printed.error());
    }
}

void Line::State::write() {
    std::vector<Finished> batch;
    auto deadline = Steady::now();
    auto next_try = Steady::now();
    for (;;) {
        const bool holding = press.holds();
        const auto now = Steady::now();
        Duration wait = 500ms;
        if (holding) wait = std::chrono::duration_cast<Duration>(next_try - now);
        if (!batch.empty()) wait = std::chrono::duration_cast<Duration>(deadline - now);
        auto taken = tray.take(holding ? 0 : settings.batch - batch.size(), std::max(wait, Duration(1)));
        for (auto& command : taken.commands) command();

        if (holding) {
            if (taken.closed) {
                press.abandon();
            } else if (Steady::now() >= next_try) {
                next_try = Steady::now() + settings.full_disk_wait;
                const auto printed = press.retry();
                if (printed) {
                    after_printing();
                } else {
                    hold_on(printed.error());
                }
            }
            continue;
        }
        if (batch.empty()) deadline = Steady::now() + settings.batch_wait;
        if (!taken.finished.empty()) jobs.written_up_to(tray.next());
        std::ranges::move(taken.finished, std::back_inserter(batch));
        const bool all_there_is = tally.count() == batch.size();
        if (batch.size() >= settings.batch || all_there_is || taken.closed || Steady::now() >= deadline) {
            print(batch);
            next_try = Steady::now() + settings.full_disk_wait;
        }
        if (!taken.closed || !taken.finished.empty() || !batch.empty() || press.holds()) continue;
        if (const auto saved = templates.save(Templates::Save::now); !saved)
            log::warning("what sites repeat could not be saved: {}", saved.error().detail);
        if (const auto settled = press.settle(); !settled)
            log::warning("stories could not be looked at again: {}", settled.error().detail);
        return;
    }
}

namespace {

LineSettings heeding(LineSettings settings) {
    settings.manners.left_out = std::make_shared<fetch::LeftOutHosts>();
    return settings;
}

}  // namespace

Line::Line(LineSettings settings, const Clock& clock, store::Store& store, fetch::Fetcher& fetcher)
    : state_(std::make_unique<State>(heeding(std::move(settings)), clock, store, fetcher)) {}

Line::~Line() { stop(); }

Result<> Line::start() {
    State& s = *state_;
    const std::scoped_lock lock(s.mutex);
    if (s.started) return {};
    TRY(s.press.open());
    s.heed(s.store);
    TRY(s.templates.open());
    TRY(s.follower.start());
    s.started = true;
    s.writer = std::thread([&s] { s.write(); });
    for (unsigned i = 0; i < std::max(1u, s.settings.workers); ++i) s.workers.emplace_back([&s] { s.work(); });
    if (s.settings.reread) s.rereading = std::jthread([&s](const std::stop_token& stop) { s.reread(stop); });
    return {};
}

bool Line::submit(Submission submission) {
    State& s = *state_;
    Job job;
    job.parse = std::move(submission.job);
    job.parse.source = submission.source.id;
    job.source = std::move(submission.source);
    job.known_as = submission.known_as;
    job.asked_for = std::move(submission.asked_for);
    job.imported = true;
    job.done = [&s, done = std::move(submission.done)](const Outcome& outcome) {
        s.counters.count(outcome);
        if (done) done(outcome);
        s.tally.done();
    };
    s.tally.add();
    if (s.jobs.push(job)) return true;
    s.tally.done();
    return false;
}

Result<> Line::command(std::function<Result<>(store::Store&)> command) { return state_->run(std::move(command)); }

Result<RereadReport> Line::reread(const RereadWish& wish, const RereadWatch& watch, std::stop_token stop) {
    return state_->rereader.run(wish, watch, std::move(stop));
}

void Line::reread_soon() {
    const std::scoped_lock lock(state_->reread_mutex);
    state_->reread_again = true;
    state_->reread_wanted.notify_all();
}

Result<> Line::State::run(std::function<Result<>(store::Store&)> command) {
    {
        const std::scoped_lock lock(mutex);
        if (!started) return fail(Fault::cancelled, "the line is not running");
    }
    if (std::this_thread::get_id() == writer.get_id()) return command(store);
    std::mutex asking;
    std::condition_variable ready;
    std::optional<Result<>> result;
    const bool posted = tray.post([&] {
        auto answer = command(store);
        const std::scoped_lock lock(asking);
        result = std::move(answer);
        ready.notify_one();
    });
    if (!posted) return fail(Fault::cancelled, "the line has stopped");
    std::unique_lock lock(asking);
    ready.wait(lock, [&] { return result.has_value(); });
    return *std::move(result);
}

Result<std::size_t> Line::poll(Which which) {
    std::size_t polls = 0;
    const auto asked = command([&](store::Store& store) -> Result<> {
        constexpr std::size_t all = 1'000'000;
        if (which == Which::due) {
            polls = state_->follower.want(TRY(store.due_feeds(state_->clock.now(), all)));
            return {};
        }
        const auto reader = TRY(store.reader());
        auto feeds = TRY(reader->feeds());
        // A publisher who said "gone" is not asked again.
        const auto paused = TRY(store.paused());
        std::erase_if(feeds, [&](const Feed& feed) {
            return feed.state == Feed::State::gone || std::ranges::find(paused, feed.source) != paused.end();
        });
        polls = state_->follower.want(std::move(feeds));
        return {};
    });
    if (!asked) return std::unexpected(asked.error());
    return polls;
}

Result<fetch::Fetched> Line::ask(fetch::FetchRequest request, std::stop_token stop) {
    {
        const std::scoped_lock lock(state_->mutex);
        if (!state_->started || state_->stopped) return fail(Fault::cancelled, "the line is not running");
    }
    return ask_and_wait(state_->follower, std::move(request), std::move(stop));
}

bool Line::send(fetch::FetchRequest request, fetch::Fetcher::Done done) {
    {
        const std::scoped_lock lock(state_->mutex);
        if (!state_->started || state_->stopped) return false;
    }
    return state_->follower.ask(std::move(request), std::move(done));
}

void Line::drain() {
    state_->tally.wait_for_none();
    // The last answer was given inside the writer's round; what follows it (the sample leaving) is done when it takes
    // the next command.
    (void)command([](store::Store&) -> Result<> { return {}; });
}

void Line::stop() {
    State& s = *state_;
    {
        const std::scoped_lock lock(s.mutex);
        if (std::exchange(s.stopped, true)) return;
    }
    s.rereading.request_stop();
    s.follower.stop();
    if (s.rereading.joinable()) s.rereading.join();  // it may wait for the writer, which still runs
    s.jobs.close();
    for (auto& worker : s.workers) worker.join();
    // What no worker took is nobody's yet: it will be fetched, or imported, again.
    for (auto& [number, job] : s.jobs.rest()) s.tray.put(number, {fail(Fault::cancelled, "stopped"), std::move(job)});
    s.tray.close();
    if (s.writer.joinable()) s.writer.join();
    s.tally.release();
}

std::vector<fetch::QuietHost> Line::quiet_hosts() const { return state_->follower.quiet_hosts(); }

Subscriptions& Line::subscriptions() { return state_->follower.subscriptions(); }

Progress Line::progress() const {
    const State& s = *state_;
    const Counters& c = s.counters;
    Progress p;
    p.polls = c.polls;
    p.pushes = c.pushes;
    p.unchanged = c.unchanged;
    p.pages = c.pages;
    p.stored = c.stored;
    p.updated = c.updated;
    p.already = c.already;
    p.copies = c.copies;
    p.refused = c.refused;
    p.failed = c.failed;
    p.waiting = s.tally.count();
    p.under_way = s.follower.under_way();
    p.offline = s.follower.offline();
    const std::scoped_lock lock(state_->mutex);
    p.paused_why = s.paused_why;
    p.paused = !s.paused_why.empty();
    return p;
}

}  // namespace octavo::pipeline
