// The statements about readers' lists (lists.hpp) and their notes in the margin (margins.hpp). A part of
// statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// Only for an account that is there: somebody may be leaving.
inline constexpr std::string_view add_list =
    "INSERT INTO lists (id, account, name, about, is_public, made, changed, barred, dropped) "
    "SELECT $2, id, $3, $4, $5, $6, $7, 0, 0 FROM accounts WHERE id = $1 "
    "AND (SELECT count(*) FROM lists WHERE account = $1 AND dropped = 0) < $8 "
    // What was dropped is kept for a while, and is bounded, too.
    "AND (SELECT count(*) FROM lists WHERE account = $1) < 2 * $8";
inline constexpr std::string_view list_is_theirs = "SELECT 1 FROM lists WHERE account = $1 AND id = $2 AND dropped = 0";
inline constexpr std::string_view set_list =
    "UPDATE lists SET name = $3, about = $4, is_public = $5, changed = $6 "
    "WHERE account = $1 AND id = $2 AND dropped = 0";
inline constexpr std::string_view touch_list =
    "UPDATE lists SET changed = $3 WHERE account = $1 AND id = $2 AND dropped = 0";
inline constexpr std::string_view drop_list =
    "UPDATE lists SET dropped = $3 WHERE account = $1 AND id = $2 AND dropped = 0";
inline constexpr std::string_view undrop_list =
    "UPDATE lists SET dropped = 0 WHERE account = $1 AND id = $2 AND dropped > $3 "
    "AND (SELECT count(*) FROM lists o WHERE o.account = $1 AND o.dropped = 0) < $4";
inline constexpr std::string_view forget_dropped_entries =
    "DELETE FROM list_entries WHERE list IN (SELECT id FROM lists WHERE dropped > 0 AND dropped < $1)";
inline constexpr std::string_view forget_dropped_reports =
    "DELETE FROM list_reports WHERE list IN (SELECT id FROM lists WHERE dropped > 0 AND dropped < $1)";
inline constexpr std::string_view forget_dropped_lists = "DELETE FROM lists WHERE dropped > 0 AND dropped < $1";

// Who may not write for a time is not read either ($2: now).
inline constexpr std::string_view list_columns =
    "SELECT l.id, l.account, l.name, l.about, l.is_public, l.barred, l.made, l.changed, a.name, a.made, "
    "CASE WHEN a.shut IS NOT NULL OR EXISTS (SELECT 1 FROM account_limits c WHERE c.account = l.account "
    "AND c.kind = 0 AND c.ends > $2) THEN 1 ELSE 0 END, (SELECT count(*) FROM list_entries e WHERE e.list = l.id), "
    "(SELECT count(*) FROM list_reports r WHERE r.list = l.id) FROM lists l JOIN accounts a ON a.id = l.account ";
inline constexpr std::string_view lists_of_whom =
    "WHERE l.account = $1 AND l.dropped = 0 ORDER BY l.changed DESC, l.id";
inline constexpr std::string_view list_of_id = "WHERE l.id = $1 AND l.dropped = 0";
inline constexpr std::string_view lists_to_look_at =
    "WHERE l.id > $1 AND l.dropped = 0 AND l.is_public = 1 AND (l.barred = 1 OR EXISTS (SELECT 1 FROM list_reports r "
    "WHERE r.list = l.id)) "
    "ORDER BY l.id LIMIT $3";
inline constexpr std::string_view lists_of_all =
    "WHERE l.id > $1 AND l.dropped = 0 AND l.is_public = 1 ORDER BY l.id LIMIT $3";
inline constexpr std::string_view lists_of = Joined<list_columns, lists_of_whom>::text;
inline constexpr std::string_view list_by_id = Joined<list_columns, list_of_id>::text;
inline constexpr std::string_view lists_looked_at = Joined<list_columns, lists_to_look_at>::text;
inline constexpr std::string_view lists_open = Joined<list_columns, lists_of_all>::text;

inline constexpr std::string_view add_list_entry =
    "INSERT INTO list_entries (list, article, place, made, said) "
    "SELECT id, $3, (SELECT COALESCE(max(place), 0) + 1 FROM list_entries WHERE list = $2), $4, $5 FROM lists "
    "WHERE account = $1 AND id = $2 AND dropped = 0 AND (SELECT count(*) FROM list_entries WHERE list = $2) < $6 "
    "ON CONFLICT (list, article) DO NOTHING";
inline constexpr std::string_view list_entry_at = "SELECT place FROM list_entries WHERE list = $1 AND article = $2";
inline constexpr std::string_view drop_list_entry =
    "DELETE FROM list_entries WHERE list = $2 AND article = $3 "
    "AND EXISTS (SELECT 1 FROM lists WHERE account = $1 AND id = $2 AND dropped = 0)";
inline constexpr std::string_view set_entry_said =
    "UPDATE list_entries SET said = $4 WHERE list = $2 AND article = $3 "
    "AND EXISTS (SELECT 1 FROM lists WHERE account = $1 AND id = $2 AND dropped = 0)";
inline constexpr std::string_view set_entry_place =
    "UPDATE list_entries SET place = $3 WHERE list = $1 AND article = $2";
inline constexpr std::string_view entry_above =
    "SELECT article, place FROM list_entries WHERE list = $1 AND place > $2 ORDER BY place LIMIT 1";
inline constexpr std::string_view entry_below =
    "SELECT article, place FROM list_entries WHERE list = $1 AND place < $2 ORDER BY place DESC LIMIT 1";
inline constexpr std::string_view list_entries_of =
    "SELECT article, place, made, said FROM list_entries WHERE list = $1 AND place < $2 ORDER BY place DESC LIMIT $3";
inline constexpr std::string_view lists_with =
    "SELECT l.id FROM list_entries e JOIN lists l ON l.id = e.list "
    "WHERE l.account = $1 AND e.article = $2 AND l.dropped = 0";

inline constexpr std::string_view add_list_report =
    "INSERT INTO list_reports (list, account, reason, made) SELECT l.id, a.id, $3, $4 FROM lists l, accounts a "
    "WHERE l.id = $1 AND a.id = $2 AND l.is_public = 1 AND l.dropped = 0 ON CONFLICT (list, account) DO NOTHING";
inline constexpr std::string_view list_reasons =
    "SELECT reason, count(*) FROM list_reports WHERE list = $1 GROUP BY reason ORDER BY reason";
inline constexpr std::string_view list_reports_by =
    "SELECT list, reason, made FROM list_reports WHERE account = $1 ORDER BY made, list";
// One that was dropped counts until it is gone.
inline constexpr std::string_view has_barred_list = "SELECT 1 FROM lists WHERE account = $1 AND barred = 1 LIMIT 1";
inline constexpr std::string_view bar_list = "UPDATE lists SET barred = $2 WHERE id = $1";
inline constexpr std::string_view drop_reports_on_list = "DELETE FROM list_reports WHERE list = $1";

inline constexpr std::string_view drop_list_entries_of =
    "DELETE FROM list_entries WHERE list IN (SELECT id FROM lists WHERE account = $1)";
inline constexpr std::string_view drop_reports_on_lists_of =
    "DELETE FROM list_reports WHERE list IN (SELECT id FROM lists WHERE account = $1)";
inline constexpr std::string_view drop_list_reports_by = "DELETE FROM list_reports WHERE account = $1";
inline constexpr std::string_view drop_lists_of = "DELETE FROM lists WHERE account = $1";

inline constexpr std::string_view last_margin_note =
    "SELECT COALESCE(max(number), 0) FROM margin_notes WHERE account = $1";
inline constexpr std::string_view add_margin_note =
    "INSERT INTO margin_notes (account, number, article, made, changed, exact, prefix, suffix, note, words, dropped) "
    "SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0 FROM accounts WHERE id = $1 "
    "AND (SELECT count(*) FROM margin_notes WHERE account = $1 AND dropped = 0) < $11 "
    "AND (SELECT count(*) FROM margin_notes WHERE account = $1) < 2 * $11";
inline constexpr std::string_view set_margin_note =
    "UPDATE margin_notes SET note = $3, words = $4, changed = $5 WHERE account = $1 AND number = $2 AND dropped = 0";
inline constexpr std::string_view drop_margin_note =
    "UPDATE margin_notes SET dropped = $3 WHERE account = $1 AND number = $2 AND dropped = 0";
inline constexpr std::string_view undrop_margin_note =
    "UPDATE margin_notes SET dropped = 0 WHERE account = $1 AND number = $2 AND dropped > $3 "
    "AND (SELECT count(*) FROM margin_notes o WHERE o.account = $1 AND o.dropped = 0) < $4";
inline constexpr std::string_view forget_dropped_margin_notes =
    "DELETE FROM margin_notes WHERE dropped > 0 AND dropped < $1";
inline constexpr std::string_view margin_columns =
    "SELECT number, article, made, changed, exact, prefix, suffix, note FROM margin_notes WHERE account = $1 "
    "AND dropped = 0 ";
inline constexpr std::string_view margin_by_number = "AND number = $2";
inline constexpr std::string_view margin_before = "AND number < $2 ORDER BY number DESC LIMIT $3";
inline constexpr std::string_view margin_on_article = "AND article = $2 AND number < $3 ORDER BY number DESC LIMIT $4";
inline constexpr std::string_view margin_note_at = Joined<margin_columns, margin_by_number>::text;
inline constexpr std::string_view margin_notes_of = Joined<margin_columns, margin_before>::text;
// To be searched by who asks.
inline constexpr std::string_view margin_words =
    "SELECT number, words FROM margin_notes WHERE account = $1 AND dropped = 0 AND number < $2 ORDER BY number DESC "
    "LIMIT $3";
inline constexpr std::string_view margin_notes_on = Joined<margin_columns, margin_on_article>::text;
inline constexpr std::string_view drop_margin_notes_of = "DELETE FROM margin_notes WHERE account = $1";

}  // namespace octavo::store::sql
