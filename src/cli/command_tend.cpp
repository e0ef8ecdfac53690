// Commands that tend the archive: export, check, doctor.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/json.hpp"
#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/desk_wires.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "pipeline/export.hpp"

namespace octavo::cli {

int command_export(const Options& options, const Config& config) {
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    const auto reader = (*store)->reader();
    if (!reader) return report(reader.error());
    const std::string path = options.args.empty() ? "-" : options.args[0];
    std::ofstream file;
    if (path != "-") {
        file.open(path, std::ios::binary | std::ios::trunc);
        if (!file)
            return report({Fault::unwritable, fmt::format("export: cannot write {}: {}", path, std::strerror(errno))});
    }
    std::ostream& out = path == "-" ? std::cout : file;
    const auto exported = pipeline::export_jsonl(**reader, out);
    if (!exported) return report(exported.error());
    out.flush();
    if (!out)
        return report(
            {Fault::unwritable, fmt::format("export: {} could not be written whole (is the disk full?)", path)});
    fmt::print(stderr, "{} articles exported to {}\n", grouped(static_cast<std::int64_t>(*exported)), path);
    return 0;
}

int command_check(const Options&, const Config& config) {
    const auto store = open_archive(config, Access::look);
    if (!store) return report(store.error());
    Progress bar("checking");
    const auto findings = (*store)->check([&](int percent) { bar.show(static_cast<std::uint64_t>(percent), 100, 0); });
    bar.finish();
    if (!findings) return report(findings.error());
    if (findings->empty()) {
        fmt::print("{}: sound\n", config.data);
        return 0;
    }
    for (const std::string& finding : *findings) fmt::print("{}\n", finding);
    fmt::print("{}: {} findings. Keep a copy, then restore a backup, or export and import into a new folder.\n",
               config.data, findings->size());
    return static_cast<int>(Exit::unsound);
}

namespace {

struct Finding {
    std::string what, todo;
};

void look_at_feeds(store::Reader& reader, std::vector<Finding>& findings) {
    const auto feeds = reader.feeds();
    if (!feeds) {
        findings.push_back({feeds.error().detail, "octavo check"});
        return;
    }
    std::size_t failing = 0;
    for (const Feed& feed : *feeds) {
        if (feed.state != Feed::State::failing && feed.state != Feed::State::gone && feed.state != Feed::State::refused)
            continue;
        if (++failing <= 10)
            findings.push_back({printable(fmt::format("feed {} is {}: {}", feed.url, name_of(feed.state), feed.reason)),
                                feed.state == Feed::State::gone
                                    ? "look for its new address on the publisher's site, then: octavo add URL"
                                    : "it is tried again by itself; octavo sources shows when"});
    }
    if (failing > 10) findings.push_back({fmt::format("{} more feeds fail", failing - 10), "octavo sources"});
    if (feeds->empty())
        findings.push_back({"nothing is followed", "octavo add URL, or octavo import subscriptions.opml"});
}

// A publisher whom we trouble must be able to say so.
void look_at_name(const Config& config, std::vector<Finding>& findings) {
    if (!has_contact(config))
        findings.push_back(
            {printable(fmt::format("publishers cannot reach you: \"{}\" names no contact", config.gate.user_agent)),
             "set fetch.user_agent, with a page or an e-mail address of yours, in octavo.toml"});
}

void look_at_disk(const Config& config, std::vector<Finding>& findings) {
    std::error_code error;
    const auto space = std::filesystem::space(config.data, error);
    if (!error && space.available < (512u << 20))
        findings.push_back({fmt::format("only {} are free where {} lies",
                                        bytes_in_words(static_cast<std::int64_t>(space.available)), config.data),
                            "make room, or move the data folder: octavo run --data DIR"});
}

}  // namespace

int command_doctor(const Options& options, const Config& config) {
    std::vector<Finding> findings;
    look_at_disk(config, findings);
    look_at_name(config, findings);
    const auto store = open_archive(config, Access::look);
    if (!store) {
        // The store's own words say what is wrong first and what to do behind the semicolon or full stop.
        const std::string& said = store.error().detail;
        const auto part = said.find("; ");
        findings.push_back({said.substr(0, part), part == std::string::npos ? "see above" : said.substr(part + 2)});
    } else {
        const auto reader = (*store)->reader();
        if (reader)
            look_at_feeds(**reader, findings);
        else
            findings.push_back({reader.error().detail, "octavo check"});
        const auto unsound = (*store)->check([](int) {});
        if (!unsound)
            findings.push_back({unsound.error().detail, "octavo check"});
        else if (!unsound->empty())
            findings.push_back({fmt::format("the archive is unsound: {}", unsound->front()), "octavo check"});
    }
    if (!config.site.base_url.empty() && config.site.listen != "127.0.0.1" && config.site.trusted_proxies.empty())
        findings.push_back({"the site is public and listens beyond this machine, but names no proxy",
                            "put a TLS proxy in front and name it in site.trusted_proxies"});
    for (const Finding& finding : findings) {
        if (options.json) {
            JsonWriter out;
            out.object().field("what", finding.what).field("todo", finding.todo).end();
            fmt::print("{}\n", out.text());
        } else {
            fmt::print("- {}\n    to do: {}\n", finding.what, finding.todo);
        }
    }
    if (findings.empty() && !options.json) fmt::print("All is well in {}.\n", config.data);
    return static_cast<int>(findings.empty() ? Exit::well : Exit::some_refused);
}

}  // namespace octavo::cli
