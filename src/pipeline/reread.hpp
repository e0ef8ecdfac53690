// Reading again what is stored: kept pages by a better extractor or by other site rules, stored texts by better code
// that understands them. What publishers served never changes; what we made of it is replaced, and the article keeps
// its id, its story and its readers' marks.
//
//   pages     extractor 2, rules 3f..   -> 1 2 3 4711   the walk is behind version 4711
//   readings  reading 1                 -> done         nothing to do until the code's version rises, or the archive's
//                                                      own desks teach something (pipeline/own_categories.hpp)
//
// Idea: two walks along the versions, each with its aim (what everything shall be made by) and its place, both in the
// archive. A slice of a walk is one transaction with its place, so that a kill costs a slice and nothing is done
// twice. Each page says by what it was read last, so that one changed file of rules re-reads one site. The road not
// taken: jobs among the new articles in the line's queue; whoever waits for news would wait for the archive.
// Checked by tests/pipeline/reread_test.cpp.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "pipeline/rule_shelf.hpp"
#include "pipeline/templates.hpp"
#include "pipeline/worker.hpp"
#include "store/reread.hpp"
#include "store/store.hpp"

namespace octavo::text {
class CategoryModel;
}

namespace octavo::pipeline {

struct RereadReport {
    std::uint64_t looked_at = 0;    // pages and readings the walks came by
    std::uint64_t pages = 0;        // read again from what the publisher served
    std::uint64_t kept = 0;         // of them: no article is found in it any more, and the text that was there stays
    std::uint64_t readings = 0;     // understood again from the stored text
    std::uint64_t passed_over = 0;  // damaged, or changed meanwhile
    bool interrupted = false;       // asked to stop: the next walk goes on here
};
struct RereadWish {
    bool all = false;         // also what is up to date
    unsigned threads = 1;     // that read
    bool background = false;  // in the spare time of a press that has articles to write
};
struct RereadWatch {
    std::function<void(std::uint64_t done, std::uint64_t total, const RereadReport&)> progress;
};

class Rereader {
  public:
    using Command = std::function<Result<>(std::function<Result<>(store::Store&)>)>;
    struct Ways {
        Command on_writer;           // runs it where the archive is written, and waits
        std::function<bool()> busy;  // are there articles to write?
    };
    Rereader(store::Store& store, const Templates& templates, std::shared_ptr<const RuleShelf> rules,
             std::shared_ptr<const text::CategoryModel> own_categories, Ways ways)
        : store_(store),
          templates_(templates),
          rules_(std::move(rules)),
          own_categories_(std::move(own_categories)),
          ways_(std::move(ways)) {}

    // Any thread; one walk at a time, and one in the background makes way for one that was asked for.
    Result<RereadReport> run(const RereadWish& wish, const RereadWatch& watch, std::stop_token stop);

  private:
    // How far a walk came; kept as a fact of the archive.
    struct Walk {
        std::string_view fact;
        std::string aim;
        bool all = false, done = false;
        std::int64_t place = 0;
        std::string text() const;
    };
    struct Desk;  // what one thread reads with
    using Desks = std::vector<std::unique_ptr<Desk>>;
    struct Slice;
    struct Run;

    Result<Walk> walk_of(std::string_view fact, std::string aim, bool all);
    Result<Walk> walk_of_readings(bool all);
    Result<> walk(Walk& walk, Run& run);
    Result<Slice> next_pages(const Walk& walk, const Desk& desk) const;
    Result<Slice> next_readings(const Walk& walk, store::Rereading& rereading) const;
    Result<std::optional<store::Rewrite>> read_page(std::int64_t version, Desk& desk) const;
    Result<std::optional<store::Rewrite>> read_text(std::int64_t version, Desk& desk) const;
    Result<std::vector<store::Rewrite>> read_all(const Slice& slice, Run& run) const;

    store::Store& store_;
    const Templates& templates_;
    const std::shared_ptr<const RuleShelf> rules_;
    const std::shared_ptr<const text::CategoryModel> own_categories_;
    const Ways ways_;
    std::mutex one_at_a_time_;
    std::atomic<int> asked_{0};  // walks that wait for one in the background
};

// A kept page as it came in, to be read by these rules; takes its bytes out of `page`. What comes behind it on further
// pages is read with it.
ParseJob job_of(store::KeptPage& page, const Templates& templates, std::string rules);
ParsedArticle read_pages(const store::KeptPage& page, ParseJob job, Worker& worker);

// What an Origin keeps of the rules a page was read by; 0: there were none.
std::uint64_t print_of_rules(std::string_view rules);

}  // namespace octavo::pipeline
