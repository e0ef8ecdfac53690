// What a browser says of a passkey, verified: Web Authentication Level 3 as far as a site needs it that asks for no
// attestation. Ours, over OpenSSL's signatures: it is small, and what it does not know it refuses.
// https://www.w3.org/TR/webauthn-3/#sctn-rp-operations
//
//   const NewKey key = TRY(read_new_key({"news.example", "https://news.example"}, challenge, said));
//   const KeyUse use = TRY(read_use({...}, challenge, key, said));
//
// Two algorithms, those that every device has: ES256 and EdDSA over Ed25519. The reader must have been verified by the
// device (its PIN, a finger, a face). That a challenge is ours, and used once, is the caller's to see (challenges.hpp);
// so is whose key it is. Pure but for OpenSSL. Checked by tests/readers/webauthn_test.cpp and fuzz/passkey.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/keys.hpp"

namespace octavo::readers {

// Where keys are valid: a domain, and the one origin whose pages may ask for them.
struct RelyingParty {
    std::string id;      // "news.example"
    std::string origin;  // "https://news.example"
};

// base64url without padding (RFC 4648, section 5): as such bytes are kept, and sent in forms.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

constexpr std::size_t longest_client_data = 4096, longest_statement = 4096, longest_credential = 1023;

// The parts of an answer of navigator.credentials, as bytes.
struct SaidOfNewKey {
    std::string client_data, attestation;
};
struct SaidOfUse {
    std::string client_data, authenticator_data, signature;
};

struct NewKey {
    std::string id;  // bytes
    Passkey::Algorithm algorithm = Passkey::Algorithm::es256;
    std::string public_key;  // bytes
    std::uint32_t count = 0;
    bool may_travel = false, travels = false;
};
// The key of a registration. refused, malformed: why not.
Result<NewKey> read_new_key(const RelyingParty& site, std::string_view challenge, const SaidOfNewKey& said);

struct KnownKey {
    Passkey::Algorithm algorithm = Passkey::Algorithm::es256;
    std::string public_key;  // bytes
    std::uint32_t count = 0;
    bool may_travel = false;
};
struct KeyUse {
    std::uint32_t count = 0;
    bool travels = false;
};
// That the key's holder is there now, and means this challenge. refused, malformed: why not.
Result<KeyUse> read_use(const RelyingParty& site, std::string_view challenge, const KnownKey& key,
                        const SaidOfUse& said);

// Whether a device's count of its signatures went on. It may be always 0; one that stands still or goes back is
// that of a copy (section 6.1.1).
constexpr bool counts_on(std::uint32_t before, std::uint32_t now) { return now > before || (now == 0 && before == 0); }

}  // namespace octavo::readers
