// A file to import, unpacked when it is gzip, whatever it is called: people rename, and browsers take ".gz" off.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "feed/inflate.hpp"

namespace octavo::pipeline {

class InputFile {
  public:
    explicit InputFile(const std::string& path);  // one that cannot be opened is empty
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    // Appends some of what is unpacked; false at the end, at damage and at a file that swells out of all reason.
    bool read(std::string& buffer);
    bool damaged() const { return stream_.damaged(); }                 // gzip that is broken or cut short
    bool swells() const { return swells_; }                            // a hundredfold and more: no text packs so well
    std::uint64_t bytes_read() const { return stream_.bytes_read(); }  // of the file as it lies there

  private:
    int fd_;
    feed::Stream stream_;
    std::uint64_t unpacked_ = 0;
    bool swells_ = false;
};

// The first `n` bytes, unpacked; fewer when the file is shorter.
std::string beginning(const std::string& path, std::size_t n);
// The whole file, unpacked. too_big: larger than `cap` before or after unpacking; not_found: cannot be read (with the
// system's word); malformed: broken gzip.
Result<std::string> read_whole(const std::string& path, std::size_t cap);

}  // namespace octavo::pipeline
