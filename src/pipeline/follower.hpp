// Follows the feeds: asks for those that are due, reads the answers, and sends for the pages of new entries.
//
//   scheduler --poll--> courier --answer--> feed reader --"these entries"--> writer thread: which are new?
//       ^                                                                        |
//       +-- pages, host by host, through the courier <------ backlog <-----------+
//
// Three rules keep it alive and honest. Nobody waits for the thread that feeds him: callbacks of the courier only lay
// things down, in queues whose size is bounded by what was asked for. A feed is not asked again before the entries of
// its last poll are done with. Its validators (ETag, Last-Modified) are saved only when they are: a crash in between
// costs one more full answer, never an entry.
// Checked by tests/pipeline/line_test.cpp.
#pragma once
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "base/bounded_queue.hpp"
#include "pipeline/allowance.hpp"
#include "pipeline/backlog.hpp"
#include "pipeline/counters.hpp"
#include "pipeline/feed_answer.hpp"
#include "pipeline/jobs.hpp"
#include "pipeline/line.hpp"
#include "pipeline/moved.hpp"
#include "pipeline/setbacks.hpp"
#include "pipeline/subscriptions.hpp"
#include "pipeline/weather.hpp"

namespace octavo::pipeline {

class Follower {
  public:
    static constexpr std::size_t max_polls_out = 256;  // feeds asked for and not read yet; some hang for half a minute
    static constexpr std::size_t max_wanted = 1024;    // feeds that are due and not asked for yet

    Follower(const LineSettings& settings, const Clock& clock, store::Store& store, fetch::Fetcher& fetcher, Jobs& jobs,
             Tray& tray, Tally& tally, Counters& counters);
    ~Follower();
    Result<> start();
    void stop();  // both threads are gone afterwards, and callbacks that come later do nothing

    // Writer thread: polls these now; those in hand already are left out. Says how many.
    std::size_t want(std::vector<Feed> feeds);
    // One request beside the polls, in the same queues and with the same manners. `done` is called once, on the
    // courier's thread, or not at all when this answers false: it is stopping.
    bool ask(fetch::FetchRequest request, fetch::Courier::Done done);
    bool offline() const { return weather_.offline(); }
    std::vector<fetch::QuietHost> quiet_hosts() const {
        return courier_ ? courier_->quiet_hosts(100) : std::vector<fetch::QuietHost>{};
    }
    Subscriptions& subscriptions() { return *subscriptions_; }
    std::size_t under_way() const;  // requests
    void set_paused(bool paused);   // the writer waits for the disk: no new polls

  private:
    struct Answer {
        Feed feed;
        Result<fetch::Fetched> fetched;
        bool pushed = false;  // by its hub, instead of polled
    };
    struct Landing;  // where the courier's callbacks arrive; outlives us

    void schedule();  // the scheduler thread
    void send_pages();
    void send_polls();
    void ask_what_is_due();
    void read_answers();  // the feed reader thread
    void count(FeedAnswer& answer);
    void page_arrived(PageTask task, Result<fetch::Fetched> fetched);
    Job job_of(PageTask task, Result<fetch::Fetched> fetched);

    // Writer thread.
    void finish_poll(FeedAnswer answer);
    std::vector<Entry> only_new(std::vector<Entry> entries, Poll& poll);
    void entry_done(const PageTask& task, const Outcome& outcome);
    void next_page(const PageTask& task, const ParsedArticle& article);
    static void keep_the_rest(const FeedAnswer& answer, bool cut, Poll& poll);
    void poll_done(const std::shared_ptr<Poll>& poll);
    bool save(const Feed& feed);
    Result<fetch::Fetched> ask_for_movers(const Url& url, fetch::Purpose purpose);
    void seek_if_moved(Feed& feed, std::string_view before, Instant now);
    void judge(Movers::Hunt hunt);
    void save_what_was_not();
    void forget_in_hand(ArticleId id);
    void second_tries(Instant now);
    void take_what_is_due(Instant now, std::size_t in_hand);
    void notice_the_clock(Instant now);
    void join_what_moved(Feed& feed);

    // Hubs (follower_hubs.cpp): requests leave by the scheduler thread, the rest is the writer's.
    void send_hub_requests();
    void tend_hubs();
    void read_pushes();
    void ask_soon(FeedId id);
    void after_push(const FeedAnswer& answer, Feed& feed) const;
    void heed_hub(const FeedAnswer& answer, Feed& feed);

    const LineSettings& settings_;
    const Clock& clock_;
    store::Store& store_;
    Jobs& jobs_;
    Tray& tray_;
    Tally& tally_;
    Counters& counters_;
    Weather weather_;
    std::shared_ptr<Subscriptions> subscriptions_;  // shared with requests that outlive us
    std::unique_ptr<store::Reader> reader_;         // writer thread
    Setbacks setbacks_;                             // writer thread
    SecondTries second_tries_;                      // writer thread
    std::unordered_map<FeedId, Feed> unsaved_;      // writer thread; fed by a full disk
    Allowance allowance_;                           // writer thread
    std::optional<Instant> last_look_;              // writer thread: at the clock

    std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    Backlog backlog_;
    std::deque<Feed> wanted_;
    std::unordered_set<FeedId> polling_;  // from wanting until every entry is done with
    std::unordered_set<ArticleId> in_hand_;
    std::size_t pages_out_ = 0, polls_out_ = 0;
    bool asking_ = false, paused_ = false, stopping_ = false;

    BoundedQueue<Answer> answers_;
    std::chrono::steady_clock::time_point next_question_{}, next_probe_{};
    Instant next_expiry_{};
    std::shared_ptr<Landing> landing_;
    std::unique_ptr<fetch::Courier> courier_;
    std::stop_source movers_stop_;
    Movers movers_;
    std::thread scheduler_, reader_thread_;
};

}  // namespace octavo::pipeline
