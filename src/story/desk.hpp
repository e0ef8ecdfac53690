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
    Instant time{};        // published, clamped to first seen
    std::string_view url;  // for "same publisher, same address: an update"
    const Reading* reading = nullptr;
};

// When an article joins a story. One set of numbers for every source and language; how they were chosen stands in
// desk.cpp. Likenesses are cosines, 0..1.
struct Rule {
    float of_best = 0.2F;                        // weight of the likeness to the nearest member
    float of_second = 0.1F;                      // to the second nearest
    float of_centre = 0.7F;                      // to all members together
    float bar = 0.15F;                           // to be reached by an article of ten terms
    float bar_per_term = 0.035F;                 // more terms, higher: times log(terms / 10)
    float bar_per_size = 0.0F;                   // big stories attract: times log2(members)
    Duration fade = std::chrono::hours(24 * 6);  // likeness falls to 1/e over so long a silence
    float related = 0.1F;                        // under this nothing is related
};

struct Settings {
    Duration window =
        std::chrono::hours(24 * 7);             // articles further apart than this do not bring each other into a story
    Duration silence = std::chrono::hours(72);  // a story that got nothing for so long is over
    Duration longest = std::chrono::hours(24 * 9);  // from a story's first article to its last, however busy
    std::size_t max_articles = 200'000;             // remembered at most; the oldest arrivals leave first
    std::size_t related = 8;
    bool learns = true;  // place() and remember() also count the words they see
    Rule rule;
};

// Whether two articles tell one story, by their words alone, without knowing any others.
struct Likeness {
    bool same = false;
    float score = 0;  // 0..1; same from 0.5 on
};
Likeness compare(const Reading& first, const Reading& second, const Rule& rule = {});

class Desk {
  public:
    explicit Desk(Settings settings = {});
    ~Desk();
    Desk(Desk&&) noexcept;
    Desk& operator=(Desk&&) noexcept;

    // Counts the article's words, so that the desk knows which are rare; decides and remembers nothing. For a desk that
    // should not begin with empty hands.
    void learn(const Reading& reading);
    // Decides and remembers. An article it remembers already is a new version: it stays in its story.
    Placement place(const Candidate& article);
    // Remembers a decision made earlier (at start, from the archive, in arrival order); decides nothing.
    void remember(const Candidate& article, const Placement& placement);
    void forget(ArticleId article);
    // As place() would relate it to all that is remembered now. Empty when it is not remembered.
    std::vector<std::pair<ArticleId, float>> related(ArticleId article);
    std::size_t size() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::story
