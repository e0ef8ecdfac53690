// The outgoing gate: every byte Octavo fetches goes through here. The only file that includes curl is gate.cpp.
//
// Addresses are judged as written (guard.hpp) and again in the socket callback at connect time; redirects are followed
// by us, hop by hop, and judged again; bodies are decoded by us under caps of size, ratio and time.
// Checked by tests/fetch/gate_test.cpp against tests/newsroom.
#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/url.hpp"
#include "fetch/decode.hpp"
#include "fetch/guard.hpp"
#include "fetch/head.hpp"
#include "fetch/hops.hpp"
#include "fetch/weight.hpp"

namespace octavo::fetch {

enum class Purpose { feed, page, robots, sitemap, image, hub };
inline constexpr std::array purposes = {Purpose::feed,    Purpose::page,  Purpose::robots,
                                        Purpose::sitemap, Purpose::image, Purpose::hub};

struct FetchRequest {
    Url url;
    Purpose purpose = Purpose::page;
    std::string etag = {}, last_modified = {};  // validators, sent back byte for byte; "" : none
    // False: a redirect is the answer, and the caller goes on (the courier does, so that each hop keeps its manners).
    bool follow_redirects = true;
    // Purpose::hub only: the body of a POST, application/x-www-form-urlencoded. Nothing else is ever sent to anybody,
    // and its redirects are not followed: whoever asked decides whether the form goes on to the next address.
    std::string form = {};
    // The address whose answer carried the validators, where that is not `url`: they are sent to it alone. Whoever it
    // is that another address leads to, an ETag or a date of somebody else could get a 304 for what we never had.
    std::string validators_of = {};
    // False: nobody waits to ask this host again. The connection is closed with the answer, so that a publisher need
    // not hold one open between polls.
    bool keep_alive = true;
};

struct Fetched {
    Url url;  // after redirects
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers = {};  // names lower case, in order
    std::string body = {};                                          // content-encoding decoded; empty on 304
    std::size_t wire_bytes = 0;                                     // of the body
    bool cut = false;                                               // robots, hub: the rest was not read
    Hops redirects = {};                                            // status and target of each hop
    std::optional<Duration> retry_after = {};
    std::shared_ptr<const Weight> weight = {};             // of the body; kept as long as that is
    std::string_view header(std::string_view name) const;  // first of that name; ""
};

// Thread-safe.
class Fetcher {
  public:
    using Done = std::move_only_function<void(Result<Fetched>)>;
    virtual ~Fetcher() = default;
    // Never blocks; `done` is called exactly once, on the fetcher's own thread: it must be quick.
    // Faults: refused (guard, redirect caps), too_big, unsupported (a coding we do not know), malformed, timed_out,
    // unreachable, busy (too much is arriving), cancelled. Any HTTP status is an answer, not a failure.
    virtual void start(FetchRequest request, Done done) = 0;
    // Blocks until the body is here, `stop` is requested, or the request's deadline passes.
    Result<Fetched> get(FetchRequest request, std::stop_token stop = {});
};

// The table of docs/security.md.
struct GateLimits {
    Duration connect = std::chrono::seconds(10);     // name, TCP and TLS
    Duration first_byte = std::chrono::seconds(10);  // after the request was sent
    Duration total = std::chrono::seconds(30);       // redirects included
    std::size_t low_speed = 1000;                    // bytes a second, over ...
    Duration low_speed_window = std::chrono::seconds(10);
    std::size_t max_wire = 8u << 20;      // body as sent
    std::size_t max_robots = 512u << 10;  // robots.txt is read so far and no further
    std::size_t max_hub = 16u << 10;      // likewise what a hub says to our form
    DecodeCaps decode;
    HeadCaps head;
    HopCaps hops;
};

struct GateSettings {
    GuardRules rules = {};
    GateLimits limits = {};
    std::string user_agent = "Octavo/0.1 (+https://octavo.example/bot)";
    std::string ca_file = {};  // PEM: the certificate authorities that are trusted; "" : the system's
    std::size_t max_transfers = 256;
    // Bodies that are arriving, and those that nobody is done with. Beyond it each transfer may have its small share;
    // what is larger is left with Fault::busy, to be asked for again.
    std::size_t max_bytes = 64u << 20;
    std::size_t max_per_host = 1;  // connections
    // Tests only: every host name is taken to be 127.0.0.1:PORT, and loopback is allowed for it alone. Plain HTTP,
    // whatever the scheme says.
    std::optional<std::uint16_t> newsroom_port = {};
    bool newsroom_tls = false;  // https is then spoken there as anywhere
    // Tests only: "name:port:address" instead of asking a resolver.
    std::vector<std::string> pinned_names = {};
};

// Since the gate was opened.
struct GateCounts {
    std::uint64_t requests = 0;  // sent, each hop counted
    std::uint64_t sockets_opened = 0;
    std::uint64_t sockets_refused = 0;  // at connect time
    std::uint64_t wire_bytes = 0;       // bodies
};

class Gate final : public Fetcher {
  public:
    explicit Gate(GateSettings settings);
    ~Gate() override;  // cancels what is under way: every `done` is still called
    void start(FetchRequest request, Done done) override;
    GateCounts counts() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::fetch
