#include "pipeline/raw_archive.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "base/dates.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"

namespace octavo::pipeline {
namespace {

namespace fs = std::filesystem;
constexpr unsigned max_numbers = 100'000;  // files of one second

bool is_ours(const std::string& name) { return name.starts_with("octavo-") && name.ends_with(".warc.gz"); }

// "20250713080000", as names of archives carry it.
std::string digits_of(Instant instant) {
    std::string out = to_iso(instant);
    std::erase_if(out, [](char c) { return c < '0' || c > '9'; });
    return out;
}

std::size_t size_of(const feed::WarcExchange& exchange) {
    std::size_t sum = 512 + exchange.body.size() + exchange.metadata.size();
    for (const auto& [name, value] : exchange.headers) sum += name.size() + value.size();
    return sum;
}

}  // namespace

struct RawArchive::File {
    int fd = -1;
    std::uint64_t size = 0;
    ~File() {
        if (fd >= 0) ::close(fd);
    }
    // All of it or, when the disk takes no more, nothing.
    bool append(std::string_view bytes) {
        std::uint64_t at = size;
        while (!bytes.empty()) {
            const auto written = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at));
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) {
                const int error = errno;
                (void)!::ftruncate(fd, static_cast<off_t>(size));
                errno = error;
                return false;
            }
            at += static_cast<std::uint64_t>(written);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        size = at;
        return true;
    }
};

RawArchive::RawArchive(RawSettings settings, const Clock& clock)
    : settings_(std::move(settings)), clock_(clock), queue_(settings_.max_waiting), thread_([this] { write(); }) {}

RawArchive::~RawArchive() {
    queue_.close();
    thread_.join();
}

bool RawArchive::keep(feed::WarcExchange exchange) {
    const std::size_t size = size_of(exchange);
    if (waiting_bytes_.fetch_add(size) + size > settings_.max_waiting_bytes) {
        waiting_bytes_ -= size;
        ++dropped_;
        return false;
    }
    {
        const std::scoped_lock lock(mutex_);
        ++in_hand_;
    }
    if (queue_.try_push(exchange)) return true;
    waiting_bytes_ -= size;
    ++dropped_;
    const std::scoped_lock lock(mutex_);
    --in_hand_;
    return false;
}

void RawArchive::drain() {
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return in_hand_ == 0; });
}

RawArchive::Counts RawArchive::counts() const {
    const std::scoped_lock lock(mutex_);
    Counts counts = counts_;
    counts.dropped = dropped_;
    return counts;
}

// ---- the writing thread

void RawArchive::write() {
    while (auto exchange = queue_.pop()) {
        put(*exchange);
        waiting_bytes_ -= size_of(*exchange);
        say_dropped();
        {
            const std::scoped_lock lock(mutex_);
            --in_hand_;
        }
        idle_.notify_all();
    }
    if (dropped_ > dropped_said_) log::warning("raw fetches: {} in all were not kept", dropped_.load());
}

// At the first, the tenth, the hundredth: a log is not to be filled by it.
void RawArchive::say_dropped() {
    const std::uint64_t dropped = dropped_;
    if (dropped == 0 || (dropped_said_ > 0 && dropped < dropped_said_ * 10)) return;
    dropped_said_ = dropped;
    log::warning("raw fetches: the disk is slower than the fetcher; {} not kept so far", dropped);
}

void RawArchive::put(const feed::WarcExchange& exchange) {
    const std::string bytes = feed::warc_records(exchange);
    if (file_ && file_->size > 0 && file_->size + bytes.size() > settings_.max_file) file_.reset();
    const bool written = (file_ || open()) && file_->append(bytes);
    if (!written && !std::exchange(troubled_, true))
        log::error("raw fetches cannot be kept in {}: {}", settings_.folder, std::strerror(errno));
    if (written && std::exchange(troubled_, false)) log::info("raw fetches are kept again in {}", settings_.folder);
    const std::scoped_lock lock(mutex_);
    ++(written ? counts_.kept : counts_.failed);
}

// A new file, begun with the record that says whose it is. False when there cannot be one; errno says why.
bool RawArchive::open() {
    std::error_code error;
    fs::create_directories(settings_.folder, error);
    make_room();
    const Instant now = clock_.now();
    auto file = std::make_unique<File>();
    std::string name;
    while (file->fd < 0 && ++number_ < max_numbers) {
        name = fmt::format("octavo-{}-{:05}.warc.gz", digits_of(now), number_);
        file->fd = ::open((settings_.folder + "/" + name).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file->fd < 0 && errno != EEXIST) return --number_, false;
    }
    if (file->fd < 0) number_ = 0;
    if (file->fd < 0 || !file->append(feed::warcinfo_record(name, settings_.software, now))) return false;
    file_ = std::move(file);
    return true;
}

// The oldest go until a whole file fits under the cap. Their names tell their age.
void RawArchive::make_room() {
    std::vector<std::pair<fs::path, std::uint64_t>> files;
    std::uint64_t sum = 0;
    std::error_code error;
    for (fs::directory_iterator it(settings_.folder, error), end; !error && it != end; it.increment(error)) {
        if (!is_ours(it->path().filename().string())) continue;
        std::error_code no_size;
        const auto size = it->file_size(no_size);
        if (no_size) continue;
        files.emplace_back(it->path(), size);
        sum += size;
    }
    std::ranges::sort(files);
    for (const auto& [path, size] : files) {
        if (sum + settings_.max_file <= settings_.max_bytes) break;
        if (!fs::remove(path, error)) continue;
        sum -= size;
        const std::scoped_lock lock(mutex_);
        ++counts_.removed;
    }
}

// ---- what is kept

bool asks_not_to_be_kept(const std::vector<std::pair<std::string, std::string>>& headers) {
    for (const auto& [name, value] : headers) {
        const std::string rule = utf8::lower(value);
        if (name == "x-robots-tag" && (rule.contains("noarchive") || rule.contains("nocache"))) return true;
        if (name == "tdm-reservation" && utf8::trim(rule) == "1") return true;
    }
    return false;
}

std::string to_metadata(const EntryRecord& told) {
    const Hints& h = told.hints;
    JsonWriter out;
    out.object().field("octavo", 1);
    const auto text = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) out.field(name, value);
    };
    text("asked_for", told.asked_for);
    text("guid", h.guid);
    text("title", h.title);
    if (!h.authors.empty()) out.strings("authors", h.authors);
    if (h.published) out.field("published", to_unix_ms(*h.published));
    if (h.modified) out.field("modified", to_unix_ms(*h.modified));
    text("language", h.language);
    text("summary", h.summary);
    text("content", h.content);
    text("image", h.image);
    if (!h.tags.empty()) out.strings("tags", h.tags);
    if (h.plain) out.field("plain", true);
    return out.end().take();
}

std::optional<EntryRecord> from_metadata(std::string_view json) {
    const auto parsed = Json::parse(json);
    if (!parsed || (*parsed)["octavo"].integer() != 1) return std::nullopt;
    const Json& row = *parsed;
    EntryRecord told;
    told.asked_for = row["asked_for"].string();
    Hints& h = told.hints;
    h.guid = row["guid"].string();
    h.title = row["title"].string();
    for (const Json& name : row["authors"].items()) h.authors.emplace_back(name.string());
    const auto instant = [&](std::string_view name) -> std::optional<Instant> {
        constexpr std::int64_t year_10000 = 253'402'300'800'000;
        const std::int64_t ms = row[name].integer(year_10000);
        return std::abs(ms) < year_10000 ? std::optional(from_unix_ms(ms)) : std::nullopt;
    };
    h.published = instant("published");
    h.modified = instant("modified");
    h.language = row["language"].string();
    h.summary = row["summary"].string();
    h.content = row["content"].string();
    h.image = row["image"].string();
    for (const Json& tag : row["tags"].items()) h.tags.emplace_back(tag.string());
    h.plain = row["plain"].boolean();
    return told;
}

}  // namespace octavo::pipeline
