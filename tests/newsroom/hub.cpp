#include "newsroom/hub.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <thread>

#include "base/url.hpp"

namespace octavo::newsroom {
namespace {

std::string form_value(std::string_view form, std::string_view name) {
    while (!form.empty()) {
        const auto end = std::min(form.find('&'), form.size());
        const std::string_view pair = form.substr(0, end);
        form.remove_prefix(std::min(end + 1, form.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) == name) return percent_decode(pair.substr(std::min(equals + 1, pair.size())));
    }
    return {};
}

std::string path_of(const std::string& callback) {
    const auto url = Url::parse(callback);
    return url ? url->target() : "/";
}

}  // namespace

Hub::~Hub() { room_.set_hook({}); }

Hub::Hub(Newsroom& room, std::string host) : room_(room), host_(std::move(host)) {
    room.add(host_, "/", {.type = "text/plain", .body = "a hub\n"});
    room.set_hook([this](const Asked& asked) -> std::optional<Behaviour> {
        if (asked.host != host_ || asked.method != "POST") return std::nullopt;
        const std::scoped_lock lock(mutex_);
        requests_.push_back({form_value(asked.body, "hub.mode"), form_value(asked.body, "hub.topic"),
                             form_value(asked.body, "hub.callback"), form_value(asked.body, "hub.secret"),
                             form_value(asked.body, "hub.lease_seconds"), asked});
        return behaviour_ ? *behaviour_
                          : raw("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    });
}

std::vector<Hub::Request> Hub::requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
}

bool Hub::wait_for_requests(std::size_t count) const {
    for (int tries = 0; tries < 600; ++tries) {
        if (requests().size() >= count) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

void Hub::answer_with(Behaviour behaviour) {
    const std::scoped_lock lock(mutex_);
    behaviour_ = std::move(behaviour);
}

Hub::Reply Hub::verify(const Request& request, std::uint16_t port, std::string_view challenge, std::string_view lease) {
    return get(request.callback, port,
               fmt::format("hub.mode={}&hub.topic={}&hub.challenge={}&hub.lease_seconds={}", request.mode,
                           percent_encode(request.topic), percent_encode(challenge), lease));
}

Hub::Reply Hub::get(const std::string& callback, std::uint16_t port, std::string_view query) {
    return call(port, fmt::format("GET {}?{} HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\n\r\n",
                                  path_of(callback), query));
}

Hub::Reply Hub::push(const std::string& callback, std::uint16_t port, std::string_view body, std::string_view signature,
                     std::string_view type) {
    std::string head = fmt::format(
        "POST {} HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
        path_of(callback), type, body.size());
    if (!signature.empty()) head += fmt::format("X-Hub-Signature: {}\r\n", signature);
    return call(port, head + "\r\n" + std::string(body));
}

Hub::Reply Hub::call(std::uint16_t port, std::string_view bytes) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{20, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    std::string got;
    if (::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) break;  // refused before it was whole: the answer is there all the same
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        std::array<char, 16384> buffer;
        for (;;) {
            const auto n = ::recv(socket, buffer.data(), buffer.size(), 0);
            if (n <= 0) break;
            got.append(buffer.data(), static_cast<std::size_t>(n));
        }
    }
    ::close(socket);
    Reply reply;
    if (got.starts_with("HTTP/1.1 ")) reply.status = std::atoi(got.c_str() + 9);
    if (const auto end = got.find("\r\n\r\n"); end != std::string::npos) reply.body = got.substr(end + 4);
    return reply;
}

}  // namespace octavo::newsroom
