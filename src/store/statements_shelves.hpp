// The statements about what readers keep (shelves.hpp). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// Only for an account that is there: somebody may be leaving.
inline constexpr std::string_view add_follow =
    "INSERT INTO follows (account, place, language, title, made, folder, origin) SELECT id, $2, $3, $4, $5, $6, $7 "
    "FROM accounts WHERE id = $1 AND (SELECT count(*) FROM follows WHERE account = $1) < $8 "
    "ON CONFLICT (account, place) DO UPDATE SET title = excluded.title, language = excluded.language";
inline constexpr std::string_view drop_follow = "DELETE FROM follows WHERE account = $1 AND place = $2";
inline constexpr std::string_view follows_of =
    "SELECT place, language, title, made, folder FROM follows WHERE account = $1 ORDER BY title, place";
inline constexpr std::string_view follow_at = "SELECT 1 FROM follows WHERE account = $1 AND place = $2";
inline constexpr std::string_view set_folder = "UPDATE follows SET folder = $3 WHERE account = $1 AND place = $2";
inline constexpr std::string_view drop_follows_of = "DELETE FROM follows WHERE account = $1";

inline constexpr std::string_view add_saved =
    "INSERT INTO saved (account, article, made, origin) SELECT id, $2, $3, $4 FROM accounts WHERE id = $1 "
    "AND (SELECT count(*) FROM saved WHERE account = $1) < $5 ON CONFLICT (account, article) DO UPDATE SET origin = "
    // What its reader saves, too, is theirs.
    "CASE WHEN excluded.origin = 0 THEN 0 ELSE saved.origin END";
inline constexpr std::string_view drop_saved = "DELETE FROM saved WHERE account = $1 AND article = $2";
inline constexpr std::string_view saved_of =
    "SELECT article, made FROM saved WHERE account = $1 AND made < $2 ORDER BY made DESC, article LIMIT $3";
inline constexpr std::string_view saved_at = "SELECT 1 FROM saved WHERE account = $1 AND article = $2";
inline constexpr std::string_view drop_all_saved_of = "DELETE FROM saved WHERE account = $1";

inline constexpr std::string_view add_mute =
    "INSERT INTO mutes (account, what, made) SELECT id, $2, $3 FROM accounts WHERE id = $1 "
    "AND (SELECT count(*) FROM mutes WHERE account = $1) < $4 ON CONFLICT (account, what) DO NOTHING";
inline constexpr std::string_view drop_mute = "DELETE FROM mutes WHERE account = $1 AND what = $2";
inline constexpr std::string_view mutes_of = "SELECT what FROM mutes WHERE account = $1 ORDER BY what";
inline constexpr std::string_view mute_at = "SELECT 1 FROM mutes WHERE account = $1 AND what = $2";
inline constexpr std::string_view drop_mutes_of = "DELETE FROM mutes WHERE account = $1";

}  // namespace octavo::store::sql
