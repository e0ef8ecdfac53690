// Sends requests out politely: robots.txt asked first and cached a day, one request at a time and a delay between them
// per host, 429 slows the registrable domain, 503 the address. Fair: one slow host never holds up another. Thread-safe.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "base/time.hpp"
#include "fetch/gate.hpp"

namespace octavo::fetch {

struct Manners {
    Duration host_delay = std::chrono::seconds(1);
    Duration max_crawl_delay = std::chrono::seconds(60);
    std::string agent_token = "Octavo";  // in robots.txt
    std::size_t max_parallel = 64;
    std::size_t max_waiting = 10'000;  // addresses held; submit() then waits
};

class Courier {
  public:
    // `done` gets Fault::refused when robots.txt says no. Called on a thread of the courier or its fetcher.
    using Done = Fetcher::Done;
    Courier(const Clock& clock, Fetcher& fetcher, Manners manners);
    ~Courier();

    // False when it is stopping. Blocks while too much is waiting.
    bool submit(FetchRequest request, Done done);
    void stop();  // finishes nothing more: what waits gets Fault::cancelled
    std::size_t waiting() const;
    std::size_t under_way() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::fetch
