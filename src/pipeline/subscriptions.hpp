// Our subscriptions at hubs (WebSub): who tells us that a feed has something new, so that we need not ask so often.
//
//   poll says "my hub is H" -> saw() -> wanted --take_errand()--> POST to H --heard()--> 202
//   H calls back            -> verify(): echo its challenge -> active, until the lease ends; renewed at half of it
//   H pushes                -> push(): signature right? -> take_push() -> read like a poll's answer
//
// A hub is trusted with our pace only while it keeps its word: polling slows down once a push has brought something
// new, and comes back to normal as soon as a poll finds what the hub did not push, or the lease ends. A push without a
// secret (a hub without https) is a hint only: the feed itself is asked.
// The road not taken: believing whatever arrives at an unguessable address. Addresses leak into logs; signatures do
// not.
//
// Everything is in memory, under one mutex, because the web's threads answer from it; what changed is written by the
// writer thread at its next tick. A crash loses at most a state that the hub and we find again by asking.
// Thread-safe, but for open() and tick(), which are the writer's. Checked by tests/pipeline/subscriptions_test.cpp.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "pipeline/websub.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

class Subscriptions {
  public:
    // `site`: our public address; "" keeps out of it all.
    Subscriptions(const Clock& clock, std::string site) : clock_(clock), site_(std::move(site)) {}

    // `following`: feeds are polled here; without that, what is stored is nobody's business but its archive's.
    Result<> open(store::Store& store, store::Reader& reader, bool following);
    // Writes what has changed, does what is due. Says which feeds are to be asked at their normal pace again.
    std::vector<FeedId> tick(store::Store& store);

    // After a poll: what the feed says of its hub (absent: the answer did not say), and how many entries were new.
    struct Polled {
        const Feed& feed;
        std::optional<HubLinks> links;
        std::size_t fresh = 0;
    };
    void saw(const Polled& polled);
    void brought(FeedId feed, std::size_t fresh);  // a push has been read
    // When a feed that is due `otherwise` is really due: later, while its hub keeps its word.
    Instant due(FeedId feed, Instant otherwise, Instant now) const;

    // The next request to make, for who owns the courier; its answer goes to heard().
    struct Errand {
        std::string token;
        fetch::FetchRequest request;
    };
    std::optional<Errand> take_errand();
    void heard(const std::string& token, const Result<fetch::Fetched>& answer);

    // What hubs say at our callback, on the web's threads.
    bool knows(std::string_view token) const;
    std::optional<std::string> verify(std::string_view token, const HubSays& says);  // what to echo; absent: a 404
    int push(HubPush push);                                                          // the status to answer with

    // A believed push, for the follower to read. `hint`: nothing but "ask the feed".
    struct Pushed {
        FeedId feed;
        std::string topic, content_type, body;
        bool hint = false;
    };
    std::optional<Pushed> take_push();
    void put_back(Pushed push);

    std::vector<Subscription> all() const;

  private:
    struct Held {
        Subscription s;
        bool changed = false;
        Instant full{};       // of its bucket of pushes: the virtual scheduling of ATM's GCRA (ITU-T I.371, annex A)
        std::string at = {};  // where the hub's redirect leads; "": nowhere else
        int redirects = 0;
    };
    using Table = std::map<std::string, Held, std::less<>>;

    void touch(Held& held);
    void begin(FeedId feed, const HubLinks& links, Instant now);
    void leave(Held& held, Instant now);
    void act(Held& held, Instant now);
    void fail_later(Held& held, std::string why, Instant now);
    void lapse(Held& held);
    Held* current(FeedId feed);
    const Held* current(FeedId feed) const;
    std::optional<std::string> verified(Held& held, const HubSays& says, Instant now);
    bool too_often(Held& held, Instant now);

    const Clock& clock_;
    const std::string site_;
    mutable std::mutex mutex_;  // guards what follows
    Table table_;               // by token
    std::unordered_map<FeedId, std::string> by_feed_;
    std::deque<std::string> errands_;   // tokens
    std::vector<std::string> dropped_;  // tokens to be taken out of the archive
    std::vector<FeedId> hasten_;        // feeds whose hub no longer pushes
    std::deque<Pushed> pushes_;
    std::size_t push_bytes_ = 0;
    bool any_changed_ = false;
    Instant next_act_{}, next_idle_{};
};

}  // namespace octavo::pipeline
