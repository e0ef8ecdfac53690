// The two queues around the workers. Jobs are numbered as they come in; whichever worker finishes first, the writer
// takes them in that order, so that where an article is placed never depends on how many threads there were.
//
//   jobs:  #7 #8 #9  -> worker A takes #7, B takes #8, B is done first  -> tray: (#8 waits) #7 #8  -> writer
//
// Both are bounded: jobs by count and bytes, the tray by a window of numbers past which workers wait for the writer.
// The smallest number never waits for anything, so there is no deadlock. Thread-safe.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/line.hpp"
#include "pipeline/raw_archive.hpp"

namespace octavo::pipeline {

// An article to be: the page and the hints, and what happens afterwards.
struct Job {
    ParseJob parse;
    std::optional<Source> source;  // put in the archive first; absent when it is there
    ArticleId known_as{};
    std::string asked_for;                // the address it was asked for under, normalised: an alias of it; ""
    std::vector<ArticleId> names = {};    // further ids it is to be found by
    std::optional<Failure> page_failure;  // why there is no page; told when there is no article either
    bool keep_raw = false;
    std::shared_ptr<const fetch::Weight> weight = {};  // of the page, as long as it is here
    std::optional<Served> served = {};  // how it was answered, when its fetch goes to the raw archive as well
    bool imported = false;              // nobody says that it is new: without a date it stands below what has one
    std::function<void(const Outcome&)> done;

    std::size_t bytes() const {
        return 1024 + parse.html.size() + parse.hints.content.size() + parse.hints.summary.size();
    }
};

// A job that went through a worker.
struct Finished {
    Result<ParsedArticle> parsed;
    Job job;
    std::string raw = {};                      // what the publisher served, packed, when it is to be kept
    store::Origin origin = {};                 // of `raw`
    std::optional<store::Packed> packed = {};  // beside the others, and not one by one on the writer
};

class Jobs {
  public:
    using Numbered = std::pair<std::uint64_t, Job>;
    Jobs(std::size_t count, std::size_t bytes, std::size_t window)
        : count_(count), bytes_limit_(bytes), window_(window) {}

    bool push(Job& job);            // waits while full; false when closed, and `job` is untouched
    bool push_now(Job& job);        // never waits: for what is bounded by its makers
    std::optional<Numbered> pop();  // waits; absent when closed, whatever is left
    void written_up_to(std::uint64_t number);
    void close();
    std::deque<Numbered> rest();  // after closing: what no worker took
    std::size_t size() const;
    std::size_t bytes() const;

  private:
    bool full() const { return jobs_.size() >= count_ || bytes_ >= bytes_limit_; }
    void add(Job& job);

    const std::size_t count_, bytes_limit_, window_;
    mutable std::mutex mutex_;
    std::condition_variable room_, ready_;
    std::deque<Numbered> jobs_;
    std::size_t bytes_ = 0;
    std::uint64_t next_ = 0, written_ = 0;
    bool closed_ = false;
};

// The writer's tray: commands on top, finished articles in order below.
class Tray {
  public:
    using Command = std::function<void()>;
    struct Taken {
        std::vector<Command> commands;
        std::vector<Finished> finished;
        bool closed = false;
    };
    bool post(Command command);  // false when closed: it will not run
    void put(std::uint64_t number, Finished finished);
    // At most `max` articles. Waits up to `wait` for a command or the next article in order.
    Taken take(std::size_t max, Duration wait);
    std::uint64_t next() const;
    void close();

  private:
    mutable std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Command> commands_;
    std::map<std::uint64_t, Finished> finished_;
    std::uint64_t next_ = 0;
    bool closed_ = false;
};

// How much is in hand, for drain().
class Tally {
  public:
    void add(std::size_t n = 1);
    void done(std::size_t n = 1);
    void wait_for_none();  // or for release()
    void release();
    std::size_t count() const;

  private:
    mutable std::mutex mutex_;
    std::condition_variable none_;
    std::size_t count_ = 0;
    bool released_ = false;
};

}  // namespace octavo::pipeline
