#include "pipeline/feed_answer.hpp"

#include "feed/feed.hpp"
#include "feed/listing.hpp"
#include "feed/sitemap_round.hpp"
#include "pipeline/kept_body.hpp"

namespace octavo::pipeline {

std::vector<Instant> dates_of(std::span<const Entry> entries) {
    std::vector<Instant> dates;
    for (const Entry& entry : entries)
        if (const auto date = entry.hints.published ? entry.hints.published : entry.hints.modified)
            dates.push_back(*date);
    return dates;
}

namespace {

feed::Options options_of(const fetch::Fetched& fetched) {
    return {.url = fetched.url.href(),
            .content_type = fetched.header("content-type"),
            .content_location = fetched.header("content-location")};
}

feed::Entry entry(std::string link, std::string title, std::string language, std::optional<Instant> published) {
    feed::Entry out;
    out.link = std::move(link);
    out.title = std::move(title);
    out.language = std::move(language);
    out.published = published;
    return out;
}

feed::ParsedFeed as_feed(std::vector<feed::NewsUrl> news) {
    feed::ParsedFeed out;
    for (feed::NewsUrl& item : news) {
        if (out.title.empty()) out.title = item.publication;
        if (out.language.empty()) out.language = item.language;
        out.entries.push_back(
            entry(std::move(item.loc), std::move(item.title), std::move(item.language), item.published));
    }
    return out;
}

void take(FeedAnswer& out, feed::ParsedFeed parsed) {
    out.result.parsed = true;
    if (parsed.ttl_minutes) out.result.ttl = std::chrono::minutes(*parsed.ttl_minutes);
    for (const int hour : parsed.skip_hours) out.result.skip_hours.set(static_cast<std::size_t>(hour) % 24);
    for (const int day : parsed.skip_days) out.result.skip_days.set(static_cast<std::size_t>(day) % 7);
    if (out.feed.title.empty()) out.feed.title = parsed.title;
    out.entries = entries_of(std::move(parsed), out.feed.source);
    out.result.entries = out.entries.size();
    if (fetch::is_unknown(out.feed)) out.result.dates = dates_of(out.entries);
}

void read_entries(FeedAnswer& out) {
    auto parsed = feed::parse(out.fetched->body, options_of(*out.fetched));
    if (!parsed) {
        out.result.parse_error = parsed.error().detail;
        return;
    }
    out.hub = hub_links(*out.fetched, *parsed);
    take(out, *std::move(parsed));
}

void read_sitemap(FeedAnswer& out, Instant now) {
    auto sitemap = feed::parse_sitemap(out.fetched->body, out.fetched->url.href());
    if (!sitemap) {
        out.result.parse_error = sitemap.error().detail;
        return;
    }
    if (!sitemap->sitemaps.empty()) {
        auto round = feed::SitemapRound::read(out.feed.memory);
        round.found(feed::newest_parts(*sitemap, now), now);
        out.feed.memory = round.bytes();
    }
    take(out, as_feed(feed::fresh_news(*sitemap, now)));
}

void read_listing(FeedAnswer& out, Instant now) {
    const std::string url = out.fetched->url.href();
    const auto page = feed::links_of(out.fetched->body, url, out.fetched->header("content-type"));
    if (!page) {
        out.result.parse_error = page.error().detail;
        return;
    }
    auto memory = feed::ListingMemory::read(out.feed.memory);
    auto visit = feed::visit_listing(memory, *page, url, now);
    if (visit.articles == 0) {
        out.result.parse_error = feed::needs_browser(*page)
                                     ? "the page is made by scripts: it lists nothing without a browser"
                                     : "no links to articles on this page";
        return;
    }
    out.feed.memory = memory.bytes();
    feed::ParsedFeed parsed;
    parsed.title = page->title;
    // The page's own language is not each article's: theirs say it themselves.
    for (auto& article : visit.news)
        parsed.entries.push_back(entry(std::move(article.url), std::move(article.title), {}, article.date));
    take(out, std::move(parsed));
}

// Nothing has changed since, and not all of it is in.
void read_kept(FeedAnswer& out) {
    const auto kept = kept_body(out.feed.memory);
    auto parsed = kept ? feed::parse(kept->body, options_of(*kept)) : fail(Fault::malformed, {});
    out.from_kept = parsed.has_value();
    out.kept_lost = !parsed;
    if (parsed) take(out, *std::move(parsed));
}

bool is_well(const Result<fetch::Fetched>& fetched) {
    return fetched && (fetched->status == 304 || (fetched->status >= 200 && fetched->status < 300));
}

// After an answer from one part of an index.
void go_round(FeedAnswer& out, Instant now) {
    if (out.feed.kind != Feed::Kind::sitemap || out.feed.memory.empty()) return;
    auto round = feed::SitemapRound::read(out.feed.memory);
    if (is_well(out.fetched)) {
        round.read_index(now);
        out.go_on = round.more();
    } else if (out.fetched) {
        round.begin_again();
    }
    out.feed.memory = round.bytes();
}

}  // namespace

std::string set_out(Feed& feed, Instant now) {
    if (feed.kind != Feed::Kind::sitemap || feed.memory.empty()) return feed.url;
    auto round = feed::SitemapRound::read(feed.memory);
    round.here().etag = std::exchange(feed.etag, {});
    round.here().last_modified = std::exchange(feed.last_modified, {});
    round.here().body_hash = std::exchange(feed.body_hash, {});
    round.advance(now);
    feed.etag = round.here().etag;
    feed.last_modified = round.here().last_modified;
    feed.body_hash = round.here().body_hash;
    feed.memory = round.bytes();
    return round.here().url.empty() ? feed.url : round.here().url;
}

FeedAnswer read_feed(Feed feed, Result<fetch::Fetched> fetched, Instant now) {
    FeedAnswer out{.feed = std::move(feed), .fetched = std::move(fetched)};
    // Not modified since what? A feed that always says so would look healthy for ever and never bring anything.
    if (out.fetched && out.fetched->status == 304 && out.feed.etag.empty() && out.feed.last_modified.empty())
        out.fetched = fail(Fault::malformed, "says that nothing has changed (304) before we have anything");
    const bool unchanged = out.fetched && (out.fetched->status == 304 || fetch::is_same_body(out.feed, *out.fetched));
    if (unchanged && out.feed.kind == Feed::Kind::feed && !out.feed.memory.empty()) {
        out.same_body = out.fetched->status == 200;
        read_kept(out);
        out.result.parsed = out.same_body;
    } else if (out.fetched && out.fetched->status == 200) {
        if (fetch::is_same_body(out.feed, *out.fetched)) {
            out.same_body = true;
            out.result.parsed = true;
        } else if (out.feed.kind == Feed::Kind::sitemap) {
            read_sitemap(out, now);
        } else if (out.feed.kind == Feed::Kind::listing) {
            read_listing(out, now);
        } else {
            read_entries(out);
        }
    }
    go_round(out, now);
    return out;
}

std::optional<SourceAnswer> read_as_source(const fetch::Fetched& fetched, Instant now) {
    if (auto sitemap = feed::parse_sitemap(fetched.body, fetched.url.href());
        sitemap && (!sitemap->news.empty() || !sitemap->sitemaps.empty())) {
        SourceAnswer out{Feed::Kind::sitemap, as_feed(feed::fresh_news(*sitemap, now)), {}};
        if (!sitemap->sitemaps.empty()) out.parts = feed::newest_parts(*sitemap, now);
        return out;
    }
    if (auto parsed = feed::parse(fetched.body, options_of(fetched)))
        return SourceAnswer{Feed::Kind::feed, *std::move(parsed), {}};
    // A list of addresses as plain text is a sitemap only where we asked for one.
    auto sitemap = feed::parse_sitemap(fetched.body, fetched.url.href());
    if (!sitemap || sitemap->locs.empty() || fetched.body.find('<') == std::string::npos) return std::nullopt;
    auto news = feed::fresh_news(*sitemap, now);
    return SourceAnswer{Feed::Kind::sitemap, as_feed(std::move(news)), {}};
}

}  // namespace octavo::pipeline
