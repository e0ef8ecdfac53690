// Sends requests out politely: robots.txt asked first and cached a day, one request at a time and a delay between them
// per host, 429 slows the registrable domain, 503 the address. Fair: one slow host never holds up another. Thread-safe.
//
// Every hop of a redirect is a request of its own here: it waits its turn at the host it leads to, and asks that host's
// robots.txt. Checked by tests/fetch/courier_test.cpp.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "base/time.hpp"
#include "fetch/gate.hpp"
#include "fetch/left_out.hpp"

namespace octavo::fetch {

struct Manners {
    Duration host_delay = std::chrono::seconds(1);  // from the end of one request to the start of the next
    Duration max_crawl_delay = std::chrono::seconds(60);
    std::string agent_token = "Octavo";  // in robots.txt
    std::size_t max_parallel = 256;
    std::size_t max_waiting = 10'000;                   // addresses held; submit() then waits
    std::size_t max_waiting_per_host = 5'000;           // more get Fault::busy, so that one host cannot fill the house
    Duration max_hold = std::chrono::minutes(2);        // who must wait longer for its host is sent back: Fault::busy
    std::size_t max_hosts = 150'000;                    // remembered, with what their robots.txt says to us
    std::size_t max_robots_bytes = 64u << 20;           // that, of all of them together
    std::shared_ptr<const LeftOutHosts> left_out = {};  // nobody there is asked, not even for robots.txt; may be null
};

// A domain (429) or an address (503) that asked to be left alone.
struct QuietHost {
    std::string name;
    Instant until{};
};

class Courier {
  public:
    // `done` gets Fault::refused when robots.txt says no or the publisher asked to be left out, unreachable when it
    // cannot be read, busy when nobody was asked because the host wants to be left alone or too much waits for it.
    // Called on a thread of the courier or its fetcher, never inside submit(). Do not submit() from `done`: it may wait
    // for room that only this thread can make.
    using Done = Fetcher::Done;
    // `clock` and `fetcher` must outlive the courier; a fetch under way when it goes may still answer afterwards.
    Courier(const Clock& clock, Fetcher& fetcher, Manners manners);
    ~Courier();

    // False when it is stopping (`done` is not called then). Blocks while too much is waiting.
    bool submit(FetchRequest request, Done done);
    void stop();  // finishes nothing more: what waits gets Fault::cancelled
    std::size_t waiting() const;
    std::size_t under_way() const;
    std::vector<QuietHost> quiet_hosts(std::size_t most) const;  // now, the longest first

    // Sends out all that is due by the clock. The courier's own thread does; tests with a clock that stands still may.
    void run_due();

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace octavo::fetch
