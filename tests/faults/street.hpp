// A whole line against the newsroom by real sockets, in days that pass as fast as the work is done: archive, gate,
// courier, line, and one clock that both sides read.
//
//   Street street;
//   street.room.cast("paper.example", *fault_kind("status-410"));
//   street.follow("https://paper.example/feed.xml", "paper.example");
//   street.open();
//   street.live(3 days, at most 14 polls);
#pragma once
#include "newsroom/faults.hpp"
#include "newsroom/newsroom.hpp"
#include "pipeline/house.hpp"

namespace octavo::test {

// While there is work, time passes: a hundred milliseconds each millisecond.
class Ticking {
  public:
    explicit Ticking(ManualClock& clock)
        : clock_(clock), thread_([this](const std::stop_token& stop) {
              while (!stop.stop_requested()) {
                  std::this_thread::sleep_for(std::chrono::milliseconds(1));
                  clock_.advance(std::chrono::milliseconds(100));
              }
          }) {}

  private:
    ManualClock& clock_;
    std::jthread thread_;
};

// Deadlines short enough for a test; everything else as people run it.
inline fetch::GateSettings impatient() {
    using namespace std::chrono_literals;
    fetch::GateSettings settings;
    settings.limits.connect = 1s;
    settings.limits.first_byte = 300ms;
    settings.limits.low_speed_window = 300ms;
    settings.limits.total = 2s;
    return settings;
}

struct Street {
    explicit Street(newsroom::Settings settings = {})
        : room([&] {
              settings.clock = &clock;
              return settings;
          }()) {}

    Folder folder;
    ManualClock clock{at("2025-07-14T08:00:00Z")};
    newsroom::Newsroom room;
    std::unique_ptr<store::Store> archive;
    std::unique_ptr<fetch::Gate> gate;
    std::unique_ptr<pipeline::Line> line;
    std::unique_ptr<store::Reader> reader;

    // Empty, or what went wrong. Several streets may be open on threads of their own: no asserts here.
    std::string open(fetch::GateSettings settings = impatient()) {
        if (!room.start()) return "no newsroom";
        if (!settings.newsroom_port && settings.pinned_names.empty()) settings.newsroom_port = room.port();
        auto opened = store::Store::open(folder.path());
        if (!opened) return opened.error().detail;
        archive = *std::move(opened);
        gate = std::make_unique<fetch::Gate>(std::move(settings));
        pipeline::LineSettings with = quick();
        with.manners = {};  // as they are by default
        line = std::make_unique<pipeline::Line>(with, clock, *archive, *gate);
        if (const auto started = line->start(); !started) return started.error().detail;
        reader = *archive->reader();
        return {};
    }
    void follow(const std::string& url, std::string_view domain) {
        Source source;
        source.domain = source.name = domain;
        source.id = source_id(domain);
        Feed feed;
        feed.url = url;
        feed.id = feed_id(url);
        feed.source = source.id;
        (void)line->command([&](store::Store& store) -> Result<> {
            TRY(store.put_source(source));
            return store.put_feed(feed);
        });
    }
    // Polls what is due, until `time` has passed or there were so many rounds.
    void live(Duration time, int rounds) {
        const Instant end = clock.now() + time;
        for (int i = 0; i < rounds && clock.now() < end; ++i) {
            std::optional<Instant> due;
            (void)line->command([&](store::Store& store) -> Result<> {
                due = TRY(store.next_due());
                return {};
            });
            if (!due || *due > end) return;
            if (*due > clock.now()) clock.set(*due);
            const Ticking ticking(clock);
            (void)line->poll(pipeline::Line::Which::due);
            line->drain();
        }
    }
};

}  // namespace octavo::test
