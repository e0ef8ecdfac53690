// The press: places finished articles on the desk and commits them in batches. One thread (the writer) owns it.
//
// Idea: print() either commits a whole batch or keeps it. When the disk is full nothing is lost and nothing is placed
// twice: the placements stay with the batch, and retry() only tries the commit again. When the archive refuses one
// article (and not the disk), the batch is committed one by one, so that its neighbours are not lost with it.
// Checked by tests/pipeline/press_test.cpp and line_test.cpp.
#pragma once
#include <memory>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/jobs.hpp"
#include "pipeline/line.hpp"
#include "pipeline/templates.hpp"
#include "store/store.hpp"
#include "story/desk.hpp"

namespace octavo::pipeline {

class Press {
  public:
    // How many real articles, from how many sources, push the sample edition out for good.
    static constexpr std::int64_t sample_leaves_at = 30, sample_leaves_sources = 5;

    using Joined = std::function<void(const ParsedArticle& article)>;  // a new article stands beside others
    Press(store::Store& store, Templates& templates, Joined joined = {})
        : store_(store), templates_(templates), joined_(std::move(joined)) {}

    // Fills the desk with what the archive placed within the desk's window of its newest article.
    Result<> open();

    // Places, commits, and calls every `done`. A failure (unwritable, busy) says that the batch is held: nothing was
    // acknowledged, call retry() until it succeeds, or abandon().
    Result<> print(std::vector<Finished> batch);
    Result<> retry();
    void abandon();
    // The end of an input: stories are looked at again now, instead of some articles later.
    Result<> settle();
    bool holds() const { return !held_.empty(); }

    // The sample leaves when the archive has enough real articles; true when it left now.
    Result<bool> retire_sample(Instant now);

    // ---- what people decided, after the archive has taken it
    void forget(std::span<const ArticleId> articles) {
        for (const ArticleId id : articles) desk_.forget(id);
    }
    // An editor's word on stories (Desk::move and its neighbours).
    story::Desk& desk() { return desk_; }

    std::size_t placed() const { return desk_.size(); }

  private:
    struct Held {
        store::ArticleWrite write;
        std::optional<Source> source;
        std::function<void(const Outcome&)> done;
        bool known = false;
    };
    using Places = std::unordered_map<ArticleId, Placement>;
    // Why the archive must not have it; absent: it may.
    std::optional<std::string> barred(const Finished& finished) const;
    Result<> heed_rulings();
    Result<Places> known_places(const std::vector<Finished>& batch);
    Result<> place(std::vector<Finished>& batch);
    Result<> commit();
    Result<> put_sources();
    Result<> commit_one_by_one();
    Result<> write_changes();
    void acknowledge(Held& held, Result<store::Written> written);

    store::Store& store_;
    Templates& templates_;
    const Joined joined_;
    std::unique_ptr<store::Reader> reader_;
    story::Desk desk_;
    std::vector<Held> held_;
    std::vector<StoryChange> changes_;  // of stories, not yet written
    Instant newest_{};                  // that was placed; an imported article without a date comes then
    std::unordered_set<SourceId> sources_put_;
    bool sample_gone_ = false;
    bool stored_since_ = true;  // something new since the sample was last looked at
};

// Worth waiting for: the disk or another process, not the article.
bool is_passing(const Failure& failure);

}  // namespace octavo::pipeline
