#include "pipeline/feed_answer.hpp"

#include "feed/feed.hpp"

namespace octavo::pipeline {

std::vector<Instant> dates_of(std::span<const Entry> entries) {
    std::vector<Instant> dates;
    for (const Entry& entry : entries)
        if (const auto date = entry.hints.published ? entry.hints.published : entry.hints.modified)
            dates.push_back(*date);
    return dates;
}

FeedAnswer read_feed(Feed feed, Result<fetch::Fetched> fetched) {
    FeedAnswer out{std::move(feed), std::move(fetched), {}, {}, false, false};
    if (!out.fetched || out.fetched->status != 200) return out;
    if (fetch::is_same_body(out.feed, *out.fetched)) {
        out.same_body = true;
        out.result.parsed = true;
        return out;
    }
    const std::string url = out.fetched->url.href();
    auto parsed = feed::parse(out.fetched->body, {.url = url,
                                                  .content_type = out.fetched->header("content-type"),
                                                  .content_location = out.fetched->header("content-location")});
    if (!parsed) {
        out.result.parse_error = parsed.error().detail;
        return out;
    }
    out.result.parsed = true;
    if (parsed->ttl_minutes) out.result.ttl = std::chrono::minutes(*parsed->ttl_minutes);
    for (const int hour : parsed->skip_hours) out.result.skip_hours.set(static_cast<std::size_t>(hour) % 24);
    for (const int day : parsed->skip_days) out.result.skip_days.set(static_cast<std::size_t>(day) % 7);
    if (out.feed.title.empty()) out.feed.title = parsed->title;
    out.entries = entries_of(*std::move(parsed), out.feed.source);
    out.result.entries = out.entries.size();
    if (fetch::is_unknown(out.feed)) out.result.dates = dates_of(out.entries);
    return out;
}

}  // namespace octavo::pipeline
