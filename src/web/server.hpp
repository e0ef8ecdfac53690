// The site: pages, feeds and assets over HTTP/1.1. Reads the store; never writes it. Listens on loopback by default;
// TLS and HTTP/2 are a proxy's business.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/store.hpp"

namespace octavo::web {

struct SiteSettings {
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8080;            // 0: any free one
    std::string name = "Octavo";
    std::string base_url;                 // "" : a private site
    std::vector<std::string> trusted_proxies;
    unsigned threads = 2;
    std::string pictures_folder;          // where the sample's and fetched pictures are; "" none
};

// What a page says about the outside world; from the pipeline, cheap, thread-safe.
struct Outlook {
    bool following = false;               // sources are being followed
    bool offline = false;                 // no answer from anywhere lately
    std::size_t sources = 0, waiting = 0;
};

class Server {
  public:
    Server(SiteSettings settings, store::Store& store, const Clock& clock, std::function<Outlook()> outlook);
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
