// The desk where articles are placed: copies folded, articles about one event grouped, relatives found. Online, one
// pass; order is arrival order, time is the article's own clamped time, never the wall clock: the same input gives the
// same answer. One thread (the writer) owns it; memory is bounded by the window.
//
// Idea: a sparse TF-IDF vector per article, an inverted index over what is live, and a rule that says from
// what is seen of an article and a story how likely the one belongs to the other. Every few hundred articles, stories
// are looked at again (review.hpp); a desk's first articles, placed by one that knew hardly a word, are placed anew as
// more come (rehearse). What that changes is told by take_changes().
// Checked by tests/story/desk_test.cpp against a slow all-pairs version.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/article.hpp"
#include "model/story_change.hpp"
#include "story/rule.hpp"

namespace octavo::story {

struct Candidate {
    ArticleId id;
    SourceId source;
    Instant time{};        // published, clamped to first seen
    std::string_view url;  // for "same publisher, same address: an update"
    const Reading* reading = nullptr;
};

struct Settings {
    Duration window =
        std::chrono::hours(24 * 7);             // articles further apart than this do not bring each other into a story
    Duration silence = std::chrono::hours(72);  // a story that got nothing for so long is over
    Duration longest = std::chrono::hours(24 * 9);  // from a story's first article to its last, however busy
    std::size_t max_articles = 200'000;             // remembered at most; the oldest arrivals leave first
    std::size_t related = 8;
    std::size_t review_every = 256;     // placements
    std::size_t rehearse_until = 2048;  // articles; 0: what is placed first stays as it is
    bool learns = true;                 // place() and remember() also count the words they see
    const Rule* rule = nullptr;         // nullptr: the one in the binary
};

// Whether two articles tell one story, by their words alone, without knowing any others.
struct Likeness {
    bool same = false;
    float score = 0;  // 0..1; same from 0.5 on
    Evidence evidence;
};
Likeness compare(const Reading& first, const Reading& second, const Rule& rule = Rule::shipped());

// A story an article may belong to, and what speaks for it.
struct Judged {
    StoryId story;
    Evidence evidence;
    float probability = 0;
    bool across_languages = false;  // its nearest member is in another language
};

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
    // An editor's word: these articles, where they are remembered, belong to that story; what was decided stands from
    // now on, but for what a second look changes. `keep_whole`, `keep_apart`: that neither.
    void move(StoryId to, std::span<const ArticleId> articles);
    void keep_whole(StoryId story, bool whole = true);
    void keep_apart(StoryId first, StoryId second, bool apart = true);
    // There is more behind what it remembers than it was told: what was decided stands.
    void stop_rehearsing();
    // The end of an input: what is done from time to time is done now.
    void settle();
    // What has changed since it was last asked, in order. What place() answered may be in it.
    std::vector<StoryChange> take_changes();

    // The stories it might join, as place() would see them now, the likeliest first.
    std::vector<Judged> judge(const Candidate& article);
    // As place() would relate it to all that is remembered now. Empty when it is not remembered.
    std::vector<std::pair<ArticleId, float>> related(ArticleId article);
    // The terms by which two remembered articles are alike, the heaviest first, names before others of their weight, as
    // term::key(); at most `most`. text::wordings() says them in words.
    std::vector<std::uint32_t> shared_terms(ArticleId first, ArticleId second, std::size_t most) const;
    std::size_t size() const;
    // How much work it has done: index entries and vectors looked at.
    std::uint64_t steps() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::story
