// The statements about comments (comments.hpp). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// Only by an account that is there: somebody may be leaving.
inline constexpr std::string_view add_comment =
    "INSERT INTO comments (number, article, parent, author, made, edited, state, words_hash, text) "
    "SELECT $1, $2, $3, id, $5, 0, $6, $7, $8 FROM accounts WHERE id = $4 AND shut IS NULL";
// What stands there for everybody, for its author ($2), for moderators ($3); and what something that stands there
// answers. The newest.
inline constexpr std::string_view comments_on =
    "SELECT c.number, c.article, c.parent, c.author, coalesce(a.name, ''), c.made, c.edited, c.state, c.text, "
    "(SELECT count(*) FROM comment_reports r WHERE r.comment = c.number AND r.answered = 0), c.words_hash "
    "FROM comments c LEFT JOIN accounts a ON a.id = c.author WHERE c.article = $1 AND (c.state = 0 OR "
    "(c.author = $2 AND $2 <> 0) OR (c.state = 1 AND $3 = 1) OR "
    "EXISTS (SELECT 1 FROM comments d WHERE d.parent = c.number AND d.state = 0)) ORDER BY c.number DESC LIMIT $4";
inline constexpr std::string_view comments_of =
    "SELECT c.number, c.article, c.parent, c.author, coalesce(a.name, ''), c.made, c.edited, c.state, c.text, 0, "
    "c.words_hash "
    "FROM comments c LEFT JOIN accounts a ON a.id = c.author WHERE c.author = $1 ORDER BY c.number";
inline constexpr std::string_view comment_by_number =
    "SELECT c.number, c.article, c.parent, c.author, coalesce(a.name, ''), c.made, c.edited, c.state, c.text, "
    "(SELECT count(*) FROM comment_reports r WHERE r.comment = c.number AND r.answered = 0), c.words_hash "
    "FROM comments c LEFT JOIN accounts a ON a.id = c.author WHERE c.number = $1";
// What a moderator has to look at: what is held, and what is shown and was reported.
inline constexpr std::string_view comments_waiting =
    "SELECT c.number, c.article, c.parent, c.author, coalesce(a.name, ''), c.made, c.edited, c.state, c.text, "
    "(SELECT count(*) FROM comment_reports r WHERE r.comment = c.number AND r.answered = 0), c.words_hash "
    "FROM comments c LEFT JOIN accounts a ON a.id = c.author WHERE c.state = 1 OR (c.state = 0 AND EXISTS "
    "(SELECT 1 FROM comment_reports r WHERE r.comment = c.number AND r.answered = 0)) "
    "ORDER BY c.state, c.number LIMIT $1";
inline constexpr std::string_view commented_articles = "SELECT article, count(*) FROM comments GROUP BY article";
inline constexpr std::string_view newest_comment_of = "SELECT max(made) FROM comments WHERE author = $1";
inline constexpr std::string_view count_comments_of = "SELECT count(*) FROM comments WHERE author = $1 AND state = $2";
inline constexpr std::string_view same_words_since =
    "SELECT count(*) FROM comments WHERE words_hash = $1 AND made > $2 AND number <> $3";
inline constexpr std::string_view last_comment = "SELECT coalesce(max(number), 0) FROM comments";
inline constexpr std::string_view set_comment_text =
    "UPDATE comments SET text = $3, words_hash = $4, edited = $5, state = $6 "
    "WHERE number = $1 AND author = $2 AND state <= 1 AND made > $7";
inline constexpr std::string_view withdraw_comment =
    "UPDATE comments SET text = '', words_hash = 0, state = 3 WHERE number = $1 AND author = $2 AND state <= 2";
inline constexpr std::string_view set_comment_state =
    "UPDATE comments SET state = $2 WHERE number = $1 AND state = $3 AND words_hash = $4";
inline constexpr std::string_view hold_comment = "UPDATE comments SET state = 1 WHERE number = $1 AND state = 0";
inline constexpr std::string_view forget_comments_of =
    "UPDATE comments SET text = '', words_hash = 0, state = 3, author = 0 WHERE author = $1";

inline constexpr std::string_view add_report =
    "INSERT INTO comment_reports (comment, account, reason, made, answered) SELECT $1, id, $3, $4, 0 FROM accounts "
    "WHERE id = $2 "
    "AND shut IS NULL ON CONFLICT (comment, account) DO NOTHING";
inline constexpr std::string_view reports_on =
    "SELECT reason FROM comment_reports WHERE comment = $1 AND answered = 0 ORDER BY made";
// By accounts that are no younger than that: somebody who makes three at once hides nothing.
inline constexpr std::string_view count_grown_reports =
    "SELECT count(*) FROM comment_reports r JOIN accounts a ON a.id = r.account "
    "WHERE r.comment = $1 AND r.answered = 0 AND a.made <= $2";
inline constexpr std::string_view answer_reports = "UPDATE comment_reports SET answered = 1 WHERE comment = $1";
inline constexpr std::string_view drop_reports_on_author =
    "DELETE FROM comment_reports WHERE comment IN (SELECT number FROM comments WHERE author = $1)";
inline constexpr std::string_view drop_reports_on = "DELETE FROM comment_reports WHERE comment = $1";
inline constexpr std::string_view drop_reports_of = "DELETE FROM comment_reports WHERE account = $1";

}  // namespace octavo::store::sql
