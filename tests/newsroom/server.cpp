#include "newsroom/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <openssl/ssl.h>

#include <csignal>

#include "base/utf8.hpp"

namespace octavo::newsroom {

using Steady = std::chrono::steady_clock;

struct Server::Connection {
    int fd = -1;
    std::uint64_t number = 0;
    std::string in;
    std::optional<Plan> plan;
    std::size_t head_sent = 0, body_sent = 0;
    Steady::time_point due;
    bool waits_for_room = false;

    bool is_slow() const { return plan && plan->every > Duration::zero(); }
    // Of one who has left: what we sent afterwards came back as a reset.
    bool has_error() const {
        int error = 0;
        socklen_t size = sizeof error;
        return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0;
    }
    std::size_t body_size() const { return plan->body ? std::min(plan->send, plan->body->size()) : 0; }

    // As recv and sendmsg, through TLS where there is some. < 0 with EAGAIN: later.
    ssize_t take(std::span<char> into) const {
        if (!tls) return ::recv(fd, into.data(), into.size(), 0);
        return told(SSL_read(tls.get(), into.data(), static_cast<int>(into.size())));
    }
    ssize_t give(std::span<iovec> parts) const {
        if (!tls) {
            msghdr message{};
            message.msg_iov = parts.data();
            message.msg_iovlen = parts.size();
            return ::sendmsg(fd, &message, MSG_NOSIGNAL);
        }
        ssize_t sent = 0;
        for (const iovec& part : parts) {
            if (part.iov_len == 0) continue;
            const ssize_t put = told(SSL_write(tls.get(), part.iov_base, static_cast<int>(part.iov_len)));
            if (put < 0) return sent > 0 ? sent : put;
            sent += put;
            if (static_cast<std::size_t>(put) < part.iov_len) break;
        }
        return sent;
    }

  private:
    ssize_t told(int result) const {
        if (result > 0) return result;
        const int why = SSL_get_error(tls.get(), result);
        if (why == SSL_ERROR_ZERO_RETURN) return 0;
        errno = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? EAGAIN : ECONNRESET;
        return -1;
    }

  public:
    struct Free {
        void operator()(SSL* it) const { SSL_free(it); }
    };
    std::unique_ptr<SSL, Free> tls;
};

struct Server::Tls {
    struct Free {
        void operator()(SSL_CTX* it) const { SSL_CTX_free(it); }
    };
    std::unique_ptr<SSL_CTX, Free> context{SSL_CTX_new(TLS_server_method())};
};

Server::Server(Desk& desk) : desk_(desk) {}
Server::~Server() { stop(); }

Result<> Server::speak_tls(const std::string& certificate, const std::string& key) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to whoever has left
    auto tls = std::make_unique<Tls>();
    SSL_CTX* context = tls->context.get();
    if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1)
        return fail(Fault::not_found, certificate);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    tls_ = std::move(tls);
    return {};
}

Result<> Server::start(std::uint16_t port) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    socklen_t length = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener_, 1024) != 0) {
        ::close(listener_);
        listener_ = -1;
        return fail(Fault::busy, fmt::format("port {} is taken", port));
    }
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    events_ = ::epoll_create1(EPOLL_CLOEXEC);
    wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    for (const int fd : {listener_, wake_}) {
        epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
        ::epoll_ctl(events_, EPOLL_CTL_ADD, fd, &event);
    }
    thread_ = std::thread([this] { run(); });
    return {};
}

void Server::stop() {
    if (!thread_.joinable()) return;
    stopping_ = true;
    const std::uint64_t one = 1;
    (void)!::write(wake_, &one, sizeof one);
    thread_.join();
    for (const int fd : {listener_, events_, wake_}) ::close(fd);
    listener_ = events_ = wake_ = -1;
}

void Server::run() {
    std::array<epoll_event, 64> ready;
    while (!stopping_) {
        const int count = ::epoll_wait(events_, ready.data(), static_cast<int>(ready.size()), slow_ > 0 ? 10 : -1);
        for (int i = 0; i < count; ++i) {
            const int fd = ready[static_cast<std::size_t>(i)].data.fd;
            if (fd == wake_) continue;
            if (fd == listener_) {
                accept_all();
            } else if (const auto it = connections_.find(fd); it != connections_.end()) {
                serve(*it->second);
            }
        }
        if (slow_ > 0) tick();
    }
    while (!connections_.empty()) drop(connections_.begin()->first);
}

void Server::accept_all() {
    for (;;) {
        const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) return;
        const int yes = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        auto connection = std::make_unique<Connection>();
        connection->fd = fd;
        connection->number = ++accepted_;
        if (tls_) {
            connection->tls.reset(SSL_new(tls_->context.get()));
            SSL_set_fd(connection->tls.get(), fd);
            SSL_set_accept_state(connection->tls.get());
        }
        epoll_event event{.events = EPOLLIN | EPOLLRDHUP, .data = {.fd = fd}};
        ::epoll_ctl(events_, EPOLL_CTL_ADD, fd, &event);
        connections_.emplace(fd, std::move(connection));
    }
}

void Server::serve(Connection& connection) {
    std::array<char, 16384> buffer;
    for (;;) {
        const auto got = connection.take(buffer);
        if (got > 0) {
            connection.in.append(buffer.data(), static_cast<std::size_t>(got));
            if (connection.in.size() > (64u << 10)) return drop(connection.fd);
            if (!connection.tls && static_cast<std::size_t>(got) < buffer.size()) break;
        } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            return drop(connection.fd, got < 0 || connection.has_error());
        } else {
            break;
        }
    }
    while (true) {
        if (!connection.plan && !next_request(connection)) return;
        if (!push(connection) || connection.plan) return;
    }
}

// Takes one request out of the buffer and asks the desk. False: none is complete.
bool Server::next_request(Connection& connection) {
    const auto end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const std::string_view text = std::string_view(connection.in).substr(0, end);
    const std::string_view first = text.substr(0, text.find("\r\n"));
    const auto space = first.find(' ');
    const auto second = first.find(' ', space + 1);
    Asked asked;
    asked.connection = connection.number;
    std::size_t length = 0;
    if (space != std::string_view::npos && second != std::string_view::npos)
        asked.target = first.substr(space + 1, second - space - 1);
    for (std::size_t at = first.size() + 2; at < text.size();) {
        const std::string_view line = text.substr(at, text.find("\r\n", at) - at);
        at += line.size() + 2;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view name = line.substr(0, colon), value = utf8::trim(line.substr(colon + 1));
        if (utf8::equal_ignoring_case(name, "host")) asked.host = utf8::lower(value.substr(0, value.find_last_of(':')));
        if (utf8::equal_ignoring_case(name, "if-none-match")) asked.if_none_match = value;
        if (utf8::equal_ignoring_case(name, "if-modified-since")) asked.if_modified_since = value;
        if (utf8::equal_ignoring_case(name, "user-agent")) asked.user_agent = value;
        if (utf8::equal_ignoring_case(name, "accept-encoding")) asked.accept_encoding = value;
        if (utf8::equal_ignoring_case(name, "content-type")) asked.content_type = value;
        if (utf8::equal_ignoring_case(name, "cookie")) asked.cookie = value;
        if (utf8::equal_ignoring_case(name, "content-length"))
            std::from_chars(value.data(), value.data() + value.size(), length);
    }
    if (connection.in.size() - end - 4 < length) return false;  // its body is still on the way
    asked.method = first.substr(0, space);
    asked.body = connection.in.substr(end + 4, length);
    connection.plan = desk_.answer(asked, first.starts_with("HEAD "));
    connection.in.erase(0, end + 4 + length);
    connection.head_sent = connection.body_sent = 0;
    if (connection.is_slow()) {
        ++slow_;
        connection.due = Steady::now() + connection.plan->every;
    }
    return true;
}

bool Server::push(Connection& connection) {
    constexpr std::size_t a_turn = 4u << 20;  // then others have theirs, however fast this one reads
    std::size_t given = 0;
    Plan& plan = *connection.plan;
    for (;;) {
        const std::size_t total = connection.body_size();
        std::size_t body_left = total - connection.body_sent;
        if (plan.endless && body_left == 0) {
            connection.body_sent = 0;
            body_left = total;
        }
        const std::size_t head_left = plan.head.size() - connection.head_sent;
        if (connection.is_slow() && body_left > 0) {
            const bool due = Steady::now() >= connection.due;
            if (head_left == 0 && !due) return true;
            body_left = head_left == 0 ? 1 : 0;
            if (head_left == 0) connection.due = Steady::now() + plan.every;
        }
        if (head_left + body_left == 0) break;
        iovec parts[2] = {{plan.head.data() + connection.head_sent, head_left}, {nullptr, body_left}};
        if (plan.body) parts[1].iov_base = const_cast<char*>(plan.body->data()) + connection.body_sent;
        const auto put = connection.give(parts);
        if (put < 0 && errno != EAGAIN && errno != EINTR) {
            drop(connection.fd);
            return false;
        }
        const std::size_t sent = put > 0 ? static_cast<std::size_t>(put) : 0;
        connection.head_sent += std::min(sent, head_left);
        connection.body_sent += sent - std::min(sent, head_left);
        given += sent;
        if (sent < head_left + body_left || given >= a_turn) {
            if (!connection.waits_for_room) {
                epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP, .data = {.fd = connection.fd}};
                ::epoll_ctl(events_, EPOLL_CTL_MOD, connection.fd, &event);
                connection.waits_for_room = true;
            }
            return true;
        }
    }
    if (plan.silent) return true;  // and the plan stays: nothing else is answered here
    const bool close = plan.close;
    if (plan.reset) {
        const linger now{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(connection.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        drop(connection.fd);
        return false;
    }
    if (connection.is_slow()) --slow_;
    if (plan.over) plan.over(plan, true);
    connection.plan.reset();
    if (connection.waits_for_room) {
        epoll_event event{.events = EPOLLIN | EPOLLRDHUP, .data = {.fd = connection.fd}};
        ::epoll_ctl(events_, EPOLL_CTL_MOD, connection.fd, &event);
        connection.waits_for_room = false;
    }
    if (!close) return true;
    drop(connection.fd);
    return false;
}

void Server::drop(int fd, bool broken) {
    const auto it = connections_.find(fd);
    if (it == connections_.end()) return;
    if (it->second->is_slow()) --slow_;
    if (const auto& plan = it->second->plan; plan && plan->over) plan->over(*plan, false);
    desk_.closed(it->second->number, broken);
    ::close(fd);
    connections_.erase(it);
}

void Server::tick() {
    std::vector<int> due;
    for (const auto& [fd, connection] : connections_)
        if (connection->is_slow() && Steady::now() >= connection->due) due.push_back(fd);
    for (const int fd : due) {
        const auto it = connections_.find(fd);
        if (it != connections_.end() && it->second->plan) push(*it->second);
    }
}

}  // namespace octavo::newsroom
