// What opens an account beside its password: passkeys, recovery codes for who lost all else, passwords of programs.
//
//   keys.sign_in(site, shown, from)                 by a passkey, without a name
//   keys.by_code(name, code, password, from)        by a recovery code, which sets a new password
//   keys.reader_of(name, app_password, from)        a program that reads for its owner
//
// Whoever adds to them must have signed in within the last quarter of an hour, or says the password again
// (Accounts::confirm, confirm()): a browser left open is not to open the account for ever. To take one away needs no
// more than the login.
//
// Codes and passwords of programs are drawn by lot, 80 and 120 bits, so that a quick hash of them is safe to keep. A
// recovery by an operator's link ends all of them (store/accounts.hpp); a change of password ends none.
// An account's user handle is its id: drawn by lot, it says nothing of whose it is.
// Thread-safe. Belongs to the accounts (Accounts::keys()). Checked by tests/readers/keys_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "readers/accounts.hpp"
#include "readers/challenges.hpp"
#include "readers/webauthn.hpp"
#include "store/keys.hpp"

namespace octavo::readers {

// What a form brings of a passkey: base64url, as the browser's script wrote it (assets/passkeys.js).
struct ShownKey {
    std::string challenge, id, user, client_data, authenticator_data, signature;
};
struct ShownNewKey {
    std::string challenge, client_data, attestation;
};

class Keys {
  public:
    static constexpr Duration fresh = std::chrono::minutes(15);
    static constexpr std::size_t most_passkeys = 20, most_apps = 20, codes = 10;
    static constexpr std::size_t longest_name = 60;  // of a passkey, a program: code points

    Keys(std::unique_ptr<store::Keys> rows, Accounts& accounts, const Clock& clock)
        : rows_(std::move(rows)), accounts_(accounts), clock_(clock) {}

    bool is_fresh(const Visitor& who) const { return clock_.now() - who.made < fresh; }

    // ---- passkeys
    std::string challenge() const { return challenges_.make("use", clock_.now()); }
    std::string challenge_of_new(const Visitor& who) const { return challenges_.make(adding(who), clock_.now()); }
    Answer<SignedIn> sign_in(const RelyingParty& site, const ShownKey& shown, const Doorstep& from);
    // Whose login it is proves to be them: it goes on under a new secret, and is fresh.
    Answer<SignedIn> confirm(std::string_view secret, const RelyingParty& site, const ShownKey& shown,
                             const Doorstep& from);
    Answer<> add(const Visitor& who, const RelyingParty& site, const ShownNewKey& shown, std::string_view name);
    Answer<std::vector<Passkey>> passkeys(const Visitor& who);
    Answer<> rename(const Visitor& who, std::string_view id, std::string_view name);  // "": as it is
    Answer<> remove(const Visitor& who, std::string_view id);

    // ---- recovery codes: "abcd-efgh-ijkl-mnop", in place of all there were
    Answer<std::vector<std::string>> new_codes(const Visitor& who);
    Answer<std::int64_t> codes_left(const Visitor& who);
    Answer<SignedIn> by_code(std::string_view name, std::string_view code, std::string_view password,
                             const Doorstep& from);

    // ---- passwords of programs
    Answer<std::string> add_app(const Visitor& who, std::string_view name);  // the password
    Answer<std::vector<AppPassword>> apps(const Visitor& who);
    Answer<> remove_app(const Visitor& who, std::int64_t number);
    // Whose it is: to look, not to change. Quick.
    Answer<std::optional<Visitor>> reader_of(std::string_view name, std::string_view password, const Doorstep& from);
    void app_used(std::string_view password);  // writes it down, once an hour at most

  private:
    static std::string adding(const Visitor& who) { return fmt::format("add {}", who.login); }
    Answer<store::AccountRow> check(const RelyingParty& site, const ShownKey& shown, const Doorstep& from);

    const std::unique_ptr<store::Keys> rows_;
    Accounts& accounts_;
    const Clock& clock_;
    Challenges challenges_;
};

}  // namespace octavo::readers
