// Accounts: how somebody comes in, is known again, and leaves; and what an operator does about it. The rules are here,
// the rows are the store's (store/accounts.hpp), the pages are web's.
//
//   auto in = accounts.sign_in({name, password, household, device});     in ? set_cookie(in->secret) : say(in.error())
//   accounts.visitor(secret)                                             -> who asks, or nobody
//
// A login's secret is 256 bits by lot; the archive has its hash alone, so that who reads a backup is signed in nowhere.
// It is new at each sign-in and ends after 30 days without use, after 90 in any case, and with a change of password.
// What hashes a password or writes blocks for tenths of a second: never on a thread that serves pages; visitor() and
// the lists are quick. Every deed that others should be able to look up is written down (deeds()).
// Thread-safe. Checked by tests/readers/accounts_test.cpp.
#pragma once

#include <expected>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "readers/passwords.hpp"
#include "readers/throttle.hpp"
#include "store/accounts.hpp"

namespace octavo::readers {

// Why somebody was not let in, or what was asked was not done: for a page to say.
enum class Refusal : std::uint8_t {
    bad_name,
    name_taken,
    short_password,
    long_password,
    common_password,
    wrong,      // name or password: which of them is not told
    too_often,  // Refused::wait
    closed,     // nobody, or only who is invited, may have an account here
    bad_pass,   // used, ended, or never given
    shut,       // by an operator
    last_operator,
    not_allowed,
    broken,  // the archive did not take it: Refused::detail, for the log
};
struct Refused {
    Refusal why = Refusal::broken;
    Duration wait{};
    std::string detail = {};
};
template <class T = void>
using Answer = std::expected<T, Refused>;

enum class SignUp : std::uint8_t { closed, invited, open };

struct AccountSettings {
    SignUp sign_up = SignUp::invited;
    PasswordCost cost;
};

// Where somebody comes from.
struct Doorstep {
    std::uint64_t household = 0;  // whose tries are counted together
    std::string device;           // "Firefox on Linux"
};

struct SignedIn {
    Account account;
    std::string secret;  // for the cookie
};

struct Visitor {
    Account account;
    std::int64_t login = 0;  // Login::number
};

class Accounts {
  public:
    static constexpr Duration idle = std::chrono::days(30), longest = std::chrono::days(90);
    static constexpr Duration pass_lasts = std::chrono::days(7);

    static Result<std::unique_ptr<Accounts>> open(const std::string& folder, AccountSettings settings,
                                                  const Clock& clock);

    SignUp sign_up_rule() const { return settings_.sign_up; }

    // ---- at the door; these block
    Answer<SignedIn> sign_up(std::string_view name, std::string_view password, std::string_view pass,
                             const Doorstep& from);
    Answer<SignedIn> sign_in(std::string_view name, std::string_view password, const Doorstep& from);
    // By a recovery pass: a new password, and all other logins end.
    Answer<SignedIn> recover(std::string_view pass, std::string_view password, const Doorstep& from);
    Answer<SignedIn> change_password(std::string_view secret, std::string_view old, std::string_view password,
                                     const Doorstep& from);
    Answer<> leave(std::string_view secret, std::string_view password, const Doorstep& from);  // for good

    // ---- inside
    std::optional<Visitor> visitor(std::string_view secret);
    // Says that a login was used: writes once an hour at most, and may wait for it.
    void used(std::string_view secret);
    std::vector<Login> logins(AccountId id);
    Answer<> sign_out(std::string_view secret);
    Answer<> end_login(const Visitor& who, std::int64_t number);
    Answer<> sign_out_elsewhere(std::string_view secret);
    // What a form of a page carries to prove that the page was made for this login (CSRF).
    std::string form_token(std::string_view secret) const;
    bool fits_form(std::string_view secret, std::string_view token) const;

    // ---- passes: the secret to hand over
    Answer<std::string> invite(std::optional<AccountId> by, Role role);
    Answer<std::string> recovery_of(std::optional<AccountId> by, AccountId id);
    std::optional<Pass> look_at_pass(std::string_view pass);
    std::optional<Account> account_of(const Pass& pass);

    // ---- for operators; `by` none: the command line
    std::vector<Account> list(std::string_view after, std::size_t limit);
    std::optional<Account> named(std::string_view name);
    bool has_operator();
    Answer<> set_role(std::optional<AccountId> by, AccountId id, Role role);
    Answer<> shut(std::optional<AccountId> by, AccountId id, bool shut);
    Answer<> remove(std::optional<AccountId> by, AccountId id);
    std::vector<store::Deed> deeds(std::int64_t before, std::size_t limit);

  private:
    Accounts(std::unique_ptr<store::Accounts> rows, AccountSettings settings, const Clock& clock);
    Answer<std::string> new_hash(std::string_view password, std::string_view name) const;
    Answer<SignedIn> let_in(const Account& account, const Doorstep& from);
    // The account whose password it is; counts tries.
    Answer<store::AccountRow> check(std::string_view key, std::optional<store::AccountRow> row,
                                    std::string_view password, const Doorstep& from);
    Answer<> keep_an_operator(const Account& account);
    void note(std::optional<AccountId> by, std::string_view deed, AccountId object, std::string detail = {});

    const std::unique_ptr<store::Accounts> rows_;
    const AccountSettings settings_;
    const Clock& clock_;
    const std::string form_key_;  // of this process: a form of before a restart is sent once more
    Throttle throttle_;
};

}  // namespace octavo::readers
