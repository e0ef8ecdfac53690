#include "provider/flights.hpp"

namespace octavo::provider {
namespace {

bool is_of_one(Cause cause) { return cause == Cause::cancelled || cause == Cause::reader_budget; }

}  // namespace

std::optional<Outcome<Generated>> Flights::join(const std::string& name, Instant now, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (const auto found = rejected_.find(name); found != rejected_.end()) {
            if (now < found->second.first) return std::unexpected(found->second.second);
            rejected_.erase(found);
        }
        const auto found = flights_.find(name);
        if (found == flights_.end()) {
            flights_.emplace(name, std::make_shared<Flight>());
            return std::nullopt;
        }
        const std::shared_ptr<Flight> flight = found->second;
        if (!landed_.wait(lock, stop, [&] { return flight->result.has_value(); }))
            return fall_back(Cause::cancelled, "no longer wanted");
        if (flight->result->has_value() || !is_of_one(flight->result->error().cause)) return flight->result;
    }
}

void Flights::land(const std::string& name, const Outcome<Generated>& result, Instant now) {
    const std::scoped_lock lock(mutex_);
    const auto found = flights_.find(name);
    if (found == flights_.end()) return;
    found->second->result = result;
    if (result) {
        (*found->second->result)->tokens = 0;
        (*found->second->result)->kept = true;
    } else if (result.error().cause == Cause::rejected) {
        std::erase_if(rejected_, [&](const auto& one) { return one.second.first <= now; });
        if (rejected_.size() < most_remembered) rejected_.emplace(name, std::pair(now + remembers, result.error()));
    }
    flights_.erase(found);
    landed_.notify_all();
}

}  // namespace octavo::provider
