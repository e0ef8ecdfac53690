#include "cli/admin_feeds.hpp"

#include <cstdio>

#include "base/json.hpp"
#include "cli/archive.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "pipeline/input_file.hpp"

namespace octavo::cli {
namespace {

using readers::By;
using readers::Refusal;

int usage(std::string detail) { return report({Fault::usage, "admin: " + std::move(detail)}); }

int broken(const readers::Refused& why) {
    return report({Fault::unwritable, fmt::format("admin: the archive did not take it: {}", why.detail)});
}

std::string name_of_account(readers::Accounts& accounts, AccountId id) {
    const auto known = accounts.account(id);
    return known && *known ? printable((*known)->name) : std::string();
}

int list(readers::Accounts& accounts, readers::Bring& bring, bool json, Instant now) {
    constexpr std::size_t a_page = 500;
    std::vector<std::vector<std::string>> rows = {{"NUMBER", "ADDRESS", "ASKED BY", "SINCE"}};
    for (std::int64_t behind = 0;;) {
        const auto page = bring.waiting(By::command_line(), behind, a_page);
        if (!page) return broken(page.error());
        for (const store::Wish& wish : *page) {
            behind = wish.number;
            const std::string who = name_of_account(accounts, wish.account);
            if (json) {
                JsonWriter out;
                out.object().field("number", wish.number).field("url", wish.url).field("title", wish.title);
                out.field("by", who).field("made", to_iso(wish.made)).end();
                fmt::print("{}\n", out.text());
            } else {
                rows.push_back({std::to_string(wish.number), printable(wish.url), who, ago(now - wish.made)});
            }
        }
        if (page->size() < a_page) break;
    }
    if (!json && rows.size() == 1) fmt::print("Nobody is waiting for a feed.\n");
    if (!json && rows.size() > 1)
        fmt::print("{}octavo admin feeds follow NUMBER grants one, decline NUMBER does not.\n", table(rows));
    return 0;
}

std::optional<std::int64_t> number_of(const std::string& text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

int decide(readers::Accounts& accounts, readers::Bring& bring, const Options& options, bool grant) {
    const auto number = options.args.size() > 2 ? number_of(options.args[2]) : std::nullopt;
    if (!number) return usage("which one? octavo admin feeds lists their numbers");
    const auto wish = bring.rows().wish(*number);
    if (!wish) return report(wish.error());
    const auto done = bring.decide(By::command_line(), *number, *wish ? (*wish)->url : std::string(), grant);
    if (!done && done.error().why == Refusal::too_late)
        return report({Fault::not_found, fmt::format("admin: no feed waits under the number {}", *number)});
    if (!done) return broken(done.error());
    accounts.note(By::command_line(), grant ? "grant_feed" : "decline_feed", done->account);
    if (options.json)
        fmt::print("{}\n", JsonWriter().object().field("number", *number).field("granted", grant).end().text());
    else if (grant)
        fmt::print("{} will be followed as soon as Octavo runs.\n", printable(done->url));
    else
        fmt::print("{} is declined; who asked for it sees that.\n", printable(done->url));
    return 0;
}

void say(const readers::BringReport& r, std::string_view name, std::int64_t number) {
    const auto count = [](std::int64_t n) { return grouped(n); };
    std::vector<std::vector<std::string>> rows = {{"feeds in the file", count(r.feeds)},
                                                  {"  followed now", count(r.followed)},
                                                  {"  followed before", count(r.already)},
                                                  {"  asked for", count(r.asked)},
                                                  {"  refused, not public", count(r.refused)},
                                                  {"  left out", count(r.left_out)},
                                                  {"starred", count(r.starred)},
                                                  {"  here, on the reading list", count(r.saved)},
                                                  {"  elsewhere, kept as links", count(r.links)},
                                                  {"  left out, no room", count(r.no_room)},
                                                  {"read", count(r.read)},
                                                  {"  here, marked as read", count(r.known)}};
    fmt::print("Taken in for {}, from: {}\n{}", name, printable(r.from), table(rows));
    for (const std::string& note : r.notes) fmt::print("{}\n", printable(note));
    fmt::print("octavo admin take '{}' back {} takes it back.\n", name, number);
}

int take_back(readers::Accounts& accounts, readers::Bring& bring, const readers::Visitor& who, const Options& options) {
    const auto number = options.args.size() > 3 ? number_of(options.args[3]) : std::nullopt;
    if (!number) return usage("which import? Its number stood under its report");
    const auto done = bring.take_back(who, *number);
    if (!done && done.error().why == Refusal::too_late)
        return report(
            {Fault::not_found, fmt::format("admin: {} has no import {}", printable(who.account.name), *number)});
    if (!done) return broken(done.error());
    accounts.note(By::command_line(), "take_back", who.account.id);
    if (!options.json) fmt::print("Taken back: what it brought is gone.\n");
    return 0;
}

}  // namespace

readers::Judge judge_of(const Config& config) {
    return [guard = std::make_shared<const fetch::Guard>(config.gate.rules)](const Url& url) {
        return guard->judge(url).why;
    };
}

int admin_feeds(const Config& config, readers::Accounts& accounts, const Options& options) {
    const SystemClock clock;
    const auto bring =
        readers::Bring::open(config.data, {.own_feeds = config.own_feeds, .judge = judge_of(config)}, clock);
    if (!bring) return report(bring.error());
    const std::string what = options.args.size() > 1 ? options.args[1] : "list";
    if (what == "list") return list(accounts, **bring, options.json, clock.now());
    if (what == "follow" || what == "decline") return decide(accounts, **bring, options, what == "follow");
    return usage(fmt::format("feeds: there is no \"{}\"; there are: list, follow, decline", printable(what)));
}

int admin_take(const Config& config, readers::Accounts& accounts, const Options& options) {
    if (options.args.size() < 3) return usage("for whom, and which file? octavo admin take 'Ada Quay' feeds.opml");
    const std::string& name = options.args[1];
    const auto account = accounts.named(name);
    if (!account) return broken(account.error());
    if (!*account)
        return report(
            {Fault::not_found,
             fmt::format("admin: nobody here is called \"{}\"; octavo admin list says who is", printable(name))});
    const SystemClock clock;
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const auto reader = (*store)->reader();
    if (!reader) return report(reader.error());
    // On the command line's word, as an editor: nobody else is asked.
    const auto bring =
        readers::Bring::open(config.data, {.own_feeds = readers::OwnFeeds::open, .judge = judge_of(config)}, clock);
    if (!bring) return report(bring.error());
    const readers::Visitor who{.account = **account};
    if (options.args[2] == "back") return take_back(accounts, **bring, who, options);
    const auto bytes = pipeline::read_whole(options.args[2], readers::Takeout::most_bytes);
    if (!bytes) return report(bytes.error());
    const auto takeout = readers::read_takeout(*bytes);
    if (!takeout)
        return report({takeout.error().fault, fmt::format("{}: {}", options.args[2], takeout.error().detail)});
    const auto number = (*bring)->take(who, *takeout, **reader);
    if (!number) return broken(number.error());
    const auto told = (*bring)->report(who, *number);
    if (!told) return broken(told.error());
    accounts.note(By::command_line(), "take", who.account.id);
    if (options.json)
        fmt::print("{}\n", told->to_json());
    else
        say(*told, printable((*account)->name), *number);
    return 0;
}

}  // namespace octavo::cli
