#include <csignal>

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

std::string here() {
    std::error_code ignored;
    return std::filesystem::current_path(ignored).string();
}

}  // namespace

int change(const Asked& asked, Press& press, Voice& voice, std::stop_source stop) {
    const std::string_view name = asked.args.front();
    if (name == "add") return change_add(asked, press, voice, stop.get_token());
    if (name == "import") return change_import(asked, press, voice, std::move(stop));
    if (name == "fetch") return change_fetch(asked, press, voice);
    return voice.report({Fault::usage, fmt::format("\"{}\" cannot be asked of a running Octavo", name)});
}

int command_change(const Options& options, const Config& given) {
    Terminal terminal;
    Asked asked{.args = options.args, .folder = here(), .json = options.json, .all = options.all};
    asked.args.insert(asked.args.begin(), options.command);
    if (const auto code = ask_running(given.data, asked, terminal)) return *code;

    std::stop_source stop;
    const Interrupts interrupts(stop);
    Config config = given;
    config.line.follow = false;
    auto press = start_press(config);
    if (!press) return report(press.error());
    const int code = change(asked, **press, terminal, stop);
    (*press)->line->stop();
    return code;
}

}  // namespace octavo::cli
