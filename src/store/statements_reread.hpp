// The statements of reading again (store/reread.hpp): what is kept of pages beside their bytes, and putting a new
// extraction or reading in the place of an old one. A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// ---- what came with a page
inline constexpr std::string_view add_page_origin =
    "INSERT INTO page_origins (version, extractor, rules, url, content_type, robots, hints) VALUES ($1, $2, $3, $4, "
    "$5, $6, $7)";
inline constexpr std::string_view mark_page = "UPDATE page_origins SET extractor = $2, rules = $3 WHERE version = $1";
inline constexpr std::string_view add_later_page =
    "INSERT INTO later_pages (version, page, url, content_type, robots, bytes) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (version, page) DO NOTHING";
inline constexpr std::string_view has_origin = "SELECT 1 FROM page_origins WHERE version = $1";
inline constexpr std::string_view drop_page_origin = "DELETE FROM page_origins WHERE version = $1";
inline constexpr std::string_view drop_later_pages = "DELETE FROM later_pages WHERE version = $1";

// ---- the walk
inline constexpr std::string_view pages_after =
    "SELECT version, extractor, rules, url FROM page_origins WHERE version > $1 ORDER BY version LIMIT $2";
inline constexpr std::string_view pages_of_source =
    "SELECT o.version, a.id, o.url, a.title, r.fetched FROM articles a JOIN page_origins o ON o.version = a.version "
    "JOIN raws r ON r.version = o.version JOIN extractions e ON e.version = o.version WHERE a.source = $1 AND "
    "e.expired = 0 ORDER BY a.position DESC LIMIT $2";
inline constexpr std::string_view pages_count = "SELECT count(*) FROM page_origins WHERE version > $1";
inline constexpr std::string_view kept_page =
    "SELECT r.bytes, r.fetched, o.url, o.content_type, o.robots, o.hints, a.id, a.source, e.body FROM page_origins o "
    "JOIN raws r ON r.version = o.version JOIN versions v ON v.number = o.version JOIN articles a ON a.id = v.article "
    "JOIN extractions e ON e.version = o.version WHERE o.version = $1 AND e.expired = 0";
inline constexpr std::string_view later_pages =
    "SELECT page, url, content_type, robots, bytes FROM later_pages WHERE version = $1 ORDER BY page";
inline constexpr std::string_view marks_of_readings =
    "SELECT version, reader FROM readings WHERE version > $1 ORDER BY version LIMIT $2";
inline constexpr std::string_view readings_count = "SELECT count(*) FROM readings WHERE version > $1";
inline constexpr std::string_view kept_text =
    "SELECT e.body, a.url, a.source, a.sample, a.version FROM extractions e JOIN readings r ON r.version = e.version "
    "JOIN versions v ON "
    "v.number = e.version JOIN articles a ON a.id = v.article WHERE e.version = $1 AND e.expired = 0";

// ---- in its place
inline constexpr std::string_view find_version =
    "SELECT a.position, a.id, a.version, e.body, r.terms FROM versions v JOIN articles a ON a.id = v.article "
    "JOIN extractions e ON e.version = v.number LEFT JOIN readings r ON r.version = v.number "
    "WHERE v.number = $1 AND e.expired = 0";
inline constexpr std::string_view put_extraction =
    "UPDATE extractions SET extractor = $2, body = $3 WHERE version = $1";
inline constexpr std::string_view put_reading =
    "UPDATE readings SET reader = $2, reading = $3, terms = $4 WHERE version = $1";
inline constexpr std::string_view put_understood =
    "UPDATE articles SET words = $2, language = $3, tongue = $4, category = $5 WHERE position = $1";

// ---- what should not be there
inline constexpr std::string_view stray_origins =
    "SELECT count(*) FROM page_origins o LEFT JOIN raws r ON r.version = o.version WHERE r.version IS NULL";
inline constexpr std::string_view stray_later_pages =
    "SELECT count(*) FROM later_pages l LEFT JOIN raws r ON r.version = l.version WHERE r.version IS NULL";

}  // namespace octavo::store::sql
