// The statements of hashtags (Reading::hashtags). A part of statements.hpp, which is the one to include. A tag's count
// goes up and down with the rows that bear it, in the same transaction; a tag that nobody bears is dropped, and comes
// back under the same id, which is made of its letters.
#pragma once

#include <string_view>

namespace octavo::store::sql {

inline constexpr std::string_view count_tag_up =
    "INSERT INTO tags (id, tag, articles) VALUES ($1, $2, 1) ON CONFLICT (id) DO UPDATE SET articles = tags.articles + "
    "1";
inline constexpr std::string_view add_article_tag = "INSERT INTO article_tags (tag, position) VALUES ($1, $2)";
inline constexpr std::string_view count_tags_down =
    "UPDATE tags SET articles = articles - 1 WHERE id IN (SELECT tag FROM article_tags WHERE position = $1)";
inline constexpr std::string_view drop_empty_tags =
    "DELETE FROM tags WHERE articles <= 0 AND id IN (SELECT tag FROM article_tags WHERE position = $1)";
inline constexpr std::string_view drop_article_tags = "DELETE FROM article_tags WHERE position = $1";
inline constexpr std::string_view find_tag = "SELECT tag, articles FROM tags WHERE id = $1";
// Since a position, of the sample ($2: 0, 1, -1 both): how often, and how often since ever; the busiest first.
inline constexpr std::string_view busy_tags =
    "SELECT t.id, t.tag, t.articles, count(*) AS fresh FROM article_tags p JOIN articles a ON a.position = p.position "
    "JOIN tags t ON t.id = p.tag WHERE p.position >= $1 AND ($2 < 0 OR a.sample = $2) AND a.duplicate_of = 0 "
    "GROUP BY t.id, t.tag, t.articles ORDER BY fresh DESC, t.tag LIMIT $3";
// What stands beside a tag in its newest $2 articles, the commonest first.
inline constexpr std::string_view related_tags =
    "SELECT t.id, t.tag, t.articles, count(*) AS together FROM (SELECT position FROM article_tags WHERE tag = $1 "
    "ORDER BY position DESC LIMIT $2) n JOIN article_tags o ON o.position = n.position JOIN tags t ON t.id = o.tag "
    "WHERE o.tag <> $1 GROUP BY t.id, t.tag, t.articles ORDER BY together DESC, t.articles, t.tag LIMIT $3";
inline constexpr std::string_view stray_tags =
    "SELECT count(*) FROM article_tags p LEFT JOIN articles a ON a.position = p.position WHERE a.position IS NULL";
inline constexpr std::string_view wrong_tags =
    "SELECT count(*) FROM (SELECT t.id, t.articles, count(p.tag) AS counted FROM tags t LEFT JOIN article_tags p "
    "ON p.tag = t.id GROUP BY t.id, t.articles) c WHERE articles <> counted";
inline constexpr std::string_view lost_tags =
    "SELECT count(*) FROM article_tags p LEFT JOIN tags t ON t.id = p.tag WHERE t.id IS NULL";

}  // namespace octavo::store::sql
