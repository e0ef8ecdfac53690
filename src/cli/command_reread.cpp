// `octavo reread`: what older code or other site rules read is read again, from what the archive keeps.
#include "base/json.hpp"
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "pipeline/reread.hpp"

namespace octavo::cli {
namespace {

std::string count(std::uint64_t n) { return grouped(static_cast<std::int64_t>(n)); }

std::string summary_of(const pipeline::RereadReport& r, std::chrono::steady_clock::duration took) {
    if (r.pages + r.readings + r.passed_over == 0 && !r.interrupted)
        return r.looked_at == 0 ? "Nothing to read again: all is of this Octavo and of the site rules in force. "
                                  "octavo reread --all does it nevertheless.\n"
                                : fmt::format(
                                      "Nothing to read again: {} pages and texts were looked at, and all are "
                                      "of this Octavo and of the site rules in force.\n",
                                      count(r.looked_at));
    std::vector<std::vector<std::string>> rows = {{"pages read again", count(r.pages)}};
    if (r.kept) rows.push_back({"  no article in it now: old text kept", count(r.kept)});
    rows.push_back({"texts understood again", count(r.readings)});
    if (r.passed_over) rows.push_back({"changed or gone meanwhile", count(r.passed_over)});
    const double s = std::max(0.001, std::chrono::duration<double>(took).count());
    rows.push_back(
        {"time", fmt::format("{:.1f} s, {} a second", s,
                             count(static_cast<std::uint64_t>(static_cast<double>(r.pages + r.readings) / s)))});
    return table(rows);
}

std::string for_programs(const pipeline::RereadReport& r) {
    JsonWriter out;
    out.object()
        .field("looked_at", r.looked_at)
        .field("pages", r.pages)
        .field("kept", r.kept)
        .field("readings", r.readings)
        .field("passed_over", r.passed_over)
        .field("interrupted", r.interrupted)
        .end();
    return out.take() + "\n";
}

}  // namespace

int change_reread(const Asked& asked, Press& press, Voice& voice, std::stop_source stop) {
    if (asked.args.size() > 1)
        return voice.report({Fault::usage, "reread takes no names: it reads all that is out of date, or --all"});
    const auto start = std::chrono::steady_clock::now();
    pipeline::RereadWatch watch;
    watch.progress = [&](std::uint64_t done, std::uint64_t total, const pipeline::RereadReport& r) {
        voice.progress("reading again", done, total, r.pages + r.readings);
        if (voice.gone()) stop.request_stop();
    };
    const auto report = press.line->reread({.all = asked.all, .threads = press.readers}, watch, stop.get_token());
    if (!report) return voice.report(report.error());
    voice.say(asked.json ? for_programs(*report) : summary_of(*report, std::chrono::steady_clock::now() - start));
    if (report->interrupted)
        voice.complain("octavo: stopped; what is listed is kept. The same command goes on where this one ended.\n");
    return 0;
}

}  // namespace octavo::cli
