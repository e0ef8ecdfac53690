// `octavo import PATH...`: takes articles and subscriptions in, with a bar for people and a closing table.
#include <csignal>
#include <cstdio>

#include "cli/archive.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "pipeline/import.hpp"

namespace octavo::cli {
namespace {

std::stop_source& interrupted() {
    static std::stop_source source;
    return source;
}

// SIGINT and SIGTERM ask the import to stop behind the article under way; a thread waits for them, so that no work is
// done in a signal handler.
class Interrupts {
  public:
    Interrupts() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        waiter_ = std::jthread([this](std::stop_token stop) {
            while (!stop.stop_requested()) {
                const timespec wait{0, 100'000'000};
                if (sigtimedwait(&signals_, nullptr, &wait) > 0) interrupted().request_stop();
            }
        });
    }

  private:
    sigset_t signals_{};
    std::jthread waiter_;
};

std::uint64_t items_of(const pipeline::ImportReport& report) {
    return report.stored + report.updated + report.already + report.refused + report.feeds_added + report.feeds_known;
}

void print_report(const pipeline::ImportReport& r, std::chrono::steady_clock::duration took) {
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
    fmt::print("{}", table(rows));
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
}

void acknowledge(ArticleId id, std::string_view url, store::Written written) {
    constexpr std::string_view words[] = {"stored", "updated", "unchanged"};
    JsonWriter out;
    out.object()
        .field("id", id.text())
        .field("url", url)
        .field("written", words[static_cast<std::size_t>(written)])
        .end();
    fmt::print("{}\n", out.text());
    std::fflush(stdout);
}

}  // namespace

int command_import(const Options& options, const Config& given) {
    if (options.args.empty())
        return report(
            {Fault::usage, "import: name what to take in: OPML, feed, WARC or JSONL files, or folders of pages"});
    const Interrupts watching_for_interrupts;
    Config config = given;
    config.line.follow = false;
    auto press = start_press(config);
    if (!press) return report(press.error());
    const auto start = std::chrono::steady_clock::now();
    pipeline::ImportReport sum;
    int code = 0;
    for (const std::string& path : options.args) {
        Progress bar(std::filesystem::path(path).filename().string());
        pipeline::ImportWatch watch;
        watch.progress = [&](std::uint64_t done, std::uint64_t total, const pipeline::ImportReport& r) {
            bar.show(done, total, items_of(r));
        };
        if (options.json) watch.acknowledged = acknowledge;
        const auto imported =
            pipeline::import_path(path, *(*press)->line, (*press)->clock, watch, interrupted().get_token());
        bar.finish();
        if (!imported) {
            code = std::max(code, report(imported.error()));
            continue;
        }
        add_report(sum, *imported);
        if (interrupted().stop_requested()) break;
    }
    (*press)->line->drain();
    (*press)->line->stop();
    if (!options.json) print_report(sum, std::chrono::steady_clock::now() - start);
    if (interrupted().stop_requested())
        fmt::print(
            stderr,
            "octavo: stopped as asked; what is listed is kept. The same command goes on where this one ended.\n");
    return std::max(code, static_cast<int>(sum.refused ? Exit::some_refused : Exit::well));
}

}  // namespace octavo::cli
