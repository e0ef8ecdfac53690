// Follows a world of publishers for as long as you like, as people run it: real clock, real pauses between requests.
//   bench_soak --data FOLDER --minutes 60 [--feeds 10000] [--faulty 10] [--report FILE.md]
//
// The newsroom is a process of its own; memory and CPU are those of the following side alone. --faulty N makes N of a
// hundred origins misbehave, by all the kinds of tests/newsroom/faults.hpp in turn. Everything is in the folder: run it
// again with the same options and it goes on where it stopped, killed or not. What the world publishes is a function of
// the seed and of the time that was followed, so that nothing depends on the pause between.
//
// Delay: from an article's coming out to its being read, of those that came out after the first two minutes.
#include <CLI/CLI.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "base/log.hpp"
#include "fetch/gate.hpp"
#include "newsroom/faults.hpp"
#include "newsroom/world.hpp"
#include "origin.hpp"
#include "pipeline/line.hpp"
#include "soak_report.hpp"
#include "store/store.hpp"

namespace {

using namespace octavo;
using bench::must;
using bench::Soak;
namespace fs = std::filesystem;
using Wall = std::chrono::system_clock;

std::atomic<bool> told_to_stop = false;

Instant wall_now() { return std::chrono::floor<Duration>(Wall::now()); }

std::string faulty_host(std::size_t number) { return fmt::format("x{}.example", number); }

std::vector<const newsroom::FaultKind*> playable() {
    std::vector<const newsroom::FaultKind*> out;
    for (const auto& kind : newsroom::fault_kinds())
        if (kind.way == newsroom::Way::plain) out.push_back(&kind);
    return out;
}

void cast_faults(newsroom::Newsroom& room, const Soak& soak) {
    const auto kinds = playable();
    for (const auto* kind : kinds) newsroom::rehearse(*kind);
    for (std::size_t i = 0; i < soak.faulty(); ++i) {
        const std::string host = faulty_host(i);
        for (int n = 1; n <= 3; ++n)
            room.add_article(
                {.url = newsroom::report(host, n).link,
                 .title = newsroom::report(host, n).title,
                 .text = fmt::format("Number {} of {}: the council met and heard engineer {}.\n\nIt will meet "
                                     "again when the river has fallen.",
                                     n, host, i * 3 + static_cast<std::size_t>(n))});
        room.add(host, "/feed.xml",
                 {.type = "application/rss+xml", .body = newsroom::usual_feed(host), .etag = "\"usual\""});
        room.cast(host, *kinds[i % kinds.size()]);
    }
}

void write_complaints(const newsroom::Newsroom& room, const Soak& soak, const fs::path& file) {
    std::ofstream out(file);
    newsroom::HostCounters healthy, faulty;
    const auto kinds = playable();
    for (std::size_t i = 0; i < soak.healthy(); ++i) {
        const auto counters = room.counters(newsroom::World::host(i));
        healthy.add(counters);
        if (counters.violations() > 0) out << newsroom::World::host(i) << ": " << counters.complaints() << '\n';
    }
    for (std::size_t i = 0; i < soak.faulty(); ++i) {
        const auto counters = room.counters(faulty_host(i));
        faulty.add(counters);
        if (counters.violations() > 0)
            out << kinds[i % kinds.size()]->name << " (" << faulty_host(i) << "): " << counters.complaints() << '\n';
    }
    out << "requests " << healthy.requests << ' ' << faulty.requests << "\nnot_modified " << healthy.not_modified
        << "\nuntaken " << healthy.untaken << ' ' << faulty.untaken << "\nviolations " << healthy.violations() << ' '
        << faulty.violations() << '\n';
}

void follow_all(store::Store& archive, const Soak& soak) {
    const auto follow = [&](const std::string& host) {
        Source source;
        source.domain = source.name = host;
        source.id = source_id(host);
        Feed feed;
        feed.url = "https://" + host + "/feed.xml";
        feed.id = feed_id(feed.url);
        feed.source = source.id;
        must(archive.put_source(source));
        must(archive.put_feed(feed));
    };
    for (std::size_t i = 0; i < soak.healthy(); ++i) follow(newsroom::World::host(i));
    for (std::size_t i = 0; i < soak.faulty(); ++i) follow(faulty_host(i));
}

// Until the time is over or somebody interrupts; a line of samples.csv each five seconds.
void live(const pipeline::Line& line, bench::Timeline& timeline, const Soak& soak) {
    std::ofstream samples(soak.data / "samples.csv", std::ios::app);
    const double cpu = bench::cpu_seconds();
    const double cpu_before = timeline.cpu();
    while (!told_to_stop && timeline.followed(wall_now()) < std::chrono::minutes(soak.minutes)) {
        std::this_thread::sleep_for(std::chrono::seconds(5));
        const auto p = line.progress();
        const Duration followed = timeline.followed(wall_now());
        const double spent = cpu_before + bench::cpu_seconds() - cpu;
        timeline.note(followed, spent);
        samples << followed.count() / 1000 << ',' << fmt::format("{:.1f},{:.1f}", bench::resident_mb(), spent) << ','
                << p.polls << ',' << p.unchanged << ',' << p.pages << ',' << p.stored << ',' << p.waiting << ','
                << p.under_way << std::endl;
    }
}

}  // namespace

int main(int argc, char** argv) {
    Soak soak;
    int first = 600, floor = 300, ceiling = 86400, gap = 60;
    CLI::App app("Follows thousands of newsroom feeds for as long as you like.");
    app.add_option("--data", soak.data, "folder of the state; the same folder goes on")->required();
    app.add_option("--minutes", soak.minutes, "in all, over all runs");
    app.add_option("--feeds", soak.feeds, "healthy and faulty");
    app.add_option("--faulty", soak.faulty_percent, "of a hundred origins");
    app.add_option("--gap", gap, "minutes between two articles of a feed, on average");
    app.add_option("--first", first, "seconds until the second poll of a feed (fetch::Pace)");
    app.add_option("--floor", floor, "seconds between polls of a feed at least");
    app.add_option("--ceiling", ceiling, "and at most");
    app.add_option("--report", soak.report, "write the report to this file too");
    CLI11_PARSE(app, argc, argv);
    soak.gap = std::chrono::minutes(gap);
    soak.pace = fmt::format("first poll again after {} s, then {} s to {} s", first, floor, ceiling);
    fs::create_directories(soak.data / "archive");
    bench::Timeline timeline(soak.data, wall_now());

    bench::Origin origin(
        {},
        [&](newsroom::Newsroom& room) {
            cast_faults(room, soak);
            auto world = std::make_shared<newsroom::World>(newsroom::WorldSettings{
                .feeds = soak.healthy(), .mean_gap = soak.gap, .beginning = timeline.beginning()});
            room.set_author([&timeline, world](const newsroom::Asked& asked) {
                return world->at(asked, timeline.followed(wall_now()));
            });
        },
        [&](newsroom::Newsroom& room) { write_complaints(room, soak, soak.data / "complaints.txt"); });
    for (const int number : {SIGINT, SIGTERM}) std::signal(number, [](int) { told_to_stop = true; });
    log::start(log::Level::error);
    {
        const auto archive = must(store::Store::open((soak.data / "archive").string()));
        if (must(archive->fact("soak")) == std::nullopt) {
            follow_all(*archive, soak);
            must(archive->put_fact("soak", "followed"));
        }
        timeline.begin(wall_now());
        SystemClock clock;
        fetch::GateSettings gate_settings;
        gate_settings.newsroom_port = origin.port();
        fetch::Gate gate(gate_settings);
        pipeline::LineSettings settings;
        settings.pace.first = std::chrono::seconds(first);
        settings.pace.floor = std::chrono::seconds(floor);
        settings.pace.ceiling = std::chrono::seconds(ceiling);
        pipeline::Line line(settings, clock, *archive, gate);
        must(line.start());
        live(line, timeline, soak);
        line.stop();
    }
    origin.end();
    const std::string report = bench::report_of(soak, timeline);
    fmt::print("{}", report);
    if (!soak.report.empty()) std::ofstream(soak.report) << report;
    return 0;
}
