// Web archives: pages of anybody's crawl, and our own raw fetches replayed.
//
//   metadata  https://tram.example/1  {"octavo": 1, "guid": ..., "title": ...}     what a feed said of it
//   response  https://tram.example/1  200 text/html                                -> one article, of both
//   metadata  https://tram.example/2  {...}                                        its page could not be had:
//   warcinfo ...                                                                   -> what the feed said alone
//
// A gigabyte takes an hour: every few hundred records the place is kept from which the next run goes on (resume.hpp).
// Checked by tests/pipeline/import_test.cpp, resume_test.cpp and raw_archive_test.cpp.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "feed/warc.hpp"
#include "fetch/decode.hpp"
#include "pipeline/intake.hpp"
#include "pipeline/raw_archive.hpp"

namespace octavo::pipeline {
namespace {

constexpr int max_damages = 1000;
constexpr std::uint64_t records_a_place = 256;  // read again, at most, when we are killed: a second's work

bool is_page(const feed::WarcRecord& record) {
    const std::string type = utf8::lower(record.content_type);
    const bool html = type.starts_with("text/html") || type.starts_with("application/xhtml");
    return html && ((record.type == "response" && record.http_status == 200) ||
                    (record.type == "resource" && record.http_status == 0));
}

// X-Robots-Tag lines of archived headers.
std::string robots_of(std::string_view headers) {
    std::string out;
    while (!headers.empty()) {
        const auto end = std::min(headers.find('\n'), headers.size());
        const auto line = headers.substr(0, end);
        headers.remove_prefix(std::min(end + 1, headers.size()));
        constexpr std::string_view name = "x-robots-tag:";
        if (line.size() <= name.size() || utf8::lower(line.substr(0, name.size())) != name) continue;
        out += (out.empty() ? "" : ", ") + std::string(utf8::trim(line.substr(name.size())));
    }
    return out;
}

class WarcImport {
  public:
    WarcImport(const std::string& path, feed::WarcReader reader, Place from, Intake& intake)
        : path_(path), reader_(std::move(reader)), intake_(intake), offset_(from.offset) {
        for (; since_ < from.skip; ++since_) (void)reader_.next();
    }

    std::uint64_t records() const { return records_; }  // whole ones

    void read() {
        for (int damages = 0; damages < max_damages && !intake_.stopping();) {
            intake_.at(reader_.bytes_read());
            if (const auto here = reader_.offset(); std::exchange(offset_, here) != here) since_ = 0;
            place_ = {offset_, since_++};
            if (!told_ && records_ >= next_place_) keep();
            auto record = reader_.next();
            if (!record) {
                ++damages;
                intake_.note(fmt::format("damaged: {} ({} good records before)", record.error().detail, records_));
                continue;
            }
            if (!*record) {
                at_end_ = true;
                break;
            }
            if (!(*record)->truncated) ++records_;
            if (!take(**std::move(record))) break;
        }
        flush();
    }
    // What is in hand is done with when this is called.
    void close() {
        const Place place = intake_.bookmark().place(told_ ? told_->place : place_);
        const bool whole = at_end_ && !told_ && place == place_;
        (void)(whole ? forget_place(intake_.line(), path_) : keep_place(intake_.line(), path_, place));
    }

  private:
    struct Pending {
        std::string uri;
        EntryRecord told;
        Place place;
        std::optional<Instant> date;
    };

    // A place that could not be kept costs time at the next run, and nothing else.
    void keep() {
        next_place_ = records_ + records_a_place;
        (void)keep_place(intake_.line(), path_, intake_.bookmark().place(place_));
    }

    // False when we were asked to stop.
    bool take(feed::WarcRecord record) {
        if (told_ && record.uri != told_->uri && !flush()) return false;
        if (record.type == "metadata" && !record.truncated)
            if (auto told = from_metadata(record.payload)) {
                if (!flush()) return false;
                told_ = Pending{std::move(record.uri), *std::move(told), place_, record.date};
                return true;
            }
        if (!is_page(record)) return true;
        if (record.truncated) return intake_.refuse("record cut off by the end of the file"), true;
        if (record.cut) return intake_.refuse("record longer than 64 MB"), true;
        const auto coding = fetch::coding_of(record.payload_encoding);
        if (!coding) return intake_.refuse("page in an encoding we do not read"), true;
        auto html = fetch::decode(*coding, record.payload);
        if (!html) return intake_.refuse(fmt::format("page cannot be decoded ({})", name_of(html.error().fault))), true;
        if (html->empty()) return intake_.refuse("page is empty"), true;
        Submission submission = submission_of(record.uri, record.date);
        submission.job.content_type = std::move(record.content_type);
        submission.job.robots = robots_of(record.http_headers);
        submission.job.html = *std::move(html);
        return submit(std::move(submission));
    }

    // What a feed said of a page that is not here.
    bool flush() { return !told_ || submit(submission_of(told_->uri, told_->date)); }

    Submission submission_of(const std::string& uri, std::optional<Instant> date) const {
        Submission submission;
        submission.source = source_of(uri, {});
        submission.job.url = uri;
        submission.job.seen = date ? std::min(*date, intake_.now()) : intake_.now();
        return submission;
    }

    bool submit(Submission submission) {
        Place place = place_;
        if (told_) {
            place = told_->place;
            submission.job.hints = std::move(told_->told.hints);
            submission.asked_for = std::move(told_->told.asked_for);
        }
        if (!intake_.submit(std::move(submission), place)) return false;
        told_.reset();
        return true;
    }

    const std::string& path_;
    feed::WarcReader reader_;
    Intake& intake_;
    std::uint64_t offset_, since_ = 0;  // since_: records read from there
    Place place_;                       // of the record that is being read
    std::optional<Pending> told_;
    std::uint64_t records_ = 0, next_place_ = records_a_place;
    bool at_end_ = false;
};

}  // namespace

Result<> import_warc(const std::string& path, Intake& intake) {
    const auto kept = kept_place(intake.line(), path);
    const Place from = kept && *kept ? **kept : Place{};
    auto opened = feed::WarcReader::open(path, from.offset);
    if (!opened) return fail_at(path, std::move(opened).error());
    if (from != Place{}) intake.note(fmt::format("goes on at byte {}, where it was stopped", from.offset));
    WarcImport import(path, *std::move(opened), from, intake);
    import.read();
    intake.wait();
    import.close();
    if (import.records() == 0 && from == Place{} && !intake.stopping())
        return fail(Fault::malformed, fmt::format("{}: no WARC record in it", path));
    return {};
}

}  // namespace octavo::pipeline
