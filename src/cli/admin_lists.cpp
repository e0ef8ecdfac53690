#include "cli/admin_lists.hpp"

#include <cstdio>

#include "base/json.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "readers/lists.hpp"

namespace octavo::cli {
namespace {

using readers::By;
using readers::Refusal;

int usage(std::string detail) { return report({Fault::usage, "admin: " + std::move(detail)}); }

int broken(const readers::Refused& why) {
    return report({Fault::unwritable, fmt::format("admin: the archive did not take it: {}", why.detail)});
}

std::string state_of(const store::List& list) {
    std::string out = list.barred ? "hidden" : list.owner_stopped ? "its owner is stopped" : "";
    if (list.reports == 0) return out;
    out += fmt::format("{}{} report{}", out.empty() ? "" : ", ", list.reports, list.reports == 1 ? "" : "s");
    for (std::size_t i = 0; i < list.reasons.size(); ++i) {
        const auto& [why, times] = list.reasons[i];
        out += fmt::format("{}{}{}", i == 0 ? ": " : ", ", name_of(why), times > 1 ? fmt::format(" x {}", times) : "");
    }
    return out;
}

int list(readers::Lists& lists, store::Lists::Which which, bool json) {
    constexpr std::size_t a_page = 500;
    std::vector<std::vector<std::string>> rows = {{"ID", "NAME", "BY", "ARTICLES", ""}};
    for (store::ListId behind;;) {
        const auto page = lists.all(By::command_line(), which, behind, a_page);
        if (!page) return broken(page.error());
        for (const store::List& one : *page) {
            behind = one.id;
            if (json) {
                JsonWriter out;
                out.object().field("id", one.id.text()).field("name", one.name).field("about", one.about);
                out.field("by", one.owner_name).field("articles", one.entries).field("reports", one.reports);
                out.field("hidden", one.barred).field("made", to_iso(one.made));
                out.key("reasons").object();
                for (const auto& [why, times] : one.reasons) out.field(name_of(why), times);
                out.end().end();
                fmt::print("{}\n", out.text());
            } else {
                rows.push_back({one.id.text(), printable(one.name), printable(one.owner_name),
                                std::to_string(one.entries), state_of(one)});
            }
        }
        if (page->size() < a_page) break;
    }
    const bool reported = which == store::Lists::Which::looked_at;
    if (!json && rows.size() == 1)
        fmt::print("{}\n", reported ? "No list was reported, and none is hidden." : "Nobody has made a list public.");
    if (!json && rows.size() > 1)
        fmt::print("{}octavo admin lists hide ID takes one out of public view, show ID lets it back.\n", table(rows));
    return 0;
}

int bar(readers::Lists& lists, const Options& options, bool hides) {
    const auto id = options.args.size() > 2 ? store::ListId::parse(options.args[2]) : std::nullopt;
    if (!id) return usage("which list? octavo admin lists names their ids, the last 13 letters of their addresses");
    const auto done = lists.bar(By::command_line(), *id, hides);
    if (!done && done.error().why == Refusal::nobody)
        return report({Fault::not_found, fmt::format("admin: no public list has the id {}", id->text())});
    if (!done) return broken(done.error());
    if (options.json)
        fmt::print("{}\n", JsonWriter().object().field("id", id->text()).field("hidden", hides).end().text());
    else
        fmt::print("{}\n", hides ? "Nobody but its owner sees that list now." : "Everybody can see that list again.");
    return 0;
}

}  // namespace

int admin_lists(const Config& config, readers::Accounts& accounts, const Options& options) {
    const SystemClock clock;
    const auto lists = readers::Lists::open(config.data, accounts, clock);
    if (!lists) return report(lists.error());
    const std::string what = options.args.size() > 1 ? options.args[1] : "all";
    if (what == "all") return list(**lists, store::Lists::Which::open, options.json);
    if (what == "reported") return list(**lists, store::Lists::Which::looked_at, options.json);
    if (what == "hide" || what == "show") return bar(**lists, options, what == "hide");
    return usage(fmt::format("lists: there is no \"{}\"; there are: all, reported, hide, show", printable(what)));
}

}  // namespace octavo::cli
