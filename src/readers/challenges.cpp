#include "readers/challenges.hpp"

#include <sodium.h>

#include "readers/webauthn.hpp"

namespace octavo::readers {
namespace {

constexpr std::size_t by_lot = 16, when = 8, front_size = by_lot + when, seal_size = 16;

std::string random_key() {
    std::string out(crypto_generichash_KEYBYTES, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

}  // namespace

Challenges::Challenges() : key_(random_key()) {}

std::string Challenges::seal(std::string_view front, std::string_view purpose) const {
    const std::string message = std::string(front) + std::string(purpose);
    std::string out(seal_size, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       reinterpret_cast<const unsigned char*>(key_.data()), key_.size());
    return out;
}

std::string Challenges::make(std::string_view purpose, Instant now) const {
    std::string front(front_size, '\0');
    randombytes_buf(front.data(), by_lot);
    const auto time = static_cast<std::uint64_t>(to_unix_ms(now));
    for (std::size_t i = 0; i < when; ++i) front[by_lot + i] = static_cast<char>(time >> (8 * (when - 1 - i)));
    return to_base64url(front + seal(front, purpose));
}

bool Challenges::take(std::string_view challenge, std::string_view purpose, Instant now) {
    if (challenge.size() > 2 * (front_size + seal_size)) return false;
    const auto bytes = from_base64url(challenge);
    if (!bytes || bytes->size() != front_size + seal_size) return false;
    const std::string_view front = std::string_view(*bytes).substr(0, front_size);
    if (sodium_memcmp(seal(front, purpose).data(), bytes->data() + front_size, seal_size) != 0) return false;
    std::uint64_t time = 0;
    for (const char byte : front.substr(by_lot)) time = time << 8 | static_cast<unsigned char>(byte);
    const Instant made = from_unix_ms(static_cast<std::int64_t>(time));
    // A clock that was set back makes none of them last for ever.
    if (now - made >= lasts || made - now >= lasts) return false;
    const std::scoped_lock lock(mutex_);
    const auto oldest = to_unix_ms(now - lasts);
    used_.erase(used_.begin(), used_.lower_bound({oldest, {}}));
    if (used_.size() >= most_used) return false;
    return used_.emplace(to_unix_ms(made), std::string(front)).second;
}

}  // namespace octavo::readers
