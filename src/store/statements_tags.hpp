// The statements of hashtags (Reading::hashtags). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// The name a tag was first written with stays.
inline constexpr std::string_view put_tag = "INSERT INTO tags (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
inline constexpr std::string_view add_tag =
    "INSERT INTO article_tags (tag, position, rank) VALUES ($1, $2, $3) ON CONFLICT (tag, position) DO NOTHING";
inline constexpr std::string_view drop_tags = "DELETE FROM article_tags WHERE position = $1";
// A tag leaves with the last article that has it.
inline constexpr std::string_view tag_ids_of = "SELECT tag FROM article_tags WHERE position = $1";
inline constexpr std::string_view drop_lone_tag =
    "DELETE FROM tags WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM article_tags WHERE tag = $1)";
inline constexpr std::string_view tag = "SELECT id, name FROM tags WHERE id = $1";
// Of an article; the third column: whether another one has it, too.
inline constexpr std::string_view tags_of =
    "SELECT t.id, t.name, EXISTS (SELECT 1 FROM article_tags o JOIN articles x ON x.position = o.position "
    "WHERE o.tag = t.id AND o.position <> $1 AND x.duplicate_of = 0) "
    "FROM article_tags a JOIN tags t ON t.id = a.tag WHERE a.position = $1 ORDER BY a.rank";
// That an article shares with others, of which there are up to six; the first column says with which.
inline constexpr std::string_view shared_tags =
    "SELECT b.position, t.id, t.name FROM article_tags a JOIN article_tags b ON b.tag = a.tag JOIN tags t ON t.id = "
    "a.tag WHERE a.position = $1 AND b.position IN ($2, $3, $4, $5, $6, $7) ORDER BY a.rank";
inline constexpr std::string_view shared_places =
    "SELECT b.position, a.place FROM article_places a JOIN article_places b ON b.place = a.place WHERE a.position = $1 "
    "AND b.position IN ($2, $3, $4, $5, $6, $7)";
// On the same articles, of the $2 newest that have it.
inline constexpr std::string_view related_tags =
    "SELECT t.id, t.name, r.articles FROM (SELECT b.tag, count(*) AS articles FROM (SELECT position FROM article_tags "
    "WHERE tag = $1 ORDER BY position DESC LIMIT $2) n JOIN article_tags b ON b.position = n.position "
    "JOIN articles x ON x.position = b.position WHERE b.tag <> $1 AND x.duplicate_of = 0 GROUP BY b.tag) r JOIN tags t "
    "ON t.id = r.tag WHERE r.articles > 1 "
    "ORDER BY r.articles DESC, t.name LIMIT $3";
inline constexpr std::string_view days_of_tag =
    "SELECT a.published FROM article_tags t JOIN articles a ON a.position = t.position "
    "WHERE t.tag = $1 AND t.position >= $2 AND a.duplicate_of = 0 AND ($3 < 0 OR a.sample = $3) ORDER BY t.position "
    "DESC LIMIT 20000";
// How many articles and publishers have each tag since $2, and how many articles had it from $1 to then; $3 the tongue
// ('' any), $4 the sample (0, 1, -1 both), $5 the fewest publishers since $2.
inline constexpr std::string_view rising_tags =
    "SELECT t.id, t.name, r.recent, r.publishers, r.before FROM (SELECT a.tag, "
    "sum(CASE WHEN a.position >= $2 THEN 1 ELSE 0 END) AS recent, "
    "count(DISTINCT CASE WHEN a.position >= $2 THEN c.source END) AS publishers, "
    "sum(CASE WHEN a.position >= $2 THEN 0 ELSE 1 END) AS before "
    "FROM articles c CROSS JOIN article_tags a WHERE a.position = c.position AND c.position >= $1 AND c.duplicate_of = "
    "0 "
    "AND ($3 = '' OR c.tongue = $3) AND ($4 < 0 OR c.sample = $4) GROUP BY a.tag) r JOIN tags t ON t.id = r.tag "
    "WHERE r.publishers >= $5 ORDER BY r.recent DESC, t.name LIMIT 2000";
inline constexpr std::string_view stray_tags =
    "SELECT count(*) FROM article_tags x LEFT JOIN articles a ON a.position = x.position LEFT JOIN tags t ON "
    "t.id = x.tag WHERE a.position IS NULL OR t.id IS NULL";
inline constexpr std::string_view lone_tags =
    "SELECT count(*) FROM tags t WHERE NOT EXISTS (SELECT 1 FROM article_tags x WHERE x.tag = t.id)";

}  // namespace octavo::store::sql
