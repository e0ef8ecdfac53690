// octavo provider: asks the configured services what they can do, and says what works.
#include "base/json.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/generate_one.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

void print_json(const std::vector<provider::Trial>& trials, const provider::State& state) {
    for (const auto& trial : trials) {
        JsonWriter out;
        out.object().field("what", trial.what).field("works", trial.works).field("detail", trial.detail).end();
        fmt::print("{}\n", out.text());
    }
    JsonWriter out;
    out.object().field("tokens", state.tokens_today).field("money", state.money_today).end();
    fmt::print("{}\n", out.text());
}

void print(const provider::ServiceState& service) {
    fmt::print("{} at {}{}\n", service.kind, printable(service.host),
               service.model.empty() ? "" : ", model " + printable(service.model));
}

}  // namespace

int command_provider(const Options& options, const Config& config) {
    const auto services = make_services(config);
    if (!services) return report(services.error());
    const auto& made = services->providers;
    if (!made) {
        if (options.json) return 0;
        fmt::print(
            "No service is configured, and nothing leaves this machine. A language model on it, for example:\n\n"
            "  [provider]\n  kind = \"openai\"\n  url = \"http://127.0.0.1:11434\"\n  model = \"llama3.2:3b\"\n\n"
            "docs/operators.md says more.\n");
        return 0;
    }
    const auto before = made->state();
    if (!options.json && before.model) print(*before.model);
    if (!options.json && before.translator) print(*before.translator);
    if (!options.json && before.speaker) print(*before.speaker);
    const auto trials = made->try_out();
    const auto state = made->state();
    // What readers get is what counts: a service may have no list of its models, and no embeddings.
    bool needed_works = true;
    for (const auto& trial : trials)
        if (trial.what == "summary" || trial.what == "translation" || trial.what.starts_with("speech"))
            needed_works = needed_works && trial.works;
    if (options.json) {
        print_json(trials, state);
    } else {
        for (const auto& trial : trials)
            fmt::print(
                "{}",
                item(fmt::format("{}: {}{}", trial.what, trial.works ? "" : "not here: ", printable(trial.detail)), 2));
        fmt::print("{} tokens spent on this, {} today\n", state.tokens_today - before.tokens_today, state.tokens_today);
    }
    return static_cast<int>(needed_works ? Exit::well : Exit::some_refused);
}

}  // namespace octavo::cli
