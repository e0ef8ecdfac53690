// `octavo import`: OPML, feed files, WARC, folders of HTML, JSONL of articles. Repeatable without doubles (ids come
// from addresses), interruptible without loss (what was acknowledged is committed; the rest is read again).
//
// Files are streamed: memory holds one line, one record or one page at a time, and what the line's queues hold. What is
// wrong with one item is counted with its reason and its neighbours go on; what is wrong with the whole file (no such
// file, nothing we read) is the failure.
#pragma once
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "pipeline/line.hpp"

namespace octavo::pipeline {

struct ImportReport {
    std::uint64_t stored = 0, updated = 0, already = 0;
    std::uint64_t copies = 0;  // of the stored: folded under an article that was there before
    std::uint64_t refused = 0, feeds_added = 0, feeds_known = 0;
    std::map<std::string, std::uint64_t> reasons;  // of the refused
    std::vector<std::string> notes;                // where a file was damaged, what was left out; at most 20
    bool interrupted = false;                      // asked to stop: run it again to have the rest
};
struct ImportWatch {
    // On the caller's thread, a few times a second at most.
    std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_total, const ImportReport&)> progress;
    std::function<void(ArticleId, std::string_view url, store::Written)> acknowledged;  // after its commit
};
enum class ImportKind { opml, feed, warc, html_folder, jsonl, unknown };
ImportKind kind_of_file(const std::string& path);  // by content, not by name alone
std::string_view name_of(ImportKind kind);

// not_found: there is no such file. unreadable ones are malformed or too_big and say what they look like. The line must
// be running; returns when everything submitted is committed or refused.
Result<ImportReport> import_path(const std::string& path, Line& line, const Clock& clock, const ImportWatch& watch,
                                 std::stop_token stop);

}  // namespace octavo::pipeline
