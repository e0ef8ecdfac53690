// What a soak says of itself: its options, its time over several runs, and the report.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace octavo::bench {

struct Soak {
    std::filesystem::path data;
    int minutes = 60, faulty_percent = 0;
    std::size_t feeds = 10'000;
    Duration gap = std::chrono::minutes(60);
    std::string pace, report;
    std::size_t faulty() const { return feeds * static_cast<std::size_t>(faulty_percent) / 100; }
    std::size_t healthy() const { return feeds - faulty(); }
};

// The time that was followed, without the pauses between runs. `timeline` holds a line for each run; `followed` how far
// the last one came. A run that was killed loses five seconds of it, which are then followed once more.
class Timeline {
  public:
    Timeline(std::filesystem::path folder, Instant now);
    void begin(Instant now);                   // a run
    Duration followed(Instant now) const;      // until then, all runs together
    Duration followed_at(Instant wall) const;  // of a moment in any run
    void note(Duration followed, double cpu) const;
    double cpu() const { return cpu_; }  // seconds, of the runs before
    Instant beginning() const { return beginning_; }
    std::size_t runs() const { return runs_.size(); }

  private:
    struct Run {
        Instant began{};
        Duration before{};
    };
    std::filesystem::path folder_;
    std::vector<Run> runs_;
    Duration before_{};
    double cpu_ = 0;
    Instant beginning_{}, opened_{};
};

std::string report_of(const Soak& soak, const Timeline& timeline);  // Markdown

}  // namespace octavo::bench
