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
#include "model/quota.hpp"
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
    too_many,  // of what one account may keep (shelf.hpp)
    too_many_searches,
    too_long,
    bad_address,  // of a page or a feed (bring.hpp)
    empty,        // nothing was said (talk.hpp)
    not_in_text,  // these words do not stand in the article (margins.hpp)
    too_soon,     // Refused::wait
    too_new,      // an account, to vote: Refused::wait
    too_late,     // to change it
    slow,         // this conversation goes slowly: Refused::wait
    banned,       // from writing: Refused::wait
    not_allowed,
    bad_passkey,  // not known here, or not good: which is told to the log
    bad_code,     // name or recovery code
    stale,        // signed in too long ago for this (Keys::fresh)
    nobody,       // no such account
    broken,       // the archive did not take it: Refused::detail, for the log
};
struct Over {
    Quota what = Quota::follows;
    std::int64_t most = 0;
};
struct Refused {
    Refusal why = Refusal::broken;
    Duration wait{};
    std::string detail = {};
    std::optional<Over> over = {};  // which limit of the account it is (quotas.hpp)
};
template <class T = void>
using Answer = std::expected<T, Refused>;

enum class SignUp : std::uint8_t { closed, invited, open };  // closed: but for who is invited by the command line

struct AccountSettings {
    SignUp sign_up = SignUp::invited;
    PasswordCost cost;
};

// Where somebody comes from.
struct Doorstep {
    std::uint64_t household;  // whose tries are counted together
    std::string device;       // "Firefox on Linux"
};

struct SignedIn {
    Account account;
    std::string secret;  // for the cookie
};

struct Visitor {
    Account account;
    std::int64_t login = 0;  // Login::number
    bool stale = false;      // that it was used is to be written down: used()
    Instant made{};          // when it was signed in
};

// On whose word something is done to others' accounts.
class By {
  public:
    By(const Visitor& visitor)
        : account_(visitor.account.id), role_(visitor.account.role) {}  // NOLINT: meant to be implicit
    static By command_line() { return By(); }
    bool may(Role least) const { return role_ >= least; }
    AccountId account() const { return account_; }  // none: the command line

  private:
    By() = default;
    AccountId account_ = {};
    Role role_ = Role::owner;
};

class Keys;

// By its form alone: whether it is worth looking for.
bool looks_like_secret(std::string_view secret);

class Accounts {
  public:
    static constexpr Duration idle = std::chrono::days(30), longest = std::chrono::days(90);
    static constexpr Duration pass_lasts = std::chrono::days(7);

    static Result<std::unique_ptr<Accounts>> open(const std::string& folder, AccountSettings settings,
                                                  const Clock& clock);

    ~Accounts();

    SignUp sign_up_rule() const { return settings_.sign_up; }
    Keys& keys() { return *keys_; }  // what opens an account beside its password (keys.hpp)

    // ---- at the door; these block
    Answer<SignedIn> sign_up(std::string_view name, std::string_view password, std::string_view pass,
                             const Doorstep& from);
    Answer<SignedIn> sign_in(std::string_view name, std::string_view password, const Doorstep& from);
    // By a recovery pass: a new password, and all other logins end.
    Answer<SignedIn> recover(std::string_view pass, std::string_view password, const Doorstep& from);
    Answer<SignedIn> change_password(std::string_view secret, std::string_view old, std::string_view password,
                                     const Doorstep& from);
    // Whose login it is proves to be them: it goes on under a new secret, and is fresh.
    Answer<SignedIn> confirm(std::string_view secret, std::string_view password, const Doorstep& from);
    Answer<> leave(std::string_view secret, std::string_view password, const Doorstep& from);  // for good

    // ---- inside
    Answer<std::optional<Visitor>> visitor(std::string_view secret);
    // Says that a login was used: writes once an hour at most, and may wait for it.
    void used(std::string_view secret);
    Answer<std::vector<Login>> logins(AccountId id);
    Answer<> sign_out(std::string_view secret);
    Answer<> end_login(const Visitor& who, std::int64_t number);
    Answer<> sign_out_elsewhere(std::string_view secret);
    // What a form of a page carries to prove that the page was made for this login (CSRF). Who is not signed in has
    // none: the forms at the door are told by where they come from.
    std::string form_token(std::string_view secret) const;
    bool fits_form(std::string_view secret, std::string_view token) const;

    // ---- passes: the secret to hand over. An invitation gives no role above the giver's, and readers give none.
    Answer<std::string> invite(const By& by, Role role);
    Answer<std::string> recovery_of(const By& by, AccountId id);
    // Those that still open something, for operators; by a name that is no secret.
    struct OpenLink {
        std::string name;  // 16 letters
        Pass pass;
    };
    Answer<std::vector<OpenLink>> open_links(const By& by);
    Answer<> take_back(const By& by, std::string_view name);  // nobody: it was used, has ended, or never was
    Answer<std::optional<Pass>> look_at_pass(std::string_view pass);
    Answer<std::optional<Account>> account(AccountId id);

    // ---- for operators: not_allowed to all others
    Answer<std::vector<Account>> list(const By& by, std::string_view after_key, std::size_t limit);
    Answer<std::optional<Account>> named(std::string_view name);
    Answer<bool> has_operator();
    // The link of a site that has no operator yet: those given before end with it.
    Answer<std::string> invite_first_operator();
    Answer<> set_role(const By& by, AccountId id, Role role);
    Answer<> shut(const By& by, AccountId id, bool shut);
    Answer<> remove(const By& by, AccountId id);
    Answer<std::vector<store::Deed>> deeds(const By& by, std::int64_t before, std::size_t limit);
    // What was removed is overwritten; the engine's log is emptied when nobody reads an older state: to be called now
    // and then until true.
    bool tidy() { return rows_->empty_log(); }
    void left_traces() { rows_->left_traces(); }  // of what was taken away elsewhere in the readers' room
    // Writes down what was done elsewhere in the readers' room.
    void note(const By& by, std::string_view deed, AccountId object, std::string detail = {});

  private:
    friend class Keys;
    Accounts(std::unique_ptr<store::Accounts> rows, AccountSettings settings, std::string nobody, const Clock& clock);
    Result<bool> take_out(const Account& account);
    Answer<std::string> new_hash(std::string_view password, std::string_view name) const;
    Answer<SignedIn> let_in(const store::AccountRow& row, const Doorstep& from);
    Answer<SignedIn> go_on(const store::AccountRow& row, std::string_view secret, const Doorstep& from);
    // The account whose password it is; counts tries.
    Answer<store::AccountRow> check(std::string_view key, std::optional<store::AccountRow> row, std::string_view typed,
                                    const Doorstep& from);
    Answer<store::AccountRow> check_again(std::string_view secret, std::string_view typed, const Doorstep& from);

    const std::unique_ptr<store::Accounts> rows_;
    const AccountSettings settings_;
    const std::string nobody_;  // a hash at the same cost, for names that nobody has
    const Clock& clock_;
    const std::string form_key_;  // of this process: a form of before a restart is sent once more
    Throttle throttle_;
    std::unique_ptr<Keys> keys_;
};

}  // namespace octavo::readers
