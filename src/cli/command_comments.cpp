// `octavo comments`: what moderators do, on the command line's own word. It works beside a running Octavo.
//   octavo comments [list]                what waits, with its reason
//   octavo comments show NUMBER           to all; remove NUMBER
//   octavo comments by NAME               all that somebody said, and their standing
//   octavo comments remove-all NAME       all of it, by one deed
//   octavo comments decisions             the latest, with the number by which each is taken back
//   octavo comments undo DECISION
//   octavo comments ban NAME day          from writing: day, week, month; shadow NAME: seen by moderators alone
//   octavo comments allow NAME            to write again, seen by all
//   octavo comments slow MINUTES [ARTICLE]    everywhere, or where that article is spoken about: 0, 2, 10, 60
//   octavo comments appeals               requests for another look; grant NUMBER, refuse NUMBER
#include <charconv>
#include <cstdio>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "readers/talk.hpp"

namespace octavo::cli {
namespace {

using readers::Answer;
using readers::By;
using readers::Refusal;
using readers::Talk;

constexpr std::size_t most_listed = 1000, letters_listed = 60;

int usage(std::string detail) { return report({Fault::usage, "comments: " + std::move(detail)}); }

int report_refused(const readers::Refused& why) {
    switch (why.why) {
        case Refusal::nobody:
            return report({Fault::not_found, "comments: there is nothing under that number"});
        case Refusal::too_late:
            return report({Fault::usage, "comments: it was changed or decided otherwise meanwhile"});
        case Refusal::not_allowed:
            return report({Fault::usage, "comments: that cannot be done to it"});
        default:
            return report({Fault::unwritable, fmt::format("comments: the archive did not take it: {}", why.detail)});
    }
}

std::string_view name_of(Comment::State state) {
    constexpr std::array<std::string_view, 5> names = {"shown", "held", "removed", "withdrawn", "shadowed"};
    return names[static_cast<std::size_t>(state)];
}
std::string_view name_of(Comment::Held why) {
    constexpr std::array<std::string_view, 9> names = {"",         "first",    "contact", "word",    "address",
                                                       "repeated", "standing", "learnt",  "reported"};
    return names[static_cast<std::size_t>(why)];
}

std::string line_of(std::string_view text) { return printable(utf8::excerpt(utf8::squeeze(text), letters_listed)); }

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

void print_comment(std::vector<std::vector<std::string>>& rows, const Comment& c, bool json) {
    if (!json) {
        rows.push_back({std::to_string(c.number), printable(c.name), std::string(name_of(c.state)),
                        std::string(name_of(c.held_for)), line_of(c.text)});
        return;
    }
    JsonWriter out;
    out.object().field("number", c.number).field("article", c.article.text()).field("author", c.name);
    out.field("made", to_iso(c.made)).field("state", name_of(c.state)).field("held_for", name_of(c.held_for));
    out.field("reports", static_cast<std::int64_t>(c.reports)).field("text", c.text).end();
    fmt::print("{}\n", out.text());
}

int print_all(std::span<const Comment> comments, bool json, std::string_view none) {
    std::vector<std::vector<std::string>> rows = {{"NUMBER", "BY", "STATE", "HELD FOR", "TEXT"}};
    for (const Comment& c : comments) print_comment(rows, c, json);
    if (json) return 0;
    if (rows.size() == 1)
        fmt::print("{}\n", none);
    else
        fmt::print("{}", table(rows));
    return 0;
}

int list(Talk& talk, bool json) {
    const auto waiting = talk.waiting(By::command_line(), most_listed);
    if (!waiting) return report_refused(waiting.error());
    std::vector<Comment> comments;
    for (const Talk::Waiting& one : *waiting) comments.push_back(one.comment);
    return print_all(comments, json, "Nothing waits to be looked at.");
}

int decisions(Talk& talk, bool json) {
    const auto latest = talk.decisions(By::command_line(), most_listed);
    if (!latest) return report_refused(latest.error());
    std::vector<std::vector<std::string>> rows = {{"DECISION", "WHEN", "BECAME", "COMMENTS", "BY"}};
    for (const Talk::Decided& one : *latest) {
        if (json) {
            JsonWriter out;
            out.object().field("decision", one.batch).field("at", to_iso(one.at)).field("became", name_of(one.state));
            out.field("comments", one.comments).field("author", one.name).end();
            fmt::print("{}\n", out.text());
        } else {
            rows.push_back({std::to_string(one.batch), to_iso(one.at), std::string(name_of(one.state)),
                            std::to_string(one.comments), printable(one.name)});
        }
    }
    if (!json && rows.size() == 1) fmt::print("Nothing was decided yet.\n");
    if (!json && rows.size() > 1) fmt::print("{}", table(rows));
    return 0;
}

int appeals(Talk& talk, bool json) {
    const auto open = talk.open_appeals(By::command_line(), most_listed);
    if (!open) return report_refused(open.error());
    std::vector<std::vector<std::string>> rows = {{"NUMBER", "BY", "ABOUT", "TEXT"}};
    for (const Talk::OpenAppeal& one : *open) {
        const std::string about =
            one.appeal.comment == 0 ? "being stopped from writing" : fmt::format("comment {}", one.appeal.comment);
        if (json) {
            JsonWriter out;
            out.object().field("number", one.appeal.number).field("author", one.appeal.name);
            out.field("comment", one.appeal.comment).field("text", one.appeal.text).end();
            fmt::print("{}\n", out.text());
        } else {
            rows.push_back(
                {std::to_string(one.appeal.number), printable(one.appeal.name), about, line_of(one.appeal.text)});
        }
    }
    if (!json && rows.size() == 1) fmt::print("Nobody asks for another look.\n");
    if (!json && rows.size() > 1) fmt::print("{}", table(rows));
    return 0;
}

// What was done, in a line for people or for programs.
int said(const Options& options, std::string_view done, std::int64_t number = 0) {
    if (!options.json) {
        fmt::print("{}.\n", done);
        return 0;
    }
    JsonWriter out;
    out.object().field("done", options.args[0]).field("decision", number).end();
    fmt::print("{}\n", out.text());
    return 0;
}

int decide(Talk& talk, const Options& options, std::int64_t number) {
    const bool shown = options.args[0] == "show";
    const auto comment = talk.comment(By::command_line(), number);
    if (!comment) return report_refused(comment.error());
    if (!*comment) return report_refused({.why = Refusal::nobody});
    const auto done = talk.decide(By::command_line(), **comment, shown);
    if (!done) return report_refused(done.error());
    return said(options,
                fmt::format("Comment {} is {}; octavo comments undo {} takes that back", number,
                            shown ? "shown" : "removed", *done),
                *done);
}

// What is done to one comment, decision or request.
int by_number(Talk& talk, const Options& options) {
    const std::string& what = options.args[0];
    const auto number = options.args.size() > 1 ? number_of(options.args[1]) : std::nullopt;
    if (!number) return usage(fmt::format("{} which one? For example: octavo comments {} 12", what, what));
    if (what == "show" || what == "remove") return decide(talk, options, *number);
    if (what == "undo") {
        const auto done = talk.undo(By::command_line(), *number);
        if (!done) return report_refused(done.error());
        return said(options, fmt::format("{} as before", *done == 1 ? "It is" : fmt::format("{} are", *done)), *number);
    }
    const auto done = talk.answer_appeal(By::command_line(), *number, what == "grant");
    if (!done) return report_refused(done.error());
    return said(options, what == "grant" ? "It is decided otherwise" : "It is left as it is");
}

int slow(Talk& talk, const Options& options) {
    const auto minutes = options.args.size() > 1 ? number_of(options.args[1]) : std::nullopt;
    if (!minutes || std::ranges::find(Talk::slow_modes, std::chrono::minutes(*minutes)) == Talk::slow_modes.end())
        return usage("how slow? For example: octavo comments slow 10 (minutes; there are 0, 2, 10, 60)");
    std::vector<ArticleId> where;
    if (options.args.size() > 2) {
        const auto id = ArticleId::parse(options.args[2]);
        if (!id) return usage("the article is named by the 13 letters at the end of its address");
        where.push_back(*id);
    }
    const auto done = talk.set_slow(By::command_line(), where, std::chrono::minutes(*minutes));
    if (!done) return report_refused(done.error());
    return said(options, *minutes == 0 ? std::string("It goes as fast as ever")
                                       : fmt::format("Each waits {} minutes between two comments", *minutes));
}

// All that somebody said, the latest first, a page at a time.
int print_by(Talk& talk, AccountId author, bool json, std::string_view none) {
    std::vector<Comment> all;
    for (std::int64_t before = Talk::newest;;) {
        auto some = talk.said_by(By::command_line(), author, before, most_listed);
        if (!some) return report_refused(some.error());
        if (some->empty()) break;
        before = some->back().number;
        if (json)
            (void)print_all(*some, json, none);
        else
            std::ranges::move(*some, std::back_inserter(all));
    }
    return json ? 0 : print_all(all, json, none);
}

// What is done about one account, by its name.
int about_one(Talk& talk, readers::Accounts& accounts, const Options& options) {
    const std::string& what = options.args[0];
    if (options.args.size() < 2)
        return usage(fmt::format("{} whom? For example: octavo comments {} 'Ada Quay'", what, what));
    const auto found = accounts.named(options.args[1]);
    if (!found) return report_refused(found.error());
    if (!*found)
        return report(
            {Fault::not_found, fmt::format("comments: nobody here is called \"{}\"; octavo admin list says who is",
                                           printable(options.args[1]))});
    const AccountId id = (*found)->id;
    const std::string name = printable((*found)->name);
    const By by = By::command_line();
    if (what == "by") {
        return print_by(talk, id, options.json, name + " has said nothing yet.");
    }
    if (what == "remove-all") {
        const auto done = talk.remove_all(by, id);
        if (!done) return report_refused(done.error());
        if (*done == 0) return said(options, "There was nothing to remove");
        return said(options,
                    fmt::format("All comments by {} are removed; octavo comments undo {} takes that back", name, *done),
                    *done);
    }
    Answer<> done;
    std::string words;
    if (what == "ban") {
        constexpr std::array names = {"day", "week", "month"};
        const auto* length = std::ranges::find(names, options.args.size() > 2 ? options.args[2] : "day");
        if (length == names.end())
            return usage(fmt::format("for how long? There is no \"{}\"; there are: day, week, month",
                                     printable(options.args[2])));
        done = talk.ban(by, id, Talk::bans[static_cast<std::size_t>(length - names.begin())]);
        words = fmt::format("{} cannot write for a {}", name, *length);
    } else if (what == "shadow") {
        done = talk.shadow(by, id);
        words = fmt::format("What {} writes from now on only moderators see besides", name);
    } else {
        done = talk.end_limits(by, id);
        words = fmt::format("{} may write again", name);
    }
    return done ? said(options, words) : report_refused(done.error());
}

}  // namespace

int command_comments(const Options& options, const Config& config) {
    const std::string what = options.args.empty() ? "list" : options.args[0];
    constexpr std::array ways = {"list", "show",   "remove", "by",   "remove-all", "decisions", "undo",
                                 "ban",  "shadow", "allow",  "slow", "appeals",    "grant",     "refuse"};
    if (std::ranges::find(ways, what) == ways.end())
        return usage(fmt::format("there is no \"{}\"; there are: {}", printable(what), fmt::join(ways, ", ")));
    // That there is an archive, of this version.
    if (const auto store = open_archive(config, Access::look); !store) return report(store.error());
    const SystemClock clock;
    const auto accounts = readers::Accounts::open(config.data, config.account_settings, clock);
    if (!accounts) return report(accounts.error());
    const auto talk = Talk::open(config.data, config.talk, **accounts, clock);
    if (!talk) return report(talk.error());
    if (what == "list") return list(**talk, options.json);
    if (what == "decisions") return decisions(**talk, options.json);
    if (what == "appeals") return appeals(**talk, options.json);
    if (what == "slow") return slow(**talk, options);
    for (const std::string_view numbered : {"show", "remove", "undo", "grant", "refuse"})
        if (what == numbered) return by_number(**talk, options);
    return about_one(**talk, **accounts, options);
}

}  // namespace octavo::cli
