// Keeps what publishers served as web archives beside the archive (`fetch.keep_raw`), to be looked at and replayed:
//
//   line, follower --keep()--> [bounded queue] --> one thread --> raw/octavo-20250713080000-00001.warc.gz
//
// Idea: a by-product must not cost the product. keep() never waits: what finds the queue full is dropped, counted and
// said. Files are cut at a size, the oldest go when all of them together reach the cap, and a file ends with a whole
// record whatever happens to us in between. Who asked not to be archived (noarchive, TDM reservation) is not; who is
// closed by robots.txt was never fetched. The road not taken: writing in the fetcher, where every byte comes by, but
// nobody knows yet what its page asks of us.
//
// `octavo import raw/*.warc.gz` replays: what a feed said of a page stands in a metadata record before it.
// Checked by tests/pipeline/raw_archive_test.cpp.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/bounded_queue.hpp"
#include "base/time.hpp"
#include "feed/warc_writer.hpp"
#include "model/job.hpp"

namespace octavo::pipeline {

struct RawSettings {
    std::string folder;
    std::string software = "Octavo";
    std::uint64_t max_bytes = 5'000'000'000;  // of all files together
    std::uint64_t max_file = 256u << 20;
    std::size_t max_waiting = 256;  // fetches not written yet
    std::size_t max_waiting_bytes = 32u << 20;
};

class RawArchive {
  public:
    struct Counts {
        std::uint64_t kept = 0;     // written
        std::uint64_t dropped = 0;  // the queue was full
        std::uint64_t failed = 0;   // the disk took nothing
        std::uint64_t removed = 0;  // files, to make room
    };
    RawArchive(RawSettings settings, const Clock& clock);  // opens nothing until there is something to keep
    ~RawArchive();                                         // writes what waits
    RawArchive(const RawArchive&) = delete;
    RawArchive& operator=(const RawArchive&) = delete;

    // Never waits; false when it was dropped. Thread-safe, like what follows.
    bool keep(feed::WarcExchange exchange);
    void drain();  // returns when everything kept is written
    Counts counts() const;

  private:
    struct File;
    void write();
    void put(const feed::WarcExchange& exchange);
    bool open();
    void make_room();
    void say_dropped();

    const RawSettings settings_;
    const Clock& clock_;
    BoundedQueue<feed::WarcExchange> queue_;
    std::atomic<std::size_t> waiting_bytes_ = 0;
    std::atomic<std::uint64_t> dropped_ = 0;
    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable idle_;
    std::size_t in_hand_ = 0;
    Counts counts_;
    // The writing thread's.
    std::unique_ptr<File> file_;
    unsigned number_ = 0;
    bool troubled_ = false;
    std::uint64_t dropped_said_ = 0;
    std::thread thread_;
};

// How an address answered, for a job whose fetch is to be kept.
struct Served {
    int status = 0;  // 0: its page could not be had
    std::vector<std::pair<std::string, std::string>> headers;
};
// Whether its headers ask that it be neither archived nor mined.
bool asks_not_to_be_kept(const std::vector<std::pair<std::string, std::string>>& headers);

// What was known about an article before its page was read, as the JSON of a metadata record; and back. Absent when it
// is not of our making.
struct EntryRecord {
    std::string asked_for;  // the normalised address it goes by as well; ""
    Hints hints;
};
std::string to_metadata(const EntryRecord& told);
std::optional<EntryRecord> from_metadata(std::string_view json);

}  // namespace octavo::pipeline
