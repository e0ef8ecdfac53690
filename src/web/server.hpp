// The site: pages, feeds and assets over HTTP/1.1. Reads the store; never writes it. Listens on loopback by default;
// TLS and HTTP/2 are a proxy's business.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/store.hpp"
#include "web/settings.hpp"
#include "web/wires.hpp"

namespace octavo::web {

class Server {
  public:
    Server(SiteSettings settings, store::Store& store, const Clock& clock, std::function<Outlook()> outlook,
           Wires wires = {});
    ~Server();

    // Binds and serves on threads of its own. busy: the port is taken (the detail says by what it can and what to do).
    Result<> start();
    std::uint16_t port() const;
    void stop();  // finishes answers under way, at most a second

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::web
