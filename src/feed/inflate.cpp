#include "feed/inflate.hpp"

#include <zlib.h>

namespace octavo::feed {
namespace {

constexpr std::size_t chunk = 256 * 1024;
constexpr std::string_view gzip_magic = "\x1F\x8B\x08";

}  // namespace

struct Stream::Inflater {
    z_stream z{};
    bool open = false;  // inside a member
    bool ready = false;
    Inflater() { ready = inflateInit2(&z, 15 + 16) == Z_OK; }
    ~Inflater() {
        if (ready) inflateEnd(&z);
    }
};

Stream::Stream(Source more, std::uint64_t start) : more_(std::move(more)), start_(start) {}
Stream::~Stream() = default;

bool Stream::fetch() {
    if (ended_) return false;
    raw_.erase(0, std::exchange(raw_at_, 0));
    const std::size_t had = raw_.size();
    if (!more_(raw_, chunk)) ended_ = true;
    fetched_ += raw_.size() - had;
    return raw_.size() > had;
}

// At the front of raw_: a member begins, or the file ends (zero padding is allowed behind the last member).
bool Stream::next_member() {
    for (;;) {
        while (raw_.size() - raw_at_ < gzip_magic.size() && fetch()) {
        }
        while (raw_at_ < raw_.size() && raw_[raw_at_] == '\0') ++raw_at_;
        if (raw_.size() - raw_at_ >= gzip_magic.size()) break;
        if (raw_at_ == raw_.size() && fetch()) continue;
        if (raw_at_ < raw_.size() && !ended_ && fetch()) continue;
        damaged_ |= raw_at_ < raw_.size();
        raw_at_ = raw_.size();
        return false;
    }
    if (!std::string_view(raw_).substr(raw_at_).starts_with(gzip_magic)) {
        damaged_ = true;
        return false;
    }
    inflateReset(&inflater_->z);
    inflater_->open = true;
    members_.push_back({out_base_ + out_.size(), bytes_read() - (raw_.size() - raw_at_)});
    return true;
}

// Adds to out_. False at the end and at damage.
bool Stream::unpack() {
    if (damaged_) return false;
    if (!known_) {
        while (raw_.size() < gzip_magic.size() && fetch()) {
        }
        known_ = true;
        if (std::string_view(raw_).starts_with("\x1F\x8B")) inflater_ = std::make_unique<Inflater>();
    }
    if (!inflater_) {
        if (raw_at_ == raw_.size() && !fetch()) return false;
        out_.append(raw_, raw_at_);
        raw_at_ = raw_.size();
        return true;
    }
    if (!inflater_->ready) {
        damaged_ = true;
        return false;
    }
    if (!inflater_->open && !next_member()) return false;
    if (raw_at_ == raw_.size() && !fetch()) {
        damaged_ = true;  // the file ends inside a member
        return false;
    }
    z_stream& z = inflater_->z;
    z.next_in = reinterpret_cast<Bytef*>(raw_.data() + raw_at_);
    z.avail_in = static_cast<uInt>(raw_.size() - raw_at_);
    const std::size_t had = out_.size();
    out_.resize(had + chunk);
    z.next_out = reinterpret_cast<Bytef*>(out_.data() + had);
    z.avail_out = static_cast<uInt>(chunk);
    const int status = inflate(&z, Z_NO_FLUSH);
    raw_at_ = raw_.size() - z.avail_in;
    out_.resize(out_.size() - z.avail_out);
    if (status == Z_STREAM_END)
        inflater_->open = false;
    else if (status != Z_OK && status != Z_BUF_ERROR)
        damaged_ = true;
    return out_.size() > had || !damaged_;
}

std::string_view Stream::peek(std::size_t n) {
    while (out_.size() - out_at_ < n && unpack()) {
    }
    return std::string_view(out_).substr(out_at_);
}

void Stream::consume(std::size_t n) {
    out_at_ += std::min(n, out_.size() - out_at_);
    if (out_at_ < (1u << 20) && out_at_ < out_.size()) return;
    out_base_ += out_at_;
    out_.erase(0, std::exchange(out_at_, 0));
    while (members_.size() > 1 && members_[1].stream <= out_base_) members_.pop_front();
}

std::uint64_t Stream::skip(std::uint64_t n) {
    std::uint64_t done = 0;
    while (done < n) {
        const auto have = peek(1).size();
        if (have == 0) break;
        const auto step = std::min<std::uint64_t>(have, n - done);
        consume(static_cast<std::size_t>(step));
        done += step;
    }
    return done;
}

bool Stream::recover() {
    if (!damaged_) return false;
    consume(out_.size());
    if (!inflater_ || !inflater_->ready) return false;
    inflater_->open = false;
    if (raw_at_ < raw_.size()) ++raw_at_;
    for (;;) {
        const auto found = std::string_view(raw_).find(gzip_magic, raw_at_);
        if (found != std::string_view::npos) {
            raw_at_ = found;
            damaged_ = false;
            return true;
        }
        raw_at_ = raw_.size() - std::min<std::size_t>(raw_.size() - raw_at_, gzip_magic.size() - 1);
        if (!fetch()) return false;
    }
}

std::uint64_t Stream::offset() const {
    const std::uint64_t at = out_base_ + out_at_;
    if (!inflater_) return bytes_read() - (raw_.size() - raw_at_) - (out_.size() - out_at_);
    std::uint64_t file = start_;
    for (const Member& member : members_)
        if (member.stream <= at) file = member.file;
    return file;
}

}  // namespace octavo::feed
