// The statements about what opens an account beside its password (keys.hpp). A part of statements.hpp, which is the one
// to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

inline constexpr std::string_view add_passkey =
    "INSERT INTO passkeys (id, account, name, algorithm, public_key, count, may_travel, travels, made) "
    "SELECT $1, id, $3, $4, $5, $6, $7, $8, $9 FROM accounts WHERE id = $2 AND shut IS NULL AND "
    "(SELECT count(*) FROM passkeys WHERE account = $2) < $10 ON CONFLICT DO NOTHING RETURNING id";
inline constexpr std::string_view passkey_by_id =
    "SELECT id, account, name, algorithm, public_key, count, may_travel, travels, made, used FROM passkeys WHERE id = "
    "$1";
inline constexpr std::string_view passkeys_of =
    "SELECT id, account, name, algorithm, public_key, count, may_travel, travels, made, used FROM passkeys "
    "WHERE account = $1 ORDER BY made, id";
// A count that does not go on is a copy's, or the same use once more.
inline constexpr std::string_view use_passkey =
    "UPDATE passkeys SET count = $2, travels = $3, used = $4 WHERE id = $1 AND "
    "(count < $2 OR (count = 0 AND $2 = 0)) RETURNING id";
inline constexpr std::string_view name_passkey =
    "UPDATE passkeys SET name = $3 WHERE account = $1 AND id = $2 RETURNING id";
inline constexpr std::string_view drop_passkey = "DELETE FROM passkeys WHERE account = $1 AND id = $2 RETURNING id";
inline constexpr std::string_view drop_passkeys_of = "DELETE FROM passkeys WHERE account = $1";

inline constexpr std::string_view add_recovery_code =
    "INSERT INTO recovery_codes (account, secret) SELECT id, $2 FROM accounts WHERE id = $1 ON CONFLICT DO NOTHING";
inline constexpr std::string_view take_recovery_code =
    "DELETE FROM recovery_codes WHERE account = $1 AND secret = $2 RETURNING account";
inline constexpr std::string_view recovery_code =
    "SELECT account FROM recovery_codes WHERE account = $1 AND secret = $2";
inline constexpr std::string_view count_recovery_codes = "SELECT count(*) FROM recovery_codes WHERE account = $1";
inline constexpr std::string_view drop_recovery_codes_of = "DELETE FROM recovery_codes WHERE account = $1";

inline constexpr std::string_view add_app_password =
    "INSERT INTO app_passwords (secret, number, account, name, made) SELECT $1, $2, id, $4, $5 FROM accounts "
    "WHERE id = $3 AND shut IS NULL AND (SELECT count(*) FROM app_passwords WHERE account = $3) < $6 "
    "ON CONFLICT DO NOTHING RETURNING number";
inline constexpr std::string_view app_password_by_secret =
    "SELECT number, account, name, made, used FROM app_passwords WHERE secret = $1";
inline constexpr std::string_view app_passwords_of =
    "SELECT number, account, name, made, used FROM app_passwords WHERE account = $1 ORDER BY made, number";
inline constexpr std::string_view use_app_password = "UPDATE app_passwords SET used = $2 WHERE secret = $1";
inline constexpr std::string_view drop_app_password =
    "DELETE FROM app_passwords WHERE account = $1 AND number = $2 RETURNING number";
inline constexpr std::string_view drop_app_passwords_of = "DELETE FROM app_passwords WHERE account = $1";

}  // namespace octavo::store::sql
