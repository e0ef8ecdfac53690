// The whole line, end to end, in figures: bench_pipeline --jsonl FILE | --warc FILE | --pages DIR... [--make-warc FILE
// [--copies N]] [--workers N] [--batch N] [--limit N]
//
// --jsonl imports a file of articles (parse, read, place, store, index) into an empty archive, then once more, when all
// is there already. --pages serves folders of pages from a newsroom on loopback, in a process of its own, follows all
// its feeds and counts until the last page is stored (fetch, extract, read, place, store, index). --warc imports a web
// archive (read, unpack, extract, place, store, index); --make-warc makes one of the same folders, --copies times over
// under other addresses, and measures nothing. CPU seconds are this
// process's, the newsroom's left out; so is what opening the archive costs. Memory is the peak of this process.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/json.hpp"
#include "base/log.hpp"
#include "feed/warc_writer.hpp"
#include "fetch/gate.hpp"
#include "newsroom/newsroom.hpp"
#include "pipeline/import.hpp"
#include "pipeline/input_file.hpp"
#include "pipeline/line.hpp"
#include "store/store.hpp"

namespace {

using namespace octavo;
namespace fs = std::filesystem;

struct Meter {
    std::chrono::steady_clock::time_point wall = std::chrono::steady_clock::now();
    double cpu = cpu_now();

    static double cpu_now() {
        rusage use{};
        getrusage(RUSAGE_SELF, &use);
        const auto seconds = [](const timeval& t) {
            return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
        };
        return seconds(use.ru_utime) + seconds(use.ru_stime);
    }
    static long peak_mb() {
        rusage use{};
        getrusage(RUSAGE_SELF, &use);
        return use.ru_maxrss >> 10;
    }
    void row(std::string_view what, std::uint64_t items) const {
        const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count();
        const double used = cpu_now() - cpu;
        const auto n = static_cast<double>(items);
        fmt::print("{:<28} {:>8} {:>9.2f} {:>9.0f} {:>8.2f} {:>9.0f} {:>8}\n", what, items, took, n / took, used,
                   n / used, peak_mb());
        std::fflush(stdout);
    }
};

void head() {
    fmt::print("{:<28} {:>8} {:>9} {:>9} {:>8} {:>9} {:>8}\n", "", "items", "seconds", "a second", "CPU s", "per CPU s",
               "peak MB");
}

[[noreturn]] void give_up(const Failure& failure) {
    fmt::print(stderr, "bench_pipeline: {}: {}\n", name_of(failure.fault), failure.detail);
    std::exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) give_up(result.error());
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// An empty archive that goes away.
struct Archive {
    fs::path folder;
    std::unique_ptr<store::Store> store;
    Archive() {
        std::string name = (fs::temp_directory_path() / "octavo-bench-XXXXXX").string();
        folder = mkdtemp(name.data());
        store = must(store::Store::open(folder.string()));
    }
    ~Archive() {
        store.reset();
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    std::uintmax_t bytes() const {
        std::uintmax_t sum = 0;
        for (const auto& file : fs::directory_iterator(folder))
            if (file.is_regular_file()) sum += file.file_size();
        return sum;
    }
};

void print_reasons(const std::map<std::string, std::uint64_t>& reasons) {
    for (const auto& [reason, count] : reasons) fmt::print("    {:>6}  {}\n", count, reason);
}

void measure_import(std::string_view name, const std::string& file, pipeline::LineSettings settings) {
    Archive archive;
    SystemClock clock;
    fetch::Gate gate({});
    settings.follow = false;
    pipeline::Line line(settings, clock, *archive.store, gate);
    must(line.start());
    for (const std::string& what : {fmt::format("import of {}", name), std::string("import again")}) {
        const Meter meter;
        const auto report = must(pipeline::import_path(file, line, clock, {}, {}));
        meter.row(what, report.stored + report.already + report.updated);
        if (report.refused > 0) print_reasons(report.reasons);
    }
    line.stop();
    fmt::print("archive: {} MB\n", archive.bytes() >> 20);
}

struct Origin {
    pid_t process = -1;
    std::uint16_t port = 0;
    std::string opml;
};

// Pages of folders as a web archive.
void make_warc(const std::string& file, const std::vector<std::string>& folders, std::size_t limit, int copies) {
    constexpr std::size_t max_page = 32u << 20;
    const Instant now = SystemClock().now();
    std::ofstream out(file, std::ios::binary);
    out << feed::warcinfo_record(fs::path(file).filename().string(), "bench_pipeline", now);
    std::uint64_t pages = 0;
    for (int copy = 0; copy < copies; ++copy)
        for (const auto& folder : folders) {
            std::size_t taken = 0;
            for (const auto& at : fs::recursive_directory_iterator(folder)) {
                const std::string page = at.path().string();
                if (!page.ends_with(".html.gz") || taken == limit) continue;
                const auto beside = pipeline::read_whole(page.substr(0, page.size() - 8) + ".json", max_page);
                const auto html = pipeline::read_whole(page, max_page);
                if (!beside || !html) continue;
                std::string url(must(Json::parse(*beside))["url"].string());
                const auto host = url.find("://");
                if (host == std::string::npos) continue;
                if (copy > 0) url.insert(host + 3, fmt::format("copy{}.", copy));
                out << feed::warc_records({.uri = url,
                                           .date = now,
                                           .status = 200,
                                           .headers = {{"content-type", "text/html"}},
                                           .body = *html,
                                           .metadata = {}});
                ++taken;
                ++pages;
            }
        }
    out.close();
    if (!out) give_up({Fault::unwritable, file});
    fmt::print("{}: {} pages, {} MB\n", file, pages, fs::file_size(file) >> 20);
}

// The newsroom, in a process of its own that ends with us.
Origin open_newsroom(const std::vector<std::string>& folders, std::size_t limit) {
    int ends[2];
    if (::pipe(ends) != 0) std::exit(1);
    Origin origin;
    origin.process = ::fork();
    if (origin.process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(ends[0]);
        newsroom::Newsroom room({.feed_items = 2000, .delay = Duration(0)});
        for (const auto& folder : folders) must(room.add_pages(folder, limit));
        must(room.start());
        const std::string told = fmt::format("{}\n{}", room.port(), room.opml());
        if (::write(ends[1], told.data(), told.size()) < 0) _exit(1);
        ::close(ends[1]);
        for (;;) ::pause();
    }
    ::close(ends[1]);
    std::string told;
    char buffer[65536];
    for (ssize_t got = 1; got > 0;) {
        got = ::read(ends[0], buffer, sizeof buffer);
        if (got > 0) told.append(buffer, static_cast<std::size_t>(got));
    }
    ::close(ends[0]);
    const auto line = told.find('\n');
    if (line == std::string::npos) give_up({Fault::unreachable, "the newsroom did not open"});
    origin.port = static_cast<std::uint16_t>(std::stoi(told.substr(0, line)));
    origin.opml = told.substr(line + 1);
    return origin;
}

void measure_pages(const std::vector<std::string>& folders, std::size_t limit, pipeline::LineSettings settings) {
    const Origin origin = open_newsroom(folders, limit);
    {
        Archive archive;
        SystemClock clock;
        fetch::GateSettings gate_settings;
        gate_settings.newsroom_port = origin.port;
        fetch::Gate gate(gate_settings);
        settings.follow = false;
        settings.entries_a_poll = 2000;
        settings.manners.host_delay = Duration(0);
        pipeline::Line line(settings, clock, *archive.store, gate);
        must(line.start());
        const auto list = archive.folder / "feeds.opml";
        std::ofstream(list) << origin.opml;
        const auto feeds = must(pipeline::import_path(list.string(), line, clock, {}, {}));

        const Meter meter;
        must(line.poll(pipeline::Line::Which::all));
        line.drain();
        const auto p = line.progress();
        meter.row("pages from the newsroom", p.pages);
        fmt::print("{} feeds, {} polls; stored {} (copies {}), refused {}, failed {}\n", feeds.feeds_added, p.polls,
                   p.stored, p.copies, p.refused, p.failed);
        line.stop();
        fmt::print("archive: {} MB\n", archive.bytes() >> 20);
    }
    ::kill(origin.process, SIGKILL);
    ::waitpid(origin.process, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
    std::string jsonl, warc, new_warc;
    int copies = 1;
    std::vector<std::string> pages;
    std::size_t limit = SIZE_MAX;
    pipeline::LineSettings settings;
    CLI::App app("Measures the pipeline end to end.");
    app.add_option("--jsonl", jsonl, "a file of articles to import")->check(CLI::ExistingFile);
    app.add_option("--warc", warc, "a web archive to import")->check(CLI::ExistingFile);
    app.add_option("--make-warc", new_warc, "make a web archive of --pages, and measure nothing");
    app.add_option("--copies", copies, "how often each page comes in it")->check(CLI::Range(1, 1000));
    app.add_option("--pages", pages, "folders of ID.html.gz with ID.json, whose url says the address")
        ->check(CLI::ExistingDirectory);
    app.add_option("--workers", settings.workers, "threads that parse, extract and read");
    app.add_option("--batch", settings.batch, "articles a commit, at most");
    app.add_option("--limit", limit, "at most so many pages of each folder");
    CLI11_PARSE(app, argc, argv);
    if (jsonl.empty() && warc.empty() && pages.empty()) {
        fmt::print(stderr, "{}", app.help());
        return 2;
    }
    log::start(log::Level::warning);
    if (!new_warc.empty()) return make_warc(new_warc, pages, limit, copies), 0;
    head();
    if (!jsonl.empty()) measure_import("JSONL", jsonl, settings);
    if (!warc.empty()) measure_import("WARC", warc, settings);
    if (!pages.empty()) measure_pages(pages, limit, settings);
    return 0;
}
