// Tables of accounts and of all that is kept with them: the same for both engines, each a migration of its own
// (dialect.hpp). Inside the store room only.
#pragma once

#include <string_view>

namespace octavo::store::tables {

// Who has a name here; the browsers where they are signed in and what opens a door once, both by the hash of a secret
// that only its holder has; what was done by whom that others should be able to look up. What a name looks like may be
// had once; its key, which no other version of Unicode changes, is what it is found by (readers/names.hpp).
inline constexpr std::string_view accounts = R"sql(
CREATE TABLE accounts (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  role BIGINT NOT NULL,
  password TEXT NOT NULL,
  made BIGINT NOT NULL,
  shut BIGINT
);
CREATE TABLE account_looks (
  look TEXT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL
);
CREATE INDEX account_looks_by_account ON account_looks (account);
CREATE TABLE logins (
  secret TEXT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  number BIGINT NOT NULL,
  made BIGINT NOT NULL,
  used BIGINT NOT NULL,
  device TEXT NOT NULL
);
CREATE INDEX logins_by_account ON logins (account);
CREATE INDEX logins_by_use ON logins (used);
CREATE INDEX logins_by_age ON logins (made);
CREATE TABLE passes (
  secret TEXT NOT NULL PRIMARY KEY,
  kind BIGINT NOT NULL,
  role BIGINT NOT NULL,
  giver BIGINT NOT NULL,
  subject BIGINT NOT NULL,
  made BIGINT NOT NULL,
  ends BIGINT NOT NULL
);
CREATE INDEX passes_by_giver ON passes (giver);
CREATE INDEX passes_by_subject ON passes (subject);
CREATE TABLE deeds (
  number BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  deed TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL
);
)sql";

// What readers keep: what each follows, what is put aside to be read, what they want to hear nothing of. It is theirs,
// and leaves with their account.
inline constexpr std::string_view shelves = R"sql(
CREATE TABLE follows (
  account BIGINT NOT NULL,
  place TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (account, place)
);
CREATE TABLE saved (
  account BIGINT NOT NULL,
  article BIGINT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (account, article)
);
CREATE INDEX saved_by_time ON saved (account, made);
CREATE TABLE mutes (
  account BIGINT NOT NULL,
  what TEXT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (account, what)
);
)sql";

// What readers say of articles, and which of it others complained of. A conversation is that of a story's articles.
// States are those of model/comment.hpp; author 0 is somebody who has left.
inline constexpr std::string_view comments = R"sql(
CREATE TABLE comments (
  number BIGINT NOT NULL PRIMARY KEY,
  article BIGINT NOT NULL,
  parent BIGINT NOT NULL,
  author BIGINT NOT NULL,
  made BIGINT NOT NULL,
  edited BIGINT NOT NULL,
  state BIGINT NOT NULL,
  words_hash BIGINT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX comments_by_article ON comments (article, number);
CREATE INDEX comments_by_parent ON comments (parent, state);
CREATE INDEX comments_by_author ON comments (author, state);
CREATE INDEX comments_by_words ON comments (words_hash, made);
CREATE INDEX comments_by_state ON comments (state, number);
CREATE TABLE comment_reports (
  comment BIGINT NOT NULL,
  account BIGINT NOT NULL,
  reason BIGINT NOT NULL,
  made BIGINT NOT NULL,
  answered BIGINT NOT NULL,
  PRIMARY KEY (comment, account)
);
CREATE INDEX comment_reports_by_account ON comment_reports (account);
)sql";

// What each has read, what is brought along from other readers, feeds that are asked for. `origin` is the import that
// brought it, 0 none.
inline constexpr std::string_view reading = R"sql(
ALTER TABLE follows ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE follows ADD COLUMN origin BIGINT NOT NULL DEFAULT 0;
ALTER TABLE saved ADD COLUMN origin BIGINT NOT NULL DEFAULT 0;
CREATE TABLE reads (
  account BIGINT NOT NULL,
  article BIGINT NOT NULL,
  state BIGINT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (account, article)
);
CREATE INDEX reads_by_time ON reads (account, made);
CREATE TABLE read_marks (
  account BIGINT NOT NULL,
  place TEXT NOT NULL,
  upto BIGINT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (account, place)
);
CREATE TABLE undos (
  account BIGINT NOT NULL,
  number BIGINT NOT NULL,
  place TEXT NOT NULL,
  upto BIGINT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (account, number, place)
);
CREATE TABLE choices (
  account BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, name)
);
CREATE TABLE links (
  account BIGINT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  made BIGINT NOT NULL,
  origin BIGINT NOT NULL,
  PRIMARY KEY (account, url)
);
CREATE INDEX links_by_time ON links (account, made);
CREATE TABLE wishes (
  number BIGINT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  url TEXT NOT NULL,
  site TEXT NOT NULL,
  title TEXT NOT NULL,
  folder TEXT NOT NULL,
  state BIGINT NOT NULL,
  detail TEXT NOT NULL,
  place TEXT NOT NULL,
  made BIGINT NOT NULL,
  origin BIGINT NOT NULL
);
CREATE UNIQUE INDEX wishes_by_account ON wishes (account, url);
CREATE INDEX wishes_by_state ON wishes (state, number);
CREATE TABLE imports (
  account BIGINT NOT NULL,
  number BIGINT NOT NULL,
  made BIGINT NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (account, number)
);
)sql";

// What moderators' decisions taught about comments, what readers found of them, who is told of which answer,
// and what moderators do: each decision, so that it can be taken back; who may not write for a time; slow
// conversations; requests for another look.
inline constexpr std::string_view comment_care = R"sql(
ALTER TABLE comments ADD COLUMN held_for BIGINT NOT NULL DEFAULT 0;
CREATE TABLE comment_signs (
  sign BIGINT NOT NULL PRIMARY KEY,
  good BIGINT NOT NULL,
  bad BIGINT NOT NULL
);
CREATE TABLE comment_lessons (
  comment BIGINT NOT NULL PRIMARY KEY,
  words_hash BIGINT NOT NULL,
  bad BIGINT NOT NULL
);
CREATE TABLE comment_votes (
  comment BIGINT NOT NULL,
  account BIGINT NOT NULL,
  vote BIGINT NOT NULL,
  PRIMARY KEY (comment, account)
);
CREATE INDEX comment_votes_by_account ON comment_votes (account);
CREATE TABLE comment_notices (
  comment BIGINT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  seen BIGINT NOT NULL
);
CREATE INDEX comment_notices_by_account ON comment_notices (account, seen);
CREATE TABLE comment_quiet (
  account BIGINT NOT NULL PRIMARY KEY
);
CREATE TABLE comment_decisions (
  number BIGINT NOT NULL PRIMARY KEY,
  batch BIGINT NOT NULL,
  comment BIGINT NOT NULL,
  decider BIGINT NOT NULL,
  at BIGINT NOT NULL,
  was BIGINT NOT NULL,
  became BIGINT NOT NULL,
  words_hash BIGINT NOT NULL,
  undone BIGINT NOT NULL
);
CREATE INDEX comment_decisions_by_comment ON comment_decisions (comment, number);
CREATE INDEX comment_decisions_by_batch ON comment_decisions (batch);
CREATE TABLE comment_limits (
  account BIGINT NOT NULL PRIMARY KEY,
  kind BIGINT NOT NULL,
  made BIGINT NOT NULL,
  ends BIGINT NOT NULL,
  giver BIGINT NOT NULL
);
CREATE TABLE comment_slow (
  article BIGINT NOT NULL PRIMARY KEY,
  seconds BIGINT NOT NULL
);
CREATE TABLE comment_appeals (
  number BIGINT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  comment BIGINT NOT NULL,
  about BIGINT NOT NULL,
  made BIGINT NOT NULL,
  decider BIGINT NOT NULL,
  state BIGINT NOT NULL,
  text TEXT NOT NULL
);
CREATE UNIQUE INDEX comment_appeals_by_account ON comment_appeals (account, comment, about);
CREATE INDEX comment_appeals_by_state ON comment_appeals (state, number);
)sql";

// What opens an account beside its password: keys of devices (count: what the device says of its signatures), codes for
// who lost all else, passwords of programs. Of secrets the archive has hashes.
inline constexpr std::string_view keys = R"sql(
CREATE TABLE passkeys (
  id TEXT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  name TEXT NOT NULL,
  algorithm BIGINT NOT NULL,
  public_key TEXT NOT NULL,
  count BIGINT NOT NULL,
  may_travel BIGINT NOT NULL,
  travels BIGINT NOT NULL,
  made BIGINT NOT NULL,
  used BIGINT
);
CREATE INDEX passkeys_by_account ON passkeys (account);
CREATE TABLE recovery_codes (
  account BIGINT NOT NULL,
  secret TEXT NOT NULL,
  PRIMARY KEY (account, secret)
);
CREATE TABLE app_passwords (
  secret TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  account BIGINT NOT NULL,
  name TEXT NOT NULL,
  made BIGINT NOT NULL,
  used BIGINT
);
CREATE INDEX app_passwords_by_account ON app_passwords (account);
)sql";

// What readers want more (1) and less (0) of, and what is to be done with the articles that a search finds; deeds are
// those of tastes.hpp.
inline constexpr std::string_view tastes = R"sql(
CREATE TABLE tastes (
  account BIGINT NOT NULL,
  place TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  more BIGINT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (account, place)
);
CREATE TABLE rules (
  account BIGINT NOT NULL,
  number BIGINT NOT NULL,
  query TEXT NOT NULL,
  deed BIGINT NOT NULL,
  made BIGINT NOT NULL,
  since BIGINT NOT NULL,
  done BIGINT NOT NULL,
  PRIMARY KEY (account, number)
);
)sql";

// Pages of a conversation, counters that only grow, limits apart from each other, and names that nobody takes for as
// long as who had them could not write (a keyed hash, and until when).
inline constexpr std::string_view comment_pages = R"sql(
ALTER TABLE comments ADD COLUMN helpful BIGINT NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN unhelpful BIGINT NOT NULL DEFAULT 0;
ALTER TABLE comments ADD COLUMN score BIGINT NOT NULL DEFAULT 0;
DROP INDEX comments_by_article;
CREATE INDEX comments_by_thread ON comments (article, parent, number);
CREATE INDEX comments_by_score ON comments (article, parent, score DESC, number);
CREATE INDEX comments_by_shown ON comments (article, state, number);
CREATE INDEX comments_by_answer ON comments (parent, number);
CREATE INDEX comments_by_author_number ON comments (author, number);
CREATE INDEX comment_reports_open ON comment_reports (answered, comment);
CREATE TABLE comment_counters (
  name TEXT NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
CREATE TABLE account_limits (
  number BIGINT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  made BIGINT NOT NULL,
  ends BIGINT NOT NULL,
  giver BIGINT NOT NULL
);
CREATE INDEX account_limits_by_account ON account_limits (account, number);
INSERT INTO account_limits (number, account, kind, made, ends, giver)
  SELECT row_number() OVER (ORDER BY made, account), account, kind, made, ends, giver FROM comment_limits;
UPDATE comment_appeals SET about = coalesce((SELECT l.number FROM account_limits l
  WHERE l.account = comment_appeals.account AND l.made = comment_appeals.about), 0 - comment_appeals.about)
  WHERE comment = 0;
UPDATE comment_appeals SET about = coalesce((SELECT max(d.number) FROM comment_decisions d
  WHERE d.comment = comment_appeals.comment AND d.became = 2 AND d.undone = 0), 0) WHERE comment <> 0;
DROP TABLE comment_limits;
INSERT INTO comment_counters (name, last) SELECT 'comments', coalesce(max(number), 0) FROM comments;
INSERT INTO comment_counters (name, last) SELECT 'decisions', max(n) FROM (SELECT 1 AS n
  UNION ALL SELECT max(number) FROM comment_decisions UNION ALL SELECT max(answered) FROM comment_reports) AS known;
INSERT INTO comment_counters (name, last) SELECT 'appeals', coalesce(max(number), 0) FROM comment_appeals;
INSERT INTO comment_counters (name, last) SELECT 'limits', coalesce(max(number), 0) FROM account_limits;
INSERT INTO comment_counters (name, last) VALUES ('scores', 0);
CREATE TABLE held_names (
  name TEXT NOT NULL PRIMARY KEY,
  ends BIGINT NOT NULL
);
)sql";

// What the operator's desk keeps of accounts: the numbers of those that were deleted, for restored backups; how much
// one may keep or do where that is not what its role may.
inline constexpr std::string_view desk_care = R"sql(
CREATE TABLE departed_accounts (
  id BIGINT NOT NULL PRIMARY KEY
);
CREATE TABLE account_quotas (
  account BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  most BIGINT NOT NULL,
  PRIMARY KEY (account, kind)
);
)sql";

// Lists that readers make of articles: where `place` is larger it stands first. What readers mark in articles, by its
// words and by what is around them, and write beside it; `words`: what it is found by. `dropped`: when it was deleted,
// and can be taken back for a while; 0 it is there.
inline constexpr std::string_view lists_and_margins = R"sql(
CREATE TABLE lists (
  id BIGINT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  is_public BIGINT NOT NULL,
  made BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  barred BIGINT NOT NULL,
  dropped BIGINT NOT NULL
);
CREATE INDEX lists_by_account ON lists (account);
CREATE INDEX lists_by_drop ON lists (dropped);
CREATE TABLE list_entries (
  list BIGINT NOT NULL,
  article BIGINT NOT NULL,
  place BIGINT NOT NULL,
  made BIGINT NOT NULL,
  said TEXT NOT NULL,
  PRIMARY KEY (list, article)
);
CREATE INDEX list_entries_by_place ON list_entries (list, place);
CREATE INDEX list_entries_by_article ON list_entries (article);
CREATE TABLE list_reports (
  list BIGINT NOT NULL,
  account BIGINT NOT NULL,
  reason BIGINT NOT NULL,
  made BIGINT NOT NULL,
  PRIMARY KEY (list, account)
);
CREATE INDEX list_reports_by_account ON list_reports (account);
CREATE TABLE margin_notes (
  account BIGINT NOT NULL,
  number BIGINT NOT NULL,
  article BIGINT NOT NULL,
  made BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  note TEXT NOT NULL,
  words TEXT NOT NULL,
  dropped BIGINT NOT NULL,
  PRIMARY KEY (account, number)
);
CREATE INDEX margin_notes_by_article ON margin_notes (account, article);
CREATE INDEX margin_notes_by_drop ON margin_notes (dropped);
)sql";

}  // namespace octavo::store::tables
