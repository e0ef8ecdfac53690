// Base64 with padding (RFC 4648, section 4) and SHA-256 (FIPS 180-4), for what the web wants written that way. Pure.
// https://www.rfc-editor.org/rfc/rfc4648#section-4
#pragma once

#include <string>
#include <string_view>

namespace octavo {

std::string to_base64(std::string_view bytes);
std::string sha256(std::string_view bytes);  // 32 bytes

}  // namespace octavo
