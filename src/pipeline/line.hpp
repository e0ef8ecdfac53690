// The line: scheduler -> fetch -> workers (parse, extract, read) -> one writer -> store and search index. The one
// place that knows the order of the stages.
//
// Queues are bounded: a slow writer makes the fetcher wait. The writer places articles and commits them in batches;
// small commands of readers and operators go ahead of them. Stopping closes the first queue; each stage finishes what
// it has in its hands. What was not acknowledged is fetched again.
//
//   Line line(settings, clock, *store, gate);
//   TRY(line.start());                       // follows the feeds of the archive until
//   line.stop();
//
// All of it may be called from any thread, but `done` callbacks must not wait for the line.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "fetch/courier.hpp"
#include "fetch/gate.hpp"
#include "fetch/schedule.hpp"
#include "model/job.hpp"
#include "pipeline/reread.hpp"
#include "pipeline/rule_shelf.hpp"
#include "pipeline/rule_trial.hpp"
#include "store/store.hpp"

namespace octavo::pipeline {

class RawArchive;

struct LineSettings {
    unsigned workers = 2;
    // Articles a commit, at most. Four times 64 takes a tenth off the work of an import: one merge of the full text and
    // one walk over the log instead of four.
    std::size_t batch = 256;
    Duration batch_wait = std::chrono::milliseconds(200);
    bool follow = true;                                 // poll feeds when they are due; else only what is asked for
    std::size_t entries_a_poll = 100;                   // newest first; the rest at the next poll
    bool keep_raw = true;                               // what publishers served, until it expires
    Duration full_disk_wait = std::chrono::seconds(5);  // between tries
    store::Keeping keeping;
    fetch::Manners manners;
    fetch::Pace pace;
    std::size_t polls_a_second = 100;        // of feeds that are due, over all hosts; 0: no limit
    std::shared_ptr<const RuleShelf> rules;  // the operator's site rules; may be null
    bool reread = false;                     // from the start, in spare time: what older code or other rules read
    std::string hub_site;                    // our public address, for hubs to call (WebSub); "": no subscriptions
    std::shared_ptr<const text::CategoryModel> own_categories;  // learnt from this archive's desks; may be null
    // Told of every article that is new and stands in a story with others: its picture may be asked for soon. On the
    // writer thread; quick.
    std::function<void(const ParsedArticle& article)> joined_story = {};
    std::shared_ptr<RawArchive> raw;  // where raw fetches are kept beside the archive; null: nowhere
};

struct Progress {  // since start; thread-safe snapshot
    std::uint64_t polls = 0, pushes = 0, unchanged = 0, pages = 0, stored = 0, updated = 0, already = 0, copies = 0,
                  refused = 0, failed = 0;
    std::size_t waiting = 0;    // articles, pages and polls in hand
    std::size_t under_way = 0;  // requests
    bool offline = false;
    bool paused = false;  // the disk takes nothing: kept in memory and tried again
    std::string paused_why;
};

// What became of an article.
struct Outcome {
    Result<store::Written> written = store::Written::unchanged;
    ArticleId id;                            // none when it was refused before it had one
    std::string_view url;                    // the address it goes by; ""
    bool copy = false;                       // stored, but folded under another
    const ParsedArticle* article = nullptr;  // what was written; valid during the callback
};

// One article handed in from outside the fetcher (import, a test, a bookmarklet).
struct Submission {
    ParseJob job;
    Source source;
    ArticleId known_as{};                      // its id when it has no address: for what we exported ourselves
    std::string asked_for;                     // a further address of it, normalised; ""
    std::function<void(const Outcome&)> done;  // on the writer thread, after the commit; exactly once
};

class Subscriptions;

class Line {
  public:
    Line(LineSettings settings, const Clock& clock, store::Store& store, fetch::Fetcher& fetcher);
    ~Line();  // stops
    // Fills the desk from the archive and starts the threads. Once.
    Result<> start();
    bool submit(Submission submission);  // blocks while full; false when stopping, and `done` is not called
    // Runs on the writer thread, ahead of articles; blocks until done. cancelled: the line is not running.
    Result<> command(std::function<Result<>(store::Store&)> command);
    enum class Which { due, all };
    // Asks for these feeds now, followed or not; says how many. Returns before they are polled: see drain().
    Result<std::size_t> poll(Which which);
    // Reads stored pages and texts again (reread.hpp); returns when all is done, or `stop` is asked.
    Result<RereadReport> reread(const RereadWish& wish, const RereadWatch& watch, std::stop_token stop);
    // The same in spare time, where the line does that from its start (LineSettings::reread): rules have changed.
    void reread_soon();
    // What rules would make of kept pages, beside what those in force make of them; changes nothing. Blocks.
    Result<std::vector<RuleTrial>> try_rules(const RuleTrialWish& wish, const std::stop_token& stop);
    // One request through the same queues, with the same manners (robots.txt, pace); blocks. cancelled: it is stopping.
    Result<fetch::Fetched> ask(fetch::FetchRequest request, std::stop_token stop);
    // The same without waiting for the answer; `done` is called once, on a thread that must not be held up. False: not
    // running, and `done` is not called. Waits for room while very much is asked for.
    bool send(fetch::FetchRequest request, fetch::Fetcher::Done done);
    // What people decide (model/ruling.hpp), carried out on the writer thread; blocks. Copies go with their original
    // where `copies` says so. Each says how many articles left, or went elsewhere.
    enum class Copies : std::uint8_t { stay, go };
    Result<std::size_t> take_down(ArticleId id, Copies copies, std::string reason);
    Result<bool> give_back(ArticleId id);
    struct Left {
        std::size_t feeds = 0, articles = 0;
    };
    Result<Left> leave_out(std::string domain, std::string reason);
    Result<bool> let_back(std::string domain);
    Result<Left> forget_source(SourceId id);
    Result<> retitle(StoryId id, std::string title);  // "": its own again
    Result<std::size_t> merge(StoryId from, StoryId to);
    Result<StoryId> split(StoryId story, ArticleId article);
    // not_found: there is no such ruling. Those who have gone meanwhile stay where they are.
    Result<std::size_t> undo(std::int64_t story_ruling);
    void drain();  // returns when everything in hand is written or refused, or the line stops
    void stop();   // within two seconds
    Progress progress() const;
    std::vector<fetch::QuietHost> quiet_hosts() const;  // who asked to be left alone, the longest first; at most 100
    Subscriptions& subscriptions();                     // for the callback of hubs; as long as the line lives

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::pipeline
