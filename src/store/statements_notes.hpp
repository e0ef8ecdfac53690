// The statements about notes (notes.hpp). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

inline constexpr std::string_view note = "SELECT value, used FROM assist_notes WHERE name = $1";
inline constexpr std::string_view put_note =
    "INSERT INTO assist_notes (name, value, made, used) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET "
    "value = excluded.value, made = excluded.made, used = excluded.used";
inline constexpr std::string_view use_note = "UPDATE assist_notes SET used = $2 WHERE name = $1";
inline constexpr std::string_view count_notes = "SELECT count(*) FROM assist_notes";
inline constexpr std::string_view drop_old_notes = "DELETE FROM assist_notes WHERE used < $1";
inline constexpr std::string_view drop_notes_made_before = "DELETE FROM assist_notes WHERE made < $1";
inline constexpr std::string_view drop_least_used_notes =
    "DELETE FROM assist_notes WHERE name IN (SELECT name FROM assist_notes ORDER BY used, name LIMIT $1)";

}  // namespace octavo::store::sql
