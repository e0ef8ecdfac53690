// Developed pictures on disk: one file each (picture/plate.hpp), under a cap of bytes; what was looked at longest ago
// goes first.
//
// Idea: the files are the truth. A file's time of change is when it was last looked at, to the hour, so that nothing
// else has to be kept, nothing can contradict it, and the order survives a restart. At start one walk counts what is
// there, beside everything else: until it has come by, a picture is looked for on disk itself. A table in the archive
// was the road not taken: a row written for every picture looked at, by the one writer that articles wait for.
//   pictures/a/l/bvq3k2vs5h7la     13 letters, filed under its last two
//
// Thread-safe; the disk is touched outside the lock. Checked by tests/pipeline/picture_shelf_test.cpp.
#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>

#include "base/result.hpp"
#include "base/time.hpp"
#include "picture/plate.hpp"

namespace octavo::pipeline {

class PictureShelf {
  public:
    PictureShelf(std::string folder, std::uint64_t most_bytes, const Clock& clock)
        : folder_(std::move(folder)), most_bytes_(most_bytes), clock_(clock) {}

    Result<> open();
    void walk(const std::stop_token& stop);  // counts what is there; once, on any thread

    struct Facts {
        std::uint32_t width = 0, height = 0;
        std::string blur;
    };
    std::optional<Facts> find(std::uint64_t key);
    // The bytes of the print that fits best; absent when the picture is not there, or its file is broken (and gone
    // then).
    std::optional<std::string> read(std::uint64_t key, std::uint32_t width, picture::Form form);
    Result<> put(std::uint64_t key, const picture::Developed& picture);
    void drop(std::uint64_t key);

    struct Counts {
        std::uint64_t pictures = 0, bytes = 0, evicted = 0;
    };
    Counts counts() const;
    std::uint64_t most_bytes() const { return most_bytes_; }
    std::string path_of(std::uint64_t key) const;

  private:
    struct Entry {
        std::uint64_t key = 0, bytes = 0;
        std::int64_t used = 0;  // seconds
        std::optional<Facts> facts;
    };
    using Entries = std::list<Entry>;
    struct Opened;
    std::optional<Opened> open_plate(std::uint64_t key);
    Entry& enter(std::uint64_t key, std::uint64_t bytes, std::int64_t used);  // holding the lock; to the front
    void leave(Entries::iterator entry);                                      // holding the lock
    void evict();

    const std::string folder_;
    const std::uint64_t most_bytes_;
    const Clock& clock_;
    mutable std::mutex mutex_;  // guards what follows
    Entries entries_;           // last looked at first
    std::unordered_map<std::uint64_t, Entries::iterator> by_key_;
    std::uint64_t bytes_ = 0, evicted_ = 0;
    bool walked_ = false;
};

}  // namespace octavo::pipeline
