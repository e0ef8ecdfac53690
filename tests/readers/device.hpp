// A device that keeps a passkey, made with OpenSSL: what it says can be bent in every way a forger might.
#pragma once

#include <doctest/doctest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include <memory>

#include "base/base64.hpp"
#include "readers/keys.hpp"

namespace octavo::test {

namespace cbor {
inline std::string head(int major, std::uint64_t n) {
    if (n < 24) return {static_cast<char>(major << 5 | static_cast<int>(n))};
    if (n < 256) return {static_cast<char>(major << 5 | 24), static_cast<char>(n)};
    return {static_cast<char>(major << 5 | 25), static_cast<char>(n >> 8), static_cast<char>(n)};
}
inline std::string number(int n) {
    return n < 0 ? head(1, static_cast<unsigned>(-1 - n)) : head(0, static_cast<unsigned>(n));
}
inline std::string bytes(std::string_view b) { return head(2, b.size()) + std::string(b); }
inline std::string text(std::string_view t) { return head(3, t.size()) + std::string(t); }
}  // namespace cbor

class Device {
  public:
    using Algorithm = Passkey::Algorithm;
    explicit Device(Algorithm algorithm = Algorithm::es256) : algorithm_(algorithm) {
        key_.reset(algorithm == Algorithm::es256 ? EVP_EC_gen("P-256") : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"),
                   &EVP_PKEY_free);
        REQUIRE(key_);
    }

    // What it says, and what it can be made to say.
    static constexpr int present = 1, verified = 4, eligible = 8, backed_up = 16, attested = 64, extended = 128;
    std::string id = std::string(32, 'k');
    int flags = present | verified;
    std::uint32_t count = 0;
    std::string type = {};    // "" as it should be
    std::string origin = {};  // "" the site's
    std::string more = {};    // in the client data: ",\"crossOrigin\":true"
    std::string format = "none", statement = "\xa0";
    std::string behind = {};   // after the authenticator's data
    int stated_algorithm = 0;  // of the COSE key; 0 its own

    std::string public_bytes() const {
        if (algorithm_ == Algorithm::eddsa) {
            std::string out(32, '\0');
            std::size_t size = out.size();
            REQUIRE(EVP_PKEY_get_raw_public_key(key_.get(), octets(out), &size) == 1);
            return out;
        }
        std::string out(65, '\0');
        std::size_t size = 0;
        REQUIRE(EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, octets(out), out.size(), &size) ==
                1);
        REQUIRE(size == 65);
        return out;
    }
    std::string cose() const {
        using namespace cbor;
        const std::string bytes_of_key = public_bytes();
        if (algorithm_ == Algorithm::eddsa)
            return head(5, 4) + number(1) + number(1) + number(3) + number(stated(-8)) + number(-1) + number(6) +
                   number(-2) + bytes(bytes_of_key);
        return head(5, 5) + number(1) + number(2) + number(3) + number(stated(-7)) + number(-1) + number(1) +
               number(-2) + bytes(bytes_of_key.substr(1, 32)) + number(-3) + bytes(bytes_of_key.substr(33));
    }
    std::string client_data(std::string_view as, const readers::RelyingParty& site, std::string_view challenge) const {
        return fmt::format(R"({{"type":"{}","challenge":"{}","origin":"{}"{}}})", type.empty() ? as : type, challenge,
                           origin.empty() ? site.origin : origin, more);
    }
    std::string authenticator_data(const readers::RelyingParty& site, int also = 0) const {
        std::string out = sha256(site.id);
        out += static_cast<char>(flags | also);
        for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(count >> shift);
        return out;
    }
    readers::SaidOfNewKey make(const readers::RelyingParty& site, std::string_view challenge) const {
        using namespace cbor;
        std::string data = authenticator_data(site, attested) + std::string(16, '\0');
        data += static_cast<char>(id.size() >> 8);
        data += static_cast<char>(id.size());
        data += id + cose() + behind;
        return {client_data("webauthn.create", site, challenge),
                head(5, 3) + text("fmt") + text(format) + text("attStmt") + statement + text("authData") + bytes(data)};
    }
    readers::SaidOfUse use(const readers::RelyingParty& site, std::string_view challenge) const {
        readers::SaidOfUse out{client_data("webauthn.get", site, challenge), authenticator_data(site) + behind, ""};
        out.signature = sign(out.authenticator_data + sha256(out.client_data));
        return out;
    }
    std::string sign(std::string_view message) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> signing(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        const EVP_MD* hash = algorithm_ == Algorithm::es256 ? EVP_sha256() : nullptr;
        REQUIRE(EVP_DigestSignInit(signing.get(), nullptr, hash, nullptr, key_.get()) == 1);
        std::string out(200, '\0');
        std::size_t size = out.size();
        REQUIRE(EVP_DigestSign(signing.get(), octets(out), &size,
                               reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1);
        out.resize(size);
        return out;
    }

    // As forms bring it.
    readers::ShownNewKey show_new(const readers::RelyingParty& site, const std::string& challenge) const {
        const auto said = make(site, challenge);
        return {challenge, readers::to_base64url(said.client_data), readers::to_base64url(said.attestation)};
    }
    readers::ShownKey show(const readers::RelyingParty& site, const std::string& challenge,
                           std::string_view user) const {
        const auto said = use(site, challenge);
        return {challenge,
                readers::to_base64url(id),
                readers::to_base64url(user),
                readers::to_base64url(said.client_data),
                readers::to_base64url(said.authenticator_data),
                readers::to_base64url(said.signature)};
    }

  private:
    static unsigned char* octets(std::string& s) { return reinterpret_cast<unsigned char*>(s.data()); }
    int stated(int own) const { return stated_algorithm == 0 ? own : stated_algorithm; }
    Algorithm algorithm_;
    std::shared_ptr<EVP_PKEY> key_;
};

}  // namespace octavo::test
