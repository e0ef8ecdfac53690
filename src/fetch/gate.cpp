// One thread, one epoll, libcurl's multi interface driven by events (curl_multi_socket_action). curl moves bytes and
// speaks TLS and HTTP; everything that is a decision is ours: where to, how much, how long, what next.
//
// A transfer's life:   inbox -> begin -> [curl] -> finish -> done
//                                 ^----- next hop ----'
// The road not taken: curl following redirects and decoding bodies by itself. It would do so before we could judge the
// target or count what comes out. Timeouts are ours too: one sweep over the transfers instead of three timers for each.
#include "fetch/gate.hpp"

#include <curl/curl.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fetch/events.hpp"
#include "fetch/http1_hosts.hpp"
#include "fetch/inbox.hpp"
#include "fetch/incoming.hpp"
#include "fetch/last_word.hpp"
#include "fetch/patience.hpp"
#include "fetch/request_lines.hpp"

namespace octavo::fetch {
namespace {

using Steady = std::chrono::steady_clock;

struct ListFree {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListFree>;
struct EasyFree {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyFree>;
struct MultiFree {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

void add(List& list, const std::string& line) {
    if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
        (void)list.release();
        list.reset(longer);
    }
}

List list_of(const std::vector<std::string>& lines) {
    List list;
    for (const std::string& line : lines) add(list, line);
    return list;
}

// What the transfers of one gate look at.
struct Shared {
    explicit Shared(GateSettings given)
        : settings(std::move(given)), guard(settings.rules), door(guard, settings.newsroom_port) {}
    // Half as much again as max_bytes is the most there can ever be.
    bool takes(const Weight& weight) const {
        return weight.total() <= settings.max_bytes ||
               weight.bytes() <= settings.max_bytes / (2 * std::max<std::size_t>(settings.max_transfers, 1));
    }
    const GateSettings settings;
    const Guard guard;
    const LastWord door;
    const Scales scales = std::make_shared<std::atomic<std::size_t>>(0);
    std::atomic<std::uint64_t> requests = 0, sockets_opened = 0, sockets_refused = 0, wire_bytes = 0;
};

struct Transfer {
    Shared& gate;
    FetchRequest request;
    Fetcher::Done done;
    Url at;  // of this hop
    Hops taken = {};

    Easy easy = {};
    List headers = {};  // only when there are validators
    char curl_says[CURL_ERROR_SIZE] = {};
    Incoming incoming;
    std::shared_ptr<Weight> weight = std::make_shared<Weight>(gate.scales);
    Patience patience;
    std::optional<Failure> failure = {};  // why we stopped it, whatever curl calls it
    bool http1 = false;                   // HTTP/2 was tried and refused
    bool sent = false, reused = false;    // this hop's request went out, on a connection that was there already
    std::size_t index = 0;                // in State::active

    // For curl's callbacks: any number but the one it expects ends the transfer.
    std::size_t stop(Fault fault, std::string detail) {
        if (!failure) failure = Failure{fault, fmt::format("{}: {}", at.host(), detail)};
        return 0;
    }
};

// ---- what curl calls, on the gate's thread --------------------------------------------------------------------------

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& t = *static_cast<Transfer*>(user);
    const std::string_view line(data, size * count);
    t.patience.received(line.size(), Steady::now());
    if (auto read = t.incoming.line(line); !read) return t.stop(read.error().fault, std::move(read.error().detail));
    return line.size();
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& t = *static_cast<Transfer*>(user);
    const std::string_view bytes(data, size * count);
    t.patience.received(bytes.size(), Steady::now());
    t.gate.wire_bytes.fetch_add(bytes.size(), std::memory_order_relaxed);
    auto more = t.incoming.piece(bytes);
    if (!more) return t.stop(more.error().fault, std::move(more.error().detail));
    t.weight->set(t.incoming.bytes());
    if (!t.gate.takes(*t.weight)) return t.stop(Fault::busy, "too much is arriving at once");
    return *more ? bytes.size() : 0;
}

// The last word before a packet leaves: this is the very address the socket will be connected to.
curl_socket_t on_open(void* user, curlsocktype purpose, curl_sockaddr* address) {
    auto& t = *static_cast<Transfer*>(user);
    const Ruling ruling = purpose == CURLSOCKTYPE_IPCXN ? t.gate.door.judge(&address->addr, t.at.host())
                                                        : Ruling{Verdict::block, "not an outgoing connection"};
    if (!ruling.allowed()) {
        t.gate.sockets_refused.fetch_add(1, std::memory_order_relaxed);
        t.stop(Fault::refused, ruling.why);
        return CURL_SOCKET_BAD;
    }
    t.gate.sockets_opened.fetch_add(1, std::memory_order_relaxed);
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Just before the request is written, on new connections and on reused ones.
int on_prereq(void* user, char* remote_ip, char*, int remote_port, int) {
    auto& t = *static_cast<Transfer*>(user);
    if (!remote_ip || *remote_ip == '\0') {  // reset before its other end could be read: there is nobody to judge
        t.stop(Fault::unreachable, "the connection was lost");
        return CURL_PREREQFUNC_ABORT;
    }
    const Ruling ruling = t.gate.door.judge(remote_ip, remote_port, t.at.host());
    if (!ruling.allowed()) {
        t.stop(Fault::refused, ruling.why);
        return CURL_PREREQFUNC_ABORT;
    }
    // A connection that was kept and closes without a word: curl would ask again at once on a new one. The publisher
    // may have read the first request, and two in one breath are rude: it is a failure, and asked again in its time.
    if (t.sent && t.reused) {
        t.stop(Fault::unreachable, "the connection was closed without an answer");
        return CURL_PREREQFUNC_ABORT;
    }
    long connects = 0;
    curl_easy_getinfo(t.easy.get(), CURLINFO_NUM_CONNECTS, &connects);
    t.reused = connects == 0;
    t.sent = true;
    t.failure.reset();  // one of the name's addresses was refused, another one was good
    t.patience.sent(Steady::now());
    return CURL_PREREQFUNC_OK;
}

}  // namespace

struct Gate::State {
    explicit State(GateSettings given)
        : shared(std::move(given)), settings(shared.settings), guard(shared.guard), authorities(settings.ca_file) {
        [[maybe_unused]] static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
        multi.reset(curl_multi_init());
        const curl_version_info_data* built = curl_version_info(CURLVERSION_NOW);
        if (authorities.empty() && built->cainfo && ::access(built->cainfo, R_OK) == 0) authorities = built->cainfo;
        for (const Purpose purpose : purposes) headers.push_back(list_of(common_lines(purpose)));
        if (settings.newsroom_port) {
            add(connect_to, fmt::format(":::{}", *settings.newsroom_port));
            add(resolve, fmt::format("*:{}:127.0.0.1", *settings.newsroom_port));
        }
        for (const std::string& name : settings.pinned_names) add(resolve, name);
        curl_multi_setopt(multi.get(), CURLMOPT_SOCKETFUNCTION, on_socket);
        curl_multi_setopt(multi.get(), CURLMOPT_SOCKETDATA, this);
        curl_multi_setopt(multi.get(), CURLMOPT_TIMERFUNCTION, on_timer);
        curl_multi_setopt(multi.get(), CURLMOPT_TIMERDATA, this);
        curl_multi_setopt(multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(settings.max_per_host));
        curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(settings.max_transfers));
        thread = std::thread([this] { run(); });
    }

    ~State() {
        stopping = true;
        events.knock();
        thread.join();
    }

    // ---- the thread ----------------------------------------------------------------------------------------------

    void run() {
        pthread_setname_np(pthread_self(), "gate");
        while (!stopping) {
            admit();
            wait();
            collect();
            if (!active.empty() && Steady::now() >= next_sweep) sweep();
        }
        while (!active.empty()) end(*active.back(), fail(Fault::cancelled, "the gate is closing"));
        while (auto asked = inbox.take_or_close())  // a `done` may ask for more; each answer is the same
            asked->done(fail(Fault::cancelled, "the gate is closing"));
    }

    void admit() {
        while (active.size() < settings.max_transfers) {
            auto asked = inbox.take();
            if (!asked) return;
            Url first = asked->request.url;
            const auto now = Steady::now();
            auto transfer = std::make_unique<Transfer>(Transfer{.gate = shared,
                                                                .request = std::move(asked->request),
                                                                .done = std::move(asked->done),
                                                                .at = std::move(first),
                                                                .incoming = Incoming(Purpose::page, settings.limits),
                                                                .patience = Patience(now)});
            transfer->index = active.size();
            if (active.empty()) next_sweep = now + sweep_every();
            active.push_back(std::move(transfer));
            Transfer& t = *active.back();
            const Ruling ruling = guard.judge(t.at);
            if (ruling.allowed()) {
                begin(t);
            } else {
                end(t, fail(Fault::refused, fmt::format("{}: {}", t.at.host(), ruling.why)));
            }
        }
    }

    void wait() {
        int ms = -1;
        const auto now = Steady::now();
        const auto until = [&](Steady::time_point when) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(when - now).count();
            const int bounded = static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
            ms = ms < 0 ? bounded : std::min(ms, bounded);
        };
        if (timer) until(*timer);
        if (!active.empty()) until(next_sweep);
        int running = 0;
        for (const epoll_event& event : events.wait(ms)) {
            const int what = ((event.events & EPOLLIN) ? CURL_CSELECT_IN : 0) |
                             ((event.events & EPOLLOUT) ? CURL_CSELECT_OUT : 0) |
                             ((event.events & (EPOLLERR | EPOLLHUP)) ? CURL_CSELECT_ERR : 0);
            curl_multi_socket_action(multi.get(), event.data.fd, what, &running);
        }
        if (timer && Steady::now() >= *timer) {
            timer.reset();
            curl_multi_socket_action(multi.get(), CURL_SOCKET_TIMEOUT, 0, &running);
        }
    }

    void collect() {
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            void* owner = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &owner);
            finish(*static_cast<Transfer*>(owner), message->data.result);
        }
    }

    // ---- one transfer --------------------------------------------------------------------------------------------

    void begin(Transfer& t) {
        t.incoming = Incoming(t.request.purpose, settings.limits);
        t.patience.begin_hop();
        t.failure.reset();
        t.sent = t.reused = false;
        t.curl_says[0] = '\0';
        t.easy = idle.empty() ? make_easy() : take_idle();
        CURL* easy = t.easy.get();
        if (!easy) return end(t, fail(Fault::busy, "no memory for another transfer"));

        std::string address = t.at.without_fragment();
        // The newsroom speaks plain HTTP, unless it is said to speak TLS.
        if (settings.newsroom_port && !settings.newsroom_tls && t.at.scheme() == "https") address.replace(0, 5, "http");
        curl_easy_setopt(easy, CURLOPT_URL, address.c_str());
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_for(t));
        if (t.request.purpose == Purpose::hub) {  // curl reads the form where it lies: the transfer outlives the handle
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(t.request.form.size()));
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, t.request.form.c_str());
        } else {
            curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);  // the handle may have posted before
        }
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t.curl_says);
        // Besides manners: what curl 7.88 drops from its full cache leaves an empty entry, and it walks them all.
        curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, t.request.keep_alive ? 0L : 1L);
        curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                         t.http1 || http1_hosts.contains(t.at.host(), Steady::now()) ? CURL_HTTP_VERSION_1_1
                                                                                     : CURL_HTTP_VERSION_2TLS);
        for (const CURLoption data :
             {CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_PRIVATE, CURLOPT_PREREQDATA, CURLOPT_OPENSOCKETDATA})
            curl_easy_setopt(easy, data, static_cast<void*>(&t));
        shared.requests.fetch_add(1, std::memory_order_relaxed);
        if (curl_multi_add_handle(multi.get(), easy) != CURLM_OK)
            end(t, fail(Fault::busy, "the gate cannot take another transfer"));
    }

    void finish(Transfer& t, CURLcode code) {
        release(t);
        if (t.failure) return end(t, std::unexpected(std::move(*t.failure)));
        if (code != CURLE_OK && !t.incoming.is_cut()) {
            if (!t.http1 && !t.incoming.began() && (code == CURLE_HTTP2 || code == CURLE_HTTP2_STREAM)) {
                t.http1 = true;  // some walls let only HTTP/1.1 through
                http1_hosts.add(t.at.host(), Steady::now());
                return begin(t);
            }
            return end(t, std::unexpected(explain(t, code)));
        }
        if (t.request.follow_redirects && t.request.purpose != Purpose::hub && is_redirect(t.incoming.status())) {
            auto target =
                next_hop(t.request.url, t.at, t.taken, t.incoming.field("location"), &guard, settings.limits.hops);
            if (!target) return end(t, std::unexpected(std::move(target).error()));
            t.taken.emplace_back(t.incoming.status(), target->href());
            t.at = std::move(*target);
            return begin(t);
        }
        const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        auto answer = std::move(t.incoming).answer(t.at, now);
        t.weight->set(answer ? answer->body.size() : 0);
        if (answer && !shared.takes(*t.weight))
            answer = fail(Fault::busy, fmt::format("{}: too much is arriving at once", t.at.host()));
        if (answer) {
            answer->redirects = std::move(t.taken);
            if (!answer->body.empty()) answer->weight = t.weight;
        }
        end(t, std::move(answer));
    }

    // The last thing that happens to a transfer: `t` is gone afterwards.
    void end(Transfer& t, Result<Fetched> result) {
        release(t);
        const std::size_t index = t.index;
        std::unique_ptr<Transfer> owned = std::move(active[index]);
        if (index + 1 != active.size()) {
            active[index] = std::move(active.back());
            active[index]->index = index;
        }
        active.pop_back();
        owned->done(std::move(result));
    }

    void release(Transfer& t) {
        if (!t.easy) return;
        curl_multi_remove_handle(multi.get(), t.easy.get());
        curl_easy_setopt(t.easy.get(), CURLOPT_ERRORBUFFER, nullptr);  // it dies with the transfer
        if (idle.size() < 32) idle.push_back(std::move(t.easy));
        t.easy.reset();
    }

    Failure explain(const Transfer& t, CURLcode code) const {
        const std::string_view detail = t.curl_says[0] ? t.curl_says : curl_easy_strerror(code);
        const auto said = [&](Fault fault) { return Failure{fault, fmt::format("{}: {}", t.at.host(), detail)}; };
        switch (code) {
            case CURLE_OUT_OF_MEMORY:  // so it calls a header line beyond its own cap
                return {Fault::too_big, fmt::format("{}: a header of more than 100 KB", t.at.host())};
            case CURLE_OPERATION_TIMEDOUT:
                return said(Fault::timed_out);
            case CURLE_URL_MALFORMAT:
            case CURLE_UNSUPPORTED_PROTOCOL:
            case CURLE_WEIRD_SERVER_REPLY:
                return said(Fault::malformed);
            default:
                return said(Fault::unreachable);
        }
    }

    // Deadlines of all transfers at once. A few hundred comparisons, some times a second.
    void sweep() {
        const auto now = Steady::now();
        const auto held_up = now - std::exchange(next_sweep, now + sweep_every());
        if (held_up >= std::chrono::milliseconds(500))  // a machine that stood still, a stopped process
            for (const auto& transfer : active) transfer->patience.pardon(held_up);
        std::vector<std::pair<Transfer*, std::string_view>> late;
        for (const auto& transfer : active)
            if (const auto why = transfer->patience.end(settings.limits, now)) late.emplace_back(transfer.get(), *why);
        for (auto& [transfer, why] : late)
            end(*transfer, fail(Fault::timed_out, fmt::format("{}: {}", transfer->at.host(), why)));
    }

    Steady::duration sweep_every() const {
        const GateLimits& limits = settings.limits;
        const Duration shortest = std::min({limits.first_byte, limits.total, limits.low_speed_window});
        return std::clamp<Duration>(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(250));
    }

    // ---- easy handles --------------------------------------------------------------------------------------------

    Easy take_idle() {
        Easy easy = std::move(idle.back());
        idle.pop_back();
        return easy;
    }

    // Everything that is the same for all transfers.
    Easy make_easy() {
        Easy owned(curl_easy_init());
        CURL* easy = owned.get();
        if (!easy) return owned;
        curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(easy, CURLOPT_PROXY, "");  // none, whatever the environment says
        curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
        curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);  // base/url.hpp has done it, by the URL standard
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a resolver that hangs must not hold up the thread
        curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        // These and no others. A file alone, for curl keeps the authorities it has read only where they come from no
        // folder: else it reads them all anew for each connection, which costs more than the rest of a poll.
        if (!authorities.empty()) {
            curl_easy_setopt(easy, CURLOPT_CAINFO, authorities.c_str());
            curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
        }
        curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.limits.connect.count()));
        curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 300L);
        curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 65536L);
        curl_easy_setopt(easy, CURLOPT_USERAGENT, settings.user_agent.c_str());
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
        curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
        curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_prereq);
        if (resolve) curl_easy_setopt(easy, CURLOPT_RESOLVE, resolve.get());
        if (connect_to) curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to.get());
        return owned;
    }

    curl_slist* headers_for(Transfer& t) {
        const std::vector<std::string> validators = validator_lines(t.request, t.at);
        if (validators.empty()) return headers[static_cast<std::size_t>(t.request.purpose)].get();
        t.headers = list_of(common_lines(t.request.purpose));
        for (const std::string& line : validators) add(t.headers, line);
        return t.headers.get();
    }

    // ---- curl's sockets and its one timer ------------------------------------------------------------------------

    static int on_socket(CURL*, curl_socket_t socket, int what, void* user, void*) {
        auto& state = *static_cast<State*>(user);
        if (what == CURL_POLL_REMOVE) {
            state.events.forget(socket);
        } else {
            state.events.watch(socket,
                               ((what & CURL_POLL_IN) ? EPOLLIN : 0u) | ((what & CURL_POLL_OUT) ? EPOLLOUT : 0u));
        }
        return 0;
    }

    static int on_timer(CURLM*, long ms, void* user) {
        auto& state = *static_cast<State*>(user);
        if (ms < 0) {
            state.timer.reset();
        } else {
            state.timer = Steady::now() + std::chrono::milliseconds(ms);
        }
        return 0;
    }

    // ---- from other threads --------------------------------------------------------------------------------------

    void start(FetchRequest request, Done done) {
        Asked asked{std::move(request), std::move(done)};
        const auto put = inbox.put(asked);
        if (put == Inbox::Put::closed) return asked.done(fail(Fault::cancelled, "the gate is closed"));
        if (put == Inbox::Put::first) events.knock();  // else it has been woken and not looked yet
    }

    Shared shared;
    const GateSettings& settings;
    const Guard& guard;
    std::string authorities;    // file of certificates; "": as curl was built
    std::vector<List> headers;  // by Purpose
    List connect_to, resolve;
    Events events;

    // Only the thread. Handles must go before the multi they stood in.
    std::unique_ptr<CURLM, MultiFree> multi;
    std::vector<Easy> idle;
    std::vector<std::unique_ptr<Transfer>> active;
    std::optional<Steady::time_point> timer;
    Steady::time_point next_sweep;
    Http1Hosts http1_hosts;

    Inbox inbox;
    std::atomic<bool> stopping = false;
    std::thread thread;
};

Gate::Gate(GateSettings settings) : state_(std::make_unique<State>(std::move(settings))) {}
Gate::~Gate() = default;
void Gate::start(FetchRequest request, Done done) { state_->start(std::move(request), std::move(done)); }

GateCounts Gate::counts() const {
    const Shared& shared = state_->shared;
    return {.requests = shared.requests,
            .sockets_opened = shared.sockets_opened,
            .sockets_refused = shared.sockets_refused,
            .wire_bytes = shared.wire_bytes};
}

}  // namespace octavo::fetch
