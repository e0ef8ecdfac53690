// Passkeys as the standard has them, and everything that is almost one. The vectors are made here, with OpenSSL.
#include "readers/webauthn.hpp"

#include "readers/device.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::readers;
using Algorithm = Passkey::Algorithm;

namespace {

const RelyingParty site{"news.example", "https://news.example"};
constexpr std::string_view challenge = "Y2hhbGxlbmdlIG9mIHRoaXMgdGVzdA";

KnownKey known(const NewKey& key) {
    return {.algorithm = key.algorithm, .public_key = key.public_key, .count = key.count, .may_travel = key.may_travel};
}
KnownKey known(const Device& device) {
    return known(read_new_key(site, challenge, device.make(site, challenge)).value());
}

bool is_new(const Device& device) { return read_new_key(site, challenge, device.make(site, challenge)).has_value(); }
bool opens(const KnownKey& key, const Device& device) {
    return read_use(site, challenge, key, device.use(site, challenge)).has_value();
}

}  // namespace

TEST_CASE("a passkey of either algorithm is read, and what it signs opens") {
    for (const Algorithm algorithm : {Algorithm::es256, Algorithm::eddsa}) {
        Device device(algorithm);
        device.flags |= Device::eligible | Device::backed_up;
        device.count = 7;
        const auto key = read_new_key(site, challenge, device.make(site, challenge));
        REQUIRE_MESSAGE(key.has_value(), key.error().detail);
        CHECK(key->id == device.id);
        CHECK(key->algorithm == algorithm);
        CHECK(key->public_key == device.public_bytes());
        CHECK(key->count == 7);
        CHECK(key->may_travel);
        CHECK(key->travels);
        device.count = 8;
        device.flags &= ~Device::backed_up;
        const auto use = read_use(site, challenge, known(*key), device.use(site, challenge));
        REQUIRE_MESSAGE(use.has_value(), use.error().detail);
        CHECK(use->count == 8);
        CHECK_FALSE(use->travels);
    }
}

TEST_CASE("what was said to another question, on another page, to another site or for another purpose is no key") {
    Device device;
    const KnownKey key = known(device);
    const auto bent = [&](auto bend) {
        Device other = device;
        bend(other);
        CHECK_FALSE(is_new(other));
        CHECK_FALSE(opens(key, other));
    };
    CHECK(opens(key, device));
    bent([](Device& d) { d.type = "payment.get"; });
    bent([](Device& d) { d.origin = "https://news.example.evil.example"; });
    bent([](Device& d) { d.origin = "http://news.example"; });
    bent([](Device& d) { d.origin = "https://news.example:8443"; });
    bent([](Device& d) { d.more = R"(,"crossOrigin":true)"; });
    bent([](Device& d) { d.more = R"(,"topOrigin":"https://evil.example")"; });
    CHECK_FALSE(read_use(site, "b3RoZXI", key, device.use(site, challenge)).has_value());
    CHECK_FALSE(read_use(site, "", key, device.use(site, "")).has_value());
    CHECK_FALSE(read_new_key(site, "b3RoZXI", device.make(site, challenge)).has_value());
    const RelyingParty neighbour{"evil.example", site.origin};  // its device was asked for another site
    CHECK_FALSE(read_use(site, challenge, key, device.use(neighbour, challenge)).has_value());
    CHECK_FALSE(read_new_key(site, challenge, device.make(neighbour, challenge)).has_value());
    // What was made to register does not sign in, and the other way round.
    auto crossed = device.use(site, challenge);
    crossed.client_data = device.make(site, challenge).client_data;
    crossed.signature = device.sign(crossed.authenticator_data + sha256(crossed.client_data));
    CHECK_FALSE(read_use(site, challenge, key, crossed).has_value());
}

TEST_CASE("a device that was not touched, or did not verify its owner, opens nothing") {
    Device device;
    const KnownKey key = known(device);
    for (const int flags :
         {0, Device::present, Device::verified, Device::present | Device::verified | Device::backed_up}) {
        CAPTURE(flags);
        Device other = device;
        other.flags = flags;
        CHECK_FALSE(is_new(other));
        CHECK_FALSE(opens(key, other));
    }
    // Whether it may be copied is settled when it is made.
    device.flags |= Device::eligible;
    CHECK_FALSE(opens(key, device));
    // With a key in it where none belongs.
    device.flags = Device::present | Device::verified | Device::attested;
    CHECK_FALSE(opens(key, device));
}

TEST_CASE("a signature is its own: of this key, over all that was said") {
    for (const Algorithm algorithm : {Algorithm::es256, Algorithm::eddsa}) {
        const Device device(algorithm), other(algorithm);
        const KnownKey key = known(device);
        CHECK_FALSE(opens(key, other));
        auto said = device.use(site, challenge);
        for (std::size_t i = 0; i < said.signature.size(); ++i) {
            auto bent = said;
            bent.signature[i] = static_cast<char>(bent.signature[i] ^ 1);
            CHECK_FALSE(read_use(site, challenge, key, bent).has_value());
        }
        for (const std::string& signature : {std::string(), std::string(64, '\0'), said.signature + "x"}) {
            auto bent = said;
            bent.signature = signature;
            CHECK_FALSE(read_use(site, challenge, key, bent).has_value());
        }
        said.client_data.insert(said.client_data.size() - 1, " ");
        CHECK_FALSE(read_use(site, challenge, key, said).has_value());
        // A key kept under the other algorithm's name.
        KnownKey wrong = key;
        wrong.algorithm = algorithm == Algorithm::es256 ? Algorithm::eddsa : Algorithm::es256;
        CHECK_FALSE(opens(wrong, device));
    }
}

TEST_CASE("a count goes on, or is always 0; one that goes back is that of a copy") {
    Device device;
    KnownKey key = known(device);
    CHECK(opens(key, device));  // 0 and 0
    key.count = 5;
    for (const auto& [count, right] :
         {std::pair(0U, false), std::pair(4U, false), std::pair(5U, false), std::pair(6U, true)}) {
        device.count = count;
        CHECK(opens(key, device) == right);
    }
}

TEST_CASE("only the two algorithms that were asked for, with the points of their curves") {
    Device device;
    for (const int algorithm : {-257, -8, -35, 7}) {
        device.stated_algorithm = algorithm;
        CHECK_FALSE(is_new(device));
    }
    device.stated_algorithm = 0;
    const auto whole = device.make(site, challenge);
    const auto bent = [&](std::string_view from, std::string_view to) {
        auto said = whole;
        const auto at = said.attestation.find(from);
        REQUIRE(at != std::string::npos);
        said.attestation.replace(at, from.size(), to);
        CHECK_FALSE(read_new_key(site, challenge, said).has_value());
    };
    const std::string x = device.public_bytes().substr(1, 32);
    bent(x, std::string(32, '\xff'));  // no point of the curve
    bent(x, std::string(32, '\0'));
    // Of small order: it would fit any message.
    Device ed(Algorithm::eddsa);
    auto said = ed.make(site, challenge);
    const auto at = said.attestation.find(ed.public_bytes());
    REQUIRE(at != std::string::npos);
    said.attestation.replace(at, 32, std::string("\x01", 1) + std::string(31, '\0'));
    CHECK_FALSE(read_new_key(site, challenge, said).has_value());
}

TEST_CASE("no statement about the device is taken") {
    Device device;
    device.format = "packed";
    CHECK_FALSE(is_new(device));
    device.format = "none";
    device.statement = cbor::head(5, 1) + cbor::text("alg") + cbor::number(-7);
    CHECK_FALSE(is_new(device));
    device.statement = cbor::text("");
    CHECK_FALSE(is_new(device));
}

TEST_CASE("extensions may stand behind, where they are announced; nothing else may") {
    Device device;
    const KnownKey key = known(device);
    const std::string extensions = cbor::head(5, 1) + cbor::text("credProps") + cbor::head(7, 21);
    device.behind = extensions;
    CHECK_FALSE(is_new(device));
    CHECK_FALSE(opens(key, device));
    device.flags |= Device::extended;
    CHECK(is_new(device));
    CHECK(opens(key, device));
    device.behind = cbor::number(1);
    CHECK_FALSE(opens(key, device));
    device.behind = extensions + "x";
    CHECK_FALSE(opens(key, device));
    device.behind.clear();
    CHECK_FALSE(opens(key, device));
}

TEST_CASE("what is cut off anywhere is refused, and so is what is too long") {
    const Device device;
    const KnownKey key = known(device);
    const auto made = device.make(site, challenge);
    for (std::size_t i = 0; i < made.attestation.size(); ++i) {
        auto cut = made;
        cut.attestation.resize(i);
        CHECK_FALSE(read_new_key(site, challenge, cut).has_value());
    }
    const auto used = device.use(site, challenge);
    for (std::size_t i = 0; i < used.authenticator_data.size(); ++i) {
        auto cut = used;
        cut.authenticator_data.resize(i);
        CHECK_FALSE(read_use(site, challenge, key, cut).has_value());
    }
    for (std::size_t i = 0; i < used.client_data.size(); ++i) {
        auto cut = used;
        cut.client_data.resize(i);
        CHECK_FALSE(read_use(site, challenge, key, cut).has_value());
    }
    auto long_one = made;
    long_one.attestation += "x";
    CHECK_FALSE(read_new_key(site, challenge, long_one).has_value());
    long_one.attestation = made.attestation + std::string(longest_statement, 'x');
    CHECK_FALSE(read_new_key(site, challenge, long_one).has_value());
    Device named;
    named.id = std::string(longest_credential + 1, 'k');
    CHECK_FALSE(is_new(named));
    named.id = std::string(longest_credential, 'k');
    CHECK(is_new(named));
    named.id.clear();
    CHECK_FALSE(is_new(named));
}

TEST_CASE("base64url is read as it is written, and no other way") {
    for (const std::string& bytes :
         {std::string(), std::string("a"), std::string("\xff\xfe\0", 3), std::string(100, '?')})
        CHECK(from_base64url(to_base64url(bytes)) == bytes);
    CHECK(to_base64url("\xff\xef\xbe") == "_---");
    for (const std::string_view other : {"YQ==", "Y Q", "Y+/h", "YQ\n", "Y", "\xb4\xb0\xb4\xb4", "\xc3\xa4YQ"})
        CHECK_FALSE(from_base64url(other).has_value());
}
