// Accounts as rows of the archive: who has a name here, where they are signed in, what opens a door once, and what was
// done by whom. Secrets come in as hashes, passwords as what a password hash makes of them; what they mean, and who may
// do what, is the readers room's (readers/accounts.hpp).
//
// A connection of its own whose commits outlive the machine (DECISIONS: acknowledged), beside the one writer of
// articles: single rows that are nobody else's, written at once. Every call is one transaction. What only looks has a
// connection apart, so that a page never waits for a writer.
// Thread-safe. Checked by tests/readers/accounts_test.cpp.
#pragma once

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

    // False: the name's key is taken.
    Result<bool> add(const AccountRow& row, std::string_view name_key);
    Result<std::optional<AccountRow>> find(AccountId id);
    Result<std::optional<AccountRow>> find(std::string_view name_key);
    // By their names' keys, those behind `after`.
    Result<std::vector<Account>> list(std::string_view after, std::size_t limit);
    Result<std::int64_t> count(Role role);  // those that are not shut
    // With it go its other logins: all but the one of `keep`.
    Result<> set_password(AccountId id, std::string_view password, std::string_view keep);
    Result<> set_hash(AccountId id, std::string_view password);  // of the same password: logins stay
    Result<> set_role(AccountId id, Role role);
    Result<> set_shut(AccountId id, std::optional<Instant> shut);  // its logins end with it
    Result<> remove(AccountId id);  // with all that is its own; its deeds lose their name

    // `stale`: logins not used since, or older than, leave with it.
    struct Stale {
        Instant used{}, made{};
    };
    Result<> add_login(const Login& login, std::string_view secret, const Stale& stale);
    Result<std::optional<Login>> login(std::string_view secret);
    Result<std::vector<Login>> logins(AccountId id);  // those used latest first
    Result<> use_login(std::string_view secret, Instant now);
    Result<> end_login(std::string_view secret);
    Result<> end_login(AccountId id, std::int64_t number);
    Result<> end_logins(AccountId id, std::string_view keep);  // all but one; "": all

    Result<> add_pass(const Pass& pass, std::string_view secret);
    Result<std::optional<Pass>> pass(std::string_view secret);
    // Takes it: the second who comes gets nothing.
    Result<std::optional<Pass>> take_pass(std::string_view secret);

    Result<> add_deed(const Deed& deed);
    Result<std::vector<Deed>> deeds(std::int64_t before, std::size_t limit);  // the latest first

  private:
    Accounts(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
             std::unique_ptr<Connection> look);
    static Result<std::optional<AccountRow>> one(Use row);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes, which may have to wait for another writer
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks, which never does: pages ask it
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
