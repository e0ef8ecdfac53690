#include "pipeline/input_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace octavo::pipeline {
namespace {

constexpr std::size_t step = 256u << 10;
// News packs 3 to 10 to 1; a file of a single byte, repeated, 1000 to 1. Small files are let be: they harm nobody.
constexpr std::uint64_t max_ratio = 100, ratio_from = 16u << 20;

bool more_of(int fd, std::string& buffer, std::size_t n) {
    const auto size = buffer.size();
    buffer.resize(size + n);
    const auto got = fd >= 0 ? ::read(fd, buffer.data() + size, n) : 0;
    buffer.resize(size + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got > 0;
}

}  // namespace

InputFile::InputFile(const std::string& path)
    : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      stream_([this](std::string& buffer, std::size_t n) { return more_of(fd_, buffer, n); }, 0) {}

InputFile::~InputFile() {
    if (fd_ >= 0) ::close(fd_);
}

bool InputFile::read(std::string& buffer) {
    if (swells_) return false;
    const auto there = stream_.peek(1).substr(0, step);
    if (there.empty()) return false;
    buffer.append(there);
    unpacked_ += there.size();
    stream_.consume(there.size());
    swells_ = unpacked_ > ratio_from && unpacked_ / max_ratio > stream_.bytes_read();
    return true;
}

std::string beginning(const std::string& path, std::size_t n) {
    InputFile file(path);
    std::string bytes;
    while (bytes.size() < n && file.read(bytes)) {
    }
    bytes.resize(std::min(bytes.size(), n));
    return bytes;
}

Result<std::string> read_whole(const std::string& path, std::size_t cap) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return fail(Fault::not_found, fmt::format("{}: {}", path, error.message()));
    if (size > cap)
        return fail(Fault::too_big, fmt::format("{}: {} MB, more than the {} MB we read", path, size >> 20, cap >> 20));
    InputFile file(path);
    std::string bytes;
    bytes.reserve(size);
    while (file.read(bytes))
        if (bytes.size() > cap || file.swells())
            return fail(Fault::too_big, fmt::format("{}: unpacks to more than the {} MB we read", path, cap >> 20));
    if (file.damaged()) return fail(Fault::malformed, fmt::format("{}: gzip, but broken or cut short", path));
    if (bytes.empty() && size > 0) return fail(Fault::not_found, fmt::format("{}: cannot be read", path));
    return bytes;
}

}  // namespace octavo::pipeline
