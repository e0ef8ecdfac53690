// Any bytes as what a browser and a device say of a passkey: CBOR, client data, a device's data, a signature.
#include <cstdlib>

#include "base/base64.hpp"
#include "readers/cbor.hpp"
#include "readers/webauthn.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace octavo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);

    std::string_view rest = text;
    for (int i = 0; i < 100 && !rest.empty(); ++i) {
        const std::size_t before = rest.size();
        if (!readers::read_cbor(rest)) break;
        if (rest.size() >= before) std::abort();
    }
    if (const auto bytes = readers::from_base64url(text); bytes && readers::to_base64url(*bytes) != text) std::abort();
    if (readers::from_base64url(readers::to_base64url(text)) != text) std::abort();

    const readers::RelyingParty site{"localhost", "http://localhost:8080"};
    constexpr std::string_view challenge = "YQ";
    const std::string made = R"({"type":"webauthn.create","challenge":"YQ","origin":"http://localhost:8080"})";
    const std::string used = R"({"type":"webauthn.get","challenge":"YQ","origin":"http://localhost:8080"})";
    const auto end = std::min(text.find('\n'), text.size());
    const std::string first(text.substr(0, end)), second(text.substr(std::min(end + 1, text.size())));
    (void)readers::read_new_key(site, challenge, {.client_data = first, .attestation = second});
    if (const auto key =
            readers::read_new_key(site, challenge, {.client_data = made, .attestation = std::string(text)})) {
        if (key->id.empty() || key->id.size() > readers::longest_credential) std::abort();
        // What signs nothing opens nothing.
        if (readers::read_use(
                site, challenge, {.algorithm = key->algorithm, .public_key = key->public_key},
                {.client_data = used, .authenticator_data = sha256(site.id) + "\x05\0\0\0\1", .signature = first}))
            std::abort();
    }
    // The site's own hash before it, so that more than that is looked at.
    const std::string authenticator = sha256(site.id) + std::string(text.substr(0, 60'000));
    std::string object =
        "\xa3\x63"
        "fmt\x64none\x67"
        "attStmt\xa0\x68"
        "authData";
    object += authenticator.size() < 256 ? "\x58" : "\x59";
    if (authenticator.size() >= 256) object += static_cast<char>(authenticator.size() >> 8);
    object += static_cast<char>(authenticator.size());
    const readers::SaidOfNewKey framed{made, object + authenticator};
    (void)readers::read_new_key(site, challenge, framed);
    for (const auto algorithm : {Passkey::Algorithm::es256, Passkey::Algorithm::eddsa})
        if (readers::read_use(
                site, challenge, {.algorithm = algorithm, .public_key = second},
                {.client_data = used, .authenticator_data = sha256(site.id) + first, .signature = second}))
            std::abort();
    return 0;
}
