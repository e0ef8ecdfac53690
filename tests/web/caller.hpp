// Who calls the real server on a loopback socket, and reads what comes byte by byte.
#pragma once

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <string_view>
#include <utility>

namespace octavo::test {

class Caller {
  public:
    explicit Caller(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    ~Caller() { ::close(socket_); }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

    bool connected() const { return connected_; }
    void say(std::string_view text) {
        CHECK(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()));
    }
    // Everything until the server closes.
    std::string all() {
        while (more()) {
        }
        return std::exchange(got_, {});
    }
    // One answer with its body.
    std::string answer(bool with_body = true) {
        auto end = got_.find("\r\n\r\n");
        while (end == std::string::npos && more()) end = got_.find("\r\n\r\n");
        if (end == std::string::npos) return std::exchange(got_, {});
        std::size_t length = end + 4;
        const auto field = got_.substr(0, end).find("Content-Length: ");
        if (with_body && field != std::string::npos) length += std::stoul(got_.substr(field + 16));
        while (got_.size() < length && more()) {
        }
        std::string one = got_.substr(0, length);
        got_.erase(0, length);
        return one;
    }
    // Until what was got has this in it, or no more comes.
    std::string until(std::string_view text) {
        while (got_.find(text) == std::string::npos && more()) {
        }
        return got_;
    }
    bool quiet() {
        pollfd p{socket_, POLLIN, 0};
        return got_.empty() && ::poll(&p, 1, 50) == 0;
    }

  private:
    bool more() {
        pollfd p{socket_, POLLIN, 0};
        if (::poll(&p, 1, 10'000) <= 0) return false;
        char bytes[16384];
        const ssize_t n = ::recv(socket_, bytes, sizeof bytes, 0);
        if (n > 0) got_.append(bytes, static_cast<std::size_t>(n));
        return n > 0;
    }
    int socket_;
    bool connected_ = false;
    std::string got_;
};

}  // namespace octavo::test
