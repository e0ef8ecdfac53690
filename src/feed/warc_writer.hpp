// Web archives, written: WARC 1.1, every record a gzip member of its own, so that reading can begin at any of them.
// https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/ Values in, bytes out. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace octavo::feed {

// What one address answered, and what else is known about it.
struct WarcExchange {
    std::string uri;
    Instant date{};
    int status = 0;                                            // 0: no answer; the metadata stand alone
    std::vector<std::pair<std::string, std::string>> headers;  // as they came
    std::string body;                                          // content-encoding and chunks taken off
    std::string metadata;                                      // a JSON object; "": none
};

// The record that opens a file: who wrote it.
std::string warcinfo_record(std::string_view file_name, std::string_view software, Instant date);
// The metadata, then the response, each where there is one. As bytes to append to a .warc.gz file.
std::string warc_records(const WarcExchange& exchange);

}  // namespace octavo::feed
