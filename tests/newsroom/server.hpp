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

// One answer, ready to send.
struct Plan {
    std::string head;                         // status line and fields, empty line included
    std::shared_ptr<const std::string> body;  // may be shared by many answers; null: none
    std::size_t send = SIZE_MAX;              // bytes of the body, at most
    bool close = false;                       // afterwards
    bool silent = false;                      // afterwards (or instead) nothing more, and stay
    bool endless = false;                     // the body again and again
    Duration every{0};                        // pause before each single byte of the body
    void* token = nullptr;                    // given back when it was sent
};

class Desk {
  public:
    virtual ~Desk() = default;
    virtual Plan answer(const Asked& asked, bool head_only) = 0;  // on the server's thread
    virtual void sent(void* token) = 0;
};

class Server {
  public:
    explicit Server(Desk& desk);
    ~Server();
    Result<> start(std::uint16_t port);
    void stop();
    std::uint16_t port() const { return port_; }

  private:
    struct Connection;
    void run();
    void accept_all();
    void serve(Connection& connection);  // reads what came, then answers
    bool next_request(Connection& connection);
    bool push(Connection& connection);  // false: it is gone
    void drop(int fd);
    void tick();

    Desk& desk_;
    int listener_ = -1, events_ = -1, wake_ = -1;
    std::uint16_t port_ = 0;
    std::unordered_map<int, std::unique_ptr<Connection>> connections_;
    std::size_t slow_ = 0;  // connections that send a byte at a time
    std::atomic<bool> stopping_ = false;
    std::thread thread_;
};

}  // namespace octavo::newsroom
