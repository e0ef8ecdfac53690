// A small HTTP/1.1 server on loopback: one thread, one epoll, keep-alive. It parses requests and sends what the desk
// plans, misbehaviour included; it knows nothing of sites.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>

#include "newsroom/newsroom.hpp"

namespace octavo::newsroom {

class Desk {
  public:
    virtual ~Desk() = default;
    virtual Plan answer(const Asked& asked, bool head_only) = 0;  // on the server's thread
    // `broken`: its other end left without reading all that was sent (RST).
    virtual void closed(std::uint64_t connection, bool broken) = 0;
};

class Server {
  public:
    explicit Server(Desk& desk);
    ~Server();
    Result<> speak_tls(const std::string& certificate, const std::string& key);  // PEM files; before start()
    Result<> start(std::uint16_t port);
    void stop();
    std::uint16_t port() const { return port_; }

  private:
    struct Connection;
    struct Tls;
    void run();
    void accept_all();
    void serve(Connection& connection);  // reads what came, then answers
    bool next_request(Connection& connection);
    bool push(Connection& connection);  // false: it is gone
    void drop(int fd, bool broken = false);
    void tick();

    Desk& desk_;
    std::unique_ptr<Tls> tls_;  // none: plain HTTP
    int listener_ = -1, events_ = -1, wake_ = -1;
    std::uint16_t port_ = 0;
    std::unordered_map<int, std::unique_ptr<Connection>> connections_;
    std::uint64_t accepted_ = 0;
    std::size_t slow_ = 0;  // connections that send a byte at a time
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace octavo::newsroom
