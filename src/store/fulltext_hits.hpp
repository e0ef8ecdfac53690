// octavo_hits(fulltext): how often each phrase of a MATCH occurs in the row's title and body, for our own ranking.
//
// bm25() would count all matches of each phrase first, which is linear in the archive; this looks at the row alone.
// The value is a blob of two bytes a phrase in the order of the query: in the title, in the body (255: or more).
#pragma once

struct sqlite3;

namespace octavo::store {

// On this connection; false when the engine has no FTS5.
bool register_hits(sqlite3* db);

}  // namespace octavo::store
