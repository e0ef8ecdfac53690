// The statements of the places articles are about (Reading::places). A part of statements.hpp, which is the one to
// include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

inline constexpr std::string_view add_place = "INSERT INTO article_places (place, position) VALUES ($1, $2)";
inline constexpr std::string_view drop_places = "DELETE FROM article_places WHERE position = $1";
inline constexpr std::string_view places_of = "SELECT place FROM article_places WHERE position = $1";
// Since a position, of the sample ($2: 0, 1, -1 both), the busiest first. CROSS JOIN: from the week's articles to their
// places, and not along all places there ever were.
inline constexpr std::string_view busy_places =
    "SELECT p.place, count(*) AS articles FROM articles a CROSS JOIN article_places p "
    "WHERE p.position = a.position AND a.position >= $1 AND ($2 < 0 OR a.sample = $2) AND a.duplicate_of = 0 GROUP BY "
    "p.place "
    "ORDER BY articles DESC, p.place LIMIT $3";
inline constexpr std::string_view stray_places =
    "SELECT count(*) FROM article_places p LEFT JOIN articles a ON a.position = p.position WHERE a.position IS NULL";

}  // namespace octavo::store::sql
