// HTTP/1.1 over TCP: accepts, reads request heads under caps of size and time, hands them to a Seat, writes answers.
//
// One thread, one event loop, one Seat; connections are dealt out in turn and stay where they are, so nothing a
// request touches is shared but the page cache. Boost.Asio's coroutines carry the connections; of Beast only the
// parser of request heads is used: its message and serializer layers cost more than all the rest together.
//   slow writers      a head must be whole within header_seconds, an answer gone within write_seconds
//   idle ones         are closed after idle_seconds
//   pipelining        requests are answered in the order they came
//   bodies            are read where the seat admits one (the callback of hubs), of a stated length or in chunks,
//   within
//                     body_seconds, and only so many bytes at once; any other is refused and the connection closed
//   event streams     an answer may turn its connection into one: it says when the archive has changed, at most every
//                     five seconds, and breathes every 25. A peer that does not read is let go. They hold no buffers
//                     and have a cap of their own.
// TLS and HTTP/2 are a proxy's business. Checked by tests/web/server_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "web/settings.hpp"
#include "web/site.hpp"

namespace octavo::web {

class Listener {
  public:
    Listener(const SiteSettings& settings, std::function<std::unique_ptr<Seat>()> make_seat);
    ~Listener();  // stops

    // Binds, then serves on threads of its own. busy: the port is taken; usage: the address is none of this machine.
    Result<> start();
    std::uint16_t port() const;
    void stop();  // no new connections, idle ones closed, answers under way finished; at most a second

    struct State;

  private:
    std::unique_ptr<State> state_;
};

}  // namespace octavo::web
