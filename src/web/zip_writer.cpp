#include "web/zip_writer.hpp"

#include <libdeflate.h>

#include <memory>

namespace octavo::web {
namespace {

constexpr int level = 6;
constexpr std::uint16_t needs = 20;                // version 2.0: deflate
constexpr std::uint16_t made_by = 3 << 8 | needs;  // Unix: the upper half of the attributes is the file's mode
constexpr std::uint16_t utf8_names = 1 << 11;
constexpr std::uint32_t plain_file = 0100644U << 16;

void add16(std::string& out, std::uint16_t n) {
    out += static_cast<char>(n);
    out += static_cast<char>(n >> 8);
}
void add32(std::string& out, std::uint32_t n) {
    add16(out, static_cast<std::uint16_t>(n));
    add16(out, static_cast<std::uint16_t>(n >> 16));
}

std::string packed(std::string_view bytes) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> packer(
        libdeflate_alloc_compressor(level), &libdeflate_free_compressor);
    if (!packer) return {};
    std::string out(libdeflate_deflate_compress_bound(packer.get(), bytes.size()), '\0');
    out.resize(libdeflate_deflate_compress(packer.get(), bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

// Section 4.4.6: "The date and time are encoded in standard MS-DOS format", which begins in 1980 and counts two
// seconds.
std::uint32_t dos_time(Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
    const auto year = static_cast<unsigned>(std::clamp(static_cast<int>(date.year()), 1980, 2107) - 1980);
    return (year << 9 | static_cast<unsigned>(date.month()) << 5 | static_cast<unsigned>(date.day())) << 16 |
           static_cast<std::uint32_t>(time.hours().count() << 11 | time.minutes().count() << 5 |
                                      time.seconds().count() / 2);
}

}  // namespace

ZipWriter::ZipWriter(Instant made) : when_(dos_time(made)) {}

bool ZipWriter::put(std::string_view name, std::string_view bytes) {
    if (bytes.size() > most - bytes_ || name.size() > 1000 || files_ == 1000) return false;
    const std::string body = packed(bytes);
    if (body.empty()) return false;
    // Sections 4.3.7 and 4.3.12: what a file's own head and its line in the directory have in common.
    std::string common;
    add16(common, needs);
    add16(common, utf8_names);
    add16(common, 8);  // deflated
    add32(common, when_);
    add32(common, libdeflate_crc32(0, bytes.data(), bytes.size()));
    add32(common, static_cast<std::uint32_t>(body.size()));
    add32(common, static_cast<std::uint32_t>(bytes.size()));
    add16(common, static_cast<std::uint16_t>(name.size()));
    add16(common, 0);  // extra fields

    add32(directory_, 0x02014b50);
    add16(directory_, made_by);
    directory_ += common;
    add16(directory_, 0);  // comment
    add16(directory_, 0);  // disk
    add16(directory_, 0);  // internal attributes
    add32(directory_, plain_file);
    add32(directory_, static_cast<std::uint32_t>(out_.size()));
    directory_ += name;

    add32(out_, 0x04034b50);
    out_.append(common).append(name).append(body);
    bytes_ += bytes.size();
    ++files_;
    return true;
}

std::string ZipWriter::take() {
    std::string end;
    add32(end, 0x06054b50);
    add16(end, 0);  // this disk, and where the directory begins
    add16(end, 0);
    add16(end, files_);
    add16(end, files_);
    add32(end, static_cast<std::uint32_t>(directory_.size()));
    add32(end, static_cast<std::uint32_t>(out_.size()));
    add16(end, 0);  // comment
    return std::move(out_) + directory_ + end;
}

}  // namespace octavo::web
