#include "pipeline/picture_shelf.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "base/hash.hpp"

namespace octavo::pipeline {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t touch_after = 3600;  // seconds: a look writes no more often than this
constexpr std::string_view unfinished = ".new-";

std::int64_t seconds(Instant instant) { return to_unix_ms(instant) / 1000; }

bool read_at(int fd, char* to, std::size_t size, std::uint64_t from) {
    while (size > 0) {
        const auto n = ::pread(fd, to, size, static_cast<off_t>(from));
        if (n <= 0) return false;
        to += n;
        from += static_cast<std::uint64_t>(n);
        size -= static_cast<std::size_t>(n);
    }
    return true;
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto n = ::write(fd, bytes.data(), bytes.size());
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

void set_used(int fd, std::int64_t used) {
    const timespec time{.tv_sec = used, .tv_nsec = 0};
    const timespec both[2] = {time, time};
    (void)::futimens(fd, both);
}

}  // namespace

struct PictureShelf::Opened {
    int fd = -1;
    std::uint64_t size = 0;
    std::int64_t used = 0;
    picture::PlateHead head;
    Opened() = default;
    Opened(Opened&& other) noexcept
        : fd(std::exchange(other.fd, -1)), size(other.size), used(other.used), head(std::move(other.head)) {}
    ~Opened() {
        if (fd >= 0) ::close(fd);
    }
};

std::string PictureShelf::path_of(std::uint64_t key) const {
    const std::string name = to_base32(key);
    return fmt::format("{}/{}/{}/{}", folder_, name[12], name[11], name);
}

Result<> PictureShelf::open() {
    std::error_code fault;
    fs::create_directories(folder_, fault);
    if (fault) return fail(Fault::unwritable, fmt::format("{}: cannot be made: {}", folder_, fault.message()));
    return {};
}

PictureShelf::Entry& PictureShelf::enter(std::uint64_t key, std::uint64_t bytes, std::int64_t used) {
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
        bytes_ += bytes - known->second->bytes;
        known->second->bytes = bytes;
        known->second->used = used;
        entries_.splice(entries_.begin(), entries_, known->second);
        return entries_.front();
    }
    entries_.push_front({key, bytes, used, {}});
    by_key_[key] = entries_.begin();
    bytes_ += bytes;
    return entries_.front();
}

void PictureShelf::leave(Entries::iterator entry) {
    bytes_ -= entry->bytes;
    by_key_.erase(entry->key);
    entries_.erase(entry);
}

void PictureShelf::walk(const std::stop_token& stop) {
    std::vector<Entry> found;
    std::error_code fault;
    fs::recursive_directory_iterator at(folder_, fs::directory_options::skip_permission_denied, fault);
    for (; !fault && at != fs::recursive_directory_iterator(); at.increment(fault)) {
        if (stop.stop_requested()) return;
        if (at.depth() >= 2) at.disable_recursion_pending();
        const std::string name = at->path().filename().string();
        struct stat about{};
        if (name.starts_with(unfinished)) {
            ::unlink(at->path().c_str());  // a crash's leavings
        } else if (const auto key = from_base32(name); key && at->path() == path_of(*key) &&
                                                       ::stat(at->path().c_str(), &about) == 0 &&
                                                       S_ISREG(about.st_mode)) {
            found.push_back({*key, static_cast<std::uint64_t>(about.st_size), about.st_mtim.tv_sec, {}});
        }
    }
    std::ranges::sort(found, std::greater(), &Entry::used);
    {
        const std::scoped_lock lock(mutex_);
        for (Entry& entry : found) {
            if (by_key_.contains(entry.key)) continue;  // looked at, or put there, meanwhile
            bytes_ += entry.bytes;
            entries_.push_back(std::move(entry));
            by_key_[entries_.back().key] = std::prev(entries_.end());
        }
        walked_ = true;
    }
    evict();
}

// The file, its head read; absent and thrown away when it is broken.
std::optional<PictureShelf::Opened> PictureShelf::open_plate(std::uint64_t key) {
    Opened opened;
    const std::string path = path_of(key);
    opened.fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about{};
    if (opened.fd >= 0 && ::fstat(opened.fd, &about) == 0) {
        opened.size = static_cast<std::uint64_t>(about.st_size);
        opened.used = about.st_mtim.tv_sec;
        std::string start(std::min<std::uint64_t>(opened.size, picture::longest_plate_head), '\0');
        if (read_at(opened.fd, start.data(), start.size(), 0))
            if (auto head = picture::read_plate_head(start, opened.size)) {
                opened.head = *std::move(head);
                return opened;
            }
    }
    if (opened.fd >= 0) ::unlink(path.c_str());
    const std::scoped_lock lock(mutex_);
    if (const auto known = by_key_.find(key); known != by_key_.end()) leave(known->second);
    return std::nullopt;
}

std::optional<PictureShelf::Facts> PictureShelf::find(std::uint64_t key) {
    {
        const std::scoped_lock lock(mutex_);
        const auto known = by_key_.find(key);
        if (known == by_key_.end() && walked_) return std::nullopt;
        if (known != by_key_.end() && known->second->facts) return known->second->facts;
    }
    auto opened = open_plate(key);
    if (!opened) return std::nullopt;
    Facts facts{opened->head.width, opened->head.height, std::move(opened->head.blur)};
    const std::scoped_lock lock(mutex_);
    auto known = by_key_.find(key);
    if (known == by_key_.end()) {
        enter(key, opened->size, opened->used);
        known = by_key_.find(key);
    }
    known->second->facts = facts;
    return facts;
}

std::optional<std::string> PictureShelf::read(std::uint64_t key, std::uint32_t width, picture::Form form) {
    {
        const std::scoped_lock lock(mutex_);
        if (walked_ && !by_key_.contains(key)) return std::nullopt;
    }
    auto opened = open_plate(key);
    if (!opened) return std::nullopt;
    const auto* print = opened->head.best(width, form);
    if (!print) return std::nullopt;
    std::string bytes(print->bytes, '\0');
    if (!read_at(opened->fd, bytes.data(), bytes.size(), print->at)) return std::nullopt;
    const std::int64_t now = seconds(clock_.now());
    const bool stale = now - opened->used >= touch_after;
    if (stale) set_used(opened->fd, now);
    const std::scoped_lock lock(mutex_);
    enter(key, opened->size, stale ? now : opened->used);
    return bytes;
}

Result<> PictureShelf::put(std::uint64_t key, const picture::Developed& developed) {
    const std::string bytes = picture::write_plate(developed);
    if (bytes.size() > most_bytes_) return fail(Fault::too_big, "a picture larger than all that may be kept");
    const fs::path path = path_of(key);
    const std::string part = (path.parent_path() / fmt::format("{}{}", unfinished, to_base32(key))).string();
    std::error_code fault;
    fs::create_directories(path.parent_path(), fault);
    const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool written = fd >= 0 && write_all(fd, bytes);
    const std::int64_t now = seconds(clock_.now());
    if (written) set_used(fd, now);
    const int reason = errno;
    if (fd >= 0 && ::close(fd) != 0) written = false;
    if (!written || std::rename(part.c_str(), path.c_str()) != 0) {
        ::unlink(part.c_str());
        return fail(Fault::unwritable, fmt::format("{}: cannot be written: {}", path.string(), std::strerror(reason)));
    }
    {
        const std::scoped_lock lock(mutex_);
        enter(key, bytes.size(), now).facts = Facts{developed.width, developed.height, developed.blur};
    }
    evict();
    return {};
}

void PictureShelf::drop(std::uint64_t key) {
    ::unlink(path_of(key).c_str());
    const std::scoped_lock lock(mutex_);
    if (const auto known = by_key_.find(key); known != by_key_.end()) leave(known->second);
}

void PictureShelf::evict() {
    std::vector<std::uint64_t> victims;
    {
        const std::scoped_lock lock(mutex_);
        while (bytes_ > most_bytes_ && !entries_.empty()) {
            victims.push_back(entries_.back().key);
            leave(std::prev(entries_.end()));
        }
        evicted_ += victims.size();
    }
    for (const std::uint64_t key : victims) ::unlink(path_of(key).c_str());
}

PictureShelf::Counts PictureShelf::counts() const {
    const std::scoped_lock lock(mutex_);
    return {entries_.size(), bytes_, evicted_};
}

}  // namespace octavo::pipeline
