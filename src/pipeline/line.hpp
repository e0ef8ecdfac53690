// The line: scheduler -> fetch -> workers (parse, extract, read) -> one writer -> store and search index. The one
// place that knows the order of the stages.
//
// Queues are bounded: a slow writer makes the fetcher wait. The writer places articles and commits them in batches;
// small commands of readers and operators go ahead of them. Stopping closes the first queue; each stage drains, then
// closes the next. What was not acknowledged is fetched again.
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
#include "store/store.hpp"

namespace octavo::pipeline {

struct LineSettings {
    unsigned workers = 2;
    std::size_t batch = 64;                // articles a commit, at most
    Duration batch_wait = std::chrono::milliseconds(200);
    bool follow = true;                    // poll feeds; else only what is submitted
    fetch::Manners manners;
    fetch::Pace pace;
};

struct Progress {                          // since start; thread-safe snapshot
    std::uint64_t polls = 0, unchanged = 0, pages = 0, stored = 0, updated = 0, already = 0, copies = 0, refused = 0, failed = 0;
    std::size_t waiting = 0;
    bool offline = false;
};

// One article handed in from outside the fetcher (import, a test, a bookmarklet).
struct Submission {
    ParseJob job;
    Source source;
    std::function<void(Result<store::Written>, ArticleId)> done;  // on the writer thread, after the commit
};

class Line {
  public:
    Line(LineSettings settings, const Clock& clock, store::Store& store, fetch::Fetcher& fetcher);
    ~Line();
    Result<> start();
    bool submit(Submission submission);    // blocks while full; false when stopping
    // Runs on the writer thread, ahead of articles; blocks until done.
    Result<> command(std::function<Result<>(store::Store&)> command);
    void drain();                          // returns when everything submitted is written or refused
    void stop();                           // within two seconds
    Progress progress() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::pipeline
