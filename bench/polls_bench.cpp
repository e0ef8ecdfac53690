// Polls a second by the whole line (what is due, gate, courier, parser, archive) from a newsroom on loopback.
//   bench_polls [--tls] [--feeds 4000] [--seconds 20]      each fifth answer is a changed feed, the others are 304
//   bench_polls --feeds 100000 --once --hanging 2          memory: each feed polled once, two in a hundred hang
// Every feed has a host of its own. All list the same twenty articles, so that after the first poll none is new: what
// is measured are polls, not pages. No pause per host, as its settings say; everything else by default. CPU and memory
// are this process's; the newsroom runs beside it, on the same cores.
#include <CLI/CLI.hpp>

#include <filesystem>
#include <fstream>

#include "base/log.hpp"
#include "fetch/gate.hpp"
#include "newsroom/certificate.hpp"
#include "newsroom/press.hpp"
#include "origin.hpp"
#include "pipeline/line.hpp"
#include "store/store.hpp"

namespace {

using namespace octavo;
using bench::must;
namespace fs = std::filesystem;

struct Options {
    std::size_t feeds = 4000;
    int seconds = 20, hanging = 0;
    bool tls = false, once = false;
};

std::string host(std::size_t feed) { return fmt::format("p{}.fleet.example", feed); }

// A feed of twenty entries, about 24 KB; `edition` makes it another.
newsroom::Resource feed_resource(int edition) {
    std::vector<newsroom::Listing> listings;
    for (int i = 0; i < 20; ++i) {
        std::string summary;
        for (int word = 0; word < 170; ++word) summary += fmt::format("word{} ", (word * 31 + i * 7) % 997);
        listings.push_back({fmt::format("https://wire.example/report/{}", i), fmt::format("Report {} of the wire", i),
                            std::move(summary), at("2025-07-13T08:00:00Z") + std::chrono::minutes(i)});
    }
    std::vector<const newsroom::Listing*> order;
    for (const auto& listing : listings) order.push_back(&listing);
    return {.type = "application/rss+xml",
            .body = newsroom::gzip(
                newsroom::print_feed("https://wire.example", fmt::format("Edition {}", edition), order, {})),
            .gzipped = true,
            .etag = fmt::format("\"edition-{}\"", edition)};
}

void stage(newsroom::Newsroom& room, const Options& options) {
    for (int i = 0; i < 20; ++i)
        room.add_article({.url = fmt::format("https://wire.example/report/{}", i),
                          .title = fmt::format("Report {} of the wire", i),
                          .text = fmt::format("Report {0} tells of the bridge {0} and of what was found there.", i)});
    std::vector<newsroom::Resource> editions;
    for (int i = 0; i < 16; ++i) editions.push_back(feed_resource(i));
    room.set_author([editions, turns = std::vector<std::uint32_t>(options.feeds)](
                        const newsroom::Asked& asked) mutable -> std::optional<newsroom::Resource> {
        std::size_t feed = 0;
        if (asked.target != "/feed.xml" || !asked.host.starts_with('p')) return std::nullopt;
        std::from_chars(asked.host.data() + 1, asked.host.data() + asked.host.size(), feed);
        if (feed >= turns.size()) return std::nullopt;
        return editions[turns[feed]++ / 5 % editions.size()];
    });
    if (options.hanging > 0)
        room.set_hook([&options](const newsroom::Asked& asked) -> std::optional<newsroom::Behaviour> {
            if (asked.target != "/feed.xml" || !asked.host.starts_with('p')) return std::nullopt;
            const int number = std::atoi(asked.host.c_str() + 1);
            return number % 100 < options.hanging ? std::optional(newsroom::hang()) : std::nullopt;
        });
}

// For every host of the fleet; its authority stands among those of this machine, as they are read in earnest.
void write_certificate(const fs::path& folder) {
    const auto made = newsroom::make_certificate({"*.fleet.example", "wire.example"}, -std::chrono::hours(24),
                                                 std::chrono::hours(48));
    std::ofstream(folder / "certificate.pem") << made.pem;
    std::ofstream(folder / "key.pem") << made.key;
    std::ofstream authorities(folder / "authorities.pem");
    authorities << made.pem;
    if (std::ifstream system("/etc/ssl/certs/ca-certificates.crt"); system) authorities << system.rdbuf();
}

void follow_all(store::Store& archive, std::size_t feeds) {
    Source source;
    source.domain = source.name = "fleet.example";
    source.id = source_id(source.domain);
    must(archive.put_source(source));
    for (std::size_t i = 0; i < feeds; ++i) {
        Feed feed;
        feed.url = fmt::format("https://{}/feed.xml", host(i));
        feed.id = feed_id(feed.url);
        feed.source = source.id;
        must(archive.put_feed(feed));
    }
}

void measure(const Options& options, const fs::path& folder, std::uint16_t port) {
    const auto archive = must(store::Store::open((folder / "archive").string()));
    const auto before = archive->database().bytes();
    follow_all(*archive, options.feeds);
    const double at_start = bench::resident_mb();
    SystemClock clock;
    fetch::GateSettings gate_settings;
    gate_settings.newsroom_port = port;
    gate_settings.newsroom_tls = options.tls;
    if (options.tls) gate_settings.ca_file = folder / "authorities.pem";
    fetch::Gate gate(gate_settings);
    pipeline::LineSettings settings;
    settings.manners.host_delay = Duration(0);
    settings.polls_a_second = 0;  // no limit: it is what we measure
    settings.pace = {
        .floor = std::chrono::seconds(1), .ceiling = std::chrono::seconds(1), .first = std::chrono::seconds(1)};
    if (options.once) settings.pace = {};
    pipeline::Line line(settings, clock, *archive, gate);
    must(line.start());

    double peak = 0;
    std::size_t most_under_way = 0;
    const auto watch = [&](auto until) {
        while (!until()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            peak = std::max(peak, bench::resident_mb());
            most_under_way = std::max(most_under_way, line.progress().under_way);
        }
    };
    const auto begun = std::chrono::steady_clock::now();
    const auto passed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(); };
    // The first poll of each asks robots.txt too, and reads articles: it is not counted, unless it is all there is.
    const double cpu_before = bench::cpu_seconds();
    watch([&] { return line.progress().polls >= options.feeds || passed() > 900; });
    fmt::print("first polls: {} in {:.1f} s, {:.0f} a second\n", line.progress().polls, passed(),
               static_cast<double>(line.progress().polls) / passed());
    if (!options.once) {
        const auto first = line.progress();
        const double cpu = bench::cpu_seconds(), from = passed();
        watch([&] { return passed() - from >= options.seconds; });
        const auto last = line.progress();
        const auto polls = static_cast<double>(last.polls - first.polls);
        const double wall = passed() - from, spent = bench::cpu_seconds() - cpu;
        fmt::print(
            "polls: {:.0f} in {:.1f} s ({:.0f} % unchanged): {:.0f} a second, {:.2f} ms of CPU each, {:.0f} a "
            "CPU-second\n",
            polls, wall, 100 * static_cast<double>(last.unchanged - first.unchanged) / polls, polls / wall,
            spent / polls * 1000, polls / spent);
    } else {
        fmt::print("CPU: {:.2f} ms a poll, with robots.txt\n",
                   (bench::cpu_seconds() - cpu_before) / static_cast<double>(line.progress().polls) * 1000);
    }
    const auto progress = line.progress();
    fmt::print("memory: {:.0f} MB before, at most {:.0f} MB; at most {} requests under way; stored {}, failed {}\n",
               at_start, peak, most_under_way, progress.stored, progress.failed);
    line.stop();
    std::size_t rows = 0;
    for (const Feed& f : must(must(archive->reader())->feeds()))
        rows += f.url.size() + f.title.size() + f.etag.size() + f.last_modified.size() + f.body_hash.size() +
                f.reason.size() + f.learnt.size() + f.was_at.size() + f.memory.size() + 10 * sizeof(std::int64_t);
    fmt::print("archive: {} bytes a feed in its row; {} with indexes, articles and everything else\n",
               rows / options.feeds, (archive->database().bytes() - before) / static_cast<std::int64_t>(options.feeds));
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("Measures polls a second, and memory, of the whole line.");
    app.add_option("--feeds", options.feeds, "each on a host of its own");
    app.add_option("--seconds", options.seconds, "how long to measure");
    app.add_option("--hanging", options.hanging, "of a hundred feeds, so many never answer");
    app.add_flag("--tls", options.tls, "over TLS, a new connection where none is open");
    app.add_flag("--once", options.once, "poll each feed once and look at the memory");
    CLI11_PARSE(app, argc, argv);
    std::string name = (fs::temp_directory_path() / "octavo-polls-XXXXXX").string();
    const fs::path folder = mkdtemp(name.data());
    newsroom::Settings settings{.delay = Duration(0)};
    if (options.tls) {
        write_certificate(folder);
        settings.certificate = folder / "certificate.pem";
        settings.key = folder / "key.pem";
    }
    {
        bench::Origin origin(settings, [&](newsroom::Newsroom& room) { stage(room, options); });
        log::start(log::Level::error);
        measure(options, folder, origin.port());
    }
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return 0;
}
