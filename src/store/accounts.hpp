// Accounts as rows of the archive: who has a name here, where they are signed in, what opens a door once, and what was
// done by whom. Secrets come in as hashes, passwords as what a password hash makes of them; what they mean, and who may
// do what, is the readers room's (readers/accounts.hpp).
//
// A connection of its own whose commits outlive the machine (DECISIONS: acknowledged), beside the one writer of
// articles: single rows that are nobody else's, written at once. Every call is one transaction. What only looks has a
// connection apart, so that a page never waits for a writer.
// Thread-safe. Checked by tests/readers/accounts_test.cpp.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/account.hpp"
#include "store/database.hpp"

namespace octavo::store {

struct AccountRow {
    Account account;
    std::string password;  // the string of a password hash; "": it has none, and is entered by a pass
};

// What somebody did that others should be able to look up.
struct Deed {
    std::int64_t number = 0;  // absent where it is written
    Instant at{};
    std::string actor;  // an account's id; "": the command line, or somebody who has left
    std::string deed;   // "role", "shut", "invited"
    std::string object, detail;
};

class Accounts {
  public:
    // not_found: there is no archive in the folder, and none is made. refused: it is of an older version.
    static Result<std::unique_ptr<Accounts>> open(const std::string& folder);

    struct NameKeys {
        std::string key;                     // what it is found by
        std::vector<std::string> looks;      // what it looks like: nobody else's may
        std::vector<std::string> held = {};  // both as names are held (HeldName)
    };
    // An invitation that it needs is taken with it, or not at all.
    struct Ticket {
        std::string secret;
        Instant now{};
    };
    enum class Added { yes, taken, no_pass };
    Result<Added> add(const AccountRow& row, const NameKeys& name, const std::optional<Ticket>& ticket);
    Result<std::optional<AccountRow>> find(AccountId id);
    Result<std::optional<AccountRow>> find(std::string_view name_key);
    // By their names' keys, those behind `after`.
    Result<std::vector<Account>> list(std::string_view after, std::size_t limit);
    Result<std::int64_t> count(Role role);  // those that are not shut
    // In place of the password it was found with; all logins end with the old one, and what opened a way back to it.
    // False: it has another by now.
    Result<bool> set_password(AccountId id, std::string_view old, std::string_view password);
    // By a recovery, which is taken with it, or not at all: false. All else that opened it ends too: who asked for a
    // recovery may have lost it to somebody.
    Result<bool> recover(AccountId id, std::string_view password, const Ticket& ticket);
    // By a recovery code (a hash; keys.hpp), which is taken with it, or not at all: false.
    Result<bool> recover_by_code(AccountId id, std::string_view password, std::string_view code);
    Result<> set_hash(AccountId id, std::string_view old, std::string_view hash);  // of the same password: logins stay
    // What the last operator who can sign in would lose is not done: false.
    Result<bool> set_role(AccountId id, Role role);
    Result<bool> set_shut(AccountId id, std::optional<Instant> shut);  // its logins end, and what it gave, with it
    // With all that is its own; its deeds lose their name. Its number stays, so that a restored backup loses it too.
    // Who could not write leaves that name, as keyed hashes, until they could: nobody comes back under it. With the
    // last of them the key is forgotten.
    struct HeldName {
        std::function<std::vector<std::string>(std::string_view key)> hashes = {};
        std::string fresh_key = {};  // of the hashes, where there is none yet
        Instant now{};
    };
    Result<bool> remove(AccountId id, const HeldName& name);
    Result<std::string> names_key();                            // "": there is none, and no name is held
    Result<> note_departed(const std::vector<AccountId>& ids);  // that left elsewhere, or later
    Result<std::int64_t> end_everything();                      // all logins and open passes, of everybody: how many
    // What was removed is still in the engine's log while somebody reads there: true when there is nothing (left).
    // Quick; to be called again. Any thread.
    bool empty_log();
    void left_traces() { traces_ = true; }  // somebody's words were taken out elsewhere: the next empty_log() looks

    // `stale`: logins not used since, or older than, leave with it.
    struct Stale {
        Instant used{}, made{};
    };
    // False: the account's password is no longer `password` (a hash), or it was shut.
    Result<bool> add_login(const Login& login, std::string_view secret, std::string_view password, const Stale& stale);
    Result<std::optional<Login>> login(std::string_view secret);
    Result<std::vector<Login>> logins(AccountId id);                               // those used latest first
    Result<> use_login(std::string_view secret, Instant now, const Stale& stale);  // one that is stale stays so
    Result<> end_login(std::string_view secret);
    Result<> end_login(AccountId id, std::int64_t number);
    Result<> end_logins(AccountId id, std::string_view keep);  // all but one; "": all

    Result<> add_pass(const Pass& pass, std::string_view secret);  // in place of an earlier recovery of the same
    struct OpenPass {
        Pass pass;
        std::string secret;  // its hash
    };
    Result<std::vector<OpenPass>> open_passes(Instant now, std::size_t limit);  // the latest first
    Result<bool> drop_pass(std::string_view secret);                            // false: it was taken
    Result<> end_first_links();  // invitations of operators that nobody with an account gave
    Result<std::optional<Pass>> pass(std::string_view secret);
    Result<> add_deed(const Deed& deed);
    Result<std::vector<Deed>> deeds(std::int64_t before, std::size_t limit);  // the latest first

  private:
    Accounts(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
             std::unique_ptr<Connection> look, std::unique_ptr<Connection> tidy);
    static Result<std::optional<AccountRow>> one(Use row);
    Result<std::optional<AccountRow>> as_written(AccountId id);
    Result<> forget_names(Instant now);  // within a transaction, as is_held()
    Result<> hold(const HeldName& name, std::int64_t until);
    Result<bool> is_held(std::span<const std::string> names, Instant now);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes, which may have to wait for another writer
    const std::unique_ptr<Connection> connection_;
    Result<bool> take_pass(const Ticket& ticket);  // within a transaction
    std::atomic<bool> traces_ = false;             // something was removed that may be in the log
    std::mutex tidy_mutex_;
    const std::unique_ptr<Connection> tidy_;
    std::mutex look_mutex_;  // of the one that looks, which never does: pages ask it
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
