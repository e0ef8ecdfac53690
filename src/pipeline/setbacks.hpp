// What we do about pages that did not come: leave them alone for a while, and ask again for what was stored without
// them. Kept in memory only: a restart forgets both, and asks once too often rather than never. One thread.
#pragma once

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/ids.hpp"
#include "pipeline/backlog.hpp"

namespace octavo::pipeline {

// Pages we could not read lately, so that they are not asked for at every poll.
class Setbacks {
  public:
    enum class Kind { passing, lasting };

    // Absent: ask for it.
    std::optional<Kind> standing(ArticleId id, Instant now) const;
    Kind note(ArticleId id, const Failure& failure, Instant now);
    void forget(ArticleId id) { by_id_.erase(id); }

  private:
    struct Setback {
        int times = 0;
        Instant until{};
        Kind kind = Kind::lasting;
    };
    std::unordered_map<ArticleId, Setback> by_id_;
};

// Entries that were stored as their feed told them, because their page did not come: the page is asked for again after
// a quarter of an hour, then an hour, four hours, sixteen. After that the feed's own words stay.
class SecondTries {
  public:
    void put(PageTask task, Instant now);  // its poll is over: it does not wait for this
    std::vector<PageTask> take_due(Instant now);

  private:
    struct Try {
        PageTask task;
        Instant due{};
    };
    std::deque<Try> tries_;
};

}  // namespace octavo::pipeline
