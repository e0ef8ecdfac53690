#include "pipeline/darkroom.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <thread>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/seal.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "pipeline/lately.hpp"
#include "pipeline/picture_shelf.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;
using Waiter = std::function<void()>;
constexpr std::size_t longest_address = 4000, waiters_a_picture = 256;

// How long a picture is given up for: bytes that are no picture will not become one, a publisher who is away will come
// back.
Duration rest_after(Fault fault) {
    switch (fault) {
        case Fault::unreachable:
        case Fault::timed_out:
            return 30min;
        case Fault::busy:
        case Fault::unwritable:
        case Fault::cancelled:
            return 1min;
        default:
            return 24h;
    }
}

// RFC 9110 on pictures: what may come back later, what will not.
Result<> judge_status(int status) {
    if (status == 200) return {};
    const std::string detail = fmt::format("the publisher answers {}", status);
    if (status == 404 || status == 410) return fail(Fault::not_found, detail);
    if (status == 401 || status == 403 || status == 451) return fail(Fault::refused, detail);
    return fail(status == 429 || status >= 500 ? Fault::unreachable : Fault::malformed, detail);
}

// One word of an X-Robots-Tag that speaks of showing pictures. Rules behind another robot's name are not for us.
bool forbids(std::string_view header) {
    const std::string low = utf8::lower(header);
    std::string_view rest = low;
    bool ours = true;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(','), rest.size());
        std::string_view word = utf8::trim(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (const auto colon = word.find(':'); colon != std::string_view::npos) {
            const std::string_view name = utf8::trim(word.substr(0, colon));
            if (name != "unavailable_after" && !name.starts_with("max-")) {
                ours = name == "octavo";
                word = utf8::trim(word.substr(colon + 1));
            }
        }
        if (ours && (word == "noindex" || word == "noimageindex" || word == "none" || word == "noarchive")) return true;
    }
    return false;
}

}  // namespace

Result<> Darkroom::may_be_shown(const fetch::Fetched& answer) {
    TRY(judge_status(answer.status));
    for (const auto& [name, value] : answer.headers) {
        if (name == "x-robots-tag" && forbids(value))
            return fail(Fault::refused, fmt::format("the publisher asks not to show it (X-Robots-Tag: {})", value));
        if (name == "tdm-reservation" && utf8::trim(value) == "1")
            return fail(Fault::refused, "the publisher reserves its rights (tdm-reservation: 1)");
    }
    return {};
}

std::optional<std::uint64_t> Darkroom::key_of(std::string_view url) {
    if (!(url.starts_with("https://") || url.starts_with("http://")) || url.size() > longest_address)
        return std::nullopt;
    return hash64(url);
}

struct Darkroom::State : std::enable_shared_from_this<Darkroom::State> {
    State(DarkroomSettings s, const Clock& c, Send the_send)
        : settings(std::move(s)),
          clock(c),
          send(std::move(the_send)),
          shelf(settings.folder, settings.most_bytes, clock),
          shown(settings.remembered),
          setbacks(settings.remembered) {}

    struct Wanted {
        std::string url, host;
        bool out = false;  // sent for, or being developed
        bool urgent = false;
        std::vector<Waiter> waiters = {};
    };
    struct Arrived {
        std::uint64_t key = 0;
        Result<fetch::Fetched> answer;
    };
    struct Setback {
        Instant until{};
        Fault fault{};
    };

    const DarkroomSettings settings;
    const Clock& clock;
    const Send send;
    PictureShelf shelf;
    std::optional<Seal> seal;

    mutable std::mutex mutex;  // guards what follows
    std::condition_variable_any changed;
    Lately<std::uint64_t, std::string> shown;
    Lately<std::uint64_t, Setback> setbacks;
    std::unordered_map<std::uint64_t, Wanted> wanted;
    std::deque<std::uint64_t> urgent, ahead;  // of `wanted`; keys that are not there any more are passed over
    std::unordered_set<std::string> hosts_out;
    std::deque<Arrived> arrived;
    std::size_t under_way = 0, urgents = 0;
    std::uint64_t served = 0, fetched = 0, developed = 0;
    std::map<Fault, std::uint64_t> refused;
    bool stopping = false;
    std::vector<std::jthread> threads;

    void work(const std::stop_token& stop, bool first);
    std::optional<std::pair<std::uint64_t, Wanted>> next_to_send();
    std::optional<std::uint64_t> take_from(std::deque<std::uint64_t>& queue, bool of_urgent);
    void send_for(std::uint64_t key, const Wanted& what);
    Result<> develop(const Arrived& one);
    void settle(std::uint64_t key, const Result<>& how);
    bool rests(std::uint64_t key);
    bool enqueue(std::uint64_t key, std::string_view url, bool is_urgent);
};

Darkroom::Darkroom(DarkroomSettings settings, const Clock& clock, Send send)
    : state_(std::make_shared<State>(std::move(settings), clock, std::move(send))) {}
Darkroom::~Darkroom() { stop(); }

Result<> Darkroom::start() {
    State& s = *state_;
    TRY(s.shelf.open());
    s.seal = TRY(Seal::open(s.settings.folder + "/secret"));
    for (unsigned i = 0; i < std::max(1U, s.settings.developers); ++i)
        s.threads.emplace_back([&s, i](const std::stop_token& stop) { s.work(stop, i == 0); });
    return {};
}

void Darkroom::stop() {
    State& s = *state_;
    std::vector<Waiter> waiters;
    {
        const std::scoped_lock lock(s.mutex);
        s.stopping = true;
        for (auto& [key, what] : s.wanted) std::ranges::move(what.waiters, std::back_inserter(waiters));
        s.wanted.clear();
        s.arrived.clear();
    }
    for (auto& waiter : waiters) waiter();
    for (auto& thread : s.threads) thread.request_stop();
    s.threads.clear();
}

// ---- pages and browsers ----

// Holding the lock: it failed not long ago.
bool Darkroom::State::rests(std::uint64_t key) {
    const Setback* setback = setbacks.find(key);
    return setback && clock.now() < setback->until;
}

PictureFacts Darkroom::look(std::string_view url) {
    State& s = *state_;
    const auto key = key_of(url);
    if (!key || !s.seal) return {};
    const std::string name = to_base32(*key);
    if (auto facts = s.shelf.find(*key))
        return {PictureFacts::State::ready, s.seal->of(name), name, facts->width, facts->height,
                std::move(facts->blur)};
    const std::scoped_lock lock(s.mutex);
    if (!s.settings.fetch || s.stopping || s.rests(*key)) return {};
    s.shown.put(*key, std::string(url));
    return {PictureFacts::State::awaited, s.seal->of(name), name};
}

PictureAnswer Darkroom::ask(const PictureWish& wish) {
    using Is = PictureAnswer::State;
    State& s = *state_;
    const auto key = from_base32(wish.key);
    if (!key || !s.seal || !s.seal->fits(wish.key, wish.seal)) return {Is::forged};
    const auto form = wish.jpeg ? picture::Form::jpeg : picture::Form::webp;
    if (auto bytes = s.shelf.read(*key, wish.width, form)) {
        const std::scoped_lock lock(s.mutex);
        ++s.served;
        return {Is::ready, *std::move(bytes)};
    }
    const std::scoped_lock lock(s.mutex);
    if (s.stopping || !s.settings.fetch || s.rests(*key)) return {Is::gone};
    const std::string* url = s.shown.find(*key);
    if (!url && !s.wanted.contains(*key)) return {Is::gone};
    return {s.enqueue(*key, url ? *url : std::string(), true) ? Is::awaited : Is::busy};
}

bool Darkroom::when_done(const PictureWish& wish, std::function<void()> done) {
    State& s = *state_;
    const auto key = from_base32(wish.key);
    if (!key) return false;
    const std::scoped_lock lock(s.mutex);
    const auto what = s.wanted.find(*key);
    if (what == s.wanted.end() || what->second.waiters.size() >= waiters_a_picture) return false;
    what->second.waiters.push_back(std::move(done));
    return true;
}

void Darkroom::want(std::string_view url) {
    State& s = *state_;
    const auto key = key_of(url);
    if (!key || !s.settings.fetch || !s.settings.ahead) return;
    if (s.shelf.find(*key)) return;
    const std::scoped_lock lock(s.mutex);
    if (s.seal && !s.stopping && !s.rests(*key)) s.enqueue(*key, url, false);
}

// Holding the lock. False: too many are waited for. Asked for again, what was wanted ahead becomes urgent.
bool Darkroom::State::enqueue(std::uint64_t key, std::string_view url, bool is_urgent) {
    const auto known = wanted.find(key);
    if (known != wanted.end() && (known->second.urgent || !is_urgent || known->second.out)) return true;
    if (is_urgent && urgents >= settings.most_urgent) return false;
    if (known == wanted.end()) {
        const auto parsed = Url::parse(url);
        if (!parsed || !parsed->is_web()) {
            setbacks.put(key, {clock.now() + rest_after(Fault::malformed), Fault::malformed});
            ++refused[Fault::malformed];
            return true;
        }
        wanted.emplace(key, Wanted{.url = std::string(url), .host = std::string(parsed->host())});
    }
    if (is_urgent) {
        wanted[key].urgent = true;
        urgent.push_back(key);
        ++urgents;
    } else {
        ahead.push_back(key);
        if (ahead.size() > settings.most_ahead) {
            const auto oldest = wanted.find(ahead.front());
            if (oldest != wanted.end() && !oldest->second.urgent && !oldest->second.out) wanted.erase(oldest);
            ahead.pop_front();
        }
    }
    changed.notify_one();
    return true;
}

PictureCounts Darkroom::counts() const {
    State& s = *state_;
    const auto kept = s.shelf.counts();
    const std::scoped_lock lock(s.mutex);
    PictureCounts counts{.pictures = kept.pictures,
                         .bytes = kept.bytes,
                         .most_bytes = s.settings.most_bytes,
                         .served = s.served,
                         .fetched = s.fetched,
                         .developed = s.developed,
                         .evicted = kept.evicted,
                         .waiting = s.wanted.size()};
    for (const auto& [fault, times] : s.refused) counts.refused.emplace_back(name_of(fault), times);
    return counts;
}

// ---- the developers ----

// Holding the lock: the first of this queue whose host is free. Those that wait no more are dropped on the way.
std::optional<std::uint64_t> Darkroom::State::take_from(std::deque<std::uint64_t>& queue, bool of_urgent) {
    for (auto at = queue.begin(); at != queue.end();) {
        const auto what = wanted.find(*at);
        if (what == wanted.end() || what->second.out || what->second.urgent != of_urgent) {
            at = queue.erase(at);
            continue;
        }
        if (!hosts_out.contains(what->second.host)) {
            const std::uint64_t key = *at;
            queue.erase(at);
            return key;
        }
        ++at;
    }
    return std::nullopt;
}

std::optional<std::pair<std::uint64_t, Darkroom::State::Wanted>> Darkroom::State::next_to_send() {
    if (stopping || under_way >= settings.most_under_way) return std::nullopt;
    auto key = take_from(urgent, true);
    // The last quarter is kept for what somebody waits for.
    if (!key && under_way < settings.most_under_way - settings.most_under_way / 4) key = take_from(ahead, false);
    if (!key) return std::nullopt;
    Wanted& what = wanted[*key];
    what.out = true;
    hosts_out.insert(what.host);
    ++under_way;
    return std::pair(*key, Wanted{.url = what.url, .host = what.host});
}

void Darkroom::State::send_for(std::uint64_t key, const Wanted& what) {
    auto url = Url::parse(what.url);
    auto self = weak_from_this();
    auto back = [self, key](Result<fetch::Fetched> answer) {
        const auto state = self.lock();
        if (!state) return;
        {
            const std::scoped_lock lock(state->mutex);
            if (state->stopping) return;
            ++state->fetched;
            state->arrived.push_back({key, std::move(answer)});
        }
        state->changed.notify_one();
    };
    const bool sent =
        url && send({.url = *std::move(url), .purpose = fetch::Purpose::image, .keep_alive = false}, std::move(back));
    if (!sent) settle(key, fail(Fault::cancelled, "stopping"));
}

Result<> Darkroom::State::develop(const Arrived& one) {
    if (!one.answer) return std::unexpected(one.answer.error());
    TRY(may_be_shown(*one.answer));
    const auto made = TRY(picture::develop(one.answer->body, settings.caps));
    return shelf.put(one.key, made);
}

void Darkroom::State::settle(std::uint64_t key, const Result<>& how) {
    std::vector<Waiter> waiters;
    {
        const std::scoped_lock lock(mutex);
        const auto what = wanted.find(key);
        if (how) {
            ++developed;
        } else {
            ++refused[how.error().fault];
            setbacks.put(key, {clock.now() + rest_after(how.error().fault), how.error().fault});
        }
        if (what != wanted.end()) {
            if (!how) log::debug("picture {}: {}", what->second.url, how.error().detail);
            hosts_out.erase(what->second.host);
            urgents -= what->second.urgent ? 1 : 0;
            waiters = std::move(what->second.waiters);
            wanted.erase(what);
            --under_way;
        }
    }
    for (auto& waiter : waiters) waiter();
    changed.notify_all();
}

void Darkroom::State::work(const std::stop_token& stop, bool first) {
    (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), settings.niceness);
    if (first) shelf.walk(stop);
    while (!stop.stop_requested()) {
        std::optional<Arrived> one;
        std::optional<std::pair<std::uint64_t, Wanted>> next;
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, stop, [&] {
                next = next_to_send();
                return next || !arrived.empty();
            });
            if (!next && !arrived.empty()) {
                one = std::move(arrived.front());
                arrived.pop_front();
            }
        }
        if (next) send_for(next->first, next->second);
        if (one) {
            Result<> how = fail(Fault::too_big, "no memory for this picture");
            try {
                how = develop(*one);
            } catch (const std::exception& e) {  // this picture goes, the others stay
                log::error("picture {}: {}", one->key, e.what());
            }
            settle(one->key, how);
        }
    }
}

}  // namespace octavo::pipeline
