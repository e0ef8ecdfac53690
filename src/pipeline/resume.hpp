// Where the import of a large file goes on after it was stopped or killed.
//
//   records:   0 ... 4711 committed   4712 refused   4713 in a worker's hands   4714 committed   4715 read
//   place:                                           ^ kept: what comes before it is done with
//
// Idea: the oldest record still in hand is the place, so nothing is skipped; what was committed behind it is read again
// and, since ids are made from addresses, is there already: nothing is doubled. The place lies in the archive itself,
// written after the articles before it, so that the two cannot disagree. Checked by tests/pipeline/resume_test.cpp.
#pragma once
#include <compare>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "base/result.hpp"
#include "pipeline/line.hpp"

namespace octavo::pipeline {

struct Place {
    std::uint64_t offset = 0;  // where in the file reading can begin
    std::uint64_t skip = 0;    // records from there that are done with: a file packed as one knows no other beginning
    friend auto operator<=>(const Place&, const Place&) = default;
};

// What is in hand of one file. Thread-safe.
class Bookmark {
  public:
    void take(Place place);
    void settle(Place place);          // committed, or refused for good
    Place place(Place reading) const;  // the oldest in hand; `reading` when nothing is

  private:
    mutable std::mutex mutex_;
    std::multiset<Place> in_hand_;
};

// The place kept for this file in the archive; absent when there is none, or when the file is another one by now.
Result<std::optional<Place>> kept_place(Line& line, const std::string& path);
Result<> keep_place(Line& line, const std::string& path, Place place);
Result<> forget_place(Line& line, const std::string& path);

}  // namespace octavo::pipeline
