// Site rules of single hosts (docs/site_rules.md), looked at, tried on kept pages, put to work and taken back, also
// while Octavo runs: what is fetched next is read by them, and kept pages are read again in spare time.
//
//   octavo rules                     whose files there are, and which are left out, and why
//   octavo rules show DOMAIN         the file
//   octavo rules try DOMAIN FILE     what it would make of the latest kept pages, beside what is made of them now
//   octavo rules set DOMAIN FILE     puts it to work; ".paper.example": for all hosts below it
//   octavo rules remove DOMAIN       octavo rules undo DOMAIN: what stood before is back
//
// What is asked of a running Octavo has the text in the place of the file's name: [FILE] is read where it is typed.
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "cli/batch_input.hpp"
#include "cli/change.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/names_here.hpp"
#include "cli/progress.hpp"
#include "pipeline/rule_shelf.hpp"

namespace octavo::cli {
namespace {

using pipeline::RuleBook;
using pipeline::RuleShelf;
using pipeline::RuleTrial;

constexpr std::size_t pages_tried = 3;

int list(const Asked& asked, const RuleShelf& rules, Voice& voice) {
    const auto book = rules.book();
    if (book->files().empty() && !asked.json)
        voice.say(fmt::format("There are no site rules in {}.\n", rules.folder()));
    for (const auto& [host, file] : book->files())
        (void)tell(asked, voice,
                   file.trouble.empty()
                       ? fmt::format("{}  {}", host, printable(file.name))
                       : fmt::format("{}  {}  left out: {}", host, printable(file.name), printable(file.trouble)),
                   {{"host", host}, {"file", file.name}, {"trouble", file.trouble}});
    return 0;
}

int show(const Asked& asked, const RuleShelf& rules, Voice& voice) {
    const auto kept = rules.look(asked.args[2]);
    if (!kept) return voice.report(kept.error());
    if (!kept->exists)
        return voice.report({Fault::not_found, fmt::format("rules: there are none of {} in {}",
                                                           printable(asked.args[2]), rules.folder())});
    if (asked.json)
        return tell(asked, voice, "", {{"file", kept->file}, {"text", kept->text}, {"trouble", kept->trouble}});
    if (!kept->trouble.empty()) voice.complain(fmt::format("left out: {}\n", printable(kept->trouble)));
    std::string text = kept->text;
    if (!text.ends_with('\n')) text += '\n';
    voice.say(text);
    return 0;
}

void put_side(JsonWriter& out, std::string_view name, const RuleTrial::Side& side) {
    out.key(name)
        .object()
        .field("status", name_of(side.status))
        .field("title", side.title)
        .field("authors", side.authors)
        .field("image", side.image)
        .field("published", side.published ? to_iso(*side.published) : std::string())
        .field("why", side.why)
        .field("cut", side.cut)
        .key("text")
        .array();
    for (const RuleTrial::Line& line : side.text)
        out.value((line.only_here ? "!" : "=") + line.text);  // !: the other side has it not
    out.end().end();
}

std::string as_json(const RuleTrial& trial) {
    JsonWriter out;
    out.object()
        .field("url", trial.url)
        .field("title", trial.title)
        .field("covered", trial.covered)
        .field("trouble", trial.trouble);
    put_side(out, "before", trial.before);
    put_side(out, "after", trial.after);
    out.end();
    return out.take() + "\n";
}

void say_change(Voice& voice, std::string_view name, const std::string& before, const std::string& after) {
    if (before == after) return voice.say(fmt::format("  {}: {}\n", name, printable(after)));
    voice.say(fmt::format("- {}: {}\n+ {}: {}\n", name, printable(before), name, printable(after)));
}

void say_trial(Voice& voice, const RuleTrial& trial) {
    voice.say(fmt::format("\n{}\n", printable(trial.url)));
    if (!trial.trouble.empty()) return voice.say(fmt::format("  not tried: {}\n", trial.trouble));
    if (!trial.covered) voice.say("  these rules would not speak for this page, which is at another host\n");
    const auto date = [](const RuleTrial::Side& side) { return side.published ? to_iso(*side.published) : "none"; };
    say_change(voice, "read as", std::string(name_of(trial.before.status)), std::string(name_of(trial.after.status)));
    say_change(voice, "title", trial.before.title, trial.after.title);
    say_change(voice, "author", trial.before.authors, trial.after.authors);
    say_change(voice, "date", date(trial.before), date(trial.after));
    say_change(voice, "picture", trial.before.image, trial.after.image);
    for (const RuleTrial::Line& line : trial.before.text)
        if (line.only_here) voice.say(fmt::format("- {}\n", printable(line.text)));
    for (const RuleTrial::Line& line : trial.after.text)
        voice.say(fmt::format("{} {}\n", line.only_here ? '+' : ' ', printable(line.text)));
}

// Those that are named, else the latest of the source whose rules they are.
Result<std::vector<std::int64_t>> pages_for(const Asked& asked, Press& press) {
    std::vector<std::int64_t> out;
    for (std::size_t i = 4; i < asked.args.size() && out.size() < pipeline::RuleTrialWish::most_pages; ++i) {
        std::int64_t version = 0;
        const std::string& word = asked.args[i];
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), version);
        if (error != std::errc() || end != word.data() + word.size())
            return fail(Fault::usage, fmt::format("rules: \"{}\" is no number of a kept page", printable(word)));
        out.push_back(version);
    }
    if (!out.empty()) return out;
    const std::string host = asked.args[2].substr(asked.args[2].starts_with('.') ? 1 : 0);
    const auto reader = TRY(press.store->reader());
    const auto row = TRY(source_named(host, *reader));
    const auto archive = TRY(store::Rereading::open(*press.store));
    for (const auto& mark : TRY(archive->pages_of(row.source.id, pages_tried))) out.push_back(mark.version);
    if (out.empty())
        return fail(Fault::not_found,
                    fmt::format("rules: no page of {} is kept; what is fetched is kept for keep.raw_days", host));
    return out;
}

int try_out(const Asked& asked, Press& press, Voice& voice, const std::stop_token& stop) {
    const std::string host = RuleBook::host_named(asked.args[2]);
    const auto pages = pages_for(asked, press);
    if (!pages) return voice.report(pages.error());
    const auto trials = press.line->try_rules({.host = host, .text = asked.args[3], .versions = *pages}, stop);
    if (!trials) return voice.report(trials.error());
    for (const RuleTrial& trial : *trials) {
        if (asked.json)
            voice.say(as_json(trial));
        else
            say_trial(voice, trial);
    }
    return 0;
}

// One host, one file: of "paper.example" and ".paper.example" one would hide the other.
Result<> stands_alone(const std::string& host, const RuleShelf& rules) {
    const bool wide = host.starts_with('.');
    const std::string other = wide ? host.substr(1) : "." + host;
    if (const auto there = TRY(rules.look(other)); there.exists)
        return fail(Fault::usage,
                    wide ? fmt::format("rules: {} speaks for {} already; remove it first", there.file, other)
                         : fmt::format("rules: {} speaks for {} and all hosts below it already; change that one, or "
                                       "remove it first: octavo rules set {}",
                                       there.file, host, other));
    return {};
}

// A file without a rule would hide a wider one, and do nothing else.
bool has_a_rule(std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = utf8::trim(text.substr(0, end));
        if (!line.empty() && !line.starts_with('#')) return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

Result<> put(const std::string& host, const std::string& text, RuleShelf& rules) {
    if (!has_a_rule(text))
        return fail(Fault::usage, fmt::format("rules: there is no rule in it; to have none for {}: octavo rules remove "
                                              "{}",
                                              host, host));
    TRY(stands_alone(host, rules));
    return rules.put(host, text);
}

Result<> bring_back(const std::string& host, RuleShelf& rules) {
    if (const auto now = TRY(rules.look(host)); !now.exists) TRY(stands_alone(host, rules));
    return rules.bring_back(host);
}

std::string summary_of(std::string_view text) {
    return fmt::format("({} lines, {} bytes)",
                       std::ranges::count(text, '\n') + (text.empty() || text.ends_with('\n') ? 0 : 1), text.size());
}

}  // namespace

int change_rules(Asked& asked, Press& press, Voice& voice, const std::stop_token& stop) {
    if (asked.args.size() < 2) return list(asked, *press.rules, voice);
    const std::string& what = asked.args[1];
    constexpr std::array ways = {"show", "try", "set", "remove", "undo"};
    if (std::ranges::find(ways, what) == ways.end())
        return voice.report({Fault::usage, fmt::format("rules: there is no \"{}\"; there are: {}", printable(what),
                                                       fmt::join(ways, ", "))});
    const bool with_text = what == "try" || what == "set";
    if (asked.args.size() < (with_text ? 4U : 3U))
        return voice.report({Fault::usage, fmt::format("rules: name {}, for example: octavo rules {} paper.example{}",
                                                       with_text ? "a host and a file" : "a host", what,
                                                       with_text ? " paper.example.txt" : "")});
    if (RuleBook::host_named(asked.args[2]).empty())
        return voice.report({Fault::usage, fmt::format("rules: \"{}\" is no host; for example: paper.example",
                                                       printable(asked.args[2]))});
    if (what == "show") return show(asked, *press.rules, voice);
    if (what == "try") return try_out(asked, press, voice, stop);
    const std::string host = RuleBook::host_named(asked.args[2]);
    const auto done = what == "set"      ? put(host, asked.args[3], *press.rules)
                      : what == "remove" ? press.rules->remove(host)
                                         : bring_back(host, *press.rules);
    if (!done) return voice.report(done.error());
    press.line->reread_soon();
    asked.in_log = fmt::format("{} {}{}", what, host, what == "set" ? " " + summary_of(asked.args[3]) : "");
    return tell(
        asked, voice,
        fmt::format("Rules of {}: {}. New pages are read so at once; those that are kept, by a running Octavo in "
                    "its spare time, or by: octavo reread",
                    host,
                    what == "set"      ? "in force"
                    : what == "remove" ? "removed (octavo rules undo brings them back)"
                                       : "as they stood before"),
        {{"status", what}, {"host", host}});
}

int command_rules(const Options& options, const Config& config) {
    Options with_text = options;
    const bool reads = options.args.size() > 2 && (options.args[0] == "set" || options.args[0] == "try");
    if (reads) {
        auto text = read_input_file(options.args[2]);
        if (!text) return report(text.error());
        with_text.args[2] = *std::move(text);
    }
    return command_change(with_text, config);
}

}  // namespace octavo::cli
