// The file a batch request names.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo::cli {

inline constexpr std::size_t max_input_bytes = 64u << 20;

// The bytes of a file, unpacked when they are gzip. not_found, too_big (over max_input_bytes, unpacked),
// malformed (bad gzip).
Result<std::string> read_input_file(std::string_view path);

// The body of an archived response with its Content-Encoding (gzip, deflate) taken off; as it is when the encoding is
// another, the bytes are not what it says, or there would be more than max_input_bytes.
std::string decode_content(std::string_view body, std::string_view encoding);

}  // namespace octavo::cli
