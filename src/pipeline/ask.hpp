// One polite request, waited for: for those who look around (finding sources, feeds that moved) beside the polls.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "fetch/gate.hpp"

namespace octavo::pipeline {

// `asker.ask(request, done)` starts it. Fault::cancelled when it does not, or when `stop` is requested.
template <class Asker>
Result<fetch::Fetched> ask_and_wait(Asker& asker, fetch::FetchRequest request, std::stop_token stop) {
    // Shared with the courier's thread, which may still answer after we stopped waiting.
    struct Slot {
        std::mutex mutex;
        std::condition_variable_any ready;
        std::optional<Result<fetch::Fetched>> answer;
    };
    const auto slot = std::make_shared<Slot>();
    const bool asked = asker.ask(std::move(request), [slot](Result<fetch::Fetched> answer) {
        {
            const std::scoped_lock lock(slot->mutex);
            slot->answer.emplace(std::move(answer));
        }
        slot->ready.notify_all();
    });
    if (!asked) return fail(Fault::cancelled, "stopping");
    std::unique_lock lock(slot->mutex);
    if (!slot->ready.wait(lock, std::move(stop), [&] { return slot->answer.has_value(); }))
        return fail(Fault::cancelled, "stopped");
    return std::move(*slot->answer);
}

}  // namespace octavo::pipeline
