// What came back for a feed, read: its entries, and what the scheduler wants to know of it. Pure; thread-safe.
// Checked by tests/pipeline/line_test.cpp.
#pragma once
#include <span>
#include <vector>

#include "base/result.hpp"
#include "fetch/schedule.hpp"
#include "model/article.hpp"
#include "pipeline/entries.hpp"

namespace octavo::pipeline {

struct FeedAnswer {
    Feed feed;                       // with the title it gave itself, where it had none
    Result<fetch::Fetched> fetched;  // as it came
    std::vector<Entry> entries;
    fetch::PollResult result;     // its `answer` is set by whoever hands it to after_poll
    bool same_body = false;       // the one that was parsed last: there is nothing to read
    bool silent_offline = false;  // no answer, and nobody else answers either
};
// When they came, those that say it.
std::vector<Instant> dates_of(std::span<const Entry> entries);

FeedAnswer read_feed(Feed feed, Result<fetch::Fetched> fetched);

}  // namespace octavo::pipeline
