// Each host has a queue and takes a turn when it is idle, has something to send and its pause is over. Turns are given
// in a ring, so a host with a thousand addresses waits behind one with a single address:
//
//   ready:  [a.example] [b.example] [c.example]    one request each, then to the back (or to `later`)
//   later:  (12:00:01, d.example) (12:00:05, e.example)
//
// Hosts wait, not requests: ten thousand addresses of a hundred hosts are a hundred entries in one heap and one timer.
#include "fetch/courier.hpp"

#include <pthread.h>

#include <cassert>
#include <list>
#include <queue>

#include "fetch/permission.hpp"

namespace octavo::fetch {
namespace {

using namespace std::chrono_literals;

struct Job {
    FetchRequest request;
    Courier::Done done;
    Url first;
    Hops taken;
};

struct Host {
    explicit Host(std::string_view host) : name(host) {}
    const std::string name;
    std::list<Job> jobs;  // empty for nearly all hosts nearly always: a deque would cost each of them half a kilobyte
    std::map<std::string, Permission, std::less<>> permissions;  // by origin: scheme and port make another site
    Instant not_before{};
    int silent = 0;                                  // requests in a row without any answer
    std::string silence;                             // how the last of them ended
    bool busy = false;                               // a request is under way
    bool asking = false;                             // robots.txt was moved, and is asked for where it is now
    bool queued = false;                             // in `ready` or `later`
    std::optional<std::list<Host*>::iterator> idle;  // place in the list of those we could forget
};

// Somebody asked for quiet.
struct Quiet {
    Instant until{};
    int times = 0;
};

Duration doubling(Duration first, int times, Duration most) {
    return std::min<Duration>(first * (1 << std::clamp(times, 0, 12)), most);
}

}  // namespace

struct Courier::State : std::enable_shared_from_this<Courier::State> {
    State(const Clock& the_clock, Fetcher& the_fetcher, Manners the_manners)
        : clock(the_clock), fetcher(the_fetcher), manners(std::move(the_manners)) {}

    // A request to make. The fetcher and every `done` are strangers: they are called when the lock is open again.
    struct Errand {
        Host& host;
        FetchRequest request;
        std::optional<Job> job;  // absent: it asks for robots.txt of `origin`
        std::string origin;
    };
    struct Reply {
        Done done;
        Failure failure;
    };

    // ---- under the lock: the queues ------------------------------------------------------------------------------

    void enter(Job job) {
        Host& host = host_of(job.request.url);
        if (host.jobs.size() >= manners.max_waiting_per_host)
            return send_back(std::move(job), Fault::busy,
                             fmt::format("{} addresses of {} are waiting already", host.jobs.size(), host.name));
        ++waiting;
        host.jobs.push_back(std::move(job));
        queue(host);
    }

    // A redirect goes ahead of what waits there: its first hop has had its turn.
    void enter_next_hop(Job job) {
        Host& host = host_of(job.request.url);
        ++waiting;
        host.jobs.push_front(std::move(job));
        queue(host);
    }

    Host& host_of(const Url& url) {
        auto& slot = hosts[std::string(url.host())];
        if (!slot) slot = std::make_unique<Host>(url.host());
        if (slot->idle) {
            idle.erase(*slot->idle);
            slot->idle.reset();
        }
        return *slot;
    }

    Job take_first(Host& host) {
        Job job = std::move(host.jobs.front());
        host.jobs.pop_front();
        --waiting;
        return job;
    }

    void send_back(Job job, Fault fault, std::string why) {
        replies.push_back({std::move(job.done), {fault, std::move(why)}});
    }

    // Gives the host its place in the ring, or in the heap when it has to pause.
    void queue(Host& host) {
        if (host.queued || host.busy) return;
        if (host.jobs.empty()) {
            if (!host.idle && !host.asking) host.idle = idle.insert(idle.end(), &host);
            return forget_some();
        }
        const Instant now = time(), when = pause_of(host, now);
        if (when - now > manners.max_hold) {
            while (!host.jobs.empty())
                send_back(take_first(host), Fault::busy,
                          host.silent >= 3 ? fmt::format("{}, {} times now; left alone until {}", host.silence,
                                                         host.silent, to_iso(when))
                                           : fmt::format("{} asks to be left alone until {}", host.name, to_iso(when)));
            return queue(host);
        }
        host.queued = true;
        if (when <= now) {
            ready.push_back(&host);
        } else {
            later.emplace(when, &host);
        }
    }

    void forget_some() {
        while (!idle.empty() && (hosts.size() > manners.max_hosts || robots_bytes > manners.max_robots_bytes)) {
            const std::string name = idle.front()->name;
            for (const auto& [origin, permission] : idle.front()->permissions) robots_bytes -= permission.bytes;
            idle.pop_front();
            hosts.erase(name);
        }
    }

    // ---- under the lock: pauses ----------------------------------------------------------------------------------

    using Quiets = std::unordered_map<std::string, Quiet>;

    // The time. When the clock was set back, everything that was to be waited for moves with it: an hour of quiet stays
    // an hour, and is not a year because somebody mended a wrong date.
    Instant time() {
        const Instant now = clock.now();
        const Duration back = latest - now;
        latest = now;
        if (back <= 1s) return now;
        for (auto& [name, host] : hosts) {
            host->not_before -= back;
            for (auto& [origin, permission] : host->permissions) {
                permission.read -= back;
                permission.until -= back;
            }
        }
        for (Quiets* quiets : {&domains, &addresses})
            for (auto& [key, quiet] : *quiets) quiet.until -= back;
        std::vector<Turn> turns;
        for (; !later.empty(); later.pop()) turns.emplace_back(later.top().first - back, later.top().second);
        for (const Turn& turn : turns) later.push(turn);
        return now;
    }

    static Instant quiet_until(const Quiets& quiets, const std::string& key, Instant otherwise) {
        const auto found = quiets.find(key);
        return found == quiets.end() ? otherwise : found->second.until;
    }

    Instant pause_of(const Host& host, Instant now) const {
        if (domains.empty()) return host.not_before;
        return std::max(host.not_before, quiet_until(domains, registrable_domain(host.name), now));
    }

    static void keep_quiet(Quiets& quiets, std::string key, std::optional<Duration> asked, Instant now) {
        constexpr std::size_t most = 50'000;
        if (quiets.size() >= most) std::erase_if(quiets, [&](const auto& entry) { return entry.second.until <= now; });
        if (quiets.size() >= most) quiets.erase(quiets.begin());
        Quiet& quiet = quiets[std::move(key)];
        quiet.until = now + std::clamp<Duration>(asked.value_or(doubling(1min, quiet.times, 1h)), 1s, 24h);
        ++quiet.times;
    }

    // What the answer says about the next one. RFC 6585, section 4 (429); RFC 9110, section 15.6.4 (503).
    void learn(Host& host, const Url& url, const Result<Fetched>& answer, Instant now) {
        if (!answer) {
            host.silent += answer.error().fault == Fault::unreachable || answer.error().fault == Fault::timed_out;
            host.silence = answer.error().detail;
            if (host.silent >= 3) host.not_before = std::max(host.not_before, now + doubling(1s, host.silent, 5min));
            return;
        }
        host.silent = 0;
        host.silence = {};
        if (answer->status == 429) {
            keep_quiet(domains, registrable_domain(host.name), answer->retry_after, now);
        } else if (answer->status == 503) {
            keep_quiet(addresses, url.without_fragment(), answer->retry_after, now);
        } else if (answer->status < 400) {
            if (!domains.empty()) domains.erase(registrable_domain(host.name));
            if (!addresses.empty()) addresses.erase(url.without_fragment());
        }
    }

    // ---- turns ---------------------------------------------------------------------------------------------------

    void run_due() {
        const std::scoped_lock one_at_a_time(acting);
        for (;;) {
            std::vector<Errand> errands;
            std::vector<Reply> due_replies;
            {
                const std::scoped_lock lock(mutex);
                const Instant now = time();
                for (; !later.empty() && later.top().first <= now; later.pop()) ready.push_back(later.top().second);
                while (!ready.empty() && under_way < manners.max_parallel && !stopping) {
                    Host& host = *ready.front();
                    ready.pop_front();
                    host.queued = false;
                    if (auto errand = take_turn(host, now)) errands.push_back(std::move(*errand));
                }
                due_replies.swap(replies);
            }
            if (errands.empty() && due_replies.empty()) return;
            room.notify_all();
            for (Reply& reply : due_replies) reply.done(std::unexpected(std::move(reply.failure)));
            for (Errand& errand : errands) run(std::move(errand));
        }
    }

    // Under the lock: what the host does with its turn; absent when there is nothing to fetch. One request a turn.
    std::optional<Errand> take_turn(Host& host, Instant now) {
        // What waits for robots.txt has its turn when that is there; robots.txt itself stands in front.
        if (host.jobs.empty() || (host.asking && host.jobs.front().request.purpose != Purpose::robots))
            return std::nullopt;
        if (const std::string out = manners.left_out ? manners.left_out->covers(host.name) : ""; !out.empty()) {
            while (!host.jobs.empty())
                send_back(take_first(host), Fault::refused,
                          fmt::format("{} asked to be left out: nothing of it is fetched", out));
            queue(host);
            return std::nullopt;
        }
        if (pause_of(host, now) > now) {
            queue(host);
            return std::nullopt;
        }
        const FetchRequest& next = host.jobs.front().request;
        std::string origin = next.url.origin();
        if (next.purpose != Purpose::robots) {
            const Permission& permission = host.permissions[origin];
            if (!permission.is_current(now)) {
                host.busy = true;
                ++under_way;
                FetchRequest ask = ask_permission(next.url, permission);
                ask.follow_redirects = false;
                return Errand{host, std::move(ask), std::nullopt, std::move(origin)};
            }
            auto objection = permission.objection(next.url, manners.agent_token);
            if (!objection && !addresses.empty())
                if (const Instant until = quiet_until(addresses, next.url.without_fragment(), now); until > now)
                    objection = Failure{
                        Fault::busy, fmt::format("{} asks to be left alone until {}", next.url.href(), to_iso(until))};
            if (objection) {
                replies.push_back({take_first(host).done, std::move(*objection)});
                queue(host);
                return std::nullopt;
            }
        }
        host.busy = true;
        ++under_way;
        Job job = take_first(host);
        FetchRequest request = job.request;
        request.follow_redirects = false;
        request.keep_alive = request.purpose == Purpose::robots || !host.jobs.empty();
        return Errand{host, std::move(request), std::move(job), std::move(origin)};
    }

    void run(Errand errand) {
        // The fetcher may answer after we are gone: what it needs lives as long as this.
        fetcher.start(std::move(errand.request),
                      [self = shared_from_this(), &host = errand.host, origin = std::move(errand.origin),
                       job = std::move(errand.job)](Result<Fetched> answer) mutable {
                          if (job) {
                              self->come_back(host, std::move(*job), std::move(answer));
                          } else {
                              self->hear_permission(host, origin, answer);
                          }
                      });
    }

    // ---- answers, on the fetcher's thread ------------------------------------------------------------------------

    void come_back(Host& host, Job job, Result<Fetched> answer) {
        {
            const std::scoped_lock lock(mutex);
            const bool moved = answer && job.request.follow_redirects && is_redirect(answer->status);
            if (stopping) {
                if (moved) answer = fail(Fault::cancelled, "stopping");
            } else {
                const Instant now = time();
                release(host, job.request.url, answer, now);
                if (moved) {
                    auto target = next_hop(job.first, job.request.url, job.taken, answer->header("location"), nullptr);
                    if (target && !target->is_web()) target = fail(Fault::refused, "redirected to what is no web page");
                    if (target) {
                        job.taken.emplace_back(answer->status, target->href());
                        job.request.url = std::move(*target);
                        enter_next_hop(std::move(job));
                        bell.notify_one();
                        return;
                    }
                    answer = std::unexpected(std::move(target).error());
                }
            }
        }
        bell.notify_one();
        if (answer) answer->redirects = std::move(job.taken);
        job.done(std::move(answer));
    }

    void hear_permission(Host& host, const std::string& origin, const Result<Fetched>& answer) {
        {
            const std::scoped_lock lock(mutex);
            if (stopping) return;
            const Instant now = time();
            const auto url = Url::parse(origin + "/robots.txt");
            assert(url);
            if (answer && is_redirect(answer->status)) {
                host.asking = true;
                release(host, *url, answer, now);
                ask_elsewhere(host, origin, *url, *answer);
            } else {
                note_permission(host, origin, answer, now);
                release(host, *url, answer, now);
            }
        }
        bell.notify_one();
    }

    // Under the lock: robots.txt has moved. Each hop waits its turn like any other (RFC 9309, section 2.3.1.2).
    void ask_elsewhere(Host& host, const std::string& origin, const Url& from, const Fetched& answer) {
        auto target = next_hop(from, from, {}, answer.header("location"), nullptr);
        if (target && !target->is_web()) target = fail(Fault::refused, "redirected to what is no web page");
        if (!target) return came_from_elsewhere(host, origin, fail(Fault::unreachable, target.error().detail));
        Job job{{.url = *target, .purpose = Purpose::robots}, {}, from, {{answer.status, target->href()}}};
        job.done = [self = shared_from_this(), name = host.name, origin](Result<Fetched> found) {
            {
                const std::scoped_lock lock(self->mutex);
                const auto there = self->hosts.find(name);
                if (self->stopping || there == self->hosts.end()) return;
                if (!found) found = fail(Fault::unreachable, found.error().detail);  // wherever it was sent on to
                self->came_from_elsewhere(*there->second, origin, found);
            }
            self->bell.notify_one();
        };
        enter_next_hop(std::move(job));
    }

    void came_from_elsewhere(Host& host, const std::string& origin, const Result<Fetched>& found) {
        host.asking = false;
        note_permission(host, origin, found, clock.now());
        queue(host);
    }

    void note_permission(Host& host, const std::string& origin, const Result<Fetched>& answer, Instant now) {
        Permission& permission = host.permissions[origin];
        robots_bytes -= permission.bytes;
        permission = after_asking(std::move(permission), answer, now);
        permission.rules.keep_for(manners.agent_token);
        permission.bytes = permission.rules.bytes();
        robots_bytes += permission.bytes;
    }

    // Under the lock: the host's request is over; its pause begins.
    void release(Host& host, const Url& url, const Result<Fetched>& answer, Instant now) {
        --under_way;
        host.busy = false;
        Duration pause = manners.host_delay;
        if (const auto permission = host.permissions.find(url.origin()); permission != host.permissions.end())
            if (const auto asked = permission->second.crawl_delay(manners.agent_token))
                pause = std::max(pause, std::min(*asked, manners.max_crawl_delay));
        host.not_before = now + pause;
        learn(host, url, answer, now);
        queue(host);
    }

    // ---- the thread ----------------------------------------------------------------------------------------------

    void live() {
        pthread_setname_np(pthread_self(), "courier");
        for (;;) {
            run_due();
            std::unique_lock lock(mutex);
            if (stopping) return;
            const bool can_start = !ready.empty() && under_way < manners.max_parallel;
            if (can_start || !replies.empty()) continue;
            if (later.empty()) {
                bell.wait(lock);
                continue;
            }
            // Not longer than this, since the clock that says when may be set while we sleep.
            const Duration left = std::clamp<Duration>(later.top().first - clock.now(), 1ms, 50ms);
            bell.wait_for(lock, left);
        }
    }

    bool submit(FetchRequest request, Done done) {
        {
            std::unique_lock lock(mutex);
            room.wait(lock, [&] { return stopping || waiting < manners.max_waiting; });
            if (stopping) return false;
            Url first = request.url;
            const bool conditional = !request.etag.empty() || !request.last_modified.empty();
            if (conditional && request.validators_of.empty()) request.validators_of = first.without_fragment();
            enter({std::move(request), std::move(done), std::move(first), {}});
        }
        bell.notify_one();
        return true;
    }

    void stop() {
        std::vector<Reply> left;
        {
            const std::scoped_lock lock(mutex);
            if (stopping) return;
            stopping = true;
            for (auto& [name, host] : hosts)
                while (!host->jobs.empty()) send_back(take_first(*host), Fault::cancelled, "stopping");
            left.swap(replies);
        }
        bell.notify_all();
        room.notify_all();
        if (thread.joinable()) thread.join();
        for (Reply& reply : left) reply.done(std::unexpected(std::move(reply.failure)));
    }

    const Clock& clock;
    Fetcher& fetcher;
    const Manners manners;
    using Turn = std::pair<Instant, Host*>;

    std::mutex acting;  // one run_due at a time
    mutable std::mutex mutex;
    std::condition_variable bell, room;
    // All guarded by mutex.
    std::unordered_map<std::string, std::unique_ptr<Host>> hosts;
    std::list<Host*> idle;  // longest idle first
    std::deque<Host*> ready;
    Instant latest{};  // look at the clock
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> later;
    Quiets domains, addresses;
    std::vector<Reply> replies;
    std::size_t waiting = 0, under_way = 0, robots_bytes = 0;
    bool stopping = false;

    std::thread thread;
};

Courier::Courier(const Clock& clock, Fetcher& fetcher, Manners manners)
    : state_(std::make_shared<State>(clock, fetcher, std::move(manners))) {
    state_->thread = std::thread([state = state_.get()] { state->live(); });
}
Courier::~Courier() { stop(); }

bool Courier::submit(FetchRequest request, Done done) { return state_->submit(std::move(request), std::move(done)); }
void Courier::stop() { state_->stop(); }
void Courier::run_due() { state_->run_due(); }

std::size_t Courier::waiting() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->waiting;
}
std::vector<QuietHost> Courier::quiet_hosts(std::size_t most) const {
    std::vector<QuietHost> out;
    {
        const std::scoped_lock lock(state_->mutex);
        const Instant now = state_->clock.now();
        for (const auto* quiets : {&state_->domains, &state_->addresses})
            for (const auto& [name, quiet] : *quiets)
                if (quiet.until > now) out.push_back({name, quiet.until});
    }
    std::ranges::sort(out, [](const QuietHost& a, const QuietHost& b) { return a.until > b.until; });
    if (out.size() > most) out.resize(most);
    return out;
}

std::size_t Courier::under_way() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->under_way;
}

}  // namespace octavo::fetch
