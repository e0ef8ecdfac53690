// PostgreSQL 15: the same tables in its words. The second engine is a later step; its DDL is kept beside SQLite's from
// the first day, so that every portable statement is prepared on a real server by tests/store/postgres_test.cpp.
//
// Full text: the terms are normalised by our own text room, so the configuration is 'simple'; positions are kept for
// phrases; newest first is the index on position.
#include "store/dialect.hpp"

#include <array>

#include "store/dialect_rulings.hpp"
#include "store/tables_readers.hpp"

namespace octavo::store {
namespace {

constexpr std::string_view base = R"sql(
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
CREATE TABLE sources (
  id BIGINT PRIMARY KEY,
  domain TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  home TEXT NOT NULL,
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  kind TEXT NOT NULL,
  sample BIGINT NOT NULL
);
CREATE TABLE feeds (
  id BIGINT PRIMARY KEY,
  source BIGINT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  state BIGINT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  polled BIGINT,
  worked BIGINT,
  due BIGINT NOT NULL,
  interval_s BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  status BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX feeds_by_due ON feeds (due);
CREATE INDEX feeds_by_source ON feeds (source);
CREATE TABLE articles (
  position BIGINT PRIMARY KEY,
  id BIGINT NOT NULL UNIQUE,
  arrival BIGINT NOT NULL,
  version BIGINT NOT NULL,
  source BIGINT NOT NULL,
  story BIGINT NOT NULL,
  duplicate_of BIGINT NOT NULL,
  sample BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  words BIGINT NOT NULL,
  open BIGINT NOT NULL,
  published BIGINT NOT NULL,
  stated BIGINT,
  first_seen BIGINT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  language TEXT NOT NULL,
  tongue TEXT NOT NULL,
  author TEXT NOT NULL,
  section TEXT NOT NULL,
  image TEXT NOT NULL,
  image_alt TEXT NOT NULL,
  why TEXT NOT NULL
);
CREATE INDEX articles_by_source ON articles (source, position);
CREATE INDEX articles_by_story ON articles (story, source, position);
CREATE INDEX articles_by_tongue ON articles (tongue, position);
CREATE INDEX articles_by_original ON articles (duplicate_of) WHERE duplicate_of <> 0;
CREATE INDEX articles_by_sample ON articles (sample) WHERE sample <> 0;
CREATE TABLE aliases (alias BIGINT PRIMARY KEY, article BIGINT NOT NULL);
CREATE INDEX aliases_by_article ON aliases (article);
CREATE TABLE versions (number BIGINT PRIMARY KEY, article BIGINT NOT NULL, fetched BIGINT NOT NULL, served BYTEA NOT NULL);
CREATE INDEX versions_by_article ON versions (article);
CREATE TABLE extractions (version BIGINT PRIMARY KEY, extractor BIGINT NOT NULL, body BYTEA NOT NULL);
ALTER TABLE extractions ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE TABLE readings (version BIGINT PRIMARY KEY, reader BIGINT NOT NULL, reading BYTEA NOT NULL, terms BYTEA NOT NULL);
ALTER TABLE readings ALTER COLUMN reading SET STORAGE EXTERNAL, ALTER COLUMN terms SET STORAGE EXTERNAL;
CREATE TABLE relatives (article BIGINT PRIMARY KEY, edges BYTEA NOT NULL);
CREATE TABLE stories (id BIGINT PRIMARY KEY, size BIGINT NOT NULL, articles BIGINT NOT NULL);
CREATE TABLE dictionaries (id BIGINT PRIMARY KEY, purpose TEXT NOT NULL, bytes BYTEA NOT NULL);
CREATE VIEW cards AS
SELECT a.position, a.id, a.source, COALESCE(s.name, '') AS source_name, COALESCE(s.domain, '') AS source_domain,
  a.url, a.title, a.excerpt, a.language, a.author, a.section, a.image, a.image_alt, a.published, a.stated,
  a.first_seen, a.kind, a.words, a.story, COALESCE(t.size, 1) AS story_size, a.duplicate_of, a.sample, a.version,
  a.tongue, a.open, a.arrival, a.why
FROM articles a LEFT JOIN sources s ON s.id = a.source LEFT JOIN stories t ON t.id = a.story;
CREATE TABLE fulltext (position BIGINT PRIMARY KEY, document TSVECTOR NOT NULL);
CREATE INDEX fulltext_by_document ON fulltext USING gin (document);
)sql";

constexpr std::string_view raws_and_counts = R"sql(
CREATE TABLE raws (version BIGINT PRIMARY KEY, fetched BIGINT NOT NULL, bytes BYTEA NOT NULL);
ALTER TABLE raws ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE INDEX raws_by_fetched ON raws (fetched);
ALTER TABLE sources ADD COLUMN articles BIGINT NOT NULL DEFAULT 0, ADD COLUMN newest BIGINT;
UPDATE sources SET articles = (SELECT count(*) FROM articles a WHERE a.source = sources.id),
  newest = (SELECT max(a.published) FROM articles a WHERE a.source = sources.id);
)sql";

constexpr std::string_view leaving_bodies = R"sql(
ALTER TABLE extractions ADD COLUMN expired BIGINT NOT NULL DEFAULT 0;
CREATE TABLE days (day BIGINT PRIMARY KEY, version BIGINT NOT NULL);
)sql";

constexpr std::string_view latest_of_story = R"sql(
CREATE INDEX articles_in_story ON articles (story, position);
)sql";

constexpr std::string_view site_templates = R"sql(
CREATE TABLE site_templates (source BIGINT PRIMARY KEY, bytes BYTEA NOT NULL);
)sql";

constexpr std::string_view page_origins = R"sql(
CREATE TABLE page_origins (
  version BIGINT PRIMARY KEY,
  extractor BIGINT NOT NULL,
  rules BIGINT NOT NULL,
  url TEXT NOT NULL,
  content_type TEXT NOT NULL,
  robots TEXT NOT NULL,
  hints BYTEA NOT NULL
);
CREATE TABLE later_pages (
  version BIGINT NOT NULL,
  page BIGINT NOT NULL,
  url TEXT NOT NULL,
  content_type TEXT NOT NULL,
  robots TEXT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (version, page)
);
ALTER TABLE later_pages ALTER COLUMN bytes SET STORAGE EXTERNAL;
)sql";

constexpr std::string_view learnt_feeds = R"sql(
ALTER TABLE feeds ADD COLUMN learnt BYTEA NOT NULL DEFAULT '';
CREATE INDEX feeds_by_url ON feeds (url);
)sql";

constexpr std::string_view hub_subscriptions = R"sql(
CREATE TABLE subscriptions (
  token TEXT PRIMARY KEY,
  feed BIGINT NOT NULL,
  hub TEXT NOT NULL,
  topic TEXT NOT NULL,
  site TEXT NOT NULL,
  secret TEXT NOT NULL,
  state BIGINT NOT NULL,
  asked BIGINT,
  lease BIGINT,
  pushed BIGINT,
  next BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  proven BIGINT NOT NULL,
  pushes BIGINT NOT NULL,
  forged BIGINT NOT NULL,
  reason TEXT NOT NULL
);
)sql";

// Sources without feeds, and what they keep between polls; where a feed was before it moved. A feed's id is made of its
// first address, so that one which moved is found by both: by its id and by its address.
constexpr std::string_view other_sources = R"sql(
ALTER TABLE feeds ADD COLUMN kind BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN was_at TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN memory BYTEA NOT NULL DEFAULT '';
)sql";

// Where a story is told that went into another: its id stands in readers' links for ever.
constexpr std::string_view story_redirects = R"sql(
CREATE TABLE story_redirects (
  story BIGINT PRIMARY KEY,
  now BIGINT NOT NULL
);
CREATE INDEX story_redirects_by_now ON story_redirects (now);
)sql";

// What section of a newspaper an article belongs in: '' until it is read again.
constexpr std::string_view categories = R"sql(
ALTER TABLE articles ADD COLUMN category TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_by_category ON articles (category, position);
CREATE INDEX articles_by_tongue_category ON articles (tongue, category, position);
DROP VIEW cards;
CREATE VIEW cards AS
SELECT a.position, a.id, a.source, COALESCE(s.name, '') AS source_name, COALESCE(s.domain, '') AS source_domain,
  a.url, a.title, a.excerpt, a.language, a.author, a.section, a.image, a.image_alt, a.published, a.stated,
  a.first_seen, a.kind, a.words, a.story, COALESCE(t.size, 1) AS story_size, a.duplicate_of, a.sample, a.version,
  a.tongue, a.open, a.arrival, a.why, a.category
FROM articles a LEFT JOIN sources s ON s.id = a.source LEFT JOIN stories t ON t.id = a.story;
)sql";

// The places articles are about, those that matter to them: empty until they are read again.
constexpr std::string_view places = R"sql(
CREATE TABLE article_places (
  place TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (place, position)
);
CREATE INDEX article_places_by_position ON article_places (position);
)sql";

// Hashtags of articles, the first the one that says most: empty until they are read again.
constexpr std::string_view hashtags = R"sql(
CREATE TABLE tags (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE article_tags (
  tag BIGINT NOT NULL,
  position BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  PRIMARY KEY (tag, position)
);
CREATE INDEX article_tags_by_position ON article_tags (position);
)sql";

// Names that were left when the last article with them was read again.
constexpr std::string_view lone_tags = R"sql(
DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM article_tags x WHERE x.tag = tags.id);
)sql";

// Who wrote articles: empty until they are read again.
constexpr std::string_view authors = R"sql(
CREATE TABLE authors (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE article_authors (
  author BIGINT NOT NULL,
  position BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  PRIMARY KEY (author, position)
);
CREATE INDEX article_authors_by_position ON article_authors (position);
)sql";

// What services were paid to make, by name; when it was made and last used.
constexpr std::string_view assist_notes = R"sql(
CREATE TABLE assist_notes (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  made BIGINT NOT NULL,
  used BIGINT NOT NULL
);
CREATE INDEX assist_notes_by_use ON assist_notes (used);
)sql";

constexpr std::array migrations = {base,
                                   raws_and_counts,
                                   leaving_bodies,
                                   latest_of_story,
                                   site_templates,
                                   page_origins,
                                   learnt_feeds,
                                   hub_subscriptions,
                                   other_sources,
                                   categories,
                                   story_redirects,
                                   places,
                                   hashtags,
                                   lone_tags,
                                   authors,
                                   assist_notes,
                                   tables::accounts,
                                   tables::shelves,
                                   tables::comments,
                                   tables::reading,
                                   postgres_rulings,
                                   tables::comment_care,
                                   tables::keys,
                                   tables::tastes,
                                   tables::comment_pages,
                                   tables::desk_care,
                                   tables::lists_and_margins};

}  // namespace

const Dialect& postgres_dialect() {
    static constexpr Dialect dialect{
        .engine = "postgresql",
        .migrations = migrations,
        .index_article =
            "INSERT INTO fulltext (position, document) VALUES ($1, "
            "setweight(to_tsvector('simple', $2), 'A') || setweight(to_tsvector('simple', $3), 'B'))",
        .unindex_article = "DELETE FROM fulltext WHERE position = $1 AND $2::text IS NOT NULL AND $3::text IS NOT NULL",
        .check_index = "SELECT count(*) FROM fulltext",
        // https://www.postgresql.org/docs/15/explicit-locking.html#ADVISORY-LOCKS
        .alone = "SELECT pg_advisory_xact_lock($1)",
        .empty_log = "",
        .index_tokens = "",
    };
    return dialect;
}

}  // namespace octavo::store
