// Which importer reads a file, decided by how it begins, unpacked when it is gzip; its name is not asked:
//
//   WARC/1.0 ...                 -> warc          <opml       -> opml       {"version":"https://jsonfeed...  -> feed
//   <rss, <feed, <rdf:RDF        -> feed          <!doctype html, <html     -> one page
//   {...}\n{...}                 -> jsonl         a folder    -> its pages
//
// Checked by tests/pipeline/import_test.cpp.
#include "pipeline/import.hpp"

#include <filesystem>
#include <fstream>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "pipeline/input_file.hpp"
#include "pipeline/intake.hpp"

namespace octavo::pipeline {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t max_notes = 20;
constexpr std::size_t sniffed = 8192;

bool ends_with(const std::string& path, std::string_view end) { return utf8::lower(path).ends_with(end); }

// UTF-16 becomes readable enough for a look at its tags.
std::string without_zeros_and_mark(std::string head) {
    std::erase(head, '\0');
    for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"})
        if (head.starts_with(mark)) head.erase(0, mark.size());
    return head;
}

ImportKind kind_of_markup(const std::string& lowered) {
    const auto first = [&](std::string_view what) { return lowered.find(what); };
    const auto opml = first("<opml"), html = std::min(first("<html"), first("<!doctype html"));
    const auto feed = std::min({first("<rss"), first("<feed"), first("<rdf:rdf"), first("<channel")});
    if (opml != std::string::npos && opml < std::min(feed, html)) return ImportKind::opml;
    if (feed != std::string::npos && feed < html) return ImportKind::feed;
    if (html != std::string::npos || first("<head") != std::string::npos || first("<body") != std::string::npos)
        return ImportKind::html_folder;
    return ImportKind::unknown;
}

}  // namespace

std::string_view name_of(ImportKind kind) {
    switch (kind) {
        case ImportKind::opml:
            return "subscription list (OPML)";
        case ImportKind::feed:
            return "feed";
        case ImportKind::warc:
            return "web archive (WARC)";
        case ImportKind::html_folder:
            return "pages (HTML)";
        case ImportKind::jsonl:
            return "articles (JSONL)";
        case ImportKind::unknown:
            break;
    }
    return "unknown";
}

ImportKind kind_of_file(const std::string& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return ImportKind::html_folder;
    const std::string head = without_zeros_and_mark(beginning(path, sniffed));
    if (head.starts_with("WARC/") || head.starts_with("filedesc:")) return ImportKind::warc;
    const auto text = utf8::trim(head);
    if (text.starts_with('<')) return kind_of_markup(utf8::lower(text));
    if (text.starts_with('{')) {
        const bool feed = text.find("jsonfeed.org/version") != std::string_view::npos ||
                          ((ends_with(path, ".json") || ends_with(path, ".json.gz")) &&
                           text.find("\"items\"") != std::string_view::npos);
        return feed ? ImportKind::feed : ImportKind::jsonl;
    }
    return ImportKind::unknown;
}

Source source_of(std::string_view url, std::string_view otherwise) {
    Source source;
    const auto parsed = Url::parse(url);
    if (parsed && parsed->is_web()) {
        source.domain = bare_host(parsed->host());
        source.home = parsed->origin() + "/";
    } else {
        for (const char c : utf8::lower(utf8::cut(utf8::repair(otherwise), 80))) {
            const auto u = static_cast<unsigned char>(c);
            const bool plain = u >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
            if (plain || (!source.domain.empty() && source.domain.back() != '-')) source.domain += plain ? c : '-';
        }
        if (source.domain.empty()) source.domain = "imported";
    }
    source.name = source.domain;
    source.id = source_id(source.domain);
    return source;
}

// ---- Intake

bool Intake::stopping() {
    if (!stop_.stop_requested()) return false;
    const std::scoped_lock lock(mutex_);
    report_.interrupted = true;
    return true;
}

bool Intake::submit(Submission submission, Place place) {
    if (stopping()) return false;
    submission.done = [this, place](const Outcome& outcome) { done(outcome, place); };
    in_hand_.add();
    bookmark_.take(place);
    if (line_.submit(std::move(submission))) return true;
    in_hand_.done();
    const std::scoped_lock lock(mutex_);
    report_.interrupted = true;
    return false;
}

void Intake::done(const Outcome& outcome, Place place) {
    const bool cancelled = !outcome.written && outcome.written.error().fault == Fault::cancelled;
    if (!cancelled) bookmark_.settle(place);
    if (outcome.written && watch_.acknowledged) watch_.acknowledged(outcome.id, outcome.url, *outcome.written);
    {
        const std::scoped_lock lock(mutex_);
        if (!outcome.written) {
            if (cancelled) {
                report_.interrupted = true;
            } else {
                ++report_.refused;
                ++report_.reasons[outcome.written.error().detail];
            }
        } else if (*outcome.written == store::Written::stored) {
            ++report_.stored;
            if (outcome.copy) ++report_.copies;
        } else {
            ++(*outcome.written == store::Written::updated ? report_.updated : report_.already);
        }
    }
    in_hand_.done();  // the last thing: finish() may return now
}

void Intake::refuse(const std::string& reason) {
    const std::scoped_lock lock(mutex_);
    ++report_.refused;
    ++report_.reasons[reason];
}

void Intake::note(std::string text) {
    const std::scoped_lock lock(mutex_);
    if (report_.notes.size() < max_notes) report_.notes.push_back(std::move(text));
}

void Intake::count_feed(bool added) {
    const std::scoped_lock lock(mutex_);
    ++(added ? report_.feeds_added : report_.feeds_known);
}

ImportReport Intake::snapshot() {
    const std::scoped_lock lock(mutex_);
    return report_;
}

void Intake::at(std::uint64_t bytes_done) {
    using namespace std::chrono_literals;
    const auto now = std::chrono::steady_clock::now();
    if (!watch_.progress || now - told_ < 100ms) return;
    told_ = now;
    watch_.progress(std::min(bytes_done, total_), total_, snapshot());
}

ImportReport Intake::finish() {
    in_hand_.wait_for_none();
    stopping();
    auto report = snapshot();
    if (watch_.progress && !report.interrupted) watch_.progress(total_, total_, report);
    return report;
}

// ---- the door

namespace {

std::uint64_t size_of(const std::string& path) {
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) return fs::file_size(path, ignored);
    std::uint64_t sum = 0;
    for (fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, ignored), end;
         !ignored && it != end; it.increment(ignored)) {
        std::error_code no_size;
        if (it->is_regular_file(no_size)) sum += it->file_size(no_size);
    }
    return sum;
}

bool is_broken_gzip(const std::string& path) {
    InputFile file(path);
    std::string bytes;
    return !file.read(bytes) && file.damaged();
}

std::string beginning_of(const std::string& path) {
    std::string shown;
    for (const char c : beginning(path, 24)) shown += (c >= ' ' && c < 0x7F) ? c : '.';
    return shown;
}

}  // namespace

Result<ImportReport> import_path(const std::string& path, Line& line, const Clock& clock, const ImportWatch& watch,
                                 std::stop_token stop) {
    std::error_code error;
    if (!fs::exists(path, error)) return fail(Fault::not_found, fmt::format("{}: no such file or folder", path));
    // A pipe or a device has no end to measure, and opening one waits for whoever writes into it.
    if (!fs::is_directory(path, error) && !fs::is_regular_file(path, error))
        return fail(Fault::malformed, fmt::format("{}: neither a file nor a folder; save it to a file first", path));
    if (!fs::is_directory(path, error) && !std::ifstream(path))
        return fail(Fault::not_found, fmt::format("{}: cannot be read", path));
    if (!fs::is_directory(path, error) && fs::file_size(path, error) == 0)
        return fail(Fault::malformed, fmt::format("{}: the file is empty", path));

    Intake intake(line, clock, watch, size_of(path), std::move(stop));
    Result<> read;
    switch (kind_of_file(path)) {
        case ImportKind::opml:
            read = import_opml(path, intake);
            break;
        case ImportKind::feed:
            read = import_feed_file(path, intake);
            break;
        case ImportKind::warc:
            read = import_warc(path, intake);
            break;
        case ImportKind::html_folder:
            read = import_html(path, intake);
            break;
        case ImportKind::jsonl:
            read = import_jsonl(path, intake);
            break;
        case ImportKind::unknown:
            if (is_broken_gzip(path))
                return fail(Fault::malformed, fmt::format("{}: gzip, but broken or cut short", path));
            return fail(Fault::malformed,
                        fmt::format("{}: not a feed, OPML, WARC, HTML or JSONL file (it begins with \"{}\")", path,
                                    beginning_of(path)));
    }
    if (!read) return std::unexpected(std::move(read).error());
    return intake.finish();
}

}  // namespace octavo::pipeline
