// `octavo admin`: accounts, on the command line's own word. It works beside a running Octavo.
//   octavo admin [list]             who has an account
//   octavo admin invite [ROLE]      a link with which somebody may make one, once
//   octavo admin recover NAME       a link with which somebody sets a new password, once
//   octavo admin role NAME ROLE     reader, moderator, editor, operator
//   octavo admin close NAME         nobody can sign in to it; open NAME: again
//   octavo admin delete NAME        with all that is its own
//   octavo admin feeds              what readers ask the site to follow; feeds follow NUMBER, decline NUMBER
//   octavo admin take NAME FILE     an export of another reader, for an account
//   octavo admin lists              readers' public lists; lists reported, lists hide ID, lists show ID
//   octavo admin links              those that were made and not used yet
//   octavo admin take-back NAME     one of them opens nothing any more
//   octavo admin quota NAME [KEY=N] how much it may keep and do; KEY= as its role has it
//   octavo admin log                what was done, by whom
#include <cstdio>

#include "base/json.hpp"
#include "cli/admin_feeds.hpp"
#include "cli/admin_lists.hpp"
#include "cli/admin_quota.hpp"
#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/first_operator.hpp"
#include "cli/progress.hpp"
#include "cli/running_port.hpp"

namespace octavo::cli {
namespace {

using readers::Accounts;
using readers::Answer;
using readers::By;
using readers::Refusal;

constexpr std::size_t a_page = 500, log_lines = 200;
constexpr std::string_view roles_there_are = "reader, moderator, editor, operator";

int usage(std::string detail) { return report({Fault::usage, "admin: " + std::move(detail)}); }

int report_refused(const readers::Refused& why, std::string_view name) {
    const std::string who = printable(name);
    switch (why.why) {
        case Refusal::nobody:
            return report({Fault::not_found,
                           fmt::format("admin: nobody here is called \"{}\"; octavo admin list says who is", who)});
        case Refusal::last_operator:
            return report({Fault::usage, fmt::format("admin: {} is the only operator; make somebody else one first: "
                                                     "octavo admin role NAME operator",
                                                     who)});
        default:
            return report({Fault::unwritable, fmt::format("admin: the archive did not take it: {}", why.detail)});
    }
}

std::string state_of(const Account& account, Instant now) {
    return account.shut ? fmt::format("closed {}", ago(now - *account.shut)) : std::string();
}

int list(Accounts& accounts, bool json, Instant now) {
    std::vector<std::vector<std::string>> rows = {{"NAME", "ROLE", "SINCE", ""}};
    for (std::string behind;;) {
        const auto page = accounts.list(By::command_line(), behind, a_page);
        if (!page) return report_refused(page.error(), "");
        for (const Account& account : *page) {
            if (json) {
                JsonWriter out;
                out.object().field("id", account.id.text()).field("name", account.name);
                out.field("role", name_of(account.role)).field("made", to_iso(account.made));
                out.field("closed", account.shut ? std::optional(to_iso(*account.shut)) : std::nullopt).end();
                fmt::print("{}\n", out.text());
            } else {
                rows.push_back({printable(account.name), std::string(name_of(account.role)), ago(now - account.made),
                                state_of(account, now)});
            }
        }
        if (page->size() < a_page) break;
        behind = key_of_name(page->back().name);
    }
    if (json) return 0;
    if (rows.size() == 1)
        fmt::print("Nobody has an account yet. octavo admin invite operator makes a link for the first.\n");
    else
        fmt::print("{}", table(rows));
    return 0;
}

int give(const Config& config, Accounts& accounts, const Answer<std::string>& pass, std::string_view name,
         std::string_view what, bool json) {
    if (!pass) return report_refused(pass.error(), name);
    Config site = config;
    if (const auto port = running_port(config.data)) site.site.port = *port;
    const std::string link = pass_address(site, *pass);
    const auto known = accounts.look_at_pass(*pass);
    const std::string until = known && *known ? to_iso((*known)->until) : std::string();
    if (json) {
        JsonWriter out;
        out.object().field("link", link).field("until", until).end();
        fmt::print("{}\n", out.text());
        return 0;
    }
    fmt::print("{}\nIt works once, until {}. It is shown only now: {}.\n", link, until, what);
    return 0;
}

int log(Accounts& accounts, bool json) {
    const auto deeds = accounts.deeds(By::command_line(), std::numeric_limits<std::int64_t>::max(), log_lines);
    if (!deeds) return report_refused(deeds.error(), "");
    const auto name = [&](const std::string& id) -> std::string {
        const auto account = AccountId::parse(id);
        if (!account) return {};
        const auto known = accounts.account(*account);
        return known && *known ? printable((*known)->name) : std::string();
    };
    std::vector<std::vector<std::string>> rows = {{"WHEN", "BY", "DEED", "OF", ""}};
    for (const store::Deed& deed : *deeds) {
        if (json) {
            JsonWriter out;
            out.object().field("at", to_iso(deed.at)).field("by", name(deed.actor)).field("deed", deed.deed);
            out.field("of", name(deed.object)).field("detail", deed.detail).end();
            fmt::print("{}\n", out.text());
        } else {
            rows.push_back({to_iso(deed.at), name(deed.actor), deed.deed, name(deed.object), deed.detail});
        }
    }
    if (!json && rows.size() == 1) fmt::print("Nothing was done yet.\n");
    if (!json && rows.size() > 1) fmt::print("{}", table(rows));
    return 0;
}

std::string name_in(Accounts& accounts, AccountId id) {
    const auto known = id ? accounts.account(id) : Answer<std::optional<Account>>();
    return known && *known ? printable((*known)->name) : std::string();
}

int links(Accounts& accounts, bool json) {
    const auto open = accounts.open_links(By::command_line());
    if (!open) return report_refused(open.error(), "");
    std::vector<std::vector<std::string>> rows = {{"NAME", "FOR", "BY", "UNTIL"}};
    for (const auto& [link, pass] : *open) {
        const bool recovers = pass.kind == Pass::Kind::recovery;
        const std::string whose = name_in(accounts, pass.subject), by = name_in(accounts, pass.giver);
        if (json) {
            JsonWriter out;
            out.object().field("name", link).field("kind", recovers ? "recovery" : "invitation");
            out.field("role", name_of(pass.role)).field("of", whose).field("by", by);
            out.field("made", to_iso(pass.made)).field("until", to_iso(pass.until)).end();
            fmt::print("{}\n", out.text());
        } else {
            rows.push_back({link,
                            recovers ? fmt::format("a new password of {}", whose) : std::string(name_of(pass.role)), by,
                            to_iso(pass.until)});
        }
    }
    if (!json && rows.size() == 1) fmt::print("No link is waiting to be used.\n");
    if (!json && rows.size() > 1) fmt::print("{}", table(rows));
    return 0;
}

int take_back(Accounts& accounts, const Options& options) {
    if (options.args.size() < 2) return usage("take back which link? octavo admin links names them");
    const auto done = accounts.take_back(By::command_line(), options.args[1]);
    if (!done && done.error().why == Refusal::nobody)
        return report(
            {Fault::not_found, fmt::format("admin: no link called \"{}\" is open; octavo admin links says which",
                                           printable(options.args[1]))});
    if (!done) return report_refused(done.error(), "");
    if (options.json)
        fmt::print("{}\n", JsonWriter().object().field("done", "take-back").end().text());
    else
        fmt::print("That link opens nothing any more.\n");
    return 0;
}

constexpr std::string_view in_log =
    "the archive's log (octavo.db-wal) still has it as it was, for somebody has been reading an older state all the "
    "while: the running Octavo will empty it, or its next start";

// Who reads an older state holds the log up for a moment.
bool emptied(Accounts& accounts) {
    for (int i = 0; i < 300; ++i) {
        if (accounts.tidy()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

// What is done to one account, by its name.
int change_one(const Config& config, Accounts& accounts, const Options& options) {
    const std::string& what = options.args[0];
    if (options.args.size() < 2)
        return usage(fmt::format("{} whom? For example: octavo admin {} 'Ada Quay'", what, what));
    const std::string& name = options.args[1];
    const auto found = accounts.named(name);
    if (!found) return report_refused(found.error(), name);
    if (!*found) return report_refused({.why = Refusal::nobody}, name);
    const AccountId id = (*found)->id;
    const By by = By::command_line();
    if (what == "recover")
        return give(config, accounts, accounts.recovery_of(by, id), name,
                    fmt::format("hand it to {}, who sets a new password with it", printable((*found)->name)),
                    options.json);
    Answer<> done;
    std::string said;
    if (what == "role") {
        const auto role = options.args.size() > 2 ? role_named(options.args[2]) : std::nullopt;
        if (!role)
            return usage(
                options.args.size() > 2
                    ? fmt::format("there is no role \"{}\"; there are: {}", printable(options.args[2]), roles_there_are)
                    : fmt::format("which role is {} to have? There are: {}", printable(name), roles_there_are));
        done = accounts.set_role(by, id, *role);
        said = fmt::format("is {} now", name_of(*role));
    } else if (what == "delete") {
        done = accounts.remove(by, id);
        said = "is deleted, with all that was kept with it";
        if (done && !emptied(accounts)) said += "; " + std::string(in_log);
    } else {
        done = accounts.shut(by, id, what == "close");
        said = what == "close" ? "is closed: nobody can sign in to it" : "is open again";
    }
    if (!done) return report_refused(done.error(), name);
    if (options.json) {
        JsonWriter out;
        out.object().field("id", id.text()).field("name", (*found)->name).field("done", what).end();
        fmt::print("{}\n", out.text());
        return 0;
    }
    fmt::print("The account of {} {}.\n", printable((*found)->name), said);
    return 0;
}

}  // namespace

int command_admin(const Options& options, const Config& config) {
    const std::string what = options.args.empty() ? "list" : options.args[0];
    constexpr std::array ways = {"list",  "invite", "recover", "role",  "close",     "open", "delete",
                                 "feeds", "lists",  "take",    "links", "take-back", "log",  "quota"};
    if (std::ranges::find(ways, what) == ways.end())
        return usage(fmt::format("there is no \"{}\"; there are: {}", printable(what), fmt::join(ways, ", ")));
    // That there is an archive, of this version.
    if (const auto store = open_archive(config, Access::look); !store) return report(store.error());
    const SystemClock clock;
    const auto accounts = Accounts::open(config.data, config.account_settings, clock);
    if (!accounts) return report(accounts.error());
    if (what == "list") return list(**accounts, options.json, clock.now());
    if (what == "log") return log(**accounts, options.json);
    if (what == "quota") return admin_quota(config, **accounts, options);
    if (what == "feeds") return admin_feeds(config, **accounts, options);
    if (what == "lists") return admin_lists(config, **accounts, options);
    if (what == "take") return admin_take(config, **accounts, options);
    if (what == "links") return links(**accounts, options.json);
    if (what == "take-back") return take_back(**accounts, options);
    if (what != "invite") return change_one(config, **accounts, options);
    const auto role = options.args.size() < 2 ? std::optional(Role::reader) : role_named(options.args[1]);
    if (!role) return usage(fmt::format("invite as what? There are: {}", roles_there_are));
    return give(config, **accounts, (*accounts)->invite(By::command_line(), *role), "", "hand it to whom you invite",
                options.json);
}

}  // namespace octavo::cli
