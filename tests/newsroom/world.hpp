// Thousands of publishers who publish on and on, each at a pace of its own, without anybody writing it: what stands
// where is a function of the seed and of the time. For benchmarks that last, and go on tomorrow where they stopped.
//
//   World world({.feeds = 10'000, .seed = 7});
//   newsroom.set_author([&](const Asked& asked) { return world.at(asked, seconds since the beginning); });
//
// Sites are h0.example to h9999.example; each has /feed.xml of its newest twenty reports, and each report a page whose
// address says when it came out: /1234567-3 is the third, after 1,234.567 seconds. One thread.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/newsroom.hpp"

namespace octavo::newsroom {

struct WorldSettings {
    std::size_t feeds = 10'000;
    std::uint64_t seed = 1;
    Duration mean_gap = std::chrono::minutes(60);  // between two reports of a site; from a third of it to three times
    Instant beginning{};                           // for the dates in feeds
};

class World {
  public:
    explicit World(WorldSettings settings);
    std::optional<Resource> at(const Asked& asked, Duration time);
    static std::string host(std::size_t feed) { return fmt::format("h{}.example", feed); }

  private:
    struct Report {
        Duration out{};
        std::uint64_t number = 0;
    };
    struct Site {
        std::deque<Report> newest;  // twenty
        Report next;
    };
    Duration gap(std::size_t feed, std::uint64_t number) const;
    void publish(std::size_t feed, Duration until);
    Resource feed_of(std::size_t feed) const;
    Resource page_of(std::size_t feed, Report report) const;

    const WorldSettings settings_;
    std::vector<Site> sites_;
};

// When the report at this address came out; absent when it is none of the world's.
std::optional<Duration> out_at(std::string_view url);

}  // namespace octavo::newsroom
