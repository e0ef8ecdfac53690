#include "base/hash.hpp"

#include <sodium.h>

namespace octavo {

Digest digest(std::string_view bytes) {
    Digest out{};
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    return out;
}

std::uint64_t hash64(std::string_view bytes) {
    const Digest d = digest(bytes);
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8 | d[static_cast<std::size_t>(i)];
    return value;
}

namespace {
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
}

std::string to_base32(std::uint64_t value) {
    std::string out(13, 'a');
    for (std::size_t i = 13; i-- > 0;) {
        out[i] = alphabet[value & 31U];
        value >>= 5;
    }
    return out;
}

std::optional<std::uint64_t> from_base32(std::string_view letters) {
    if (letters.size() != 13) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 13; ++i) {
        const auto digit = alphabet.find(letters[i]);
        if (digit == std::string_view::npos || (i == 0 && digit > 15)) return std::nullopt;
        value = value << 5 | digit;
    }
    return value;
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

}  // namespace octavo
