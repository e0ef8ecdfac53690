// Decisions that look at other rows than the one they write: whether an operator is left, which deed's number is next.
// Where several transactions may write at once, two would see the same and both be right; so each is made by one at a
// time, from here to the end of its transaction. SQLite's writers are alone as it is (BEGIN IMMEDIATE). Checked by
// tests/store/postgres_test.cpp, by two sessions of a real server.
#pragma once
#include <cstdint>

#include "store/database.hpp"
#include "store/dialect.hpp"

namespace octavo::store {

// Names of ours among whatever else is locked in that database: "octavo" and a number.
enum class Decision : std::int64_t { operators = 0x6f637461766f'01, deeds };

inline Result<> alone(Connection& connection, std::string_view engine, Decision what) {
    const std::string_view wait = dialect_of(engine)->alone;
    if (wait.empty()) return {};
    return run(connection, wait, static_cast<std::int64_t>(what));
}

}  // namespace octavo::store
