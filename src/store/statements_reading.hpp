// The statements about what readers have read, and what they brought along from elsewhere (reads.hpp, brought.hpp). A
// part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// Only for an account that is there: somebody may be leaving.
inline constexpr std::string_view put_read =
    "INSERT INTO reads (account, article, state, made) SELECT id, $2, $3, $4 FROM accounts WHERE id = $1 "
    "ON CONFLICT (account, article) DO UPDATE SET state = excluded.state, made = excluded.made";
inline constexpr std::string_view read_at = "SELECT state, made FROM reads WHERE account = $1 AND article = $2";
inline constexpr std::string_view count_reads = "SELECT count(*) FROM reads WHERE account = $1";
inline constexpr std::string_view drop_oldest_reads =
    "DELETE FROM reads WHERE account = $1 AND article IN (SELECT article FROM reads WHERE account = $1 "
    "ORDER BY made, article LIMIT $2)";
inline constexpr std::string_view reads_of =
    "SELECT article, made FROM reads WHERE account = $1 AND state = 1 AND made < $2 ORDER BY made DESC, article "
    "LIMIT $3";
inline constexpr std::string_view drop_reads_of = "DELETE FROM reads WHERE account = $1";

inline constexpr std::string_view put_read_mark =
    "INSERT INTO read_marks (account, place, upto, made) SELECT id, $2, $3, $4 FROM accounts WHERE id = $1 "
    "ON CONFLICT (account, place) DO UPDATE SET upto = excluded.upto, made = excluded.made";
inline constexpr std::string_view drop_read_mark = "DELETE FROM read_marks WHERE account = $1 AND place = $2";
inline constexpr std::string_view read_marks_of = "SELECT place, upto, made FROM read_marks WHERE account = $1";
inline constexpr std::string_view drop_read_marks_of = "DELETE FROM read_marks WHERE account = $1";

// What marks were before a deed that touched many.
inline constexpr std::string_view add_undo =
    "INSERT INTO undos (account, number, place, upto, made) SELECT id, $2, $3, $4, $5 FROM accounts WHERE id = $1";
inline constexpr std::string_view last_undo = "SELECT COALESCE(max(number), 0) FROM undos WHERE account = $1";
inline constexpr std::string_view undo_at = "SELECT place, upto, made FROM undos WHERE account = $1 AND number = $2";
inline constexpr std::string_view drop_old_undos =
    "DELETE FROM undos WHERE account = $1 AND number NOT IN (SELECT number FROM (SELECT DISTINCT number FROM undos "
    "WHERE account = $1 ORDER BY number DESC LIMIT $2) AS latest)";
inline constexpr std::string_view drop_later_undos =
    "DELETE FROM undos WHERE account = $1 AND number > $2 AND place = $3";
inline constexpr std::string_view drop_undo = "DELETE FROM undos WHERE account = $1 AND number = $2";
inline constexpr std::string_view drop_undos_of = "DELETE FROM undos WHERE account = $1";

inline constexpr std::string_view put_choice =
    "INSERT INTO choices (account, name, value) SELECT id, $2, $3 FROM accounts WHERE id = $1 "
    "ON CONFLICT (account, name) DO UPDATE SET value = excluded.value";
inline constexpr std::string_view drop_choice = "DELETE FROM choices WHERE account = $1 AND name = $2";
inline constexpr std::string_view choices_of = "SELECT name, value FROM choices WHERE account = $1 ORDER BY name";
inline constexpr std::string_view drop_choices_of = "DELETE FROM choices WHERE account = $1";

// Pages put aside that are not in the archive.
inline constexpr std::string_view add_link =
    "INSERT INTO links (account, url, title, made, origin) SELECT id, $2, $3, $4, $5 FROM accounts WHERE id = $1 "
    "AND (SELECT count(*) FROM links WHERE account = $1) < $6 ON CONFLICT (account, url) DO NOTHING";
inline constexpr std::string_view link_at = "SELECT 1 FROM links WHERE account = $1 AND url = $2";
inline constexpr std::string_view drop_link = "DELETE FROM links WHERE account = $1 AND url = $2";
inline constexpr std::string_view links_of =
    "SELECT url, title, made FROM links WHERE account = $1 AND made < $2 ORDER BY made DESC, url LIMIT $3";
inline constexpr std::string_view drop_links_of = "DELETE FROM links WHERE account = $1";

// Feeds that somebody asked for.
inline constexpr std::string_view last_wish = "SELECT COALESCE(max(number), 0) FROM wishes";
inline constexpr std::string_view add_wish =
    "INSERT INTO wishes (number, account, url, site, title, folder, state, detail, place, made, origin) "
    "SELECT $2, id, $3, $4, $5, $6, $7, '', '', $8, $9 FROM accounts WHERE id = $1 "
    "ON CONFLICT (account, url) DO NOTHING";
inline constexpr std::string_view wish_of = "SELECT number FROM wishes WHERE account = $1 AND url = $2";
// Those that are settled take no room.
inline constexpr std::string_view count_wishes = "SELECT count(*) FROM wishes WHERE account = $1 AND state < 2";
inline constexpr std::string_view wishes_of =
    "SELECT number, account, url, site, title, folder, state, detail, place, made, origin FROM wishes "
    "WHERE account = $1 AND number < $2 ORDER BY number DESC LIMIT $3";
inline constexpr std::string_view wishes_in =
    "SELECT number, account, url, site, title, folder, state, detail, place, made, origin FROM wishes "
    "WHERE state = $1 AND number > $2 ORDER BY number LIMIT $3";
inline constexpr std::string_view wish_at =
    "SELECT number, account, url, site, title, folder, state, detail, place, made, origin FROM wishes "
    "WHERE number = $1";
inline constexpr std::string_view wishes_for =
    "SELECT number, account, url, site, title, folder, state, detail, place, made, origin FROM wishes "
    "WHERE state = $1 AND url = $2 ORDER BY number LIMIT $3";
inline constexpr std::string_view count_wishes_in = "SELECT count(*) FROM wishes WHERE state = $1";
inline constexpr std::string_view set_wish =
    "UPDATE wishes SET state = $2, detail = $3, place = $4 WHERE number = $1 AND state = $5";
inline constexpr std::string_view revive_wish =
    "UPDATE wishes SET state = $2, detail = '' WHERE number = $1 AND state = 3 AND detail <> 'editor'";
inline constexpr std::string_view drop_wish = "DELETE FROM wishes WHERE account = $1 AND number = $2";
inline constexpr std::string_view drop_wishes_of = "DELETE FROM wishes WHERE account = $1";

inline constexpr std::string_view last_import = "SELECT COALESCE(max(number), 0) FROM imports WHERE account = $1";
inline constexpr std::string_view add_import =
    "INSERT INTO imports (account, number, made, report) SELECT id, $2, $3, '' FROM accounts WHERE id = $1";
inline constexpr std::string_view set_import = "UPDATE imports SET report = $3 WHERE account = $1 AND number = $2";
inline constexpr std::string_view import_at =
    "SELECT number, made, report FROM imports WHERE account = $1 AND number = $2";
inline constexpr std::string_view imports_of =
    "SELECT number, made, report FROM imports WHERE account = $1 ORDER BY number DESC LIMIT $2";
inline constexpr std::string_view drop_import = "DELETE FROM imports WHERE account = $1 AND number = $2";
inline constexpr std::string_view drop_old_imports =
    "DELETE FROM imports WHERE account = $1 AND number NOT IN (SELECT number FROM imports WHERE account = $1 "
    "ORDER BY number DESC LIMIT $2)";
inline constexpr std::string_view drop_imports_of = "DELETE FROM imports WHERE account = $1";
// Whoever brings very much counts once, before: these ask for the account alone.
inline constexpr std::string_view bring_follow =
    "INSERT INTO follows (account, place, language, title, made, folder, origin) SELECT id, $2, $3, $4, $5, $6, $7 "
    "FROM accounts WHERE id = $1 ON CONFLICT (account, place) DO NOTHING";
inline constexpr std::string_view bring_saved =
    "INSERT INTO saved (account, article, made, origin) SELECT id, $2, $3, $4 FROM accounts WHERE id = $1 "
    "ON CONFLICT (account, article) DO NOTHING RETURNING 1";
inline constexpr std::string_view bring_link =
    "INSERT INTO links (account, url, title, made, origin) SELECT id, $2, $3, $4, $5 FROM accounts WHERE id = $1 "
    "ON CONFLICT (account, url) DO NOTHING RETURNING 1";
inline constexpr std::string_view is_saved_already = "SELECT count(*) FROM saved WHERE account = $1 AND article = $2";
inline constexpr std::string_view is_linked_already = "SELECT count(*) FROM links WHERE account = $1 AND url = $2";
inline constexpr std::string_view count_follows = "SELECT count(*) FROM follows WHERE account = $1";
inline constexpr std::string_view count_saved = "SELECT count(*) FROM saved WHERE account = $1";
inline constexpr std::string_view count_links = "SELECT count(*) FROM links WHERE account = $1";
// Read, but not opened here (2): it stands in no history.
inline constexpr std::string_view bring_read =
    "INSERT INTO reads (account, article, state, made) SELECT id, $2, 2, $3 FROM accounts WHERE id = $1 "
    "ON CONFLICT (account, article) DO NOTHING";
inline constexpr std::string_view drop_reads_brought =
    "DELETE FROM reads WHERE account = $1 AND state = 2 AND made = $2";
inline constexpr std::string_view count_follows_from =
    "SELECT count(*) FROM follows WHERE account = $1 AND origin = $2";
inline constexpr std::string_view count_saved_from = "SELECT count(*) FROM saved WHERE account = $1 AND origin = $2";
inline constexpr std::string_view count_links_from = "SELECT count(*) FROM links WHERE account = $1 AND origin = $2";
inline constexpr std::string_view count_wishes_from = "SELECT count(*) FROM wishes WHERE account = $1 AND origin = $2";
// What was followed since because the import asked for it bears its origin, too.
inline constexpr std::string_view drop_follows_from = "DELETE FROM follows WHERE account = $1 AND origin = $2";
inline constexpr std::string_view drop_saved_from = "DELETE FROM saved WHERE account = $1 AND origin = $2";
inline constexpr std::string_view drop_links_from = "DELETE FROM links WHERE account = $1 AND origin = $2";
inline constexpr std::string_view drop_wishes_from = "DELETE FROM wishes WHERE account = $1 AND origin = $2";

}  // namespace octavo::store::sql
