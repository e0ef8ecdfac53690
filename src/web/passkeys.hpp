// Passkeys on pages: where they can be, what a form brings of one, and the form that asks a browser for one
// (assets/passkeys.js fills it). Checked by tests/web/keys_test.cpp and, in a real browser with a virtual device,
// tests/browser/passkeys.test.mjs.
#pragma once

#include <optional>

#include "readers/keys.hpp"
#include "web/message.hpp"
#include "web/page.hpp"

namespace octavo::web {

// Whose passkeys these are: of a site that is reached by https under a name, or on this very machine under "localhost".
// Absent elsewhere: browsers know none there. https://www.w3.org/TR/webauthn-3/#relying-party-identifier
std::optional<readers::RelyingParty> relying_party(const Request& request, std::string_view base_url);

readers::ShownKey shown_key(const Request& request);
readers::ShownNewKey shown_new_key(const Request& request);

// Name and password of "Basic YWRhOi4uLg==" (RFC 7617); absent when it is nothing of the kind.
std::optional<std::pair<std::string, std::string>> basic_of(std::string_view authorization);

// The press with which a passkey is shown; hidden until the script says that the browser knows them.
void passkey_form(Html& h, const Setting& s, std::string_view place, std::string_view token, std::string_view doing,
                  std::string_view challenge, Say press, const std::function<void()>& more = {});

}  // namespace octavo::web
