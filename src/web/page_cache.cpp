#include "web/page_cache.hpp"

namespace octavo::web {
namespace {

constexpr Duration wears_out = std::chrono::seconds(30);
constexpr Duration rests = std::chrono::seconds(1);

}  // namespace

std::shared_ptr<const Page> PageCache::get(std::string_view key, std::uint64_t generation, Instant now,
                                           const std::function<std::shared_ptr<const Page>()>& render) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto known = by_key_.find(key); known != by_key_.end()) {
            entries_.splice(entries_.begin(), entries_, known->second);
            Entry& entry = *known->second;
            const Duration age = now - entry.made;
            const bool good =
                age >= Duration(0) && (age < rests || (entry.generation == generation && age < wears_out));
            if (good || entry.rendering) return entry.page;
            entry.rendering = true;
        }
        ++renders_;
    }
    std::shared_ptr<const Page> page;
    try {
        page = render();
    } catch (...) {  // out of memory: nobody is rendering it any more
        put(key, generation, now, nullptr);
        throw;
    }
    put(key, generation, now, page);
    return page;
}

void PageCache::put(std::string_view key, std::uint64_t generation, Instant now, std::shared_ptr<const Page> page) {
    const std::scoped_lock lock(mutex_);
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
        const auto entry = known->second;
        bytes_ -= entry->page->bytes().size();
        by_key_.erase(known);
        entries_.erase(entry);
    }
    if (!page) return;
    bytes_ += page->bytes().size();
    entries_.push_front({std::string(key), std::move(page), generation, now, false});
    by_key_.emplace(entries_.front().key, entries_.begin());
    shrink();
}

// Packed forms are a fraction of the plain bytes; the plain ones are what is counted.
void PageCache::shrink() {
    while (entries_.size() > 1 && (entries_.size() > most_pages_ || bytes_ > most_bytes_)) {
        bytes_ -= entries_.back().page->bytes().size();
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
}

std::size_t PageCache::renders() const {
    const std::scoped_lock lock(mutex_);
    return renders_;
}

}  // namespace octavo::web
