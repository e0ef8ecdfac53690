// `octavo add URL`: a feed, a site (its feeds are looked for) or an OPML list; shows what it found, then follows it.
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "feed/feed.hpp"
#include "feed/opml.hpp"
#include "fetch/guard.hpp"

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

Result<fetch::Fetched> get(fetch::Fetcher& gate, const Url& url, const std::stop_token& stop) {
    auto answer = TRY(gate.get({.url = url, .purpose = fetch::Purpose::feed, .etag = {}, .last_modified = {}}, stop));
    if (answer.status != 200)
        return fail(Fault::unreachable, fmt::format("{}: the server answered {}", url.href(), answer.status));
    return answer;
}

// What the address leads to: itself a feed, a page that points to feeds, or a list of feeds.
Result<std::vector<Found>> find_feeds(fetch::Fetcher& gate, const Url& url, const std::stop_token& stop) {
    const fetch::Fetched answer = TRY(get(gate, url, stop));
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
        const auto body = get(gate, *feed_url, stop);
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

// A host of one's own network is refused until it is named; whoever meets that should know where.
Failure with_advice(Failure failure, const Url& url) {
    const fetch::Guard named({.private_hosts_allowed = {std::string(url.host())}});
    const bool redirect = failure.detail.starts_with("redirected") || failure.detail.starts_with("more than");
    if (failure.fault == Fault::refused && !redirect && named.judge(url).allowed())
        failure.detail += fmt::format(
            ". If it is a host of your own network, allow it by name and start again: private_hosts = [\"{}\"] below "
            "[fetch] in octavo.toml",
            url.host());
    return failure;
}

// False when it was followed already.
Result<bool> follow(Press& press, const Found& found) {
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
    const auto reader = TRY(press.store->reader());
    if (TRY(reader->feed_at(url->href()))) return false;
    Feed feed;
    feed.id = feed_id(url->href());
    feed.source = source.id;
    feed.url = url->href();
    feed.title = found.title;
    feed.due = press.clock.now();
    const auto write = [&](store::Store& store) -> Result<> {
        TRY(store.put_source(source));
        return store.put_feed(feed);
    };
    TRY(press.line->command(write));
    return true;
}

int follow_and_say(const Found& found, Press& press, Voice& voice) {
    const auto added = follow(press, found);
    if (!added) return voice.report(added.error());
    std::string text = fmt::format("{} {}\n  {}\n", *added ? "Following" : "Already followed:",
                                   printable(found.title.empty() ? found.url : found.title), printable(found.url));
    for (const std::string& title : found.samples) text += fmt::format("    - {}\n", printable(title));
    voice.say(text);
    return 0;
}

int add_one(const std::string& argument, Press& press, Voice& voice, const std::stop_token& stop) {
    const auto url = Url::parse(argument.find("://") == std::string::npos ? "https://" + argument : argument);
    if (!url || !url->is_web()) return voice.report({Fault::usage, fmt::format("{}: not a web address", argument)});
    const auto found = find_feeds(*press.gate, *url, stop);
    if (!found) return voice.report(with_advice(found.error(), *url));
    // A page's first feed is its main one; the others are named. A list is followed whole.
    const bool page = found->size() > 1 && !found->front().samples.empty();
    int code = 0;
    for (const Found& one : *found) {
        if (page && &one != &found->front())
            voice.say(fmt::format("  also there, not followed: {}  {}\n", printable(one.title), printable(one.url)));
        else
            code = std::max(code, follow_and_say(one, press, voice));
    }
    return code;
}

}  // namespace

int change_add(const Asked& asked, Press& press, Voice& voice, const std::stop_token& stop) {
    if (asked.args.size() < 2)
        return voice.report(
            {Fault::usage,
             "add: name a site, a feed or an OPML list, for example: octavo add https://www.example.org/"});
    int code = 0;
    for (std::size_t i = 1; i < asked.args.size(); ++i)
        code = std::max(code, add_one(asked.args[i], press, voice, stop));
    return code;
}

}  // namespace octavo::cli
