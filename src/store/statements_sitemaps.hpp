// The statements behind sitemaps and the API's list of versions. A part of statements.hpp, which is the one to include.
//
// All walk articles along their position (the table's own order) or an index that ends in it, and open no body.
#pragma once

#include <string_view>

namespace octavo::store::sql {

inline constexpr std::string_view versions_by_age =
    "SELECT fetched FROM versions WHERE article = $1 ORDER BY fetched, number LIMIT 100";
// The newest real article below a position and not below another: days are found by leaps, not by counting.
inline constexpr std::string_view newest_between =
    "SELECT position, published FROM articles WHERE position < $1 AND position >= $2 AND sample = 0 "
    "ORDER BY position DESC LIMIT 1";
// The position so many ($3) real articles below $1: where the next part of a very busy day begins.
inline constexpr std::string_view position_after =
    "SELECT position FROM articles WHERE position < $1 AND position >= $2 AND sample = 0 "
    "ORDER BY position DESC LIMIT 1 OFFSET $3";
// Stories of several publishers whose newest report lies between two positions, with the report that gives them their
// address: the first one, but of a very long story the first of its page.
inline constexpr std::string_view told_stories =
    "SELECT a.story, a.published, f.title, f.language, f.published, t.size FROM articles a "
    "JOIN stories t ON t.id = a.story JOIN articles f ON f.position = COALESCE("
    "(SELECT m.position FROM articles m WHERE m.story = a.story ORDER BY m.position DESC LIMIT 1 OFFSET 199), "
    "(SELECT min(m.position) FROM articles m WHERE m.story = a.story)) "
    "WHERE a.position < $1 AND a.position >= $2 AND a.sample = 0 AND t.size > 1 AND NOT EXISTS "
    "(SELECT 1 FROM articles n WHERE n.story = a.story AND n.position > a.position) ORDER BY a.position DESC LIMIT $3";
// What at least $2 of the articles since a position are about, by the language they are in, the busiest first. CROSS
// JOIN: from the week's articles to their topics, and not along all topics there ever were.
inline constexpr std::string_view busy_tag_tongues =
    "SELECT r.tag, t.name, r.tongue, r.articles, r.newest FROM (SELECT x.tag, a.tongue, count(*) AS articles, "
    "max(a.published) AS newest FROM articles a CROSS JOIN article_tags x WHERE x.position = a.position "
    "AND a.position >= $1 AND a.sample = 0 AND a.duplicate_of = 0 GROUP BY x.tag, a.tongue HAVING count(*) >= $2) r "
    "JOIN tags t ON t.id = r.tag ORDER BY r.articles DESC, t.name, r.tongue LIMIT $3";
inline constexpr std::string_view busy_place_tongues =
    "SELECT p.place, a.tongue, count(*) AS articles, max(a.published) FROM articles a CROSS JOIN article_places p "
    "WHERE p.position = a.position AND a.position >= $1 AND a.sample = 0 AND a.duplicate_of = 0 "
    "GROUP BY p.place, a.tongue HAVING count(*) >= $2 ORDER BY articles DESC, p.place, a.tongue LIMIT $3";
// The section as an expression: or SQLite would rather walk the whole index of sections than the week.
inline constexpr std::string_view busy_category_tongues =
    "SELECT category || '' AS section, tongue, count(*) AS articles, max(published) FROM articles WHERE position >= $1 "
    "AND sample = 0 AND duplicate_of = 0 GROUP BY category || '', tongue HAVING count(*) >= $2 "
    "ORDER BY articles DESC, section, tongue LIMIT $3";

}  // namespace octavo::store::sql
