// The follower's part in finding feeds that moved (moved.hpp), and requests beside the polls.
#include "base/log.hpp"
#include "pipeline/ask.hpp"
#include "pipeline/follower.hpp"

namespace octavo::pipeline {

bool Follower::ask(fetch::FetchRequest request, fetch::Courier::Done done) {
    return courier_->submit(std::move(request), std::move(done));
}

Result<fetch::Fetched> Follower::ask_for_movers(const Url& url, fetch::Purpose purpose) {
    return ask_and_wait(*this, {.url = url, .purpose = purpose}, movers_stop_.get_token());
}

// `before`: its reason before this poll.
void Follower::seek_if_moved(Feed& feed, std::string_view before, Instant now) {
    std::string site;
    movers_.recall(feed.id, before, now);
    if (looks_moved(feed, now))
        if (const auto source = reader_->source(feed.source); source && *source) site = (*source)->source.home;
    movers_.consider(feed, site, now);
    if (const auto proposal = movers_.proposal(feed.id); !proposal.empty()) feed.reason += "; " + proposal;
}

// What was found of a feed that is lost. A poll under way would overwrite it: then it is looked for again.
void Follower::judge(Movers::Hunt hunt) {
    const FeedId id = hunt.feed.id;
    {
        const std::scoped_lock lock(mutex_);
        if (polling_.contains(id)) return movers_.forget(id);
    }
    const auto judged = judge_hunt(std::move(hunt), store_, *reader_, clock_.now());
    if (!judged) return log::warning("a feed that moved: {}", judged.error().detail);
    if (judged->feed) {
        log::info("feed {}", judged->feed->reason);
        save(*judged->feed);
    } else if (!judged->proposal.empty()) {
        movers_.propose(id, judged->proposal);
        const auto stored = reader_->feed(id);
        if (!stored || !*stored || (*stored)->reason.ends_with(judged->proposal)) return;
        Feed feed = **stored;
        feed.reason += "; " + judged->proposal;
        save(feed);
    }
}

}  // namespace octavo::pipeline
