// Feeds that are no longer where they were: found again from their site.
//
// A feed that answers 404, 410 or something that is no feed for two days is looked for: the site's front page is asked
// for its feeds, and one of them that tells of articles we have from that source, or carries the same title, is the
// one. It is then followed at its new address under its old name (Feed::id), so that nothing is told twice, and says so
// in its reason. A feed that shares nothing is only proposed: the operator decides.
// Adopting whatever a site offers was the road not taken: a newspaper's page has a feed of comments, too.
// Checked by tests/pipeline/moved_test.cpp.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "model/article.hpp"
#include "pipeline/entries.hpp"
#include "pipeline/finder.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

// Whether it is time to look for this feed, by what its last poll left.
bool looks_moved(const Feed& feed, Instant now);

class Movers {
  public:
    // A feed of the site, as the writer judges it.
    struct Found {
        std::string url, title;
        std::vector<Entry> entries;
    };
    struct Hunt {
        Feed feed;
        std::string site;
        std::vector<Found> found;
    };
    // `judge` is called on the hunting thread with what was found; it passes it on to the writer.
    Movers(Ask ask, std::function<void(Hunt)> judge) : ask_(std::move(ask)), judge_(std::move(judge)) {}
    ~Movers() { stop(); }
    void start();
    void stop();  // `ask` must give up by then

    // Writer thread, after each poll. Looks for it at most once a week.
    void consider(const Feed& feed, const std::string& site, Instant now);
    // Writer thread. What is known of where it went, for its reason; "" when nothing.
    std::string proposal(FeedId id) const;
    void propose(FeedId id, std::string what) { proposals_[id] = std::move(what); }
    // Writer thread. What its reason said before this poll: a proposal outlives us there.
    void recall(FeedId id, std::string_view reason, Instant now);
    void forget(FeedId id) { sought_.erase(id); }

  private:
    void hunt();

    const Ask ask_;
    const std::function<void(Hunt)> judge_;
    std::unordered_map<FeedId, Instant> sought_;         // writer thread
    std::unordered_map<FeedId, std::string> proposals_;  // writer thread
    std::mutex mutex_;                                   // guards what follows
    std::condition_variable changed_;
    std::deque<Hunt> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

// Writer thread: which of the found feeds is the one that was lost, if any; the lost feed as it is to be saved.
struct Judgement {
    std::optional<Feed> feed;  // changed: follow it there, or give it up
    std::string proposal;      // else what to tell the operator; "" when nothing was found
};
Result<Judgement> judge_hunt(Movers::Hunt hunt, store::Store& store, store::Reader& reader, Instant now);

}  // namespace octavo::pipeline
