// Pages waiting to be fetched, host by host, and who is next: each host in turn, so that a publisher with two thousand
// new entries, or one that answers a page a minute, holds up nobody else. Not thread-safe: the line guards it.
#pragma once
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "pipeline/entries.hpp"

namespace octavo::pipeline {

// One poll of a feed, until the last of its entries is stored or refused. The feed's validators are saved only then:
// had we saved them at once, a kill -9 in between would lose the entries (the next poll would answer 304).
struct Poll {
    Feed feed;                // as after_poll left it, validators and all
    std::size_t pending = 0;  // entries in hand
    bool again = false;       // something was left for the next poll, which must not be a conditional one ...
    std::string kept = {};    // ... unless this body (kept_body.hpp) is kept until then
};

struct PageTask {
    Entry entry;
    SourceId source;
    std::shared_ptr<Poll> poll;  // none: a second try of an entry that is stored already
    int tries = 0;               // before this one
    // Of a later page of an article that has several (model/job.hpp); `entry` is then that page.
    std::string so_far, article_url;
    Digest served{};
    int page = 1;
    std::size_t bytes() const { return entry.bytes() + so_far.size(); }
};

class Backlog {
  public:
    // At most `per_host` pages of one host are given out at a time.
    explicit Backlog(std::size_t per_host) : per_host_(per_host) {}

    void add(PageTask task);
    std::optional<PageTask> take();          // absent when nothing may go out now
    void returned(const std::string& host);  // one page given out has come back, in whatever state
    std::deque<PageTask> clear();

    std::size_t size() const { return size_; }
    std::size_t bytes() const { return bytes_; }

  private:
    struct Host {
        std::deque<PageTask> waiting;
        std::size_t out = 0;
        bool in_turn = false;
    };
    void line_up(const std::string& name, Host& host);

    std::size_t per_host_;
    std::unordered_map<std::string, Host> hosts_;
    std::deque<std::string> turns_;  // hosts that may send one now; each at most once
    std::size_t size_ = 0, bytes_ = 0;
};

}  // namespace octavo::pipeline
