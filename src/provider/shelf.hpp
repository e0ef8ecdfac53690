// Where what a service made is kept, so that it is paid for once: a door with two bodies, memory here, the archive
// where the site runs.
#pragma once

#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace octavo::provider {

// Keys are short ASCII; values are our own JSON, a few kilobytes. Thread-safe. A shelf that lost a value costs money,
// not correctness: both calls may fail silently.
class Shelf {
  public:
    virtual ~Shelf() = default;
    virtual std::optional<std::string> get(std::string_view key) = 0;
    virtual void put(std::string_view key, std::string_view value) = 0;
};

// The last `most` values that were put or asked for.
class MemoryShelf final : public Shelf {
  public:
    explicit MemoryShelf(std::size_t most = 4096) : most_(most) {}
    std::optional<std::string> get(std::string_view key) override;
    void put(std::string_view key, std::string_view value) override;

  private:
    using Entries = std::list<std::pair<std::string, std::string>>;  // the newest first
    std::mutex mutex_;
    std::size_t most_;
    Entries entries_;
    std::map<std::string, Entries::iterator, std::less<>> by_key_;
};

}  // namespace octavo::provider
