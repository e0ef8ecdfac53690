// Tables for what people decided, and what no later run may undo (model/ruling.hpp): articles taken down, by every name
// they have; publishers left out; sources that are not asked for a while; stories and hashtags put right. Private to
// the dialects, whose other tables are in their own files.
#pragma once

#include <string_view>

namespace octavo::store {

inline constexpr std::string_view sqlite_rulings = R"sql(
CREATE TABLE withheld (
  id INTEGER NOT NULL PRIMARY KEY,
  article BIGINT NOT NULL,
  domain TEXT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX withheld_by_article ON withheld (article);
CREATE INDEX withheld_by_time ON withheld (at, id);
CREATE TABLE left_out (
  domain TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE paused (
  source INTEGER NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL
);
CREATE TABLE story_rulings (
  number BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  story BIGINT NOT NULL,
  other BIGINT NOT NULL,
  article BIGINT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX story_rulings_by_story ON story_rulings (story);
CREATE TABLE tag_rulings (
  tag INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  now BIGINT NOT NULL,
  now_name TEXT NOT NULL,
  banned BIGINT NOT NULL,
  about TEXT NOT NULL,
  at BIGINT NOT NULL
);
)sql";

inline constexpr std::string_view postgres_rulings = R"sql(
CREATE TABLE withheld (
  id BIGINT NOT NULL PRIMARY KEY,
  article BIGINT NOT NULL,
  domain TEXT NOT NULL,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX withheld_by_article ON withheld (article);
CREATE INDEX withheld_by_time ON withheld (at, id);
CREATE TABLE left_out (
  domain TEXT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE TABLE paused (
  source BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL
);
CREATE TABLE story_rulings (
  number BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  story BIGINT NOT NULL,
  other BIGINT NOT NULL,
  article BIGINT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX story_rulings_by_story ON story_rulings (story);
CREATE TABLE tag_rulings (
  tag BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  now BIGINT NOT NULL,
  now_name TEXT NOT NULL,
  banned BIGINT NOT NULL,
  about TEXT NOT NULL,
  at BIGINT NOT NULL
);
)sql";

}  // namespace octavo::store
