// The statements about what people decided (rulings.hpp). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// ---- articles taken down
inline constexpr std::string_view withhold =
    "INSERT INTO withheld (id, article, domain, at, reason) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING";
inline constexpr std::string_view all_withheld = "SELECT id FROM withheld";
inline constexpr std::string_view every_withheld =
    "SELECT id, article, domain, at, reason FROM withheld ORDER BY article, id";
inline constexpr std::string_view withheld_as = "SELECT article, domain, at, reason FROM withheld WHERE id = $1";
inline constexpr std::string_view latest_withheld =
    "SELECT article, domain, at, reason FROM withheld WHERE id = article AND (at < $1 OR (at = $1 AND id < $2)) "
    "ORDER BY at DESC, id DESC LIMIT $3";
inline constexpr std::string_view count_withheld = "SELECT count(*) FROM withheld WHERE id = article";
inline constexpr std::string_view names_withheld = "SELECT id FROM withheld WHERE article = $1";
inline constexpr std::string_view give_back = "DELETE FROM withheld WHERE article = $1";
inline constexpr std::string_view to_take_down =
    "SELECT a.position, a.source, a.story, a.duplicate_of, a.sample, r.terms, COALESCE(s.domain, ''), a.url "
    "FROM articles a JOIN readings r ON r.version = a.version LEFT JOIN sources s ON s.id = a.source WHERE a.id = $1";
inline constexpr std::string_view aliases_of = "SELECT alias FROM aliases WHERE article = $1";
inline constexpr std::string_view first_copy_of =
    "SELECT id FROM articles WHERE duplicate_of = $1 AND duplicate_of <> 0 ORDER BY position LIMIT 1";
inline constexpr std::string_view make_original = "UPDATE articles SET duplicate_of = 0 WHERE id = $1";
inline constexpr std::string_view copies_follow =
    "UPDATE articles SET duplicate_of = $2 WHERE duplicate_of = $1 AND duplicate_of <> 0";
inline constexpr std::string_view drop_redirects_to = "DELETE FROM story_redirects WHERE now = $1";
inline constexpr std::string_view recount_source =
    "UPDATE sources SET articles = (SELECT count(*) FROM articles WHERE source = $1), "
    "newest = (SELECT max(published) FROM articles WHERE source = $1) WHERE id = $1";
inline constexpr std::string_view drop_generated =
    "DELETE FROM assist_notes WHERE name LIKE 'generated-%' OR name LIKE 'translated-%'";

// ---- publishers left out
inline constexpr std::string_view leave_out =
    "INSERT INTO left_out (domain, at, reason) VALUES ($1, $2, $3) ON CONFLICT (domain) DO UPDATE SET reason = "
    "excluded.reason";
inline constexpr std::string_view let_back = "DELETE FROM left_out WHERE domain = $1";
inline constexpr std::string_view all_left_out = "SELECT domain, at, reason FROM left_out ORDER BY domain";
inline constexpr std::string_view some_of_source = "SELECT id FROM articles WHERE source = $1 LIMIT $2";
inline constexpr std::string_view some_by_address =
    "SELECT id, url, position FROM articles WHERE position > $1 AND url LIKE $2 ORDER BY position LIMIT $3";
inline constexpr std::string_view drop_source = "DELETE FROM sources WHERE id = $1";
inline constexpr std::string_view drop_site_template = "DELETE FROM site_templates WHERE source = $1";

// ---- sources that are not asked for a while, and what the operator says of them
inline constexpr std::string_view pause_source =
    "INSERT INTO paused (source, at) VALUES ($1, $2) ON CONFLICT (source) DO NOTHING";
inline constexpr std::string_view resume_source = "DELETE FROM paused WHERE source = $1";
inline constexpr std::string_view all_paused = "SELECT source, at FROM paused";
inline constexpr std::string_view set_source =
    "UPDATE sources SET name = $2, home = $3, country = $4, language = $5, kind = $6 WHERE id = $1";
inline constexpr std::string_view articles_a_day =
    "SELECT source, count(*) FROM articles WHERE position >= $1 GROUP BY source";

// ---- stories and hashtags put right
inline constexpr std::string_view add_story_ruling =
    "INSERT INTO story_rulings (number, at, kind, story, other, article, words) "
    "SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6 FROM story_rulings";
inline constexpr std::string_view drop_story_title = "DELETE FROM story_rulings WHERE kind = 0 AND story = $1";
inline constexpr std::string_view drop_story_ruling = "DELETE FROM story_rulings WHERE number = $1";
inline constexpr std::string_view story_rulings =
    "SELECT number, at, kind, story, other, article, words FROM story_rulings WHERE number < $1 ORDER BY number DESC "
    "LIMIT $2";
inline constexpr std::string_view story_ruling =
    "SELECT number, at, kind, story, other, article, words FROM story_rulings WHERE number = $1";
inline constexpr std::string_view story_title =
    "SELECT words FROM story_rulings WHERE kind = 0 AND (story = $1 OR story IN (SELECT story FROM story_redirects "
    "WHERE now = $1)) ORDER BY number DESC LIMIT 1";
inline constexpr std::string_view put_tag_ruling =
    "INSERT INTO tag_rulings (tag, name, now, now_name, banned, about, at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (tag) DO UPDATE SET now = excluded.now, now_name = excluded.now_name, banned = excluded.banned, "
    "about = excluded.about, at = excluded.at";
inline constexpr std::string_view drop_tag_ruling = "DELETE FROM tag_rulings WHERE tag = $1";
inline constexpr std::string_view tag_rulings =
    "SELECT tag, name, now, now_name, banned, about, at FROM tag_rulings ORDER BY name, tag";
inline constexpr std::string_view tag_ruling =
    "SELECT tag, name, now, now_name, banned, about, at FROM tag_rulings WHERE tag = $1";
inline constexpr std::string_view aliases_follow = "UPDATE tag_rulings SET now = $2, now_name = $3 WHERE now = $1";
inline constexpr std::string_view rename_tag =
    "INSERT INTO article_tags (tag, position, rank) SELECT $2, position, rank FROM article_tags WHERE tag = $1 "
    "ON CONFLICT (tag, position) DO NOTHING";
inline constexpr std::string_view drop_tag_everywhere = "DELETE FROM article_tags WHERE tag = $1";
inline constexpr std::string_view drop_tag_name = "DELETE FROM tags WHERE id = $1";

}  // namespace octavo::store::sql
