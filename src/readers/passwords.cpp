#include "readers/passwords.hpp"

#include <sodium.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <unordered_set>

#include "base/utf8.hpp"
#include "readers/embedded.gen.hpp"

namespace octavo::readers {
namespace {

const std::unordered_set<std::string_view>& common() {
    static const auto words = [] {
        std::unordered_set<std::string_view> out;
        for (std::string_view rest = embedded::common_passwords_txt(); !rest.empty();) {
            const auto end = std::min(rest.find('\n'), rest.size());
            if (end > 0 && rest[0] != '#') out.insert(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        return out;
    }();
    return words;
}

}  // namespace

std::optional<std::string> read_password(std::string_view typed) {
    if (typed.size() > longest_password || !utf8::valid(typed)) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
    std::string out;
    nfkc->normalize(icu::UnicodeString::fromUTF8({typed.data(), static_cast<std::int32_t>(typed.size())}), status)
        .toUTF8String(out);
    return U_FAILURE(status) ? std::nullopt : std::optional(std::move(out));
}

PasswordCost PasswordCost::least() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

PasswordFault look_at_password(std::string_view password, std::string_view name) {
    if (password.size() > longest_password) return PasswordFault::too_long;
    if (utf8::length(password) < shortest_password) return PasswordFault::too_short;
    const std::string lower = utf8::lower(password);
    if (common().contains(lower) || lower == utf8::lower(name)) return PasswordFault::common;
    // One sign over and over, and a short word over and over.
    for (std::size_t period = 1; period <= 4 && period < lower.size(); ++period)
        if (lower.substr(period) == lower.substr(0, lower.size() - period)) return PasswordFault::common;
    return PasswordFault::none;
}

std::string hash_password(std::string_view password, const PasswordCost& cost) {
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(out, password.data(), password.size(), cost.passes, cost.bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return {};
    return out;
}

bool is_password(const std::string& hash, std::string_view password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool is_outdated(std::string_view hash, const PasswordCost& cost) {
    return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), cost.passes, cost.bytes) != 0;
}

}  // namespace octavo::readers
