// `octavo fetch`: polls every feed that is due, once, reads what is new, and stops.
#include "cli/change.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

// What happened between two looks at the line's counters.
pipeline::Progress since(const pipeline::Progress& before, pipeline::Progress now) {
    now.polls -= before.polls;
    now.unchanged -= before.unchanged;
    now.stored -= before.stored;
    now.updated -= before.updated;
    now.copies -= before.copies;
    now.refused -= before.refused;
    now.failed -= before.failed;
    return now;
}

}  // namespace

int change_fetch(const Asked& asked, Press& press, Voice& voice) {
    pipeline::Line& line = *press.line;
    const pipeline::Progress before = line.progress();
    const auto feeds = line.poll(asked.all ? pipeline::Line::Which::all : pipeline::Line::Which::due);
    if (!feeds) return voice.report(feeds.error());
    if (*feeds == 0) {
        voice.say("No feed is due. octavo sources shows when each is; octavo fetch --all asks them now.\n");
        return 0;
    }
    {
        // The bar counts feeds that were answered; drain() returns when their articles are written.
        std::jthread drawer([&](std::stop_token stop) {
            while (!stop.stop_requested()) {
                const pipeline::Progress now = since(before, line.progress());
                voice.progress("fetching", std::min<std::uint64_t>(now.polls, *feeds), *feeds, now.stored);
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
            }
        });
        line.drain();
    }
    const pipeline::Progress done = since(before, line.progress());
    const auto count = [](std::uint64_t n) { return grouped(static_cast<std::int64_t>(n)); };
    voice.say(table({{"feeds asked", count(*feeds)},
                     {"unchanged", count(done.unchanged)},
                     {"articles stored", count(done.stored)},
                     {"updated", count(done.updated)},
                     {"folded copies", count(done.copies)},
                     {"refused", count(done.refused)},
                     {"failed", count(done.failed)}}));
    return static_cast<int>(done.failed && !done.stored && !done.unchanged ? Exit::some_refused : Exit::well);
}

}  // namespace octavo::cli
