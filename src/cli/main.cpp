// Octavo's one binary: reads the command line and calls the command. cli is the floor that wires everything.
#include <csignal>
#include <cstdlib>
#include <system_error>

#include "cli/batch_category.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"

namespace octavo::cli {
namespace {

int with_config(const Options& options) {
    auto config = load_config(options.flags);
    if (!config) return report(config.error());
    if (options.no_sample) config->sample = false;
    log::start(config->log_level);
    const std::string_view name = options.command;
    if (name == "run") return command_run(options, *config, true);
    if (name == "serve") return command_run(options, *config, false);
    constexpr std::array changes = {"add",    "remove", "import", "fetch", "reread", "takedown",
                                    "optout", "pause",  "resume", "set",   "story",  "hashtag"};
    if (std::ranges::find(changes, name) != changes.end()) return command_change(options, *config);
    if (name == "rules") return command_rules(options, *config);
    if (name == "search") return command_search(options, *config);
    if (name == "show") return command_show(options, *config);
    if (name == "sources") return command_sources(options, *config);
    if (name == "why") return command_why(options, *config);
    if (name == "briefing") return command_briefing(options, *config);
    if (name == "speak") return command_speak(options, *config);
    if (name == "translate") return command_translate(options, *config);
    if (name == "stats") return command_stats(options, *config);
    if (name == "export") return command_export(options, *config);
    if (name == "backup") return command_backup(options, *config);
    if (name == "restore") return command_restore(options, *config);
    if (name == "repack") return command_repack(options, *config);
    if (name == "check") return command_check(options, *config);
    if (name == "doctor") return command_doctor(options, *config);
    if (name == "provider") return command_provider(options, *config);
    if (name == "admin") return command_admin(options, *config);
    if (name == "comments") return command_comments(options, *config);
    if (name == "config") return command_config(options, *config);
    if (name == "category") return command_category(options);
    if (name == "train") return command_train(options, *config);
    return command_stage(options);
}

}  // namespace
}  // namespace octavo::cli

int main(int argc, char** argv) {
    // A reader that goes away is a write error, not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // so is a file that may grow no more
    const auto parsed = octavo::cli::read_command_line(argc, argv);
    if (const int* code = std::get_if<int>(&parsed)) return *code;
    try {
        return octavo::cli::with_config(std::get<octavo::cli::Options>(parsed));
    } catch (const std::system_error& e) {
        // fmt::print throws where the reader of a pipe went away, as `head` does; other tools end so, too.
        if (e.code() == std::errc::broken_pipe) std::_Exit(128 + SIGPIPE);
        throw;
    }
}
