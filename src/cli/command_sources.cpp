// `octavo sources`: every source with its health: state, why, when it last worked, when it is tried next, what to do.
//   octavo sources            one line a feed
//   octavo sources --failing  what needs attention, the longest silent first, with what to do
//   octavo sources DOMAIN     all about one source
// It looks beside a running Octavo. The reasons of feeds come from fetch/schedule.cpp.
#include <cstdio>

#include "base/json.hpp"
#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "fetch/schedule.hpp"
#include "model/health.hpp"

namespace octavo::cli {
namespace {

std::string_view sign_of(const Feed& feed) {
    switch (feed.state) {
        case Feed::State::healthy:
            return "well";
        case Feed::State::fresh:
            return "not asked yet";
        default:
            return name_of(feed.state);
    }
}

std::string next_try(const Feed& feed, Instant now) {
    if (is_never(feed.due)) return "never";
    return feed.due > now ? ago(now - feed.due) : "now";
}

std::string last_answer(const Feed& feed, Instant now) { return feed.worked ? ago(now - *feed.worked) : "never"; }

// What is wrong, in plain words, then the detail; of a feed that is well, why it is asked when it is.
std::string why(const Feed& feed) {
    const std::string_view words = in_words(trouble_of(feed));
    if (words.empty() && feed.reason.empty() && !feed.was_at.empty())
        return fmt::format("moved, it was at {}", printable(feed.was_at));
    if (words.empty()) return printable(feed.reason.empty() ? fetch::pace_in_words(feed) : feed.reason);
    if (feed.reason.empty() || feed.reason == words) return std::string(words);
    return fmt::format("{} ({})", words, printable(feed.reason));
}

// What stands behind its address in the table: what it is where it is no feed, and why it is as it is.
std::string remark_on(const Feed& feed) {
    std::string reason = why(feed);
    if (feed.kind == Feed::Kind::feed) return reason;
    return reason.empty() ? std::string(name_of(feed.kind)) : fmt::format("{}; {}", name_of(feed.kind), reason);
}

struct Everything {
    std::vector<store::SourceRow> sources;
    std::map<SourceId, std::vector<Feed>> feeds;
    std::map<FeedId, Subscription> hubs;  // those that are not ending
};

Result<Everything> read_all(store::Reader& reader) {
    Everything all{TRY(reader.sources()), {}, {}};
    for (Feed& feed : TRY(reader.feeds())) all.feeds[feed.source].push_back(std::move(feed));
    for (Subscription& s : TRY(reader.subscriptions()))
        if (s.state != Subscription::State::leaving) all.hubs.insert_or_assign(s.feed, std::move(s));
    return all;
}

// Never the token or the secret: they are the hub's and ours.
void json_of(JsonWriter& out, const Subscription& hub) {
    out.key("hub").object().field("url", hub.hub).field("topic", hub.topic).field("state", name_of(hub.state));
    out.field("reason", hub.reason).field("pushes", hub.pushes).field("forged", hub.forged);
    out.field("last_push", hub.pushed ? std::optional(to_iso(*hub.pushed)) : std::nullopt);
    out.field("lease", hub.lease ? std::optional(to_iso(*hub.lease)) : std::nullopt).end();
}

void print_json(const store::SourceRow& row, const std::vector<Feed>& feeds, const Everything& all) {
    JsonWriter out;
    out.object()
        .field("domain", row.source.domain)
        .field("name", row.source.name)
        .field("country", row.source.country)
        .field("language", row.source.language)
        .field("kind", row.source.kind)
        .field("articles", row.articles)
        .key("feeds")
        .array();
    for (const Feed& feed : feeds) {
        const Trouble trouble = trouble_of(feed);
        out.object().field("url", feed.url).field("state", name_of(feed.state)).field("reason", feed.reason);
        out.field("why", in_words(trouble)).field("advice", advice(trouble));
        out.field("kind", name_of(feed.kind)).field("was_at", feed.was_at);
        out.field("pace", fetch::pace_in_words(feed));
        out.field("status", feed.status).field("failures", feed.failures);
        out.field("last_try", feed.polled ? std::optional(to_iso(*feed.polled)) : std::nullopt);
        out.field("last_success", feed.worked ? std::optional(to_iso(*feed.worked)) : std::nullopt);
        out.field("next", is_never(feed.due) ? std::nullopt : std::optional(to_iso(feed.due)));
        if (const auto hub = all.hubs.find(feed.id); hub != all.hubs.end()) json_of(out, hub->second);
        out.end();
    }
    out.end().end();
    fmt::print("{}\n", out.text());
}

void print_one(const store::SourceRow& row, const std::vector<Feed>& feeds, const Everything& all, Instant now) {
    fmt::print("{} ({})\n  {} articles\n", printable(row.source.name), printable(row.source.domain),
               grouped(row.articles));
    if (!row.source.home.empty()) fmt::print("  {}\n", printable(row.source.home));
    if (feeds.empty()) fmt::print("\n  It has no feed. octavo add {} looks for one.\n", printable(row.source.domain));
    for (const Feed& feed : feeds) {
        fmt::print("\n  {}\n", printable(feed.url));
        std::vector<std::vector<std::string>> lines = {{"    state", std::string(sign_of(feed))}};
        if (feed.kind != Feed::Kind::feed) lines.push_back({"    what it is", std::string(name_of(feed.kind))});
        if (const std::string reason = why(feed); !reason.empty()) lines.push_back({"    why", reason});
        lines.push_back({"    last success", last_answer(feed, now)});
        if (feed.polled) lines.push_back({"    last try", ago(now - *feed.polled)});
        lines.push_back({"    next try", next_try(feed, now)});
        if (const auto what = advice(trouble_of(feed)); !what.empty())
            lines.push_back({"    what to do", std::string(what)});
        if (const auto found = all.hubs.find(feed.id); found != all.hubs.end()) {
            const Subscription& hub = found->second;
            lines.push_back({"    hub", fmt::format("{}, {}{}", printable(hub.hub), name_of(hub.state),
                                                    hub.reason.empty() ? "" : ": " + printable(hub.reason))});
            lines.push_back({"    pushes", fmt::format("{}, the last {}; {} forged", grouped(hub.pushes),
                                                       hub.pushed ? ago(now - *hub.pushed) : "never", hub.forged)});
        }
        fmt::print("{}", table(lines));
    }
}

// The longest silent first: what never worked, then what worked long ago.
void print_failing(const Everything& all, bool json, Instant now) {
    std::vector<std::pair<const store::SourceRow*, const Feed*>> rows;
    for (const store::SourceRow& row : all.sources)
        if (const auto mine = all.feeds.find(row.source.id); mine != all.feeds.end())
            for (const Feed& feed : mine->second)
                if (needs_attention(trouble_of(feed))) rows.emplace_back(&row, &feed);
    std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.second->worked.value_or(Instant{}); });
    if (rows.empty() && !json) fmt::print("Every feed is well.\n");
    for (const auto& [row, feed] : rows) {
        if (json) {
            print_json(*row, {*feed}, all);
            continue;
        }
        fmt::print("{}  {}\n", printable(row->source.domain), printable(feed->url));
        fmt::print("  {}: {}\n", sign_of(*feed), why(*feed));
        fmt::print("  last success: {} · next try: {}\n", last_answer(*feed, now), next_try(*feed, now));
        fmt::print("{}\n", wrap(fmt::format("what to do: {}", advice(trouble_of(*feed))), 92, "  "));
    }
}

void print_table(const Everything& all, Instant now) {
    std::vector<std::vector<std::string>> rows = {{"SOURCE", "ARTICLES", "STATE", "LAST ANSWER", "NEXT TRY", "FEED"}};
    for (const store::SourceRow& row : all.sources) {
        const auto mine = all.feeds.find(row.source.id);
        if (mine == all.feeds.end()) {
            rows.push_back({printable(row.source.domain), grouped(row.articles), "no feed", "", "", ""});
            continue;
        }
        for (const Feed& feed : mine->second) {
            const std::string reason = remark_on(feed);
            rows.push_back({printable(row.source.domain), grouped(row.articles), std::string(sign_of(feed)),
                            last_answer(feed, now), next_try(feed, now),
                            printable(feed.url) + (reason.empty() ? "" : "  (" + reason + ")")});
        }
    }
    fmt::print("{}", table(rows));
}

}  // namespace

int command_sources(const Options& options, const Config& config) {
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const auto reader = (*store)->reader();
    if (!reader) return report(reader.error());
    const auto all = read_all(**reader);
    if (!all) return report(all.error());
    const Instant now = SystemClock{}.now();
    static const std::vector<Feed> none;
    const auto feeds_of = [&](const store::SourceRow& row) -> const std::vector<Feed>& {
        const auto found = all->feeds.find(row.source.id);
        return found == all->feeds.end() ? none : found->second;
    };
    for (const std::string& name : options.args) {
        const auto row = std::ranges::find_if(all->sources, [&](const store::SourceRow& r) {
            return r.source.domain == name || r.source.name == name ||
                   std::ranges::any_of(feeds_of(r), [&](const Feed& f) { return f.url == name; });
        });
        if (row == all->sources.end())
            return report({Fault::not_found, fmt::format("sources: nothing is followed by the name or address \"{}\"; "
                                                         "octavo sources lists what is",
                                                         printable(name))});
        if (options.json)
            print_json(*row, feeds_of(*row), *all);
        else
            print_one(*row, feeds_of(*row), *all, now);
    }
    if (!options.args.empty()) return 0;
    if (options.failing) {
        print_failing(*all, options.json, now);
    } else if (options.json) {
        for (const store::SourceRow& row : all->sources) print_json(row, feeds_of(row), *all);
    } else {
        print_table(*all, now);
    }
    return 0;
}

}  // namespace octavo::cli
