// Takes the content-coding off a body (RFC 9110, section 8.4.1; zstd: RFC 9659), under caps. Pure; thread-safe.
//
// One layer only: nobody honest sends two. Whole bodies, because we hold them anyway and libdeflate is three times as
// fast as a streaming inflate. Memory grows with what really comes out, never with what a header claims.
// Checked by tests/fetch/decode_test.cpp, fuzz/decode.cpp.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo::fetch {

enum class Coding { identity, gzip, deflate, brotli, zstd };
// Of a Content-Encoding header. Absent for codings we did not ask for and for more than one layer.
std::optional<Coding> coding_of(std::string_view content_encoding);

struct DecodeCaps {
    std::size_t max_bytes = 32u << 20;  // out
    std::size_t max_ratio = 100;        // out to in, ...
    std::size_t ratio_from = 1u << 20;  // ... once more than this came out
};

// malformed: the bytes are not of that coding, or cut short. too_big: a cap.
Result<std::string> decode(Coding coding, std::string_view bytes, const DecodeCaps& caps = {});

}  // namespace octavo::fetch
