// What opens an account beside its password, as rows of the archive: passkeys, recovery codes, passwords of programs.
// Secrets come in as hashes; what they mean is the readers room's (readers/keys.hpp). All of it leaves with the
// account, in the same transaction (accounts.hpp).
//
// Connections of its own, as accounts have; every call is one transaction, whose commit outlives the machine. What only
// looks never waits for a writer. Thread-safe. Checked by tests/readers/keys_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/keys.hpp"
#include "store/database.hpp"

namespace octavo::store {

class Keys {
  public:
    // not_found: there is no archive in the folder, and none is made. refused: it is of an older version.
    static Result<std::unique_ptr<Keys>> open(const std::string& folder);

    // False: the account has `most` already, or is gone, or the key is somebody's.
    Result<bool> add(const Passkey& key, std::size_t most);
    Result<std::optional<Passkey>> passkey(std::string_view id);
    Result<std::vector<Passkey>> passkeys(AccountId who);
    // False: its count did not go on, or it is gone.
    Result<bool> use(std::string_view id, std::uint32_t count, bool travels, Instant now);
    Result<bool> name_passkey(AccountId who, std::string_view id, std::string_view name);  // false: there is none
    Result<bool> drop_passkey(AccountId who, std::string_view id);                         // false: there is none

    // In place of all there were. They are taken by Accounts::recover_by_code().
    Result<> set_codes(AccountId who, std::span<const std::string> secrets);
    Result<bool> has_code(AccountId who, std::string_view secret);
    Result<std::int64_t> codes_left(AccountId who);

    Result<bool> add(const AppPassword& app, std::string_view secret, std::size_t most);  // false: as above
    Result<std::optional<AppPassword>> app(std::string_view secret);
    Result<std::vector<AppPassword>> apps(AccountId who);
    Result<> use_app(std::string_view secret, Instant now);
    Result<bool> drop_app(AccountId who, std::int64_t number);

  private:
    Keys(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection, std::unique_ptr<Connection> look);
    template <class... Values>
    Result<bool> change(std::string_view sql, const Values&... values);  // whether a row was changed

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
