// What opens an account beside its password: passkeys, and passwords of programs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/account.hpp"

namespace octavo {

// A key pair whose private half stays with a device (https://www.w3.org/TR/webauthn-3/). Ids and keys are base64url.
struct Passkey {
    enum class Algorithm : std::uint8_t { es256, eddsa };
    std::string id;  // of the credential
    AccountId account;
    std::string name;  // as its owner calls it
    Algorithm algorithm = Algorithm::es256;
    std::string public_key;                    // es256: the point, uncompressed; eddsa: its 32 bytes
    std::uint32_t count = 0;                   // what the device says of how often it signed; many say 0 for ever
    bool may_travel = false, travels = false;  // may be, is on several devices ("backup eligible", "backup state")
    Instant made{};
    std::optional<Instant> used = {};
};

// What a program signs in with, for its owner: it may look at what is theirs, and change nothing.
struct AppPassword {
    std::int64_t number = 0;  // to be named by on a page: no secret
    AccountId account;
    std::string name;  // of the program, as its owner calls it
    Instant made{};
    std::optional<Instant> used = {};
};

}  // namespace octavo
