// The statements about what readers want more and less of, and the rules they made (tastes.hpp). A part of
// statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// Only for an account that is there: somebody may be leaving.
inline constexpr std::string_view put_taste =
    "INSERT INTO tastes (account, place, language, title, more, made) SELECT id, $2, $3, $4, $5, $6 FROM accounts "
    "WHERE id = $1 AND (EXISTS (SELECT 1 FROM tastes WHERE account = $1 AND place = $2) OR "
    "(SELECT count(*) FROM tastes WHERE account = $1) < $7) ON CONFLICT (account, place) DO UPDATE SET "
    "title = excluded.title, language = excluded.language, more = excluded.more, made = excluded.made";
inline constexpr std::string_view taste_at = "SELECT 1 FROM tastes WHERE account = $1 AND place = $2";
inline constexpr std::string_view drop_taste = "DELETE FROM tastes WHERE account = $1 AND place = $2";
inline constexpr std::string_view tastes_of =
    "SELECT place, language, title, more, made FROM tastes WHERE account = $1 ORDER BY title, place";
inline constexpr std::string_view drop_tastes_of = "DELETE FROM tastes WHERE account = $1";

inline constexpr std::string_view last_rule = "SELECT COALESCE(max(number), 0) FROM rules WHERE account = $1";
inline constexpr std::string_view add_rule =
    "INSERT INTO rules (account, number, query, deed, made, since, done) SELECT id, $2, $3, $4, $5, $6, $7 FROM "
    "accounts WHERE id = $1 AND (SELECT count(*) FROM rules WHERE account = $1) < $8 "
    "ON CONFLICT (account, number) DO NOTHING";
inline constexpr std::string_view rule_at = "SELECT 1 FROM rules WHERE account = $1 AND number = $2";
inline constexpr std::string_view rules_of =
    "SELECT number, query, deed, made, since, done FROM rules WHERE account = $1 ORDER BY number";
inline constexpr std::string_view rule_done =
    "UPDATE rules SET done = $3 WHERE account = $1 AND number = $2 AND done < $3";
inline constexpr std::string_view drop_rule = "DELETE FROM rules WHERE account = $1 AND number = $2";
inline constexpr std::string_view drop_rules_of = "DELETE FROM rules WHERE account = $1";

}  // namespace octavo::store::sql
