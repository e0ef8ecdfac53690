// The desk where articles are placed: copies folded, articles about one event grouped, relatives found. Online, one
// pass; order is arrival order, time is the article's own clamped time, never the wall clock: the same input gives the
// same answer. One thread (the writer) owns it; memory is bounded by the window.
//
// Idea: a sparse TF-IDF vector per article, an inverted index over what is live, a merge rule with time decay.
// Checked by tests/story/desk_test.cpp against a slow all-pairs version.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/article.hpp"

namespace octavo::story {

struct Candidate {
    ArticleId id;
    SourceId source;
    Instant time{};            // published, clamped to first seen
    std::string_view url;      // for "same publisher, same address: an update"
    const Reading* reading = nullptr;
};

struct Settings {
    Duration window = std::chrono::hours(24 * 7);  // articles older than the newest by more are no candidates for stories
    std::size_t max_articles = 200'000;            // remembered at most; the oldest leave first
    std::size_t related = 8;
};

class Desk {
  public:
    explicit Desk(Settings settings = {});
    ~Desk();
    Desk(Desk&&) noexcept;

    // Decides and remembers.
    Placement place(const Candidate& article);
    // Remembers a decision made earlier (at start, from the archive, in arrival order); decides nothing.
    void remember(const Candidate& article, const Placement& placement);
    void forget(ArticleId article);
    std::size_t size() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::story
