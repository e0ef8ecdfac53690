// Web archives: WARC 1.0/1.1 (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/) and old
// ARC, plain or gzip (one member a record or one for all). Streams: memory holds one record. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"

namespace octavo::feed {

struct WarcRecord {
    std::string type;  // "response", "request", "warcinfo", ...
    std::string uri;
    std::optional<Instant> date;
    int http_status = 0;           // 0: no HTTP message inside
    std::string http_headers;      // as archived, without the status line; "" when there are none
    std::string payload;           // body, content-length or chunked framing taken off, content-encoding NOT decoded
    std::string payload_encoding;  // Content-Encoding header
    std::string content_type;      // of the HTTP message, else of the record
    std::uint64_t offset = 0;      // in the file, of the record (or its gzip member)
    bool cut = false;              // longer than the cap: the payload is not here
    bool truncated = false;        // the file ends inside this record: the payload is what there was
};

class WarcReader {
  public:
    // Reads `bytes` through `more`, which appends up to `n` bytes to its buffer and returns false at the end.
    using Source = std::function<bool(std::string& buffer, std::size_t n)>;
    explicit WarcReader(Source more, std::size_t max_record = 64u << 20);
    static Result<WarcReader> open(const std::string& path, std::uint64_t offset = 0);
    ~WarcReader();
    WarcReader(WarcReader&&) noexcept;

    // Absent at the end. A failure says what and at which offset; records before it were good, and a further call
    // tries to go on behind the damage (absent when there is nothing more to find).
    Result<std::optional<WarcRecord>> next();
    // Where to `open` again to go on with the record that `next` would give now. In a file that is one single gzip
    // member this stays at its start.
    std::uint64_t offset() const;
    std::uint64_t bytes_read() const;  // of the file, so far: for progress

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::feed
