// `octavo add URL`: a feed, a site, a channel, a list; shows what was found there, then follows it.
//
//   Following The Harbour Times
//     https://harbour.example/feed.xml · feed, en, 50 entries, the newest 3 hours ago (named by the page)
//       - Tram opens after nine years
//   Also there, not followed:
//     octavo add https://harbour.example/sport.xml   Sport
#include "base/json.hpp"
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "fetch/guard.hpp"
#include "pipeline/finder.hpp"

namespace octavo::cli {
namespace {

using pipeline::Findings;
using pipeline::FoundSource;

// A host of one's own network is refused until it is named; whoever meets that should know where.
Failure with_advice(Failure failure, const Url& url) {
    const fetch::Guard named({.private_hosts_allowed = {std::string(url.host())}});
    const bool redirect = failure.detail.starts_with("redirected") || failure.detail.starts_with("more than");
    if (failure.fault != Fault::refused || redirect) return failure;
    if (failure.detail.contains("asked to be left out")) {
        failure.detail += fmt::format(". octavo optout says since when and why; octavo optout undo {} lets it back",
                                      bare_host(url.host()));
    } else if (failure.detail.find("robots.txt") != std::string::npos) {
        failure.detail +=
            ". The publisher does not want this address read by programs, and we obey: ask the publisher, or "
            "add a feed of the site that robots.txt allows";
    } else if (named.judge(url).allowed()) {
        failure.detail += fmt::format(
            ". If it is a host of your own network, allow it by name and start again: private_hosts = [\"{}\"] below "
            "[fetch] in octavo.toml",
            url.host());
    }
    return failure;
}

enum class Followed { now, already, not_asked };

std::string_view name_of(Followed followed) {
    switch (followed) {
        case Followed::now:
            return "followed";
        case Followed::already:
            return "already";
        case Followed::not_asked:
            return "found";
    }
    std::unreachable();
}

Result<Followed> follow(Press& press, const FoundSource& found) {
    const auto url = Url::parse(found.url);
    if (!url || !url->is_web()) return fail(Fault::usage, fmt::format("{}: not a web address", found.url));
    const auto site = Url::parse(found.site);
    const std::string domain(bare_host(site && site->is_web() ? site->host() : url->host()));
    Source source{.id = source_id(domain),
                  .domain = domain,
                  .name = found.title.empty() ? domain : found.title,
                  .home = site && site->is_web() ? site->href() : url->origin() + "/",
                  .country = {},
                  .language = found.language,
                  .kind = {}};
    const auto reader = TRY(press.store->reader());
    if (TRY(reader->feed_at(url->href()))) return Followed::already;
    Feed feed;
    feed.id = feed_id(url->href());
    feed.source = source.id;
    feed.url = url->href();
    feed.title = found.title;
    feed.kind = found.kind;
    feed.due = press.clock.now();
    const auto write = [&](store::Store& store) -> Result<> {
        if (const LeftOut* ruling = store.is_left_out(domain))
            return fail(Fault::refused, fmt::format("{} asked to be left out on {}; octavo optout undo {} lets it back",
                                                    ruling->domain, to_iso(ruling->since), ruling->domain));
        TRY(store.put_source(source));
        return store.put_feed(feed);
    };
    TRY(press.line->command(write));
    return Followed::now;
}

std::string_view in_words(Feed::Kind kind) {
    switch (kind) {
        case Feed::Kind::feed:
            return "feed";
        case Feed::Kind::sitemap:
            return "news sitemap";
        case Feed::Kind::listing:
            return "list of articles on the page";
    }
    std::unreachable();
}

// "feed, en, 50 entries, the newest 3 hours ago (named by the page)"
std::string described(const FoundSource& found, Instant now) {
    std::string text(in_words(found.kind));
    if (!found.language.empty()) text += ", " + printable(found.language);
    if (found.entries > 0)
        text += fmt::format(", {} {}", grouped(static_cast<std::int64_t>(found.entries)),
                            found.entries == 1 ? "entry" : "entries");
    if (found.newest) text += fmt::format(", the newest {}", ago(now - *found.newest));
    return text + fmt::format(" ({})", found.how);
}

void say_json(const FoundSource& found, Followed followed, Voice& voice) {
    JsonWriter out;
    out.object().field("url", found.url).field("kind", octavo::name_of(found.kind)).field("title", found.title);
    out.field("language", found.language).field("site", found.site).field("how", found.how);
    out.field("entries", found.entries);
    out.field("newest", found.newest ? std::optional(to_iso(*found.newest)) : std::nullopt);
    out.strings("samples", found.samples).field("status", name_of(followed)).end();
    voice.say(out.text() + "\n");
}

void say(const FoundSource& found, Followed followed, Instant now, Voice& voice) {
    const std::string_view verb = followed == Followed::now       ? "Following "
                                  : followed == Followed::already ? "Already followed: "
                                                                  : "Found ";
    const std::string what = printable(found.title.empty() ? found.url : found.title);
    std::string text = fmt::format("{}{}\n  {}\n", verb, what, printable(found.url));
    if (!found.how.empty() && found.entries > 0) text += fmt::format("  {}\n", described(found, now));
    for (const std::string& title : found.samples) text += fmt::format("    - {}\n", printable(title));
    voice.say(text);
}

int follow_and_say(const FoundSource& found, const Asked& asked, Press& press, Voice& voice) {
    const auto followed = asked.dry_run ? Result<Followed>(Followed::not_asked) : follow(press, found);
    if (!followed) return voice.report(followed.error());
    if (asked.json) {
        say_json(found, *followed, voice);
    } else {
        say(found, *followed, press.clock.now(), voice);
    }
    return 0;
}

void name_the_others(std::span<const FoundSource> others, const Asked& asked, Press& press, Voice& voice) {
    if (others.empty()) return;
    if (asked.json) {
        for (const FoundSource& found : others) say_json(found, Followed::not_asked, voice);
        return;
    }
    std::string text = "Also there, not followed (--all follows them too):\n";
    for (const FoundSource& found : others)
        text += fmt::format("  octavo add {}\n      {} · {}\n", printable(found.url), printable(found.title),
                            described(found, press.clock.now()));
    voice.say(text);
}

int add_one(const std::string& argument, const Asked& asked, Press& press, Voice& voice, const std::stop_token& stop) {
    const auto url = Url::parse(argument.find("://") == std::string::npos ? "https://" + argument : argument);
    if (!url || !url->is_web()) return voice.report({Fault::usage, fmt::format("{}: not a web address", argument)});
    const pipeline::Ask ask = [&](const Url& address, fetch::Purpose purpose) {
        return press.line->ask({.url = address, .purpose = purpose}, stop);
    };
    auto findings = pipeline::find_sources(*url, ask, press.clock.now());
    if (!findings) {
        Failure failure = findings.error();
        if (failure.detail.find(url->host()) == std::string::npos)
            failure.detail = fmt::format("{}: {}", url->href(), failure.detail);
        failure = with_advice(std::move(failure), *url);
        if (asked.json) {
            JsonWriter out;
            out.object().field("url", url->href()).field("status", "refused").field("detail", failure.detail).end();
            voice.say(out.text() + "\n");
        }
        return voice.report(failure);
    }
    auto& found = findings->found;
    if (asked.first) std::ranges::stable_sort(found, {}, &FoundSource::order);
    const std::size_t taken = findings->list || asked.all ? found.size() : 1;
    int code = 0;
    for (std::size_t i = 0; i < taken; ++i) code = std::max(code, follow_and_say(found[i], asked, press, voice));
    name_the_others(std::span(found).subspan(taken), asked, press, voice);
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
        code = std::max(code, add_one(asked.args[i], asked, press, voice, stop));
    return code;
}

}  // namespace octavo::cli
