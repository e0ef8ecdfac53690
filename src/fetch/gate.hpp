// The outgoing gate: every byte Octavo fetches goes through here. The only file that includes curl is gate.cpp.
//
// Addresses are judged as written (guard.hpp) and again in the socket callback at connect time; redirects are followed
// by us, hop by hop, and judged again; bodies are decoded by us under caps of size, ratio and time.
#pragma once
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
#include "fetch/guard.hpp"

namespace octavo::fetch {

enum class Purpose { feed, page, robots, sitemap, image };

struct FetchRequest {
    Url url;
    Purpose purpose = Purpose::page;
    std::string etag, last_modified;  // validators, sent back byte for byte; "" : none
};

struct Fetched {
    Url url;                                                     // after redirects
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;    // names lower case, in order
    std::string body;                                            // content-encoding decoded; empty on 304
    std::size_t wire_bytes = 0;
    std::vector<std::pair<int, std::string>> redirects;          // status and target of each hop
    std::optional<Duration> retry_after;
    std::string_view header(std::string_view name) const;        // first of that name; ""
};

// Thread-safe.
class Fetcher {
  public:
    using Done = std::move_only_function<void(Result<Fetched>)>;
    virtual ~Fetcher() = default;
    // Never blocks; `done` is called exactly once, on the fetcher's own thread: it must be quick.
    virtual void start(FetchRequest request, Done done) = 0;
    // Blocks until the body is here, `stop` is requested, or the request's deadline passes.
    Result<Fetched> get(FetchRequest request, std::stop_token stop = {});
};

struct GateSettings {
    GuardRules rules;
    std::string user_agent = "Octavo/0.1 (+https://octavo.example/bot)";
    std::size_t max_transfers = 256;
    std::size_t max_per_host = 1;      // connections
    // Tests only: every host name is taken to be 127.0.0.1:PORT, and loopback is allowed for it alone.
    std::optional<std::uint16_t> newsroom_port;
};

class Gate final : public Fetcher {
  public:
    explicit Gate(GateSettings settings);
    ~Gate() override;  // cancels what is under way: every `done` is still called
    void start(FetchRequest request, Done done) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::fetch
