// The statements about accounts (accounts.hpp). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

inline constexpr std::string_view add_account =
    "INSERT INTO accounts (id, name, name_key, role, password, made) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT DO NOTHING";
inline constexpr std::string_view account_by_id =
    "SELECT id, name, role, made, shut, password FROM accounts WHERE id = $1";
inline constexpr std::string_view account_by_key =
    "SELECT id, name, role, made, shut, password FROM accounts WHERE name_key = $1";
inline constexpr std::string_view standing_of_accounts = "SELECT id, role, shut FROM accounts";
inline constexpr std::string_view all_accounts =
    "SELECT id, name, role, made, shut, password FROM accounts WHERE name_key > $1 ORDER BY name_key LIMIT $2";
inline constexpr std::string_view count_accounts_of_role =
    "SELECT count(*) FROM accounts WHERE role = $1 AND shut IS NULL";
inline constexpr std::string_view set_account_password =
    "UPDATE accounts SET password = $2 WHERE id = $1 AND password = $3";
inline constexpr std::string_view set_account_role =
    "UPDATE accounts SET role = $2 WHERE id = $1 AND ($2 = 3 OR role <> 3 OR shut IS NOT NULL OR "
    "(SELECT count(*) FROM accounts WHERE role = 3 AND shut IS NULL) > 1)";
inline constexpr std::string_view set_account_shut =
    "UPDATE accounts SET shut = $2 WHERE id = $1 AND ($3 = 0 OR role <> 3 OR "
    "(SELECT count(*) FROM accounts WHERE role = 3 AND shut IS NULL) > 1)";
inline constexpr std::string_view drop_account =
    "DELETE FROM accounts WHERE id = $1 AND (role <> 3 OR shut IS NOT NULL OR "
    "(SELECT count(*) FROM accounts WHERE role = 3 AND shut IS NULL) > 1)";

inline constexpr std::string_view add_login =
    "INSERT INTO logins (secret, account, number, made, used, device) SELECT $1, id, $3, $4, $5, $6 FROM accounts "
    "WHERE id = $2 AND password = $7 AND shut IS NULL";
inline constexpr std::string_view login_by_secret =
    "SELECT number, account, made, used, device FROM logins WHERE secret = $1";
inline constexpr std::string_view logins_of_account =
    "SELECT number, account, made, used, device FROM logins WHERE account = $1 ORDER BY used DESC, number";
inline constexpr std::string_view use_login =
    "UPDATE logins SET used = $2 WHERE secret = $1 AND used > $3 AND made > $4";
inline constexpr std::string_view drop_login = "DELETE FROM logins WHERE secret = $1";
inline constexpr std::string_view drop_login_by_number = "DELETE FROM logins WHERE account = $1 AND number = $2";
inline constexpr std::string_view drop_logins_but = "DELETE FROM logins WHERE account = $1 AND secret <> $2";
inline constexpr std::string_view drop_logins_of = "DELETE FROM logins WHERE account = $1";
inline constexpr std::string_view drop_stale_logins = "DELETE FROM logins WHERE used <= $1 OR made <= $2";

inline constexpr std::string_view add_pass =
    "INSERT INTO passes (secret, kind, role, giver, subject, made, ends) VALUES ($1, $2, $3, $4, $5, $6, $7)";
inline constexpr std::string_view pass_by_secret =
    "SELECT kind, role, giver, subject, made, ends FROM passes WHERE secret = $1";
inline constexpr std::string_view open_passes =
    "SELECT kind, role, giver, subject, made, ends, secret FROM passes WHERE ends > $1 ORDER BY made DESC, secret "
    "LIMIT $2";
inline constexpr std::string_view drop_pass = "DELETE FROM passes WHERE secret = $1 RETURNING ends";
inline constexpr std::string_view drop_passes_of = "DELETE FROM passes WHERE subject = $1";
inline constexpr std::string_view drop_first_links = "DELETE FROM passes WHERE kind = 0 AND role = 3 AND giver = 0";
inline constexpr std::string_view drop_stale_passes = "DELETE FROM passes WHERE ends < $1";

inline constexpr std::string_view add_deed =
    "INSERT INTO deeds (number, at, actor, deed, object, detail) "
    "SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5 FROM deeds";
inline constexpr std::string_view latest_deeds =
    "SELECT number, at, actor, deed, object, detail FROM deeds WHERE number < $1 ORDER BY number DESC LIMIT $2";
inline constexpr std::string_view forget_actor = "UPDATE deeds SET actor = '' WHERE actor = $1";
inline constexpr std::string_view forget_object = "UPDATE deeds SET object = '', detail = '' WHERE object = $1";

inline constexpr std::string_view add_look =
    "INSERT INTO account_looks (look, account) VALUES ($1, $2) ON CONFLICT DO NOTHING";

inline constexpr std::string_view look_owner = "SELECT account FROM account_looks WHERE look = $1";

inline constexpr std::string_view drop_looks = "DELETE FROM account_looks WHERE account = $1";

// ---- how much one may keep and do (quotas.hpp)
inline constexpr std::string_view quotas_of = "SELECT kind, most FROM account_quotas WHERE account = $1 ORDER BY kind";
inline constexpr std::string_view drop_quota = "DELETE FROM account_quotas WHERE account = $1 AND kind = $2";
inline constexpr std::string_view add_quota = "INSERT INTO account_quotas (account, kind, most) VALUES ($1, $2, $3)";
inline constexpr std::string_view drop_quotas_of = "DELETE FROM account_quotas WHERE account = $1";
inline constexpr std::string_view quotas_used =
    "SELECT (SELECT count(*) FROM follows WHERE account = $1), "
    "(SELECT count(*) FROM follows WHERE account = $1 AND place LIKE 'search%'), "
    "(SELECT count(*) FROM saved WHERE account = $1), "
    "(SELECT count(*) FROM wishes WHERE account = $1 AND state < 2), "
    "(SELECT count(*) FROM comments WHERE author = $1 AND made >= $2)";
inline constexpr std::string_view comments_of_day = "SELECT count(*) FROM comments WHERE author = $1 AND made >= $2";

// ---- of those who left, the numbers (carry_over.hpp)
inline constexpr std::string_view note_departed =
    "INSERT INTO departed_accounts (id) VALUES ($1) ON CONFLICT (id) DO NOTHING";
inline constexpr std::string_view departed_accounts = "SELECT id FROM departed_accounts ORDER BY id";
inline constexpr std::string_view count_ways_in =
    "SELECT (SELECT count(*) FROM logins) + (SELECT count(*) FROM passes)";
inline constexpr std::string_view drop_every_login = "DELETE FROM logins";
inline constexpr std::string_view drop_every_pass = "DELETE FROM passes";

inline constexpr std::string_view drop_passes_by = "DELETE FROM passes WHERE giver = $1";

}  // namespace octavo::store::sql
