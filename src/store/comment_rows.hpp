// Rows of comments as values, and the numbers they are given, for comments.cpp, comment_pages.cpp, comment_desk.cpp and
// comment_limits.cpp.
#pragma once

#include "store/comments.hpp"
#include "store/looking.hpp"
#include "store/statements.hpp"

namespace octavo::store {

inline Comment comment_of(const Statement& row) {
    return {.number = row.integer(0),
            .article = ArticleId::from_db(row.integer(1)),
            .parent = row.integer(2),
            .author = AccountId::from_db(row.integer(3)),
            .name = std::string(row.text(4)),
            .made = from_unix_ms(row.integer(5)),
            .edited = row.integer(6) == 0 ? std::nullopt : std::optional(from_unix_ms(row.integer(6))),
            .state = static_cast<Comment::State>(row.integer(7)),
            .text = std::string(row.text(8)),
            .reports = static_cast<std::uint32_t>(row.integer(9)),
            .words = static_cast<std::uint64_t>(row.integer(10)),
            .held_for = static_cast<Comment::Held>(row.integer(11)),
            .helpful = static_cast<std::uint32_t>(row.integer(12)),
            .unhelpful = static_cast<std::uint32_t>(row.integer(13)),
            .vote = static_cast<int>(row.integer(14))};
}

// "comments", "decisions", "appeals", "limits": each number once, within a transaction.
inline Result<std::int64_t> next_number(Connection& connection, std::string_view name) {
    const Use row = TRY(use(connection, sql::next_number, name));
    if (!TRY(row->step())) return fail(Fault::unsound, fmt::format("there is no counter of {}", name));
    return row->integer(0);
}

inline std::int64_t of_db(std::optional<Instant> edited) { return edited ? to_unix_ms(*edited) : 0; }
inline std::int64_t of_db(std::uint64_t hash) { return static_cast<std::int64_t>(hash); }

Result<std::int64_t> Comments::number_of(std::string_view sql, const auto&... values) {
    const Use row = TRY(use(*look_, sql, values...));
    return TRY(row->step()) ? row->integer(0) : 0;
}

}  // namespace octavo::store
