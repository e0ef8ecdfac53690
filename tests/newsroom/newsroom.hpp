// A newsroom for tests: a loopback origin server that plays many publishers' sites at once. The Host header says which.
//
//   Newsroom newsroom;
//   newsroom.add_article({.url = "https://paper.example/tram", .title = "Tram opens", .text = "It opened.\n\nAt
//   last."}); newsroom.fault("paper.example", "/tram", slow(100ms)); REQUIRE(newsroom.start()); Gate
//   gate({.newsroom_port = newsroom.port()});
//
// Each site has /feed.xml (RSS, newest first, ?page=2 goes on), its articles at their own paths, /robots.txt,
// /sitemap.xml, /picture.png; every host answers /opml (all feeds) and /newsroom/counters (JSON). ETag, Last-Modified,
// 304, gzip, keep-alive. Responses are computed before they are asked for: in benchmarks it shares the machine with
// what it measures. It listens on 127.0.0.1 alone.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "newsroom/plan.hpp"

namespace octavo {
class JsonWriter;
}

namespace octavo::newsroom {

struct Article {
    std::string url = {};               // absolute; its host is the site
    std::string title = {}, text = {};  // paragraphs joined by an empty line
    std::string source = {}, language = {};
    std::optional<Instant> published = {};
};

// What stands at one path.
struct Resource {
    std::string type = "text/html; charset=utf-8";
    std::string body = {};
    bool gzipped = false;  // the body is kept compressed, and unpacked for clients that do not take gzip
    std::string etag = {}, last_modified = {};  // "" : derived from the body; none
    std::string cache_control = {};
};

// Misbehaviour of one path. `times` < 0: always.
struct Behaviour {
    enum class Kind { hang, cut, status, redirect, endless, slow, wrong_length, bomb, raw, stall, planned };
    Kind kind = Kind::hang;
    int status = 200;
    std::string text = {};                     // redirect: target; status: Retry-After; raw: every byte of the answer
    std::size_t bytes = 0;                     // cut: of the body sent; wrong_length: declared; bomb: unpacked
    Duration every = std::chrono::seconds(1);  // slow: one byte
    int times = -1;
    std::shared_ptr<const Plan> plan = {};  // planned: this and nothing else
};
Behaviour hang();                        // takes the request and says nothing
Behaviour cut_after(std::size_t bytes);  // declares all, sends some, closes
Behaviour status(int code, std::string retry_after = {});
Behaviour redirect(int code, std::string target);
Behaviour endless();             // a body without end
Behaviour slow(Duration every);  // the body, a byte at a time
Behaviour wrong_length(std::size_t declared);
Behaviour bomb(std::size_t unpacked);  // gzip of nothing but zeros
Behaviour raw(std::string bytes);      // then closes
Behaviour stall(std::size_t bytes);    // sends some of the body, then nothing, and stays
Behaviour planned(Plan plan);

struct Asked {
    std::string host, target;  // "paper.example", "/a?b"
    std::string if_none_match, if_modified_since, user_agent, accept_encoding;
    std::string method = "GET", content_type = {}, cookie = {}, body = {};
    std::uint64_t connection = 0;  // a number of its own for each
};

// What a publisher would complain of is told by referee.hpp; the first four are no complaint.
struct HostCounters {
    std::uint64_t requests = 0, not_modified = 0, robots = 0;
    std::uint64_t untaken = 0;             // answers whose asker had given up and left before reading them
    std::uint64_t repeats = 0;             // unconditional requests for what had been served with a validator
    std::uint64_t foreign_validators = 0;  // validators we never sent for that path, or replaced since
    std::uint64_t too_soon = 0;            // less than Settings::delay after the request before
    std::uint64_t too_early = 0;           // before a Retry-After was over
    std::uint64_t disallowed = 0;          // forbidden by robots.txt, or without having asked for it
    std::uint64_t cookies = 0, disguised = 0;
    std::uint64_t most_at_once = 0;      // requests being answered at one moment
    std::uint64_t most_connections = 0;  // open at one moment

    void add(const HostCounters& other);
    void write(JsonWriter& out) const;
    std::uint64_t violations() const;
    std::string complaints() const;  // "2 repeats, 1 too_soon"; "" when there are none
};

struct Settings {
    std::uint16_t port = 0;  // 0: any that is free
    std::size_t feed_items = 50;
    Duration delay = std::chrono::seconds(1);  // what counts as too soon
    const Clock* clock = nullptr;              // whose time it is; null: a steady one
    std::string certificate = {}, key = {};    // PEM files: it then speaks TLS, and HTTP/1.1 inside
};

struct FaultKind;

class Newsroom {
  public:
    explicit Newsroom(Settings settings = {});
    ~Newsroom();

    // Content; from any thread, also while it serves.
    void add_article(const Article& article);
    // JSONL of articles: id, url, source, published, lang, title, text. How many; at most `limit`.
    Result<std::size_t> add_articles(const std::filesystem::path& jsonl, std::size_t limit = SIZE_MAX);
    // A folder (and its folders) of ID.html.gz or ID.html, each with an ID.json whose `url` says its address
    // (pages without one, or with one that is taken, get an address of our own).
    Result<std::size_t> add_pages(const std::filesystem::path& folder, std::size_t limit = SIZE_MAX);
    void add(std::string_view host, std::string_view target, Resource resource);
    void set_robots(std::string_view host, std::string text);
    // Requests for what begins with this are counted as disallowed.
    void forbid(std::string_view host, std::string prefix);
    // What is there only when it is asked for: called for targets nothing is printed at, on the server's thread.
    void set_author(std::function<std::optional<Resource>(const Asked&)> author);

    // Faults: by path ("*" is every path of the host), or by a hook that is asked first, on the server's thread.
    void fault(std::string_view host, std::string_view target, Behaviour behaviour);
    void mend(std::string_view host, std::string_view target);
    // The host, and every host below it, misbehaves in this way (faults.hpp).
    void cast(std::string_view host, const FaultKind& kind);
    void set_hook(std::function<std::optional<Behaviour>(const Asked&)> hook);
    void set_witness(std::function<void(const Asked&)> witness);  // sees every request

    Result<> start();
    void stop();
    std::uint16_t port() const;

    HostCounters counters(std::string_view host) const;
    HostCounters total() const;
    std::string counters_json() const;
    std::string opml() const;
    std::size_t articles() const;
    std::vector<std::string> urls() const;  // of all articles, site by site

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::newsroom
