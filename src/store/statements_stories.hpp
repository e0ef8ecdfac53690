// The statements of stories that change: articles that go from one to another, and where a story is told that went. A
// part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

inline constexpr std::string_view move_story = "UPDATE articles SET story = $2 WHERE story = $1";
inline constexpr std::string_view move_article = "UPDATE articles SET story = $3 WHERE id = $1 AND story = $2";
inline constexpr std::string_view members_of_story =
    "SELECT count(*), count(DISTINCT source) FROM articles WHERE story = $1";
inline constexpr std::string_view put_story =
    "INSERT INTO stories (id, articles, size) VALUES ($1, $2, $3) "
    "ON CONFLICT (id) DO UPDATE SET articles = excluded.articles, size = excluded.size";
inline constexpr std::string_view redirect_of = "SELECT now FROM story_redirects WHERE story = $1";
inline constexpr std::string_view put_redirect =
    "INSERT INTO story_redirects (story, now) VALUES ($1, $2) ON CONFLICT (story) DO UPDATE SET now = excluded.now";
inline constexpr std::string_view lead_on = "UPDATE story_redirects SET now = $2 WHERE now = $1";
inline constexpr std::string_view drop_redirect = "DELETE FROM story_redirects WHERE story = $1";
// Of a story that is there, or to one that is not.
inline constexpr std::string_view wrong_redirects =
    "SELECT count(*) FROM story_redirects r LEFT JOIN stories s ON s.id = r.story LEFT JOIN stories t ON t.id = r.now "
    "WHERE s.id IS NOT NULL OR t.id IS NULL";

}  // namespace octavo::store::sql
