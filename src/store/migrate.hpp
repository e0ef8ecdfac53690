// Brings an archive's tables to this build's version, each step in a transaction of its own: killed in the middle, it
// stands at the step before and goes on from there.
#pragma once
#include "base/result.hpp"
#include "store/database.hpp"
#include "store/dialect.hpp"

namespace octavo::store {

// 0: an empty database.
Result<int> schema_version(Connection& connection);
// Up to `to` (tests make older archives so); by default all. unsound: the archive is of a newer version than this
// build.
// Nothing is written when there is nothing to do.
Result<> migrate(Connection& connection, const Dialect& dialect, int to = -1);

}  // namespace octavo::store
