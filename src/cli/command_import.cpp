// `octavo import PATH...`: takes articles and subscriptions in, with a bar for people and a closing table.
#include "base/json.hpp"
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "pipeline/import.hpp"

namespace octavo::cli {
namespace {

std::uint64_t items_of(const pipeline::ImportReport& report) {
    return report.stored + report.updated + report.already + report.refused + report.feeds_added + report.feeds_known;
}

std::string closing_table(const pipeline::ImportReport& r, std::chrono::steady_clock::duration took) {
    const auto count = [](std::uint64_t n) { return grouped(static_cast<std::int64_t>(n)); };
    std::vector<std::vector<std::string>> rows = {{"stored", count(r.stored)}};
    if (r.updated) rows.push_back({"updated", count(r.updated)});
    rows.push_back({"already there", count(r.already)});
    rows.push_back({"duplicates folded", count(r.copies)});
    if (r.feeds_added || r.feeds_known) {
        rows.push_back({"feeds added", count(r.feeds_added)});
        rows.push_back({"feeds already followed", count(r.feeds_known)});
    }
    rows.push_back({"refused", count(r.refused)});
    for (const auto& [reason, n] : r.reasons) rows.push_back({"  " + printable(reason), count(n)});
    const double s = std::max(0.001, std::chrono::duration<double>(took).count());
    rows.push_back({"time", fmt::format("{:.1f} s, {} a second", s,
                                        grouped(static_cast<std::int64_t>(static_cast<double>(items_of(r)) / s)))});
    return table(rows);
}

void add_report(pipeline::ImportReport& sum, const pipeline::ImportReport& one) {
    sum.stored += one.stored;
    sum.updated += one.updated;
    sum.already += one.already;
    sum.copies += one.copies;
    sum.refused += one.refused;
    sum.feeds_added += one.feeds_added;
    sum.feeds_known += one.feeds_known;
    for (const auto& [reason, n] : one.reasons) sum.reasons[reason] += n;
    sum.interrupted = sum.interrupted || one.interrupted;
}

// Where a file was damaged or left out, as far as a screen holds it. `path` is what the user named.
std::string notes_of(const pipeline::ImportReport& report, std::string_view path) {
    constexpr std::size_t shown = 10;
    std::string out;
    for (std::size_t i = 0; i < std::min(shown, report.notes.size()); ++i)
        out += printable(fmt::format("{}: {}", path, report.notes[i])) + "\n";
    if (report.notes.size() > shown) out += fmt::format("{}: and {} more\n", path, report.notes.size() - shown);
    return out;
}

std::string acknowledgement(ArticleId id, std::string_view url, store::Written written) {
    constexpr std::string_view words[] = {"stored", "updated", "unchanged"};
    JsonWriter out;
    out.object()
        .field("id", id.text())
        .field("url", url)
        .field("written", words[static_cast<std::size_t>(written)])
        .end();
    return out.take() + "\n";
}

}  // namespace

int change_import(const Asked& asked, Press& press, Voice& voice, std::stop_source stop) {
    if (asked.args.size() < 2)
        return voice.report(
            {Fault::usage, "import: name what to take in: OPML, feed, WARC or JSONL files, or folders of pages"});
    const auto start = std::chrono::steady_clock::now();
    pipeline::ImportReport sum;
    std::string notes;
    bool read_any = false;
    int code = 0;
    for (std::size_t i = 1; i < asked.args.size() && !stop.stop_requested(); ++i) {
        const std::filesystem::path path = std::filesystem::path(asked.folder) / asked.args[i];
        pipeline::ImportWatch watch;
        watch.progress = [&](std::uint64_t done, std::uint64_t total, const pipeline::ImportReport& r) {
            voice.progress(path.filename().string(), done, total, items_of(r));
            if (voice.gone()) stop.request_stop();
        };
        if (asked.json)
            watch.acknowledged = [&](ArticleId id, std::string_view url, store::Written written) {
                voice.say(acknowledgement(id, url, written));
            };
        const auto imported = pipeline::import_path(path.string(), *press.line, press.clock, watch, stop.get_token());
        if (!imported) {
            code = std::max(code, voice.report(imported.error()));
            continue;
        }
        read_any = true;
        add_report(sum, *imported);
        notes += notes_of(*imported, asked.args[i]);
    }
    if (!asked.json && read_any) voice.say(closing_table(sum, std::chrono::steady_clock::now() - start));
    if (!notes.empty()) voice.complain(notes);
    if (stop.stop_requested() || sum.interrupted)
        voice.complain("octavo: stopped; what is listed is kept. The same command goes on where this one ended.\n");
    return std::max(code, static_cast<int>(sum.refused ? Exit::some_refused : Exit::well));
}

}  // namespace octavo::cli
