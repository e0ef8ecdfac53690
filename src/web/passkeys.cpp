#include "web/passkeys.hpp"

#include "base/utf8.hpp"
#include "web/asking.hpp"
#include "web/form_parts.hpp"

namespace octavo::web {
namespace {

// "news.example" of "news.example:8443"; "" of an address in figures, which is no name.
std::string name_in(std::string_view host) {
    const std::string_view name = host.substr(0, host.rfind(':'));
    const std::string_view last = name.substr(name.rfind('.') + 1);
    const bool figures = last.empty() || last.find_first_not_of("0123456789") == std::string_view::npos;
    return figures || name.find_first_of("[]:/@") != std::string_view::npos ? std::string() : utf8::lower(name);
}

}  // namespace

std::optional<readers::RelyingParty> relying_party(const Request& request, std::string_view base_url) {
    constexpr std::string_view https = "https://", http = "http://", port = ":443";
    // The serialization of an origin leaves out the scheme's own port and has small letters.
    // https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
    std::string origin = utf8::lower(origin_of(request, base_url, 0));
    if (origin.starts_with(https)) {
        if (origin.ends_with(port)) origin.resize(origin.size() - port.size());
        std::string name = name_in(std::string_view(origin).substr(https.size()));
        if (name.empty()) return std::nullopt;
        return readers::RelyingParty{std::move(name), std::move(origin)};
    }
    if (!origin.starts_with(http) || name_in(std::string_view(origin).substr(http.size())) != "localhost")
        return std::nullopt;
    return readers::RelyingParty{"localhost", std::move(origin)};
}

readers::ShownKey shown_key(const Request& request) {
    return {.challenge = form_value(request, "challenge"),
            .id = form_value(request, "id"),
            .user = form_value(request, "user"),
            .client_data = form_value(request, "client"),
            .authenticator_data = form_value(request, "data"),
            .signature = form_value(request, "signature")};
}

readers::ShownNewKey shown_new_key(const Request& request) {
    return {.challenge = form_value(request, "challenge"),
            .client_data = form_value(request, "client"),
            .attestation = form_value(request, "attestation")};
}

std::optional<std::pair<std::string, std::string>> basic_of(std::string_view authorization) {
    constexpr std::string_view scheme = "basic ";
    constexpr std::size_t longest = 1000;
    if (authorization.size() > longest || !utf8::equal_ignoring_case(authorization.substr(0, scheme.size()), scheme))
        return std::nullopt;
    std::string letters(utf8::trim(authorization.substr(scheme.size())));
    while (letters.ends_with('=')) letters.pop_back();
    std::ranges::replace(letters, '+', '-');
    std::ranges::replace(letters, '/', '_');
    const auto both = readers::from_base64url(letters);
    if (!both || both->find(':') == std::string::npos || !utf8::valid(*both)) return std::nullopt;
    const auto colon = both->find(':');
    return std::pair(both->substr(0, colon), both->substr(colon + 1));
}

void passkey_form(Html& h, const Setting& s, std::string_view place, std::string_view token, std::string_view doing,
                  std::string_view challenge, Say press, const std::function<void()>& more) {
    h.put("<div data-passkey=\"get\" hidden").attribute("data-challenge", challenge).put(">");
    begin_form(h, s, place, token, doing);
    if (more) more();
    end_form(h, s, press, false);
    h.put("</div>");
}

}  // namespace octavo::web
