// What differs between the engines, and nothing else: how tables are made, and how the full-text index is written.
// Everything that reads or writes rows is in statements.hpp, once.
#pragma once
#include <span>
#include <string_view>

namespace octavo::store {

// migrations[n] brings an archive from version n to n + 1. Published ones are never edited: a new idea is a new entry.
struct Dialect {
    std::string_view engine;
    std::span<const std::string_view> migrations;
    // Full text: $1 position, $2 title, $3 body, both as normalised terms with a space between.
    std::string_view index_article;
    std::string_view unindex_article;  // with the very terms it was indexed with
    std::string_view check_index;      // fails when the index contradicts itself
    std::string_view alone;  // waits until no other transaction holds $1 (alone.hpp); "" where writers are alone anyway
    std::string_view empty_log;     // what was overwritten leaves the log too; "" where the engine sees to it
    std::string_view index_tokens;  // one row: how many terms the index holds, repeats counted; "" when not askable
};

const Dialect& sqlite_dialect();
const Dialect& postgres_dialect();
// nullptr when there is none.
const Dialect* dialect_of(std::string_view engine);

}  // namespace octavo::store
