#include <csignal>

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "cli/change.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"

namespace octavo::cli {
namespace {

// SIGINT and SIGTERM ask the command to stop behind the article under way; a thread waits for them, so that no work is
// done in a signal handler. Made before any other thread, so that all of them leave the signals to it.
class Interrupts {
  public:
    explicit Interrupts(std::stop_source source) {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGINT);
        sigaddset(&signals_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        waiter_ = std::jthread([this, source](std::stop_token stop) mutable {
            while (!stop.stop_requested()) {
                const timespec wait{0, 50'000'000};
                if (sigtimedwait(&signals_, nullptr, &wait) <= 0) continue;
                // Asked twice: go now. What was acknowledged is kept either way.
                if (source.stop_requested()) _exit(130);
                source.request_stop();
            }
        });
    }

  private:
    sigset_t signals_{};
    std::jthread waiter_;
};

// A command ends when the disk takes nothing for a while (a running Octavo waits instead: it has a site to serve), or
// at once when it was asked to stop meanwhile. What was acknowledged is kept either way.
class DiskWatch {
  public:
    static constexpr auto patience = std::chrono::seconds(10);

    DiskWatch(pipeline::Line& line, std::stop_source asked_to_stop)
        : watcher_([this, &line, asked = std::move(asked_to_stop)](std::stop_token done) {
              auto well = std::chrono::steady_clock::now();
              while (!done.stop_requested() && !gave_up_) {
                  std::this_thread::sleep_for(std::chrono::milliseconds(100));
                  const auto now = std::chrono::steady_clock::now();
                  const pipeline::Progress progress = line.progress();
                  if (!progress.paused) well = now;
                  if (!progress.paused || (now - well < patience && !asked.stop_requested())) continue;
                  why_ = progress.paused_why;
                  if (why_.ends_with('.')) why_.pop_back();
                  gave_up_ = true;
                  line.stop();
              }
          }) {}
    // Why it gave up; absent when it did not. The watching ends here.
    std::optional<std::string> end() {
        watcher_.request_stop();
        watcher_.join();
        return gave_up_ ? std::optional(why_) : std::nullopt;
    }

  private:
    std::string why_;
    bool gave_up_ = false;  // both are the watcher's until it has ended
    std::jthread watcher_;
};

std::string here() {
    std::error_code ignored;
    return std::filesystem::current_path(ignored).string();
}

int carry_out(Asked& asked, Press& press, Voice& voice, std::stop_source stop) {
    const std::string_view name = asked.args.front();
    if (name == "takedown") return change_takedown(asked, press, voice);
    if (name == "optout") return change_optout(asked, press, voice);
    if (name == "pause" || name == "resume") return change_pause(asked, press, voice);
    if (name == "set") return change_set(asked, press, voice);
    if (name == "story") return change_story(asked, press, voice);
    if (name == "hashtag") return change_tag(asked, press, voice);
    if (name == "rules") return change_rules(asked, press, voice, stop.get_token());
    if (name == "backup") return change_backup(asked, press, voice);
    if (name == "add") return change_add(asked, press, voice, stop.get_token());
    if (name == "remove") return change_remove(asked, press, voice);
    if (name == "import") return change_import(asked, press, voice, std::move(stop));
    if (name == "fetch") return change_fetch(asked, press, voice);
    if (name == "reread") return change_reread(asked, press, voice, std::move(stop));
    return voice.report({Fault::usage, fmt::format("\"{}\" cannot be asked of a running Octavo", name)});
}

// Whether it is somebody's decision, and not only a look or the daily work.
bool is_deed(const Asked& asked) {
    constexpr std::array deeds = {"add", "remove", "takedown", "optout", "pause", "resume",
                                  "set", "story",  "hashtag",  "backup", "rules"};
    const bool lists = (asked.args.size() < 2 && asked.args.front() != "backup") ||
                       (asked.args.front() == "rules" && (asked.args[1] == "show" || asked.args[1] == "try"));
    return !asked.dry_run && !lists && std::ranges::find(deeds, asked.args.front()) != deeds.end();
}

void write_down(const Asked& asked, Press& press) {
    constexpr std::size_t longest = 400;
    const std::scoped_lock lock(press.deeds_mutex);
    if (!press.deeds) {
        auto opened = store::Accounts::open(press.data);
        if (opened) press.deeds = std::move(*opened);
    }
    std::string detail = asked.in_log;
    for (std::size_t i = detail.empty() ? 1 : asked.args.size(); i < asked.args.size(); ++i)
        detail += (i > 1 ? " " : "") + asked.args[i];
    const auto done = press.deeds
                          ? press.deeds->add_deed({.at = press.clock.now(),
                                                   .actor = asked.by,
                                                   .deed = asked.args.front(),
                                                   .object = {},
                                                   .detail = std::string(utf8::cut(utf8::repair(detail), longest))})
                          : fail(Fault::unwritable, "the log could not be opened");
    if (!done) log::warning("{} was done, but not written down: {}", asked.args.front(), done.error().detail);
}

}  // namespace

int change(const Asked& wanted, Press& press, Voice& voice, std::stop_source stop) {
    Asked asked = wanted;
    const int code = carry_out(asked, press, voice, std::move(stop));
    if (code == 0 && is_deed(asked)) write_down(asked, press);
    return code;
}

int tell(const Asked& asked, Voice& voice, std::string_view words,
         std::initializer_list<std::pair<std::string_view, std::string>> fields) {
    if (!asked.json) {
        voice.say(fmt::format("{}\n", words));
        return 0;
    }
    JsonWriter out;
    out.object();
    for (const auto& [name, value] : fields) out.field(name, value);
    out.end();
    voice.say(out.text() + "\n");
    return 0;
}

int command_change(const Options& options, const Config& given) {
    Terminal terminal;
    Asked asked{.args = options.args,
                .folder = here(),
                .json = options.json,
                .all = options.all,
                .first = options.first,
                .dry_run = options.dry_run};
    asked.args.insert(asked.args.begin(), options.command);
    if (const auto code = ask_running(given.data, asked, terminal)) return *code;

    std::stop_source stop;
    const Interrupts interrupts(stop);
    Config config = given;
    config.line.follow = false;
    auto press = start_press(config);
    if (!press) return report(press.error());
    DiskWatch disk(*(*press)->line, stop);
    const int code = change(asked, **press, terminal, stop);
    const auto gave_up = disk.end();
    (*press)->line->stop();
    if (gave_up)
        return report({Fault::unwritable,
                       fmt::format("{}. What is listed is kept; make room, then the same command goes on", *gave_up)});
    return code;
}

}  // namespace octavo::cli
