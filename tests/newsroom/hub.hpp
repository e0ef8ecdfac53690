// A WebSub hub on loopback: takes subscriptions as a host of the newsroom, verifies them and pushes to the site under
// test, whatever the callback's host is said to be. The test decides when, and may lie.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/newsroom.hpp"

namespace octavo::newsroom {

class Hub {
  public:
    struct Request {
        std::string mode, topic, callback, secret, lease;
        Asked asked;  // as it came
    };
    struct Reply {
        int status = 0;  // 0: no answer
        std::string body;
    };
    // Takes the newsroom's hook, for as long as it is there itself.
    explicit Hub(Newsroom& room, std::string host = "hub.example");
    ~Hub();

    std::vector<Request> requests() const;
    bool wait_for_requests(std::size_t count) const;  // up to half a minute
    void answer_with(Behaviour behaviour);            // instead of 202

    // To the callback of a request, at 127.0.0.1:port.
    static Reply verify(const Request& request, std::uint16_t port, std::string_view challenge,
                        std::string_view lease = "864000");
    static Reply get(const std::string& callback, std::uint16_t port, std::string_view query);
    static Reply push(const std::string& callback, std::uint16_t port, std::string_view body,
                      std::string_view signature, std::string_view type = "application/rss+xml");
    static Reply call(std::uint16_t port, std::string_view bytes);  // any bytes at all

  private:
    Newsroom& room_;
    const std::string host_;
    mutable std::mutex mutex_;
    std::vector<Request> requests_;
    std::optional<Behaviour> behaviour_;
};

}  // namespace octavo::newsroom
