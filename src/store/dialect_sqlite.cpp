// SQLite 3.40: tables and full text.
//
// The rowid carries the order of things: `articles` by position (newest first is a walk backwards, and the full-text
// index has the same key), `versions` and what hangs on them by arrival (bodies are appended, never inserted between).
// An index on a rowid table ends in the rowid, so `(source)` is already sorted by position inside each source.
//
// Full text is a contentless FTS5 table over terms normalised by our own text room; its tokenizer only has to split
// at spaces, so every other ASCII mark is a token character. columnsize = 0: we rank by our own code and need no sizes.
// Measured (6,000 articles of 6 KB, batches of 64): automerge 16 instead of 4 and pages of 8,000 bytes take the index
// from 247 to 153 us an article; detail=column would take 132, but has no phrases.
#include "store/dialect.hpp"

#include <array>

#include "store/dialect_rulings.hpp"
#include "store/tables_readers.hpp"

namespace octavo::store {
namespace {

constexpr std::string_view base = R"sql(
CREATE TABLE facts (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE counters (
  name TEXT NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE sources (
  id INTEGER NOT NULL PRIMARY KEY,
  domain TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  home TEXT NOT NULL,
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  kind TEXT NOT NULL,
  sample BIGINT NOT NULL
);

CREATE TABLE feeds (
  id INTEGER NOT NULL PRIMARY KEY,
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
  position INTEGER NOT NULL PRIMARY KEY,
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
CREATE INDEX articles_by_source ON articles (source);
CREATE INDEX articles_by_story ON articles (story, source);
CREATE INDEX articles_by_tongue ON articles (tongue);
CREATE INDEX articles_by_original ON articles (duplicate_of) WHERE duplicate_of <> 0;
CREATE INDEX articles_by_sample ON articles (sample) WHERE sample <> 0;

CREATE TABLE aliases (
  alias INTEGER NOT NULL PRIMARY KEY,
  article BIGINT NOT NULL
);
CREATE INDEX aliases_by_article ON aliases (article);

CREATE TABLE versions (
  number INTEGER NOT NULL PRIMARY KEY,
  article BIGINT NOT NULL,
  fetched BIGINT NOT NULL,
  served BLOB NOT NULL
);
CREATE INDEX versions_by_article ON versions (article);

CREATE TABLE extractions (
  version INTEGER NOT NULL PRIMARY KEY,
  extractor BIGINT NOT NULL,
  body BLOB NOT NULL
);

CREATE TABLE readings (
  version INTEGER NOT NULL PRIMARY KEY,
  reader BIGINT NOT NULL,
  reading BLOB NOT NULL,
  terms BLOB NOT NULL
);

CREATE TABLE relatives (
  article INTEGER NOT NULL PRIMARY KEY,
  edges BLOB NOT NULL
);

CREATE TABLE stories (
  id INTEGER NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  articles BIGINT NOT NULL
);

CREATE TABLE dictionaries (
  id INTEGER NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL,
  bytes BLOB NOT NULL
);

CREATE VIEW cards AS
SELECT a.position, a.id, a.source, COALESCE(s.name, '') AS source_name, COALESCE(s.domain, '') AS source_domain,
  a.url, a.title, a.excerpt, a.language, a.author, a.section, a.image, a.image_alt, a.published, a.stated,
  a.first_seen, a.kind, a.words, a.story, COALESCE(t.size, 1) AS story_size, a.duplicate_of, a.sample, a.version,
  a.tongue, a.open, a.arrival, a.why
FROM articles a LEFT JOIN sources s ON s.id = a.source LEFT JOIN stories t ON t.id = a.story;

CREATE VIRTUAL TABLE fulltext USING fts5(title, body, content = '', columnsize = 0,
  tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\]^_`{|}~'");
CREATE VIRTUAL TABLE fulltext_terms USING fts5vocab(fulltext, row);
INSERT INTO fulltext (fulltext, rank) VALUES ('automerge', 16);
INSERT INTO fulltext (fulltext, rank) VALUES ('pgsz', 8000);
)sql";

// What publishers served, for as long as it is kept; and how much each source has sent, so that a list of sources need
// not count.
constexpr std::string_view raws_and_counts = R"sql(
CREATE TABLE raws (
  version INTEGER NOT NULL PRIMARY KEY,
  fetched BIGINT NOT NULL,
  bytes BLOB NOT NULL
);
CREATE INDEX raws_by_fetched ON raws (fetched);

ALTER TABLE sources ADD COLUMN articles BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN newest BIGINT;
UPDATE sources SET articles = (SELECT count(*) FROM articles a WHERE a.source = sources.id),
  newest = (SELECT max(a.published) FROM articles a WHERE a.source = sources.id);
)sql";

// Bodies leave some day. `days`: which version was the newest when a day was first seen, so that what lies in the
// archive for a year is told by its number: neither a publisher's date nor an imported one says when it came here.
constexpr std::string_view leaving_bodies = R"sql(
ALTER TABLE extractions ADD COLUMN expired BIGINT NOT NULL DEFAULT 0;
CREATE TABLE days (
  day INTEGER NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL
);
)sql";

// The margin of an article's page: the latest of a story without sorting all of it, however long the story runs.
constexpr std::string_view latest_of_story = R"sql(
CREATE INDEX articles_in_story ON articles (story);
)sql";

// What a site's pages repeat; one row a source, of a few kilobytes at most.
constexpr std::string_view site_templates = R"sql(
CREATE TABLE site_templates (
  source INTEGER NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
);
)sql";

// What is needed to read a kept page again: what came with it, and by what it was read last. A table beside `raws`,
// whose rows are heavy: a walk that asks which pages are to be read again touches only this one. `later_pages`: of an
// article in several.
constexpr std::string_view page_origins = R"sql(
CREATE TABLE page_origins (
  version INTEGER NOT NULL PRIMARY KEY,
  extractor BIGINT NOT NULL,
  rules BIGINT NOT NULL,
  url TEXT NOT NULL,
  content_type TEXT NOT NULL,
  robots TEXT NOT NULL,
  hints BLOB NOT NULL
);
CREATE TABLE later_pages (
  version BIGINT NOT NULL,
  page BIGINT NOT NULL,
  url TEXT NOT NULL,
  content_type TEXT NOT NULL,
  robots TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (version, page)
);
)sql";

// What polling has taught (fetch/learnt.hpp), and a way to find a feed by the address it moved to.
constexpr std::string_view learnt_feeds = R"sql(
ALTER TABLE feeds ADD COLUMN learnt BLOB NOT NULL DEFAULT x'';
CREATE INDEX feeds_by_url ON feeds (url);
)sql";

// Who tells us that a feed has something new (WebSub), and until when.
constexpr std::string_view hub_subscriptions = R"sql(
CREATE TABLE subscriptions (
  token TEXT NOT NULL PRIMARY KEY,
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
) WITHOUT ROWID;
)sql";

// Sources without feeds, and what they keep between polls; where a feed was before it moved. A feed's id is made of its
// first address, so that one which moved is found by both: by its id and by its address.
constexpr std::string_view other_sources = R"sql(
ALTER TABLE feeds ADD COLUMN kind BIGINT NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN was_at TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN memory BLOB NOT NULL DEFAULT x'';
)sql";

// Where a story is told that went into another: its id stands in readers' links for ever.
constexpr std::string_view story_redirects = R"sql(
CREATE TABLE story_redirects (
  story INTEGER NOT NULL PRIMARY KEY,
  now BIGINT NOT NULL
);
CREATE INDEX story_redirects_by_now ON story_redirects (now);
)sql";

// What section of a newspaper an article belongs in: '' until it is read again.
constexpr std::string_view categories = R"sql(
ALTER TABLE articles ADD COLUMN category TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_by_category ON articles (category);
CREATE INDEX articles_by_tongue_category ON articles (tongue, category);
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
) WITHOUT ROWID;
CREATE INDEX article_places_by_position ON article_places (position);
)sql";

// Hashtags of articles, the first the one that says most: empty until they are read again.
constexpr std::string_view hashtags = R"sql(
CREATE TABLE tags (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE article_tags (
  tag BIGINT NOT NULL,
  position BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  PRIMARY KEY (tag, position)
) WITHOUT ROWID;
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
) WITHOUT ROWID;
CREATE INDEX article_authors_by_position ON article_authors (position);
)sql";

// What services were paid to make, by name; when it was made and last used.
constexpr std::string_view assist_notes = R"sql(
CREATE TABLE assist_notes (
  name TEXT NOT NULL PRIMARY KEY,
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
                                   sqlite_rulings,
                                   tables::comment_care,
                                   tables::keys,
                                   tables::tastes,
                                   tables::comment_pages,
                                   tables::desk_care,
                                   tables::lists_and_margins};

}  // namespace

const Dialect& sqlite_dialect() {
    static constexpr Dialect dialect{
        .engine = "sqlite",
        .migrations = migrations,
        .index_article = "INSERT INTO fulltext (rowid, title, body) VALUES ($1, $2, $3)",
        // A contentless table forgets a row only when it is shown the row's own words:
        // https://www.sqlite.org/fts5.html#the_delete_command
        .unindex_article = "INSERT INTO fulltext (fulltext, rowid, title, body) VALUES ('delete', $1, $2, $3)",
        .check_index = "INSERT INTO fulltext (fulltext) VALUES ('integrity-check')",
        .alone = "",
        .empty_log = "PRAGMA wal_checkpoint(TRUNCATE)",
        .index_tokens = "SELECT COALESCE(sum(cnt), 0) FROM fulltext_terms",
    };
    return dialect;
}

}  // namespace octavo::store
