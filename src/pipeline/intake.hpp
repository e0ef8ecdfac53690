// What all imports share: handing articles to the line, counting what became of them, and waiting for the last one.
#pragma once
#include <chrono>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

#include "pipeline/import.hpp"
#include "pipeline/jobs.hpp"
#include "pipeline/resume.hpp"

namespace octavo::pipeline {

class Intake {
  public:
    Intake(Line& line, const Clock& clock, const ImportWatch& watch, std::uint64_t bytes_total, std::stop_token stop)
        : line_(line), clock_(clock), watch_(watch), total_(bytes_total), stop_(std::move(stop)) {}
    ~Intake() { in_hand_.wait_for_none(); }
    Intake(const Intake&) = delete;
    Intake& operator=(const Intake&) = delete;

    // False when we were asked to stop. Blocks while the line is full. `place`: where in the file it stands, for those
    // who go on there another time.
    bool submit(Submission submission, Place place = {});
    void refuse(const std::string& reason);
    void note(std::string text);
    void count_feed(bool added);
    void at(std::uint64_t bytes_done);
    bool stopping();
    const Bookmark& bookmark() const { return bookmark_; }
    void wait() const { in_hand_.wait_for_none(); }  // for what was submitted
    ImportReport finish();                           // waits too

    Line& line() { return line_; }
    Instant now() const { return clock_.now(); }

  private:
    void done(const Outcome& outcome, Place place);
    ImportReport snapshot();

    Line& line_;
    const Clock& clock_;
    const ImportWatch& watch_;
    const std::uint64_t total_;
    const std::stop_token stop_;
    std::mutex mutex_;
    ImportReport report_;
    Bookmark bookmark_;
    mutable Tally in_hand_;
    std::chrono::steady_clock::time_point told_{};
};

// The importers; each reads one kind. `path` is there and readable.
Result<> import_opml(const std::string& path, Intake& intake);
Result<> import_feed_file(const std::string& path, Intake& intake);
Result<> import_warc(const std::string& path, Intake& intake);
Result<> import_html(const std::string& path, Intake& intake);  // a file or a folder
Result<> import_jsonl(const std::string& path, Intake& intake);

// A source for an address, named by its host without "www."; by `otherwise` when there is no address.
Source source_of(std::string_view url, std::string_view otherwise);

}  // namespace octavo::pipeline
