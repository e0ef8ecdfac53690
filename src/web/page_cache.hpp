// Rendered pages, shared as immutable snapshots, bounded by count and bytes; the least asked for leave first.
//
// A page is good while the archive has not changed (and for half a minute: "3 minutes ago" wears out), and in any case
// for a second: however fast articles come in, a page is rendered at most once a second. While one thread renders,
// the others are given the page as it was. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"
#include "web/message.hpp"

namespace octavo::web {

class PageCache {
  public:
    explicit PageCache(std::size_t most_pages = 2048, std::size_t most_bytes = 64U << 20)
        : most_pages_(most_pages), most_bytes_(most_bytes) {}

    // The page under `key`, made by `render` when it is missing or worn. Null when `render` gives null (which is not
    // kept). `render` runs outside the lock.
    std::shared_ptr<const Page> get(std::string_view key, std::uint64_t generation, Instant now,
                                    const std::function<std::shared_ptr<const Page>()>& render);
    std::size_t renders() const;  // how often a page was made: for tests, which count work

  private:
    struct Entry {
        std::string key;
        std::shared_ptr<const Page> page;
        std::uint64_t generation = 0;
        Instant made{};
        bool rendering = false;
    };
    void put(std::string_view key, std::uint64_t generation, Instant now, std::shared_ptr<const Page> page);
    void shrink();

    const std::size_t most_pages_, most_bytes_;
    mutable std::mutex mutex_;
    std::list<Entry> entries_;  // the latest asked for first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
    std::size_t bytes_ = 0, renders_ = 0;
};

}  // namespace octavo::web
