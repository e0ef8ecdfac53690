// Passwords: what may be one, and the hash that is kept of it: Argon2id (RFC 9106), 64 MiB and three passes, which is
// .19 s of one core; so the caller sees to it that few are under way at once, and none on a thread that serves pages.
// Checked by tests/readers/passwords_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace octavo::readers {

constexpr std::size_t shortest_password = 8, longest_password = 256;  // code points; bytes

// What a hash costs. Tests take the least there is.
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t bytes = 64U << 20;
    static PasswordCost least();
};

// As it is hashed: NFKC, so that it is the same from every keyboard (NIST SP 800-63B, 3.1.1.2). Absent: no UTF-8.
std::optional<std::string> read_password(std::string_view typed);

enum class PasswordFault { none, too_short, too_long, common };
// NIST SP 800-63B, section 3.1.1.2: length, and that it is none of those everybody tries; nothing about its signs.
// `name`: whose it is to be, for that is tried first.
PasswordFault look_at_password(std::string_view password, std::string_view name);

// "$argon2id$v=19$m=..."; "" where there was not enough memory.
std::string hash_password(std::string_view password, const PasswordCost& cost);
bool is_password(const std::string& hash, std::string_view password);
// It was made at another cost: to be made anew when the password is there.
bool is_outdated(std::string_view hash, const PasswordCost& cost);

}  // namespace octavo::readers
