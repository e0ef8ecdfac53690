// `octavo add URL`: a feed, a site (its feeds are looked for) or an OPML list; shows what it found, then follows it.
#include <cstdio>

#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "feed/feed.hpp"
#include "feed/opml.hpp"

namespace octavo::cli {
namespace {

struct Found {
    std::string url, title, site, language;
    std::vector<std::string> samples;
};

Found describe(const feed::ParsedFeed& parsed, const std::string& url) {
    Found found{.url = url, .title = parsed.title, .site = parsed.link, .language = parsed.language, .samples = {}};
    for (const feed::Entry& entry : parsed.entries)
        if (!entry.title.empty() && found.samples.size() < 3) found.samples.push_back(entry.title);
    return found;
}

Result<fetch::Fetched> get(fetch::Fetcher& gate, const Url& url) {
    auto answer = TRY(gate.get({.url = url, .purpose = fetch::Purpose::feed, .etag = {}, .last_modified = {}}));
    if (answer.status != 200)
        return fail(Fault::unreachable, fmt::format("{}: the server answered {}", url.href(), answer.status));
    return answer;
}

// What the address leads to: itself a feed, a page that points to feeds, or a list of feeds.
Result<std::vector<Found>> find_feeds(fetch::Fetcher& gate, const Url& url) {
    const fetch::Fetched answer = TRY(get(gate, url));
    const feed::Options how{
        .url = answer.url.href(), .content_type = answer.header("content-type"), .content_location = {}};
    const auto parsed = feed::parse(answer.body, how);
    if (parsed) return std::vector{describe(*parsed, answer.url.href())};
    std::vector<Found> found;
    if (const auto list = feed::parse_opml(answer.body); list && !list->feeds.empty()) {
        for (const feed::OpmlFeed& f : list->feeds) found.push_back({f.url, f.title, f.site, {}, {}});
        return found;
    }
    for (const feed::FoundFeed& candidate : feed::discover(answer.body, answer.url.href())) {
        const auto feed_url = Url::parse(candidate.url);
        if (!feed_url || found.size() >= 8) continue;
        const auto body = get(gate, *feed_url);
        if (!body) continue;
        if (const auto inner = feed::parse(
                body->body,
                {.url = body->url.href(), .content_type = body->header("content-type"), .content_location = {}}))
            found.push_back(describe(*inner, body->url.href()));
    }
    if (found.empty())
        return fail(Fault::not_found, fmt::format("{}: neither a feed nor a page that points to one ({})", url.href(),
                                                  parsed.error().detail));
    return found;
}

Result<bool> follow(store::Store& store, const Found& found, Instant now) {
    const auto url = Url::parse(found.url);
    if (!url || !url->is_web()) return fail(Fault::usage, fmt::format("{}: not a web address", found.url));
    const auto site = Url::parse(found.site);
    const std::string domain(bare_host(site && site->is_web() ? site->host() : url->host()));
    Source source{.id = source_id(domain),
                  .domain = domain,
                  .name = found.title.empty() ? domain : found.title,
                  .home = site ? site->href() : url->origin() + "/",
                  .country = {},
                  .language = found.language,
                  .kind = {}};
    const auto known = TRY(TRY(store.reader())->feed(feed_id(url->href())));
    if (known) return false;
    TRY(store.put_source(source));
    Feed feed;
    feed.id = feed_id(url->href());
    feed.source = source.id;
    feed.url = url->href();
    feed.title = found.title;
    feed.due = now;
    TRY(store.put_feed(feed));
    return true;
}

}  // namespace

int command_add(const Options& options, const Config& config) {
    if (options.args.empty())
        return report({Fault::usage,
                       "add: name a site, a feed or an OPML list, for example: octavo add https://www.example.org/"});
    const auto store = open_archive(config, Access::change);
    if (!store) return report(store.error());
    fetch::Gate gate(config.gate);
    const SystemClock clock;
    int code = 0;
    for (const std::string& argument : options.args) {
        const auto url = Url::parse(argument.find("://") == std::string::npos ? "https://" + argument : argument);
        if (!url || !url->is_web()) {
            code = std::max(code, report({Fault::usage, fmt::format("{}: not a web address", argument)}));
            continue;
        }
        const auto found = find_feeds(gate, *url);
        if (!found) {
            code = std::max(code, report(found.error()));
            continue;
        }
        // A page's first feed is its main one; an OPML list is followed whole.
        const bool page = found->size() > 1 && !found->front().samples.empty();
        for (std::size_t i = 0; i < found->size(); ++i) {
            const Found& one = (*found)[i];
            if (page && i > 0) {
                fmt::print("  also there, not followed: {}  {}\n", printable(one.title), printable(one.url));
                continue;
            }
            const auto added = follow(**store, one, clock.now());
            if (!added) {
                code = std::max(code, report(added.error()));
                continue;
            }
            fmt::print("{} {}\n  {}\n",
                       *added ? "Following" : "Already followed:", printable(one.title.empty() ? one.url : one.title),
                       printable(one.url));
            for (const std::string& title : one.samples) fmt::print("    - {}\n", printable(title));
        }
    }
    return code;
}

}  // namespace octavo::cli
