#include "cli/voice.hpp"

#include <cstdio>

#include "cli/exit.hpp"
#include "cli/progress.hpp"

namespace octavo::cli {

int Voice::report(const Failure& failure) {
    complain(fmt::format("octavo: {}\n", failure.detail));
    return static_cast<int>(exit_for(failure.fault));
}

struct Terminal::State {
    std::optional<Progress> bar;
    std::string label;
};

Terminal::Terminal() : state_(std::make_unique<State>()) {}
Terminal::~Terminal() = default;

void Terminal::say(std::string_view text) {
    state_->bar.reset();
    fmt::print("{}", text);
    std::fflush(stdout);
}

void Terminal::complain(std::string_view text) {
    state_->bar.reset();
    std::fflush(stdout);
    fmt::print(stderr, "{}", text);
}

void Terminal::progress(std::string_view label, std::uint64_t done, std::uint64_t total, std::uint64_t items) {
    if (!state_->bar || state_->label != label) {
        state_->label = label;
        state_->bar.emplace(state_->label);
    }
    state_->bar->show(done, total, items);
}

}  // namespace octavo::cli
