// Articles as JSON, one object a line: id, url, source, publisher, published, lang, title, author(s), text (paragraphs
// parted by empty lines) or html; and what our own export adds. Any of them may be missing, but not title and text
// both.
#include "base/dates.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "pipeline/input_file.hpp"
#include "pipeline/intake.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t max_line = 16u << 20;

// Lines of a file of any size; one that is too long is skipped and reported as absent.
class LineReader {
  public:
    explicit LineReader(const std::string& path) : file_(path) {}

    // False at the end. `line` is good until the next call; absent when it was longer than the cap.
    bool next(std::optional<std::string_view>& line) {
        bool too_long = false;
        for (;;) {
            const auto end = buffer_.find('\n', searched_);
            // What stands behind the last line end of a broken file is no line.
            if (end != std::string::npos || (at_end_ && whole() && start_ < buffer_.size())) {
                const auto stop = end == std::string::npos ? buffer_.size() : end;
                line = std::string_view(buffer_).substr(start_, stop - start_);
                start_ = searched_ = std::min(stop + 1, buffer_.size());
                if (too_long) line.reset();
                return true;
            }
            if (at_end_) return false;
            searched_ = buffer_.size();
            if (searched_ - start_ > max_line) {
                too_long = true;
                start_ = searched_;
            }
            fill();
        }
    }
    std::uint64_t done() const { return file_.bytes_read(); }
    bool whole() const { return !file_.damaged() && !file_.swells(); }
    bool swells() const { return file_.swells(); }

  private:
    void fill() {
        buffer_.erase(0, start_);
        searched_ -= start_;
        start_ = 0;
        at_end_ = !file_.read(buffer_);
    }

    InputFile file_;
    std::string buffer_;
    std::size_t start_ = 0, searched_ = 0;
    bool at_end_ = false;
};

std::vector<std::string> names(const Json& one, const Json& many) {
    std::vector<std::string> out;
    if (!utf8::trim(one.string()).empty()) out.emplace_back(one.string());
    for (const Json& name : many.items())
        if (!name.string().empty()) out.emplace_back(name.string());
    return out;
}

bool looks_like_host(std::string_view text) {
    return text.find('.') != std::string_view::npos && text.find_first_of(" /\t") == std::string_view::npos &&
           !text.ends_with('.');
}

Source source_of_row(const Json& row) {
    const std::string_view named = row["source"].string(), publisher = row["publisher"].string();
    Source source = looks_like_host(named)         ? source_of(fmt::format("https://{}/", named), named)
                    : !row["url"].string().empty() ? source_of(row["url"].string(), named.empty() ? publisher : named)
                                                   : source_of({}, named.empty() ? publisher : named);
    const std::string_view name = !publisher.empty() ? publisher : looks_like_host(named) ? std::string_view() : named;
    if (!name.empty()) source.name = utf8::squeeze(utf8::without_controls(utf8::repair(utf8::cut(name, 200))));
    return source;
}

Submission submission_of(const Json& row, Instant now) {
    Submission out;
    out.source = source_of_row(row);
    out.job.seen = now;
    if (const auto url = Url::parse(row["url"].string()); url && url->is_web()) out.job.url = url->href();
    if (out.job.url.empty())
        if (const auto id = ArticleId::parse(row["article"].string())) out.known_as = *id;
    Hints& hints = out.job.hints;
    hints.title = row["title"].string();
    hints.authors = names(row["author"], row["authors"]);
    hints.published = parse_date(row["published"].string());
    hints.modified = parse_date(row["modified"].string());
    const auto language = row["lang"].string(row["language"].string());
    if (language != "und") hints.language = language;
    hints.plain = row["html"].string().empty();
    hints.content = hints.plain ? row["text"].string() : row["html"].string();
    hints.summary = row["description"].string();
    hints.image = row["image"].string();
    hints.guid = row["id"].scalar().value_or("");
    for (const Json& tag : row["tags"].items()) hints.tags.emplace_back(tag.string());
    return out;
}

}  // namespace

Result<> import_jsonl(const std::string& path, Intake& intake) {
    LineReader lines(path);
    std::optional<std::string_view> line;
    std::uint64_t number = 1;
    for (; lines.next(line); ++number) {
        intake.at(lines.done());
        if (line && utf8::trim(*line).empty()) continue;
        if (!line) {
            intake.refuse("line longer than 16 MB");
            intake.note(fmt::format("line {}: longer than 16 MB", number));
            continue;
        }
        const auto row = Json::parse(*line);
        if (!row || !row->is_object()) {
            intake.refuse("line is no JSON object");
            intake.note(fmt::format("line {}: {}", number, row ? "JSON, but no object" : row.error().detail));
            continue;
        }
        if (!intake.submit(submission_of(*row, intake.now()))) return {};
    }
    if (!lines.whole()) {
        const std::string_view why = lines.swells() ? "unpacks to more than a hundred times its size" : "broken gzip";
        intake.refuse(std::string("file not read to its end: ") + std::string(why));
        intake.note(fmt::format("{} behind line {}; what came before it was taken", why, number - 1));
    }
    return {};
}

}  // namespace octavo::pipeline
