// `octavo remove SOURCE`: follows a source, or one of its feeds, no more. What it told stays, with its place in
// stories.
//
//   octavo remove harbour.example
//   Not following The Harbour Times (harbour.example) any more
//     https://harbour.example/feed.xml
//   Its 41 articles stay. octavo add https://harbour.example/feed.xml follows it again.
//
// Subscriptions at hubs are ended by whoever follows next (pipeline/subscriptions). Checked by tests/e2e/add_test.cpp.
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

struct Chosen {
    store::SourceRow source;
    std::vector<Feed> feeds;
    bool all = true;  // of the source
};

// A domain, a name, the address of a site, or that of one feed.
Result<Chosen> choose(const std::string& argument, store::Reader& reader) {
    const auto url = Url::parse(argument);
    const auto sources = TRY(reader.sources());
    auto feeds = TRY(reader.feeds());
    const auto source_of = [&](auto&& is_it) {
        const auto found = std::ranges::find_if(sources, is_it);
        return found == sources.end() ? std::optional<store::SourceRow>() : *found;
    };
    const auto one = std::ranges::find_if(
        feeds, [&](const Feed& f) { return f.url == argument || (url && f.url == url->without_fragment()); });
    if (one != feeds.end()) {
        const auto row = source_of([&](const auto& r) { return r.source.id == one->source; });
        if (!row) return fail(Fault::not_found, fmt::format("{}: its source is not there", argument));
        const bool alone = std::ranges::count_if(feeds, [&](const Feed& f) { return f.source == one->source; }) == 1;
        return Chosen{*row, {*one}, alone};
    }
    const std::string lowered = utf8::lower(argument);
    const std::string domain(url && url->is_web() && url->path() == "/" ? bare_host(url->host()) : bare_host(lowered));
    auto row = source_of([&](const auto& r) { return r.source.domain == domain; });
    // A name may be that of a source or of one feed of it, and others may bear it too: then its address must be said.
    if (!row) {
        std::vector<Feed> named;
        for (const Feed& f : feeds) {
            const auto of = source_of([&](const auto& r) { return r.source.id == f.source; });
            if (f.title == argument || (of && of->source.name == argument)) named.push_back(f);
        }
        if (named.size() > 1) {
            std::string which;
            for (std::size_t i = 0; i < named.size() && i < 10; ++i) which += "\n  " + printable(named[i].url);
            return fail(Fault::usage, fmt::format("remove: {} feeds bear the name \"{}\"; say which by its address:{}",
                                                  named.size(), printable(argument), which));
        }
        if (named.size() == 1) {
            const bool alone =
                std::ranges::count_if(feeds, [&](const Feed& f) { return f.source == named.front().source; }) == 1;
            row = source_of([&](const auto& r) { return r.source.id == named.front().source; });
            if (row) return Chosen{*row, {named.front()}, alone};
        }
        row = source_of([&](const auto& r) { return r.source.name == argument; });
    }
    if (!row)
        return fail(
            Fault::not_found,
            fmt::format("remove: nothing is followed by the name or address \"{}\"; octavo sources lists what is",
                        printable(argument)));
    std::erase_if(feeds, [&](const Feed& f) { return f.source != row->source.id; });
    return Chosen{*row, std::move(feeds), true};
}

void say_json(const Chosen& chosen, Voice& voice) {
    for (const Feed& feed : chosen.feeds) {
        JsonWriter out;
        out.object().field("source", chosen.source.source.domain).field("url", feed.url).field("status", "removed");
        out.field("articles", chosen.source.articles).end();
        voice.say(out.text() + "\n");
    }
}

void say(const Chosen& chosen, Voice& voice) {
    const Source& source = chosen.source.source;
    std::string name = printable(source.name);
    if (source.name != source.domain) name += fmt::format(" ({})", printable(source.domain));
    std::string text = chosen.all ? fmt::format("Not following {} any more\n", name)
                                  : fmt::format("Not following this feed of {} any more; its others go on\n", name);
    for (const Feed& feed : chosen.feeds) text += fmt::format("  {}\n", printable(feed.url));
    const std::string again = printable(chosen.feeds.front().url);
    const std::int64_t articles = chosen.source.articles;
    text += articles == 0   ? "There was no article of it yet."
            : articles == 1 ? "Its article stays."
                            : fmt::format("Its {} articles stay.", grouped(articles));
    text += fmt::format(" octavo add {} follows it again.\n", again);
    voice.say(text);
}

int forget_all(const store::SourceRow& row, const Asked& asked, Press& press, Voice& voice) {
    const auto left = press.line->forget_source(row.source.id);
    if (!left) return voice.report(left.error());
    return tell(
        asked, voice,
        fmt::format("{} is removed, with {} articles. octavo add {} follows it again.", printable(row.source.domain),
                    left->articles, printable(row.source.domain)),
        {{"status", "forgotten"}, {"source", row.source.domain}, {"articles", fmt::format("{}", left->articles)}});
}

int remove_one(const std::string& argument, const Asked& asked, Press& press, Voice& voice) {
    const auto reader = press.store->reader();
    if (!reader) return voice.report(reader.error());
    const auto chosen = choose(argument, **reader);
    if (!chosen) return voice.report(chosen.error());
    if (asked.all && chosen->all) return forget_all(chosen->source, asked, press, voice);
    if (chosen->feeds.empty())
        return voice.report({Fault::not_found, fmt::format("remove: {} is not followed; there are only articles of it",
                                                           printable(chosen->source.source.domain))});
    const auto done = press.line->command([&](store::Store& store) -> Result<> {
        for (const Feed& feed : chosen->feeds) TRY(store.remove_feed(feed.id));
        return {};
    });
    if (!done) return voice.report(done.error());
    if (asked.json) {
        say_json(*chosen, voice);
    } else {
        say(*chosen, voice);
    }
    return 0;
}

}  // namespace

int change_remove(const Asked& asked, Press& press, Voice& voice) {
    if (asked.args.size() < 2)
        return voice.report({Fault::usage,
                             "remove: name a source or the address of a feed, for example: octavo remove "
                             "paper.example; octavo sources lists them"});
    int code = 0;
    for (std::size_t i = 1; i < asked.args.size(); ++i)
        code = std::max(code, remove_one(asked.args[i], asked, press, voice));
    return code;
}

}  // namespace octavo::cli
