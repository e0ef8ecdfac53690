#include "web/net.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "base/log.hpp"
#include "web/asking.hpp"
#include "web/chunks.hpp"
#include "web/net_plain.hpp"
#include "web/request_head.hpp"

namespace octavo::web {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using SteadyTime = std::chrono::steady_clock::time_point;
using boost::system::error_code;

constexpr auto as_values = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t first_buffer = 2048;
constexpr auto sweep_every = std::chrono::milliseconds(250);
constexpr auto news_every = std::chrono::seconds(5), breath_every = std::chrono::seconds(25);
constexpr std::size_t told_at_once = 200;         // streams; then pages have their turn
constexpr std::size_t most_from_listener = 4096;  // bytes a listener may send, who has nothing to say
constexpr auto stop_within = std::chrono::milliseconds(900);

struct Connection {
    explicit Connection(tcp::socket s) : socket(std::move(s)) {}
    tcp::socket socket;
    SteadyTime deadline;     // passed: closed by the sweeper
    bool answering = false;  // between requests it is closed at once when we stop
    std::string buffer;      // what was read and not yet answered
    std::size_t filled = 0;
    RequestHead head;
    std::string body;  // of the request that is being answered
    std::string out;
    PeerAddress peer = {};
};

struct Worker {
    explicit Worker(std::unique_ptr<Seat> s) : io(1), sweeper(io), seat(std::move(s)) {}
    std::unordered_set<asio::steady_timer*> pauses;  // answers that are waited for; outlives what the loop holds
    asio::io_context io;
    asio::steady_timer sweeper;
    std::unique_ptr<Seat> seat;
    std::unordered_set<Connection*> connections;
    std::unordered_set<Connection*> streams;  // of the connections, those that listen for news
    std::uint64_t told = 0;                   // the newest they heard of
    SteadyTime told_at, breathed_at;
    bool stopping = false;
    std::thread thread;
    HttpDate date;
};

PeerAddress peer_of(const tcp::socket& socket) {
    error_code fault;
    const auto end = socket.remote_endpoint(fault);
    if (fault) return {};  // gone already
    const auto address = end.address();
    return address.is_v6() ? address.to_v6().to_bytes()
                           : asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes();
}

}  // namespace

struct Listener::State {
    const SiteSettings settings;
    std::function<std::unique_ptr<Seat>()> make_seat;
    std::vector<std::unique_ptr<Worker>> workers;
    std::optional<tcp::acceptor> acceptor;  // on the first worker's loop
    std::uint16_t port = 0;
    std::atomic<std::size_t> open{0};
    std::atomic<std::size_t> streams{0};
    std::atomic<std::size_t> bodies{0};   // bytes announced by those that are arriving
    std::atomic<std::size_t> waiting{0};  // connections whose answer is not there yet
    bool started = false;

    State(const SiteSettings& s, std::function<std::unique_ptr<Seat>()> m) : settings(s), make_seat(std::move(m)) {}

    Result<> bind();
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket, Worker& worker);
    asio::awaitable<void> converse(Connection& c, Worker& worker);
    asio::awaitable<int> read_request(Connection& c, std::size_t& size);
    asio::awaitable<int> read_body(Connection& c, std::size_t head_size);
    asio::awaitable<int> read_chunks(Connection& c, std::size_t head_size);
    asio::awaitable<bool> go_on(Connection& c) const;
    asio::awaitable<void> pause(Connection& c, Worker& worker, const Response& response);
    asio::awaitable<bool> send(Connection& c, Worker& worker, const Response& response, bool body, bool close);
    asio::awaitable<void> part(Connection& c);
    asio::awaitable<void> listen(Connection& c, Worker& worker);
    asio::awaitable<void> tell(Worker& worker);
    asio::awaitable<void> sweep(Worker& worker);
    void stop_worker(Worker& worker);
};

Result<> Listener::State::bind() {
    error_code fault;
    const auto address = asio::ip::make_address(settings.listen, fault);
    if (fault)
        return fail(Fault::usage,
                    fmt::format("listen: \"{}\" is no IP address; use 127.0.0.1 for this machine only, 0.0.0.0 for all",
                                settings.listen));
    tcp::acceptor made(workers.front()->io);
    const tcp::endpoint end(address, settings.port);
    made.open(end.protocol(), fault);
    if (!fault) made.set_option(tcp::acceptor::reuse_address(true), fault);
    if (!fault) made.bind(end, fault);
    if (!fault) made.listen(1024, fault);
    if (fault) return std::unexpected(cannot_listen(settings, fault));
    port = made.local_endpoint(fault).port();
    acceptor = std::move(made);
    return {};
}

asio::awaitable<void> Listener::State::accept() {
    std::size_t turn = 0;
    asio::steady_timer rest(workers.front()->io);
    while (acceptor->is_open()) {
        Worker& worker = *workers[turn++ % workers.size()];
        auto [fault, socket] = co_await acceptor->async_accept(worker.io, as_values);
        if (fault == asio::error::operation_aborted) co_return;
        if (fault) {  // out of file descriptors, most likely: let some go first
            rest.expires_after(std::chrono::milliseconds(100));
            co_await rest.async_wait(as_values);
            continue;
        }
        asio::co_spawn(worker.io, serve(std::move(socket), worker), asio::detached);
    }
}

// The head of the next request; `size` is how many bytes of the buffer it takes. Gives 0, a status to refuse it with,
// or -1 when the peer is gone.
asio::awaitable<int> Listener::State::read_request(Connection& c, std::size_t& size) {
    std::size_t searched = 0;
    while (true) {
        if (searched == 0)  // a stray empty line before a request is skipped (RFC 9112, section 2.2)
            while (c.filled >= 2 && c.buffer[0] == '\r' && c.buffer[1] == '\n') c.buffer.erase(0, 2), c.filled -= 2;
        size = end_of_head({c.buffer.data(), c.filled}, searched);
        if (size != std::string::npos) co_return size > longest_head ? 431 : 0;
        searched = c.filled;
        if (c.filled >= longest_head)
            co_return std::string_view(c.buffer.data(), c.filled).find('\n') == std::string_view::npos ? 414 : 431;
        if (c.buffer.size() < c.filled + 512)
            c.buffer.resize(std::min(longest_head, std::max(first_buffer, c.filled * 2)) + 512);
        const bool begun = c.filled > 0;
        auto [fault, n] = co_await c.socket.async_read_some(
            asio::buffer(c.buffer.data() + c.filled, c.buffer.size() - c.filled), as_values);
        if (fault) co_return -1;
        c.filled += n;
        if (!begun) c.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(settings.header_seconds);
    }
}

// A body of what was admitted may come now. False: the peer is gone.
asio::awaitable<bool> Listener::State::go_on(Connection& c) const {
    c.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(settings.body_seconds);
    if (!c.head.expects) co_return true;
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    auto [fault, n] = co_await asio::async_write(c.socket, asio::buffer(go_on), as_values);
    co_return !fault;
}

// What was admitted, of a length nobody has stated: as much as a stated one may be, and its share of what is arriving
// grows with it. Gives 0, the status to refuse it with, or -1 when the peer is gone. Nothing is read behind it.
asio::awaitable<int> Listener::State::read_chunks(Connection& c, std::size_t head_size) {
    struct Share {
        std::atomic<std::size_t>& all;
        std::size_t mine = 0;
        bool grow(std::size_t to, std::size_t most) {
            all += to - mine;
            mine = to;
            return all <= most;
        }
        ~Share() { all -= mine; }
    } share{bodies};
    Chunks chunks(settings.max_body);
    int status = chunks.take(std::string_view(c.buffer).substr(head_size, c.filled - head_size));
    if (status == 0 && !chunks.done() && c.filled == head_size && !co_await go_on(c)) co_return -1;
    c.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(settings.body_seconds);
    std::string piece;
    while (status == 0 && !chunks.done()) {
        if (!share.grow(chunks.body().size(), settings.max_bodies)) co_return 503;
        piece.resize(16U << 10);
        auto [fault, n] = co_await c.socket.async_read_some(asio::buffer(piece), as_values);
        if (fault) co_return -1;
        status = chunks.take(std::string_view(piece).substr(0, n));
    }
    c.body = std::move(chunks.body());
    co_return status;
}

// What was admitted. Gives 0, 503 when too much is arriving already, or -1 when the peer is gone. Memory follows what
// arrives, not what was announced.
asio::awaitable<int> Listener::State::read_body(Connection& c, std::size_t head_size) {
    struct Share {
        std::atomic<std::size_t>& all;
        std::size_t mine = 0;
        ~Share() { all -= mine; }
    } share{bodies};
    constexpr std::size_t form = 64U << 10;     // what nobody has to ask for
    constexpr std::size_t slowest = 64U << 10;  // bytes a second, of what is longer
    const auto length = static_cast<std::size_t>(c.head.length);
    const auto began = std::chrono::steady_clock::now();
    c.body.assign(c.buffer, head_size, std::min(c.filled - head_size, length));
    if (c.body.empty() && !co_await go_on(c)) co_return -1;
    while (c.body.size() < length) {
        const std::size_t had = c.body.size();
        if (had > form) {
            bodies += had - share.mine;
            share.mine = had;
            if (bodies > settings.max_bodies) co_return 503;
        }
        c.deadline = began + std::chrono::seconds(settings.body_seconds + had / slowest);
        c.body.resize(had + std::min<std::size_t>(length - had, 64U << 10));
        auto [fault, n] =
            co_await c.socket.async_read_some(asio::buffer(c.body.data() + had, c.body.size() - had), as_values);
        if (fault) co_return -1;
        c.body.resize(had + n);
    }
    co_return 0;
}

// Until the answer is there, or the reader has waited long enough, or we stop. Whoever calls us back may do so late,
// from any thread, when connection and loop are gone: it then finds nobody.
asio::awaitable<void> Listener::State::pause(Connection& c, Worker& worker, const Response& response) {
    struct Bell {
        std::mutex mutex;
        asio::io_context* io = nullptr;
        asio::steady_timer* timer = nullptr;
    };
    const unsigned patience = response.patience > 0 ? response.patience : settings.picture_seconds;
    asio::steady_timer timer(worker.io, std::chrono::seconds(patience));
    const auto bell = std::make_shared<Bell>();
    bell->io = &worker.io;
    bell->timer = &timer;
    struct Stay {
        Bell& bell;
        Worker& worker;
        std::atomic<std::size_t>& waiting;
        ~Stay() {
            --waiting;
            const std::scoped_lock lock(bell.mutex);
            worker.pauses.erase(std::exchange(bell.timer, nullptr));
        }
    } stay{*bell, worker, waiting};
    worker.pauses.insert(&timer);
    if (++waiting > settings.max_waiting || worker.stopping) co_return;
    const bool comes = response.until([bell] {
        const std::scoped_lock lock(bell->mutex);
        if (!bell->timer) return;
        // On the timer's own thread, where it cannot go away between the question and the cancelling.
        asio::post(*bell->io, [bell] {
            if (bell->timer) bell->timer->cancel();
        });
    });
    if (!comes) co_return;
    c.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(patience + 5);
    co_await timer.async_wait(as_values);
}

asio::awaitable<bool> Listener::State::send(Connection& c, Worker& worker, const Response& response, bool body,
                                            bool close) {
    c.out.clear();
    append_head(c.out, response, worker.date.now(), close);
    const bool with_body = body && response.page && response.status != 304;
    const std::array<asio::const_buffer, 2> pieces = {
        asio::buffer(c.out), with_body ? asio::buffer(body_of(response)) : asio::const_buffer()};
    c.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(settings.write_seconds);
    const auto whole = [](error_code e, std::size_t) {
        return e ? 0 : std::size_t{1} << 20;
    };  // not Asio's 64 KB a call
    auto [fault, n] = co_await asio::async_write(c.socket, pieces, whole, as_values);
    co_return !fault;
}

// Says goodbye so that the last answer arrives: closing with bytes unread would reset the connection under it.
asio::awaitable<void> Listener::State::part(Connection& c) {
    error_code ignored;
    c.socket.shutdown(tcp::socket::shutdown_send, ignored);
    c.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    if (c.buffer.size() < 512) c.buffer.resize(512);
    for (std::size_t thrown_away = 0; thrown_away < (256U << 10);) {
        auto [fault, n] = co_await c.socket.async_read_some(asio::buffer(c.buffer.data(), c.buffer.size()), as_values);
        if (fault) co_return;
        thrown_away += n;
    }
}

// From here on the connection is its socket and the frames that wait for its end.
asio::awaitable<void> Listener::State::listen(Connection& c, Worker& worker) {
    if (++streams > settings.max_event_streams) {
        --streams;
        if (co_await send(c, worker, worker.seat->refuse(503, {}), true, true)) co_await part(c);
        co_return;
    }
    c.out.clear();
    append_event_head(c.out, worker.date.now());
    auto [fault, n] = co_await asio::async_write(c.socket, asio::buffer(c.out), as_values);
    std::string().swap(c.buffer);
    std::string().swap(c.out);
    c.filled = 0;
    c.head = {};
    error_code ignored;
    c.socket.non_blocking(true, ignored);
    c.answering = false;
    c.deadline = SteadyTime::max();
    --open;
    if (worker.streams.empty()) worker.told = worker.seat->news();
    worker.streams.insert(&c);
    std::array<char, 16> nothing;
    for (std::size_t heard = 0; !fault && !worker.stopping && heard < most_from_listener;) {
        auto [gone, some] = co_await c.socket.async_read_some(asio::buffer(nothing), as_values);
        if (gone) break;
        heard += some;
    }
    worker.streams.erase(&c);
    ++open;
    --streams;
}

// What is new, or a breath that keeps proxies from closing. Who cannot take this line is gone or asleep.
asio::awaitable<void> Listener::State::tell(Worker& worker) {
    if (worker.streams.empty()) co_return;
    const auto now = std::chrono::steady_clock::now();
    const std::uint64_t news = worker.seat->news();
    std::string line;
    if (news != worker.told && now - worker.told_at >= news_every) {
        worker.told = news;
        worker.told_at = now;
        line = fmt::format("event: news\ndata: {}\n\n", news);
    } else if (now - worker.breathed_at >= breath_every) {
        line = ":\n\n";
    } else {
        co_return;
    }
    worker.breathed_at = now;
    const std::vector<Connection*> all(worker.streams.begin(), worker.streams.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % told_at_once == told_at_once - 1) co_await asio::post(worker.io, asio::use_awaitable);
        if (!worker.streams.contains(all[i])) continue;
        error_code fault;
        const std::size_t written = all[i]->socket.write_some(asio::buffer(line), fault);
        if (fault || written < line.size()) all[i]->socket.close(fault);
    }
}

asio::awaitable<void> Listener::State::converse(Connection& c, Worker& worker) {
    while (!worker.stopping) {
        c.answering = false;
        c.deadline = std::chrono::steady_clock::now() +
                     std::chrono::seconds(c.filled > 0 ? settings.header_seconds : settings.idle_seconds);
        std::size_t size = 0;
        int status = co_await read_request(c, size);
        if (status < 0) co_return;
        c.answering = true;
        if (status == 0) status = read_head({c.buffer.data(), size}, c.head);
        const RequestHead& head = c.head;
        Request request = request_of(head, c.peer);
        if (status == 0 && head.has_body) {
            status = head.get ? 400 : worker.seat->admit(request, head.length);
            if (status == 0) status = head.chunked ? co_await read_chunks(c, size) : co_await read_body(c, size);
            if (status < 0) co_return;
            if (status == 0) {
                request.body = c.body;
                size += std::min(c.filled - size, c.body.size());
            }
        }
        const bool close = status != 0 || !head.keep_alive || head.chunked || worker.stopping;
        Response response =
            status != 0 ? worker.seat->refuse(status, head.accept_language) : worker.seat->answer(request);
        if (response.until) {
            co_await pause(c, worker, response);
            request.waited = true;
            response = worker.seat->answer(request);
        }
        if (!c.body.empty()) std::string().swap(c.body);
        if (response.events) {
            co_await listen(c, worker);
            co_return;
        }
        if (!co_await send(c, worker, response, !head.head, close)) co_return;
        if (close) {
            co_await part(c);
            co_return;
        }
        std::memmove(c.buffer.data(), c.buffer.data() + size, c.filled - size);
        c.filled -= size;
        if (c.filled == 0 && c.buffer.size() > first_buffer + 512) std::string().swap(c.buffer);
    }
}

asio::awaitable<void> Listener::State::serve(tcp::socket socket, Worker& worker) {
    Connection c(std::move(socket));
    const std::size_t now_open = ++open;
    worker.connections.insert(&c);
    error_code ignored;
    c.socket.set_option(tcp::no_delay(true), ignored);
    c.peer = peer_of(c.socket);
    try {
        if (now_open > settings.max_connections) {
            c.answering = true;
            c.head.clear();
            if (co_await send(c, worker, worker.seat->refuse(503, {}), true, true)) co_await part(c);
        } else {
            co_await converse(c, worker);
        }
    } catch (const std::exception& e) {  // out of memory: this connection goes, the others stay
        log::error("web: {}", e.what());
    }
    worker.connections.erase(&c);
    --open;
}

// One timer for all connections of a worker: setting one a request would cost more than the request.
asio::awaitable<void> Listener::State::sweep(Worker& worker) {
    while (!worker.stopping) {
        worker.sweeper.expires_after(sweep_every);
        co_await worker.sweeper.async_wait(as_values);
        co_await tell(worker);
        const auto now = std::chrono::steady_clock::now();
        for (Connection* c : worker.connections)
            if (c->deadline < now) {
                error_code ignored;
                c->socket.close(ignored);
            }
    }
    // Stopping: answers under way have until then.
    worker.sweeper.expires_after(stop_within);
    const auto until = std::chrono::steady_clock::now() + stop_within;
    while (!worker.connections.empty() && std::chrono::steady_clock::now() < until) {
        worker.sweeper.expires_after(std::chrono::milliseconds(10));
        co_await worker.sweeper.async_wait(as_values);
    }
    for (Connection* c : worker.connections) {
        error_code ignored;
        c->socket.close(ignored);
    }
}

void Listener::State::stop_worker(Worker& worker) {
    worker.stopping = true;
    worker.sweeper.cancel();
    for (asio::steady_timer* pause : worker.pauses) pause->cancel();
    if (&worker == workers.front().get() && acceptor) {
        error_code ignored;
        acceptor->close(ignored);
    }
    for (Connection* c : worker.connections)
        if (!c->answering) {
            error_code ignored;
            c->socket.close(ignored);
        }
}

Listener::Listener(const SiteSettings& settings, std::function<std::unique_ptr<Seat>()> make_seat)
    : state_(std::make_unique<State>(settings, std::move(make_seat))) {}
Listener::~Listener() { stop(); }
std::uint16_t Listener::port() const { return state_->port; }
Result<> Listener::start() {
    State& state = *state_;
    allow_files(state.settings.max_connections + state.settings.max_event_streams);
    for (unsigned i = 0; i < std::max(1U, state.settings.threads); ++i)
        state.workers.push_back(std::make_unique<Worker>(state.make_seat()));
    if (auto bound = state.bind(); !bound) {
        state.workers.clear();
        return bound;
    }
    asio::co_spawn(state.workers.front()->io, state.accept(), asio::detached);
    for (const auto& worker : state.workers) asio::co_spawn(worker->io, state.sweep(*worker), asio::detached);
    for (const auto& worker : state.workers) worker->thread = std::thread([&io = worker->io] { io.run(); });
    state.started = true;
    return {};
}
void Listener::stop() {
    State& state = *state_;
    if (!state.started) return;
    state.started = false;
    for (const auto& worker : state.workers)
        asio::post(worker->io, [&state, w = worker.get()] { state.stop_worker(*w); });
    for (const auto& worker : state.workers) worker->thread.join();
    state.acceptor.reset();
    state.workers.clear();
}

}  // namespace octavo::web
