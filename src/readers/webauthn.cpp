#include "readers/webauthn.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <memory>

#include "base/base64.hpp"
#include "base/json.hpp"
#include "readers/cbor.hpp"

namespace octavo::readers {
namespace {

using Algorithm = Passkey::Algorithm;

constexpr std::size_t hash_size = 32, coordinate = 32, point = 1 + 2 * coordinate, ed25519 = 32;

std::unexpected<Failure> refuse(std::string_view why) {
    return std::unexpected(Failure{Fault::refused, fmt::format("passkey: {}", why)});
}

// Section 7.1, steps 5 to 12, and 7.2, steps 8 to 15: what the browser says of the moment.
Result<> look_at_client_data(const RelyingParty& site, std::string_view challenge, std::string_view type,
                             std::string_view client_data) {
    if (client_data.size() > longest_client_data) return refuse("the browser said too much");
    const Json said = TRY(Json::parse(client_data));
    if (said["type"].string() != type) return refuse("it was made for something else");
    if (challenge.empty() || said["challenge"].string() != challenge) return refuse("it answers something else");
    if (said["origin"].string() != site.origin) return refuse("another site's page asked for it");
    if (said["crossOrigin"].boolean() || !said["topOrigin"].is_null()) return refuse("a page within a page asked");
    return {};
}

struct AuthenticatorData {
    std::uint32_t count = 0;
    bool may_travel = false, travels = false;
    std::string_view credential = {}, key = {};  // of a registration: its id; the bytes of the COSE key
};

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t out = 0;
    for (const char byte : bytes) out = out << 8 | static_cast<unsigned char>(byte);
    return out;
}

// Section 6.1: rpIdHash 32, flags 1, signCount 4, attested credential data, extensions.
Result<AuthenticatorData> read_authenticator_data(const RelyingParty& site, std::string_view bytes, bool fresh) {
    constexpr unsigned present = 1, verified = 4, eligible = 8, backed_up = 16, attested = 64, extended = 128;
    constexpr std::size_t least = hash_size + 1 + 4, id_bytes = 16;
    if (bytes.size() < least) return refuse("the device said too little");
    if (bytes.substr(0, hash_size) != sha256(site.id)) return refuse("it is another site's");
    const auto flags = static_cast<unsigned char>(bytes[hash_size]);
    if ((flags & present) == 0) return refuse("nobody touched the device");
    if ((flags & verified) == 0) return refuse("the device did not verify its owner");
    if ((flags & backed_up) != 0 && (flags & eligible) == 0) return refuse("it is copied and may not be");
    if (((flags & attested) != 0) != fresh) return refuse(fresh ? "there is no key in it" : "there is a key in it");
    AuthenticatorData out{.count = big_endian(bytes.substr(hash_size + 1, 4)),
                          .may_travel = (flags & eligible) != 0,
                          .travels = (flags & backed_up) != 0};
    std::string_view rest = bytes.substr(least);
    if (fresh) {
        if (rest.size() < id_bytes + 2) return refuse("the device said too little");
        const std::size_t length = big_endian(rest.substr(id_bytes, 2));
        rest.remove_prefix(id_bytes + 2);
        if (length == 0 || length > longest_credential || length > rest.size()) return refuse("a name of no length");
        out.credential = rest.substr(0, length);
        rest.remove_prefix(length);
        out.key = rest;
        TRY(read_cbor(rest));
        out.key.remove_suffix(rest.size());
    }
    if ((flags & extended) != 0 && TRY(read_cbor(rest)).kind != Cbor::Kind::map)
        return refuse("extensions that are none");
    if (!rest.empty()) return refuse("the device said too much");
    return out;
}

// RFC 9053, section 7: a COSE key of one of two kinds, with nothing of them left to choose.
Result<std::pair<Algorithm, std::string>> read_cose_key(std::string_view bytes) {
    const Cbor key = TRY(read_cbor(bytes));
    const auto is = [&](std::int64_t name, std::int64_t value) {
        const Cbor* found = key.find(name);
        return found != nullptr && found->is_number(value);
    };
    const Cbor *x = key.find(-2), *y = key.find(-3);
    if (is(1, 2) && is(3, -7) && is(-1, 1)) {  // EC2, ES256, P-256
        if (x == nullptr || y == nullptr || !x->is_bytes(coordinate) || !y->is_bytes(coordinate))
            return refuse("a point that is none");
        return std::pair(Algorithm::es256, fmt::format("\x04{}{}", x->string, y->string));
    }
    if (is(1, 1) && is(3, -8) && is(-1, 6)) {  // OKP, EdDSA, Ed25519
        if (x == nullptr || !x->is_bytes(ed25519)) return refuse("a key of another length");
        return std::pair(Algorithm::eddsa, std::string(x->string));
    }
    return refuse("an algorithm that was not asked for");
}

struct Free {
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(OSSL_PARAM_BLD* p) const { OSSL_PARAM_BLD_free(p); }
    void operator()(OSSL_PARAM* p) const { OSSL_PARAM_free(p); }
};
template <class T>
using Held = std::unique_ptr<T, Free>;

const unsigned char* octets(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

Held<EVP_PKEY> point_of(std::string_view bytes) {
    EVP_PKEY* key = nullptr;
    const Held<OSSL_PARAM_BLD> parts(OSSL_PARAM_BLD_new());
    const Held<EVP_PKEY_CTX> making(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    if (!parts || !making ||
        OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size()) != 1)
        return {};
    const Held<OSSL_PARAM> params(OSSL_PARAM_BLD_to_param(parts.get()));
    if (!params || EVP_PKEY_fromdata_init(making.get()) != 1 ||
        EVP_PKEY_fromdata(making.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return {};
    Held<EVP_PKEY> out(key);
    const Held<EVP_PKEY_CTX> looking(EVP_PKEY_CTX_new(out.get(), nullptr));
    if (!looking || EVP_PKEY_public_check(looking.get()) != 1) return {};  // a point of this curve
    return out;
}

Held<EVP_PKEY> key_of(Algorithm algorithm, std::string_view bytes) {
    if (algorithm == Algorithm::es256) return bytes.size() == point ? point_of(bytes) : Held<EVP_PKEY>();
    if (bytes.size() != ed25519) return {};
    // A key of small order fits any message: whoever registers one has no key at all.
    if (crypto_core_ed25519_is_valid_point(octets(bytes)) != 1) return {};
    return Held<EVP_PKEY>(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(bytes), bytes.size()));
}

bool is_signed(Algorithm algorithm, std::string_view key_bytes, std::string_view message, std::string_view signature) {
    const Held<EVP_PKEY> key = key_of(algorithm, key_bytes);
    const Held<EVP_MD_CTX> looking(EVP_MD_CTX_new());
    const EVP_MD* hash = algorithm == Algorithm::es256 ? EVP_sha256() : nullptr;
    return key && looking && EVP_DigestVerifyInit(looking.get(), nullptr, hash, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(looking.get(), octets(signature), signature.size(), octets(message), message.size()) == 1;
}

}  // namespace

std::string to_base64url(std::string_view bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(out.data(), out.size(), octets(bytes), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out.pop_back();  // the zero at its end
    return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
    // libsodium takes some bytes beyond ASCII for letters.
    if (!std::ranges::all_of(text, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        }))
        return std::nullopt;
    std::string out(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                          &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size())
        return std::nullopt;
    out.resize(size);
    return out;
}

Result<NewKey> read_new_key(const RelyingParty& site, std::string_view challenge, const SaidOfNewKey& said) {
    TRY(look_at_client_data(site, challenge, "webauthn.create", said.client_data));
    std::string_view rest = said.attestation;
    if (rest.size() > longest_statement) return refuse("the device said too much");
    const Cbor object = TRY(read_cbor(rest));
    if (!rest.empty()) return refuse("the device said too much");
    const Cbor *format = object.find("fmt"), *statement = object.find("attStmt"), *data = object.find("authData");
    // Section 8.7: a "none" statement is an empty map. Others tell of a device's make, which was not asked.
    if (format == nullptr || format->kind != Cbor::Kind::text || format->string != "none" || statement == nullptr ||
        statement->kind != Cbor::Kind::map || !statement->items.empty())
        return refuse("a statement that was not asked for");
    if (data == nullptr || data->kind != Cbor::Kind::bytes) return refuse("the device said nothing");
    const auto read = TRY(read_authenticator_data(site, data->string, true));
    auto [algorithm, key] = TRY(read_cose_key(read.key));
    if (!key_of(algorithm, key)) return refuse("a key that is none");
    return NewKey{.id = std::string(read.credential),
                  .algorithm = algorithm,
                  .public_key = std::move(key),
                  .count = read.count,
                  .may_travel = read.may_travel,
                  .travels = read.travels};
}

Result<KeyUse> read_use(const RelyingParty& site, std::string_view challenge, const KnownKey& key,
                        const SaidOfUse& said) {
    TRY(look_at_client_data(site, challenge, "webauthn.get", said.client_data));
    if (said.authenticator_data.size() > longest_statement || said.signature.size() > longest_statement)
        return refuse("the device said too much");
    const auto read = TRY(read_authenticator_data(site, said.authenticator_data, false));
    // Section 7.2, step 18: whether it may be copied is settled when it is made.
    if (read.may_travel != key.may_travel) return refuse("it is not the key that was made");
    if (!is_signed(key.algorithm, key.public_key, said.authenticator_data + sha256(said.client_data), said.signature))
        return refuse("the signature is not its");
    if (!counts_on(key.count, read.count)) return refuse("its count went back: there is a copy of it");
    return KeyUse{.count = read.count, .travels = read.travels};
}

}  // namespace octavo::readers
