#include "provider/shelf.hpp"

namespace octavo::provider {

std::optional<std::string> MemoryShelf::get(std::string_view key) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->second;
}

void MemoryShelf::put(std::string_view key, std::string_view value) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
        entries_.erase(found->second);
        by_key_.erase(found);
    }
    entries_.emplace_front(key, value);
    by_key_.emplace(std::string(key), entries_.begin());
    if (entries_.size() <= most_) return;
    by_key_.erase(entries_.back().first);
    entries_.pop_back();
}

}  // namespace octavo::provider
