// `octavo import`: OPML, feed files, WARC, folders of HTML, JSONL of articles. Repeatable without doubles (ids come
// from addresses), interruptible without loss (what was acknowledged is committed; the rest is read again).
#pragma once
#include <functional>
#include <map>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "pipeline/line.hpp"

namespace octavo::pipeline {

struct ImportReport {
    std::uint64_t stored = 0, updated = 0, already = 0, copies = 0, refused = 0, feeds_added = 0, feeds_known = 0;
    std::map<std::string, std::uint64_t> reasons;   // of the refused
};
struct ImportWatch {
    std::function<void(std::uint64_t bytes_done, std::uint64_t bytes_total, const ImportReport&)> progress;
    std::function<void(ArticleId, std::string_view url, store::Written)> acknowledged;  // after its commit
};
enum class ImportKind { opml, feed, warc, html_folder, jsonl, unknown };
ImportKind kind_of_file(const std::string& path);  // by content, not by name alone

Result<ImportReport> import_path(const std::string& path, Line& line, const Clock& clock, const ImportWatch& watch,
                                 std::stop_token stop);

}  // namespace octavo::pipeline
