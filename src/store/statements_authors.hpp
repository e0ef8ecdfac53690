// The statements of authors (Extraction::authors). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// The spelling a name was first written with stays.
inline constexpr std::string_view put_author =
    "INSERT INTO authors (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
inline constexpr std::string_view add_author =
    "INSERT INTO article_authors (author, position, rank) VALUES ($1, $2, $3) ON CONFLICT (author, position) DO "
    "NOTHING";
inline constexpr std::string_view author_ids_of = "SELECT author FROM article_authors WHERE position = $1";
inline constexpr std::string_view drop_authors = "DELETE FROM article_authors WHERE position = $1";
inline constexpr std::string_view drop_lone_author =
    "DELETE FROM authors WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM article_authors WHERE author = $1)";
inline constexpr std::string_view author = "SELECT id, name FROM authors WHERE id = $1";
inline constexpr std::string_view authors_of =
    "SELECT w.id, w.name FROM article_authors a JOIN authors w ON w.id = a.author WHERE a.position = $1 ORDER BY "
    "a.rank";
// The publishers somebody of this name writes for.
inline constexpr std::string_view papers_of_author =
    "SELECT s.domain, s.name, count(*) FROM article_authors w JOIN articles a ON a.position = w.position JOIN sources "
    "s "
    "ON s.id = a.source WHERE w.author = $1 GROUP BY s.domain, s.name ORDER BY count(*) DESC, s.domain LIMIT $2";
inline constexpr std::string_view stray_authors =
    "SELECT count(*) FROM article_authors x LEFT JOIN articles a ON a.position = x.position LEFT JOIN authors w ON "
    "w.id = x.author WHERE a.position IS NULL OR w.id IS NULL";
inline constexpr std::string_view lone_authors =
    "SELECT count(*) FROM authors w WHERE NOT EXISTS (SELECT 1 FROM article_authors x WHERE x.author = w.id)";

}  // namespace octavo::store::sql
