// What came back for a feed, read: its entries, and what the scheduler wants to know of it. Pure; thread-safe.
//
// Not every feed is one (Feed::Kind): a sitemap tells its newest pages, an index of sitemaps is gone through one part a
// poll, and of a listing page those links are read that look like articles and were not there before.
// Checked by tests/pipeline/feed_answer_test.cpp and line_test.cpp.
#pragma once
#include <span>
#include <vector>

#include "base/result.hpp"
#include "fetch/schedule.hpp"
#include "model/article.hpp"
#include "pipeline/entries.hpp"
#include "pipeline/websub.hpp"

namespace octavo::pipeline {

// Before a poll: where it goes. The feed's validators become those of that address.
std::string set_out(Feed& feed, Instant now);

struct FeedAnswer {
    Feed feed;                       // with the title it gave itself, where it had none, and what it taught
    Result<fetch::Fetched> fetched;  // as it came
    std::vector<Entry> entries = {};
    fetch::PollResult result = {};     // its `answer` is set by whoever hands it to after_poll
    bool same_body = false;            // the one that was parsed last: there is nothing to read
    std::optional<HubLinks> hub = {};  // what it says of its hub; absent: it did not get to say
    bool from_kept = false;            // entries are of the body that was kept (kept_body.hpp)
    bool kept_lost = false;            // and of that which was kept nothing could be read
    bool pushed = false;               // by the hub: not a poll, and its links say nothing
    bool silent_offline = false;       // no answer, and nobody else answers either
    bool go_on = false;                // there is more to ask now: the next part of an index
};
// When they came, those that say it.
std::vector<Instant> dates_of(std::span<const Entry> entries);

FeedAnswer read_feed(Feed feed, Result<fetch::Fetched> fetched, Instant now);

// What an answer is, whatever was expected; for finding sources. Absent: none of these.
struct SourceAnswer {
    Feed::Kind kind = Feed::Kind::feed;
    feed::ParsedFeed content;        // of a sitemap: its news as entries
    std::vector<std::string> parts;  // of an index
};
std::optional<SourceAnswer> read_as_source(const fetch::Fetched& fetched, Instant now);

}  // namespace octavo::pipeline
