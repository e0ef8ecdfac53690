#include "pipeline/websub.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/random.h>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "feed/link_header.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t longest_address = 2048;
constexpr std::int64_t asked_lease = 10 * 86'400;  // seconds; the hub decides

std::string web_address(std::string_view text, const Url& base) {
    const auto url = Url::parse(text, base);
    if (!url || !url->is_web() || url->has_credentials() || url->href().size() > longest_address) return {};
    return url->without_fragment();
}

const EVP_MD* method_of(std::string_view name) {
    if (utf8::equal_ignoring_case(name, "sha256")) return EVP_sha256();
    if (utf8::equal_ignoring_case(name, "sha1")) return EVP_sha1();
    if (utf8::equal_ignoring_case(name, "sha384")) return EVP_sha384();
    if (utf8::equal_ignoring_case(name, "sha512")) return EVP_sha512();
    return nullptr;
}

}  // namespace

HubLinks hub_links(const fetch::Fetched& answer, const feed::ParsedFeed& parsed) {
    HubLinks found;
    std::string self;
    for (const auto& [name, value] : answer.headers) {
        if (name != "link") continue;
        for (const feed::HeaderLink& link : feed::read_links(value)) {
            if (found.hub.empty() && link.has("hub")) found.hub = web_address(link.target, answer.url);
            if (self.empty() && link.has("self")) self = web_address(link.target, answer.url);
        }
    }
    if (found.hub.empty()) found.hub = web_address(parsed.hub, answer.url);
    if (parsed.hub.empty() && found.hub == answer.url.without_fragment()) found.hub.clear();  // "" is the page itself
    if (self.empty() && !parsed.self.empty()) self = web_address(parsed.self, answer.url);
    if (!found.hub.empty()) found.topic = self.empty() ? answer.url.without_fragment() : std::move(self);
    return found;
}

std::string callback_of(const Subscription& s) { return fmt::format("{}/websub/{}", s.site, s.token); }

std::string hub_form(const Subscription& s, HubMode mode) {
    std::string form = fmt::format("hub.mode={}&hub.topic={}&hub.callback={}",
                                   mode == HubMode::subscribe ? "subscribe" : "unsubscribe", percent_encode(s.topic),
                                   percent_encode(callback_of(s)));
    if (mode == HubMode::unsubscribe) return form;
    form += fmt::format("&hub.lease_seconds={}", asked_lease);
    if (!s.secret.empty() && s.hub.starts_with("https:")) form += "&hub.secret=" + percent_encode(s.secret);
    return form;
}

std::string sign(std::string_view secret, std::string_view method, std::string_view body) {
    const EVP_MD* digest = method_of(method);
    if (!digest) return {};
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    if (!HMAC(digest, secret.data(), static_cast<int>(secret.size()),
              reinterpret_cast<const unsigned char*>(body.data()), body.size(), out.data(), &size))
        return {};
    return to_hex({reinterpret_cast<const char*>(out.data()), size});
}

bool is_signed(std::string_view secret, std::string_view signature, std::string_view body) {
    const auto equals = signature.find('=');
    if (secret.empty() || equals == std::string_view::npos) return false;
    const std::string given = utf8::lower(utf8::trim(signature.substr(equals + 1)));
    const std::string right = sign(secret, utf8::trim(signature.substr(0, equals)), body);
    return !right.empty() && given.size() == right.size() &&
           CRYPTO_memcmp(given.data(), right.data(), right.size()) == 0;
}

std::string random_letters(std::size_t bytes) {
    std::string random(bytes, '\0');
    // Up to 256 bytes are given whole, or not at all: https://man7.org/linux/man-pages/man2/getrandom.2.html
    while (::getrandom(random.data(), random.size(), 0) != static_cast<ssize_t>(random.size())) {
    }
    return to_hex(random);
}

}  // namespace octavo::pipeline
