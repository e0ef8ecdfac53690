// Every SQL statement of the archive, once, in the subset SQLite 3.40 and PostgreSQL 15 both take. `all` lists them, so
// that tests/store/postgres_test.cpp can prepare each on a real server.
//
// House rules of the subset: BIGINT ids, times in milliseconds since 1970, 0 and '' for "none" where NULL would only be
// a second kind of nothing; INSERT ... ON CONFLICT (...) DO UPDATE; no rowid; lists of fixed length, padded by their
// caller, so that each text is prepared once.
#pragma once

#include <array>
#include <string_view>

#include "store/joined.hpp"
#include "store/statements_accounts.hpp"
#include "store/statements_authors.hpp"
#include "store/statements_comments.hpp"
#include "store/statements_keys.hpp"
#include "store/statements_notes.hpp"
#include "store/statements_places.hpp"
#include "store/statements_reading.hpp"
#include "store/statements_reread.hpp"
#include "store/statements_rulings.hpp"
#include "store/statements_shelves.hpp"
#include "store/statements_sitemaps.hpp"
#include "store/statements_stories.hpp"
#include "store/statements_tags.hpp"
#include "store/statements_tastes.hpp"

namespace octavo::store::sql {

// ---- the schema's own version, and small facts
inline constexpr std::string_view make_schema =
    "CREATE TABLE IF NOT EXISTS octavo_schema (one BIGINT NOT NULL PRIMARY KEY, version BIGINT NOT NULL)";
inline constexpr std::string_view schema_version = "SELECT version FROM octavo_schema WHERE one = 1";
inline constexpr std::string_view set_schema_version =
    "INSERT INTO octavo_schema (one, version) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET version = "
    "excluded.version";
inline constexpr std::string_view fact = "SELECT value FROM facts WHERE name = $1";
inline constexpr std::string_view put_fact =
    "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
inline constexpr std::string_view add_fact =
    "INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
inline constexpr std::string_view forget_fact = "DELETE FROM facts WHERE name = $1";
inline constexpr std::string_view counters = "SELECT name, value FROM counters";
inline constexpr std::string_view put_counter =
    "INSERT INTO counters (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
inline constexpr std::string_view dictionaries = "SELECT id, purpose, bytes FROM dictionaries ORDER BY id";
// The same texts teach the same one again.
inline constexpr std::string_view add_dictionary =
    "INSERT INTO dictionaries (id, purpose, bytes) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";

// ---- cards: what lists show
inline constexpr std::string_view card_columns =
    "SELECT position, id, source, source_name, source_domain, url, title, excerpt, language, author, section, image, "
    "image_alt, published, stated, first_seen, kind, words, story, story_size, duplicate_of, sample, category";
inline constexpr int card_width = 23;
inline constexpr std::string_view from_cards = " FROM cards ";
// What names an article in a line. From the table alone: a page has a dozen of them from a handful of sources, whose
// names the reader remembers.
inline constexpr std::string_view brief_columns =
    "SELECT position, id, source, title, language, kind, published, story, duplicate_of, sample";
inline constexpr int brief_width = 10;
inline constexpr std::string_view from_articles = " FROM articles ";
// $1 before, $2 limit, $3 copies too (0, 1), $4 sample (0, 1, -1 both), $5 tongue ('' any); $6 the source, story,
// category or place.
inline constexpr std::string_view page_end =
    "position < $1 AND ($3 = 1 OR duplicate_of = 0) AND ($4 < 0 OR sample = $4) AND ($5 = '' OR tongue = $5) "
    "ORDER BY position DESC LIMIT $2";
inline constexpr std::string_view where = "WHERE ", of_source = "WHERE source = $6 AND ",
                                  of_story = "WHERE story = $6 AND ", of_tongue = "WHERE tongue = $5 AND ",
                                  of_category = "WHERE category = $6 AND ",
                                  of_both = "WHERE tongue = $5 AND category = $6 AND ";
inline constexpr std::string_view list_all = Joined<card_columns, from_cards, where, page_end>::text;
inline constexpr std::string_view list_source = Joined<card_columns, from_cards, of_source, page_end>::text;
inline constexpr std::string_view list_story = Joined<card_columns, from_cards, of_story, page_end>::text;
inline constexpr std::string_view list_tongue = Joined<card_columns, from_cards, of_tongue, page_end>::text;
inline constexpr std::string_view list_category = Joined<card_columns, from_cards, of_category, page_end>::text;
inline constexpr std::string_view list_tongue_category = Joined<card_columns, from_cards, of_both, page_end>::text;
// Walks the place's positions from the newest, and looks each card up.
inline constexpr std::string_view from_place =
    " FROM (SELECT position AS at FROM article_places WHERE place = $6 AND position < $1) p JOIN cards ON position = "
    "at "
    "WHERE ($3 = 1 OR duplicate_of = 0) AND ($4 < 0 OR sample = $4) AND ($5 = '' OR tongue = $5) "
    "ORDER BY at DESC LIMIT $2";
inline constexpr std::string_view list_place = Joined<card_columns, from_place>::text;
inline constexpr std::string_view from_tag =
    " FROM (SELECT position AS at FROM article_tags WHERE tag = $6 AND position < $1) p JOIN cards ON position = at "
    "WHERE ($3 = 1 OR duplicate_of = 0) AND ($4 < 0 OR sample = $4) AND ($5 = '' OR tongue = $5) "
    "ORDER BY at DESC LIMIT $2";
inline constexpr std::string_view list_tag = Joined<card_columns, from_tag>::text;
// Of one publisher, $7: people elsewhere may have the name.
inline constexpr std::string_view from_author =
    " FROM (SELECT position AS at FROM article_authors WHERE author = $6 AND position < $1) p JOIN cards ON position = "
    "at WHERE source = $7 AND ($3 = 1 OR duplicate_of = 0) AND ($4 < 0 OR sample = $4) AND ($5 = '' OR tongue = $5) "
    "ORDER BY at DESC LIMIT $2";
inline constexpr std::string_view list_author = Joined<card_columns, from_author>::text;
inline constexpr std::size_t few = 9;  // eight relatives and an original
inline constexpr std::string_view in_ids = "WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
inline constexpr std::string_view cards_of_ids = Joined<card_columns, from_cards, in_ids>::text;
inline constexpr std::string_view at_position = "WHERE position = $1";
inline constexpr std::string_view card_at = Joined<card_columns, from_cards, at_position>::text;
inline constexpr std::string_view copies_of =
    "WHERE duplicate_of = $1 AND duplicate_of <> 0 ORDER BY position LIMIT 20";
inline constexpr std::string_view copies = Joined<card_columns, from_cards, copies_of>::text;
inline constexpr std::string_view brief_copies = Joined<brief_columns, from_articles, copies_of>::text;
inline constexpr std::string_view latest_of_story = "WHERE story = $1 ORDER BY position DESC LIMIT $2";
inline constexpr std::string_view brief_story = Joined<brief_columns, from_articles, latest_of_story>::text;

}  // namespace octavo::store::sql
#include "store/statements_days.hpp"
#include "store/statements_lists.hpp"
namespace octavo::store::sql {

// ---- whole articles
inline constexpr std::string_view with_body =
    ", open, body, reading, edges, expired FROM cards JOIN extractions ON extractions.version = cards.version "
    "JOIN readings ON readings.version = cards.version LEFT JOIN relatives ON relatives.article = cards.id ";
inline constexpr std::string_view by_id = "WHERE id = $1";
inline constexpr std::string_view article = Joined<card_columns, with_body, by_id>::text;
inline constexpr std::string_view with_sheet =
    ", open, body, edges, expired FROM cards JOIN extractions ON extractions.version = cards.version "
    "LEFT JOIN relatives ON relatives.article = cards.id ";
inline constexpr std::string_view sheet = Joined<card_columns, with_sheet, by_id>::text;
inline constexpr std::string_view brief = Joined<brief_columns, from_articles, by_id>::text;
inline constexpr std::string_view with_dek = ", excerpt, section, image FROM articles ";
inline constexpr std::string_view relative = Joined<brief_columns, with_dek, by_id>::text;
inline constexpr std::string_view body =
    "SELECT e.body FROM articles a JOIN extractions e ON e.version = a.version WHERE a.id = $1";
inline constexpr std::string_view with_reading =
    ", reading, edges, why FROM cards JOIN readings ON readings.version = cards.version "
    "LEFT JOIN relatives ON relatives.article = cards.id ";
inline constexpr std::string_view placed = Joined<card_columns, with_reading, at_position>::text;
inline constexpr std::string_view arrivals_since = "SELECT position, arrival FROM articles WHERE position >= $1";
inline constexpr std::string_view ids_after = "SELECT id FROM articles WHERE id > $1 ORDER BY id LIMIT $2";
inline constexpr std::string_view alias = "SELECT article FROM aliases WHERE alias = $1";
inline constexpr std::size_t many = 32;
inline constexpr std::string_view known_ids =
    "SELECT id FROM articles WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
    "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32) UNION ALL "
    "SELECT alias FROM aliases WHERE alias IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
    "$17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)";

// ---- writing articles
inline constexpr std::string_view find_article =
    "SELECT a.position, a.version, v.served, r.terms FROM articles a JOIN versions v ON v.number = a.version "
    "JOIN readings r ON r.version = a.version WHERE a.id = $1";
inline constexpr std::string_view position_taken = "SELECT 1 FROM articles WHERE position = $1";
inline constexpr std::string_view add_article =
    "INSERT INTO articles (position, id, arrival, version, source, story, duplicate_of, sample, kind, words, open, "
    "published, stated, first_seen, url, title, excerpt, language, tongue, author, section, image, image_alt, why, "
    "category) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
    "$22, $23, "
    "$24, $25)";
inline constexpr std::string_view update_article =
    "UPDATE articles SET version = $2, kind = $3, words = $4, open = $5, stated = $6, url = $7, title = $8, "
    "excerpt = $9, language = $10, tongue = $11, author = $12, section = $13, image = $14, image_alt = $15, "
    "category = $16 WHERE position = $1";
inline constexpr std::string_view add_version =
    "INSERT INTO versions (number, article, fetched, served) VALUES ($1, $2, $3, $4)";
inline constexpr std::string_view add_extraction =
    "INSERT INTO extractions (version, extractor, body) VALUES ($1, $2, $3)";
inline constexpr std::string_view add_reading =
    "INSERT INTO readings (version, reader, reading, terms) VALUES ($1, $2, $3, $4)";
inline constexpr std::string_view drop_reading = "DELETE FROM readings WHERE version = $1";
inline constexpr std::string_view add_raw = "INSERT INTO raws (version, fetched, bytes) VALUES ($1, $2, $3)";
inline constexpr std::string_view add_alias =
    "INSERT INTO aliases (alias, article) VALUES ($1, $2) ON CONFLICT (alias) DO NOTHING";
inline constexpr std::string_view relatives = "SELECT edges FROM relatives WHERE article = $1";
inline constexpr std::string_view put_relatives =
    "INSERT INTO relatives (article, edges) VALUES ($1, $2) ON CONFLICT (article) DO UPDATE SET edges = excluded.edges";
inline constexpr std::string_view story_has_source = "SELECT 1 FROM articles WHERE story = $1 AND source = $2 LIMIT 1";
inline constexpr std::string_view grow_story =
    "INSERT INTO stories (id, size, articles) VALUES ($1, 1, 1) ON CONFLICT (id) DO UPDATE SET "
    "size = stories.size + $2, articles = stories.articles + 1";
inline constexpr std::string_view count_of_story = "SELECT articles FROM stories WHERE id = $1";
inline constexpr std::string_view grow_source =
    "UPDATE sources SET articles = articles + $2, newest = CASE WHEN newest IS NULL OR newest < $3 THEN $3 ELSE newest "
    "END WHERE id = $1";
inline constexpr std::string_view some_bodies =
    "SELECT e.body, r.terms FROM extractions e JOIN readings r ON r.version = e.version ORDER BY e.version DESC LIMIT "
    "$1";

// ---- sources and feeds
inline constexpr std::string_view put_source =
    "INSERT INTO sources (id, domain, name, home, country, language, kind, sample) VALUES ($1, $2, $3, $4, $5, $6, $7, "
    "$8) ON CONFLICT (id) DO UPDATE SET "
    "name = CASE WHEN sources.name IN ('', sources.domain) AND excluded.name <> '' THEN excluded.name ELSE "
    "sources.name END, "
    "home = CASE WHEN sources.home = '' THEN excluded.home ELSE sources.home END, "
    "country = CASE WHEN sources.country = '' THEN excluded.country ELSE sources.country END, "
    "language = CASE WHEN sources.language = '' THEN excluded.language ELSE sources.language END, "
    "kind = CASE WHEN sources.kind = '' THEN excluded.kind ELSE sources.kind END";
inline constexpr std::string_view source_columns =
    "SELECT id, domain, name, home, country, language, kind, sample, articles, newest FROM sources ";
inline constexpr std::string_view by_domain = "WHERE domain = $1", by_name = "ORDER BY name, id";
inline constexpr std::string_view source = Joined<source_columns, by_domain>::text;
inline constexpr std::string_view source_by_id = Joined<source_columns, by_id>::text;
inline constexpr std::string_view sources = Joined<source_columns, by_name>::text;
inline constexpr std::string_view put_site_template =
    "INSERT INTO site_templates (source, bytes) VALUES ($1, $2) ON CONFLICT (source) DO UPDATE SET bytes = "
    "excluded.bytes";
inline constexpr std::string_view site_templates = "SELECT source, bytes FROM site_templates ORDER BY source";
inline constexpr std::string_view source_names = "SELECT name, domain FROM sources WHERE id = $1";
inline constexpr std::string_view put_feed =
    "INSERT INTO feeds (id, source, url, title, state, etag, last_modified, body_hash, polled, worked, due, "
    "interval_s, failures, status, reason, learnt, kind, was_at, memory) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) "
    "ON CONFLICT (id) DO UPDATE SET source = excluded.source, url = excluded.url, title = excluded.title, "
    "state = excluded.state, etag = excluded.etag, last_modified = excluded.last_modified, "
    "body_hash = excluded.body_hash, polled = excluded.polled, worked = excluded.worked, due = excluded.due, "
    "interval_s = excluded.interval_s, failures = excluded.failures, status = excluded.status, reason = "
    "excluded.reason, learnt = excluded.learnt, kind = excluded.kind, was_at = excluded.was_at, "
    "memory = excluded.memory";
inline constexpr std::string_view feed_columns =
    "SELECT id, source, url, title, state, etag, last_modified, body_hash, polled, worked, due, interval_s, failures, "
    "status, reason, learnt, kind, was_at, memory FROM feeds ";
inline constexpr std::string_view
    feed_order = "ORDER BY url, id",
    feed_by_source = "WHERE source = $1 ORDER BY url, id",
    feed_is_due =
        "WHERE id IN (SELECT f.id FROM feeds f WHERE f.due <= $1 AND NOT EXISTS (SELECT 1 FROM paused p "
        "WHERE p.source = f.source) ORDER BY f.due, f.id "
        "LIMIT $3) ORDER BY due + interval_s * 1000, id LIMIT $2",
    feed_by_url = "WHERE url = $1 ORDER BY id LIMIT 1";
inline constexpr std::string_view feed_in_trouble =
    "WHERE state = $1 OR state = $2 OR state = $3 ORDER BY COALESCE(worked, 0), url, id LIMIT $4";
inline constexpr std::string_view troubled_feeds = Joined<feed_columns, feed_in_trouble>::text;
inline constexpr std::string_view feeds_by_state = "SELECT state, count(*) FROM feeds GROUP BY state";
inline constexpr std::string_view feeds = Joined<feed_columns, feed_order>::text;
inline constexpr std::string_view feeds_of = Joined<feed_columns, feed_by_source>::text;
inline constexpr std::string_view feed = Joined<feed_columns, by_id>::text;
inline constexpr std::string_view feed_at = Joined<feed_columns, feed_by_url>::text;
inline constexpr std::string_view pull_back_feeds =
    "UPDATE feeds SET due = $1 + interval_s * 1000, polled = CASE WHEN polled > $1 THEN $1 ELSE polled END "
    "WHERE state <> $3 AND (due > $2 OR polled > $1)";
inline constexpr std::string_view due_feeds = Joined<feed_columns, feed_is_due>::text;
inline constexpr std::string_view next_due = "SELECT min(due) FROM feeds";
inline constexpr std::string_view remove_feed = "DELETE FROM feeds WHERE id = $1";

// ---- subscriptions at hubs (WebSub)
inline constexpr std::string_view put_subscription =
    "INSERT INTO subscriptions (token, feed, hub, topic, site, secret, state, asked, lease, pushed, next, failures, "
    "proven, pushes, forged, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) "
    "ON CONFLICT (token) DO UPDATE SET hub = excluded.hub, state = excluded.state, asked = excluded.asked, "
    "lease = excluded.lease, pushed = excluded.pushed, next = excluded.next, failures = excluded.failures, "
    "proven = excluded.proven, pushes = excluded.pushes, forged = excluded.forged, reason = excluded.reason";
inline constexpr std::string_view subscriptions =
    "SELECT token, feed, hub, topic, site, secret, state, asked, lease, pushed, next, failures, proven, pushes, "
    "forged, reason FROM subscriptions ORDER BY token";
inline constexpr std::string_view drop_subscription = "DELETE FROM subscriptions WHERE token = $1";
// Of feeds that are gone, or that nobody follows any more. $1: the state of the gone.
inline constexpr std::string_view idle_subscriptions =
    "SELECT s.token FROM subscriptions s LEFT JOIN feeds f ON f.id = s.feed WHERE f.id IS NULL OR f.state = $1 "
    "OR EXISTS (SELECT 1 FROM paused p WHERE p.source = f.source)";

// ---- figures
inline constexpr std::string_view count_sources = "SELECT count(*), COALESCE(sum(1 - sample), 0) FROM sources";
inline constexpr std::string_view count_feeds =
    "SELECT count(*), COALESCE(sum(CASE WHEN state = $1 THEN 1 ELSE 0 END), 0), "
    "COALESCE(sum(CASE WHEN state = $2 THEN 1 ELSE 0 END), 0) FROM feeds";
inline constexpr std::string_view span_of_time =
    "SELECT published FROM articles WHERE position = (SELECT max(position) FROM articles) "
    "OR position = (SELECT min(position) FROM articles) ORDER BY position DESC";

// ---- leaving
inline constexpr std::string_view some_of_sample =
    "SELECT a.position, a.id, a.version, a.story, a.duplicate_of, r.terms FROM articles a "
    "JOIN readings r ON r.version = a.version WHERE a.sample <> 0 ORDER BY a.position LIMIT $1";
inline constexpr std::string_view versions_dated =
    "SELECT number, fetched FROM versions WHERE article = $1 ORDER BY number DESC LIMIT 50";
inline constexpr std::string_view version_body =
    "SELECT v.article, v.fetched, e.body FROM versions v JOIN extractions e ON e.version = v.number WHERE v.number = "
    "$1";
inline constexpr std::string_view versions_of = "SELECT number FROM versions WHERE article = $1";
inline constexpr std::string_view drop_article = "DELETE FROM articles WHERE position = $1";
inline constexpr std::string_view drop_aliases = "DELETE FROM aliases WHERE article = $1";
inline constexpr std::string_view drop_versions = "DELETE FROM versions WHERE article = $1";
inline constexpr std::string_view drop_extraction = "DELETE FROM extractions WHERE version = $1";
inline constexpr std::string_view drop_raw = "DELETE FROM raws WHERE version = $1";
inline constexpr std::string_view drop_relatives = "DELETE FROM relatives WHERE article = $1";
inline constexpr std::string_view drop_story = "DELETE FROM stories WHERE id = $1";
inline constexpr std::string_view recount_story =
    "UPDATE stories SET size = (SELECT count(DISTINCT source) FROM articles WHERE story = $1), "
    "articles = (SELECT count(*) FROM articles WHERE story = $1) WHERE id = $1";
inline constexpr std::string_view drop_sample_feeds =
    "DELETE FROM feeds WHERE source IN (SELECT id FROM sources WHERE sample <> 0)";
inline constexpr std::string_view drop_sample_sources = "DELETE FROM sources WHERE sample <> 0";
inline constexpr std::string_view expired_raws =
    "SELECT version FROM raws WHERE fetched < $1 ORDER BY fetched LIMIT $2";

inline constexpr std::string_view see_day =
    "INSERT INTO days (day, version) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING";
inline constexpr std::string_view days_between = "SELECT count(*) FROM days WHERE day >= $1 AND day < $2";
inline constexpr std::string_view version_by = "SELECT version FROM days WHERE day < $1 ORDER BY day DESC LIMIT 1";
inline constexpr std::string_view bodies_between =
    "SELECT e.version, e.body, a.version, a.position, a.sample, r.terms FROM extractions e "
    "JOIN versions v ON v.number = e.version JOIN articles a ON a.id = v.article "
    "LEFT JOIN readings r ON r.version = e.version WHERE e.version > $1 AND e.version <= $2 ORDER BY e.version LIMIT "
    "$3";
inline constexpr std::string_view expire_body = "UPDATE extractions SET body = $2, expired = 1 WHERE version = $1";
inline constexpr std::string_view put_terms = "UPDATE readings SET terms = $2 WHERE version = $1";

// ---- does it all agree? Each of these asks for what should not be there; the answer is a count.
inline constexpr std::string_view lost_sources =
    "SELECT count(*) FROM articles a LEFT JOIN sources s ON s.id = a.source WHERE s.id IS NULL";
inline constexpr std::string_view lost_versions =
    "SELECT count(*) FROM articles a LEFT JOIN versions v ON v.number = a.version AND v.article = a.id WHERE v.number "
    "IS NULL";
inline constexpr std::string_view lost_articles =
    "SELECT count(*) FROM versions v LEFT JOIN articles a ON a.id = v.article WHERE a.id IS NULL";
inline constexpr std::string_view lost_extractions =
    "SELECT count(*) FROM versions v LEFT JOIN extractions e ON e.version = v.number WHERE e.version IS NULL";
inline constexpr std::string_view stray_extractions =
    "SELECT count(*) FROM extractions e LEFT JOIN versions v ON v.number = e.version WHERE v.number IS NULL";
inline constexpr std::string_view lost_readings =
    "SELECT count(*) FROM articles a LEFT JOIN readings r ON r.version = a.version WHERE r.version IS NULL";
inline constexpr std::string_view stray_readings =
    "SELECT count(*) FROM readings r LEFT JOIN articles a ON a.version = r.version WHERE a.version IS NULL";
inline constexpr std::string_view stray_raws =
    "SELECT count(*) FROM raws r LEFT JOIN versions v ON v.number = r.version WHERE v.number IS NULL";
inline constexpr std::string_view stray_aliases =
    "SELECT count(*) FROM aliases l LEFT JOIN articles a ON a.id = l.article WHERE a.id IS NULL";
inline constexpr std::string_view stray_feeds =
    "SELECT count(*) FROM feeds f LEFT JOIN sources s ON s.id = f.source WHERE s.id IS NULL";
inline constexpr std::string_view wrong_stories =
    "SELECT count(*) FROM stories t LEFT JOIN (SELECT story, count(DISTINCT source) AS size, count(*) AS articles "
    "FROM articles GROUP BY story) c ON c.story = t.id "
    "WHERE c.story IS NULL OR c.size <> t.size OR c.articles <> t.articles";
inline constexpr std::string_view lost_stories =
    "SELECT count(*) FROM articles a LEFT JOIN stories t ON t.id = a.story WHERE a.story <> 0 AND t.id IS NULL";
inline constexpr std::string_view wrong_source_counts =
    "SELECT count(*) FROM sources s LEFT JOIN (SELECT source, count(*) AS articles FROM articles GROUP BY source) c "
    "ON c.source = s.id WHERE s.articles <> COALESCE(c.articles, 0)";
inline constexpr std::string_view count_articles =
    "SELECT count(*), COALESCE(sum(1 - sample), 0), COALESCE(sum(CASE WHEN duplicate_of <> 0 THEN 1 ELSE 0 END), 0) "
    "FROM articles";
inline constexpr std::string_view count_versions = "SELECT count(*) FROM versions";
inline constexpr std::string_view count_stories = "SELECT count(*) FROM stories";
inline constexpr std::string_view bodies_after =
    "SELECT version, body FROM extractions WHERE version > $1 ORDER BY version LIMIT $2";
inline constexpr std::string_view readings_after =
    "SELECT version, reading, terms FROM readings WHERE version > $1 ORDER BY version LIMIT $2";
inline constexpr std::string_view put_packed_body = "UPDATE extractions SET body = $2 WHERE version = $1";
inline constexpr std::string_view put_packed_terms = "UPDATE readings SET terms = $2 WHERE version = $1";
inline constexpr std::string_view drop_dictionary = "DELETE FROM dictionaries WHERE id = $1";

}  // namespace octavo::store::sql
