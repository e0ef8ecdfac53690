// Hashes that are stored and therefore never change: BLAKE2b (RFC 7693), cut to 64 or 256 bits.
// https://www.rfc-editor.org/rfc/rfc7693
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace octavo {

// 64 bits of BLAKE2b-256 (the first eight bytes, little endian). Stable for ever: ids are made of it.
std::uint64_t hash64(std::string_view bytes);

// BLAKE2b-256, for hashes of what a publisher served.
using Digest = std::array<std::uint8_t, 32>;
Digest digest(std::string_view bytes);

// 13 letters of RFC 4648 base32, lower case, for 64 bits; and back. Absent for anything else.
std::string to_base32(std::uint64_t value);
std::optional<std::uint64_t> from_base32(std::string_view letters);

std::string to_hex(std::string_view bytes);

// A fast mixing hash for tables in memory; never stored.
constexpr std::uint64_t mix64(std::uint64_t x) {
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93U;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93U;
    x ^= x >> 32;
    return x;
}

// FNV-1a, 64 bits, then mixed: for feature hashing of words. Stored in readings, so it never changes either.
constexpr std::uint64_t word_hash(std::string_view bytes) {
    std::uint64_t h = 0xcbf29ce484222325U;
    for (const char c : bytes) {
        h ^= static_cast<unsigned char>(c);
        h *= 0x100000001b3U;
    }
    return mix64(h);
}

}  // namespace octavo
