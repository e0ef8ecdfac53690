#include "fetch/gate.hpp"

namespace octavo::fetch {

std::string_view Fetched::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

Result<Fetched> Fetcher::get(FetchRequest request, std::stop_token stop) {
    // Shared with the fetcher's thread, which may still answer after we stopped waiting.
    struct Slot {
        std::mutex mutex;
        std::condition_variable_any ready;
        std::optional<Result<Fetched>> answer;
    };
    const auto slot = std::make_shared<Slot>();
    start(std::move(request), [slot](Result<Fetched> answer) {
        {
            const std::scoped_lock lock(slot->mutex);
            slot->answer.emplace(std::move(answer));
        }
        slot->ready.notify_all();
    });
    std::unique_lock lock(slot->mutex);
    if (!slot->ready.wait(lock, stop, [&] { return slot->answer.has_value(); }))
        return fail(Fault::cancelled, "stopped");
    return std::move(*slot->answer);
}

}  // namespace octavo::fetch
