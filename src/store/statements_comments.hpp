// The statements about comments (comments.hpp). A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

#include "store/joined.hpp"

namespace octavo::store::sql {

// Numbers that only grow, also where the last was deleted or several write: of comments, decisions, appeals, limits.
inline constexpr std::string_view next_number =
    "UPDATE comment_counters SET last = last + 1 WHERE name = $1 RETURNING last";
inline constexpr std::string_view counter_at = "SELECT last FROM comment_counters WHERE name = $1";

// Only by an account that is there: somebody may be leaving.
inline constexpr std::string_view add_comment =
    "INSERT INTO comments (number, article, parent, author, made, edited, state, words_hash, text, held_for) "
    "SELECT $1, $2, $3, id, $5, 0, $6, $7, $8, $9 FROM accounts WHERE id = $4 AND shut IS NULL";

namespace part {
inline constexpr std::string_view row =
    "SELECT c.number, c.article, c.parent, c.author, coalesce(a.name, ''), c.made, c.edited, c.state, c.text, "
    "(SELECT count(*) FROM comment_reports r WHERE r.comment = c.number AND r.answered = 0), c.words_hash, "
    "c.held_for, c.helpful, c.unhelpful, ";
inline constexpr std::string_view no_vote = "0 ";
inline constexpr std::string_view their_vote =
    "coalesce((SELECT v.vote FROM comment_votes v WHERE v.comment = c.number AND v.account = $2), 0) ";
inline constexpr std::string_view from = "FROM comments c LEFT JOIN accounts a ON a.id = c.author WHERE ";
// What stands there for everybody, for its author ($2), for moderators ($3).
inline constexpr std::string_view seen =
    "(c.state = 0 OR (c.author = $2 AND $2 <> 0 AND c.state <> 3) OR (c.state IN (1, 4) AND $3 = 1)) ";
// And what something answers that does.
inline constexpr std::string_view head_seen =
    "(c.state = 0 OR (c.author = $2 AND $2 <> 0 AND c.state <> 3) OR (c.state IN (1, 4) AND $3 = 1) OR "
    "EXISTS (SELECT 1 FROM comments d WHERE d.parent = c.number AND (d.state = 0 OR "
    "(d.author = $2 AND $2 <> 0 AND d.state <> 3) OR (d.state IN (1, 4) AND $3 = 1)))) ";
inline constexpr std::string_view heads =
    "SELECT c.number, c.score FROM comments c WHERE c.article = $1 AND c.parent = 0 AND ";
inline constexpr std::string_view answers = "c.parent = $1 AND ";
inline constexpr std::string_view behind = "c.number > $4 AND ";
inline constexpr std::string_view before = "c.number < $4 AND ";
inline constexpr std::string_view rising = "ORDER BY c.number LIMIT $5";
inline constexpr std::string_view falling = "ORDER BY c.number DESC LIMIT $5";
inline constexpr std::string_view worse = "c.score <= $6 AND (c.score < $6 OR c.number > $4) AND ";
inline constexpr std::string_view better = "c.score >= $6 AND (c.score > $6 OR c.number < $4) AND ";
inline constexpr std::string_view worse_first_best = "ORDER BY c.score DESC, c.number LIMIT $5";
inline constexpr std::string_view better_first_worst = "ORDER BY c.score, c.number DESC LIMIT $5";
}  // namespace part

// The threads of an article by number or by how helpful they are, from one on ($4, $6: not itself), in both directions.
inline constexpr std::string_view threads_behind =
    Joined<part::heads, part::behind, part::head_seen, part::rising>::text;
inline constexpr std::string_view threads_before =
    Joined<part::heads, part::before, part::head_seen, part::falling>::text;
inline constexpr std::string_view threads_worse =
    Joined<part::heads, part::worse, part::head_seen, part::worse_first_best>::text;
inline constexpr std::string_view threads_better =
    Joined<part::heads, part::better, part::head_seen, part::better_first_worst>::text;
inline constexpr std::string_view score_of = "SELECT score FROM comments WHERE number = $1";
inline constexpr std::string_view answers_behind =
    Joined<part::row, part::their_vote, part::from, part::answers, part::behind, part::seen, part::rising>::text;
inline constexpr std::string_view answers_before =
    Joined<part::row, part::their_vote, part::from, part::answers, part::before, part::seen, part::falling>::text;
namespace part {
inline constexpr std::string_view count = "SELECT count(*) FROM comments c WHERE ";
inline constexpr std::string_view by_number = "c.number = $1";
inline constexpr std::string_view by_author = "c.author = $1 ORDER BY c.number";
inline constexpr std::string_view by_author_page = "c.author = $1 AND c.number < $2 ORDER BY c.number DESC LIMIT $3";
inline constexpr std::string_view removed_page =
    "c.author = $1 AND c.state = 2 AND c.text <> '' AND c.number < $2 ORDER BY c.number DESC LIMIT $3";
inline constexpr std::string_view standing_page =
    "c.author = $1 AND c.number > $2 AND c.state IN (0, 1, 4) ORDER BY c.number LIMIT $3";
// What a moderator has to look at: what is held, and what is shown and was reported.
inline constexpr std::string_view waits =
    "c.state IN (0, 1) AND c.number IN (SELECT h.number FROM comments h WHERE h.state = 1 "
    "UNION SELECT r.comment FROM comment_reports r WHERE r.answered = 0) ";
inline constexpr std::string_view waits_page =
    "AND (c.state > $1 OR (c.state = $1 AND c.number > $2)) ORDER BY c.state, c.number LIMIT $3";
}  // namespace part
inline constexpr std::string_view count_answers = Joined<part::count, part::answers, part::seen>::text;
inline constexpr std::string_view comment_seen_by =
    Joined<part::row, part::their_vote, part::from, part::by_number>::text;
inline constexpr std::string_view comment_by_number =
    Joined<part::row, part::no_vote, part::from, part::by_number>::text;
inline constexpr std::string_view comments_of = Joined<part::row, part::no_vote, part::from, part::by_author>::text;
inline constexpr std::string_view comments_of_page =
    Joined<part::row, part::no_vote, part::from, part::by_author_page>::text;
inline constexpr std::string_view removed_of_page =
    Joined<part::row, part::no_vote, part::from, part::removed_page>::text;
inline constexpr std::string_view standing_of_page =
    Joined<part::row, part::no_vote, part::from, part::standing_page>::text;
inline constexpr std::string_view count_standing_of =
    "SELECT count(*) FROM comments WHERE author = $1 AND state IN (0, 1, 4)";
inline constexpr std::string_view comments_waiting =
    Joined<part::row, part::no_vote, part::from, part::waits, part::waits_page>::text;
inline constexpr std::string_view count_waiting = Joined<part::count, part::waits>::text;
inline constexpr std::string_view count_shown_on = "SELECT count(*) FROM comments WHERE article = $1 AND state = 0";
inline constexpr std::string_view count_shadowed_on =
    "SELECT count(*) FROM comments WHERE author = $1 AND state = 4 AND article = $2";
inline constexpr std::string_view latest_on =
    "SELECT number FROM comments WHERE article = $1 AND state = 0 ORDER BY number DESC LIMIT $2";
inline constexpr std::string_view commented_articles = "SELECT article, count(*) FROM comments GROUP BY article";
inline constexpr std::string_view newest_comment_of = "SELECT max(made) FROM comments WHERE author = $1";
inline constexpr std::string_view count_comments_of = "SELECT count(*) FROM comments WHERE author = $1 AND state = $2";
inline constexpr std::string_view same_words_since =
    "SELECT count(*) FROM comments WHERE words_hash = $1 AND made > $2 AND number <> $3";
// As it stood before who changes it: held meanwhile, it is not changed.
inline constexpr std::string_view set_comment_text =
    "UPDATE comments SET text = $3, words_hash = $4, edited = $5, state = $6, held_for = $8 "
    "WHERE number = $1 AND author = $2 AND state IN (0, 1, 4) AND made > $7 AND state = $9 AND words_hash = $10 AND "
    "edited = $11 RETURNING number";
// What a moderator removed counts as removed, whatever its author does then.
inline constexpr std::string_view withdraw_comment =
    "UPDATE comments SET text = '', words_hash = 0, helpful = 0, unhelpful = 0, score = 0, "
    "state = CASE WHEN state = 2 THEN 2 ELSE 3 END WHERE number = $1 AND author = $2 AND state <> 3 AND text <> ''";
// Removed, or taken back: what a restored backup must not show again.
inline constexpr std::string_view gone_comments = "SELECT number, state FROM comments WHERE state IN (2, 3)";
inline constexpr std::string_view comment_is_gone =
    "UPDATE comments SET state = $2, text = CASE WHEN $2 = 3 THEN '' ELSE text END WHERE number = $1 AND state <> 3 "
    "AND state <> $2";
// As it stood before who decides; what its author took back is nobody's to show.
inline constexpr std::string_view decide_comment =
    "UPDATE comments SET state = $2 WHERE number = $1 AND state = $3 AND words_hash = $4 AND edited = $5 AND "
    "text <> '' RETURNING number";
inline constexpr std::string_view set_comment_state =
    "UPDATE comments SET state = $2 WHERE number = $1 AND state = $3 AND words_hash = $4";
inline constexpr std::string_view hold_comment =
    "UPDATE comments SET state = 1, held_for = $2 WHERE number = $1 AND state = 0 RETURNING number";
inline constexpr std::string_view forget_comments_of =
    "UPDATE comments SET text = '', words_hash = 0, state = 3, author = 0, helpful = 0, unhelpful = 0, score = 0 "
    "WHERE author = $1";

inline constexpr std::string_view add_report =
    "INSERT INTO comment_reports (comment, account, reason, made, answered) SELECT $1, id, $3, $4, 0 FROM accounts "
    "WHERE id = $2 "
    "AND shut IS NULL ON CONFLICT (comment, account) DO NOTHING";
inline constexpr std::string_view reports_on =
    "SELECT reason FROM comment_reports WHERE comment = $1 AND answered = 0 ORDER BY made";
inline constexpr std::string_view reports_by =
    "SELECT comment, reason, made FROM comment_reports WHERE account = $1 ORDER BY made, comment";
// By accounts that are no younger than that: somebody who makes three at once hides nothing. Nor does who was closed
// or stopped since.
inline constexpr std::string_view count_grown_reports =
    "SELECT count(*) FROM comment_reports r JOIN accounts a ON a.id = r.account "
    "WHERE r.comment = $1 AND r.answered = 0 AND a.made <= $2 AND a.shut IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM account_limits l WHERE l.account = a.id AND (l.kind = 1 OR l.ends > $3))";
inline constexpr std::string_view answer_reports =
    "UPDATE comment_reports SET answered = $2 WHERE comment = $1 AND answered = 0";
inline constexpr std::string_view drop_reports_on_author =
    "DELETE FROM comment_reports WHERE comment IN (SELECT number FROM comments WHERE author = $1)";
inline constexpr std::string_view drop_reports_on = "DELETE FROM comment_reports WHERE comment = $1";
inline constexpr std::string_view drop_reports_of = "DELETE FROM comment_reports WHERE account = $1";

// What moderators' decisions have taught (readers/comment_signs.hpp): in how many comments that were shown and removed
// a sign stood. Sign 0 is the comments themselves.
inline constexpr std::string_view comment_sign = "SELECT good, bad FROM comment_signs WHERE sign = $1";
inline constexpr std::string_view learn_sign =
    "INSERT INTO comment_signs (sign, good, bad) VALUES ($1, $2, $3) ON CONFLICT (sign) DO UPDATE SET "
    "good = comment_signs.good + excluded.good, bad = comment_signs.bad + excluded.bad";
inline constexpr std::string_view unlearn_sign =
    "UPDATE comment_signs SET good = good - $2, bad = bad - $3 WHERE sign = $1 AND good >= $2 AND bad >= $3";
inline constexpr std::string_view halve_signs = "UPDATE comment_signs SET good = good / 2, bad = bad / 2";
inline constexpr std::string_view drop_empty_signs = "DELETE FROM comment_signs WHERE good = 0 AND bad = 0";
inline constexpr std::string_view lesson_of = "SELECT words_hash, bad FROM comment_lessons WHERE comment = $1";
inline constexpr std::string_view put_lesson =
    "INSERT INTO comment_lessons (comment, words_hash, bad) VALUES ($1, $2, $3) ON CONFLICT (comment) DO UPDATE SET "
    "words_hash = excluded.words_hash, bad = excluded.bad";
inline constexpr std::string_view drop_lesson = "DELETE FROM comment_lessons WHERE comment = $1";
inline constexpr std::string_view drop_lessons_on_author =
    "DELETE FROM comment_lessons WHERE comment IN (SELECT number FROM comments WHERE author = $1)";

// One vote an account and comment; not on one's own, nor on what does not stand there.
inline constexpr std::string_view put_vote =
    "INSERT INTO comment_votes (comment, account, vote) SELECT c.number, a.id, $3 FROM comments c, accounts a "
    "WHERE c.number = $1 AND c.state = 0 AND c.author <> a.id AND a.id = $2 AND a.shut IS NULL "
    "ON CONFLICT (comment, account) DO UPDATE SET vote = excluded.vote";
inline constexpr std::string_view vote_of = "SELECT vote FROM comment_votes WHERE comment = $1 AND account = $2";
inline constexpr std::string_view votes_of =
    "SELECT comment, vote FROM comment_votes WHERE account = $1 ORDER BY comment";
inline constexpr std::string_view drop_vote = "DELETE FROM comment_votes WHERE comment = $1 AND account = $2";
inline constexpr std::string_view drop_votes_on = "DELETE FROM comment_votes WHERE comment = $1";
inline constexpr std::string_view drop_votes_on_author =
    "DELETE FROM comment_votes WHERE comment IN (SELECT number FROM comments WHERE author = $1)";
inline constexpr std::string_view drop_votes_of = "DELETE FROM comment_votes WHERE account = $1";
// How many of them count: not those of accounts that are closed, or that moderators alone see.
inline constexpr std::string_view count_votes_on =
    "SELECT coalesce(sum(CASE WHEN v.vote > 0 THEN 1 ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN v.vote < 0 THEN 1 ELSE 0 END), 0) FROM comment_votes v JOIN accounts a ON a.id = v.account "
    "WHERE v.comment = $1 AND a.shut IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM account_limits l WHERE l.account = a.id AND l.kind = 1)";
inline constexpr std::string_view put_score =
    "UPDATE comments SET helpful = $2, unhelpful = $3, score = $4 WHERE number = $1";
// Whoever counts next waits for who counts now.
inline constexpr std::string_view take_score = "UPDATE comments SET score = score WHERE number = $1";
inline constexpr std::string_view voted_comments = "SELECT DISTINCT comment FROM comment_votes ORDER BY comment";

// Whom an answer is told to: who wrote what it answers, where they want to hear of it. Told once the answer stands
// there.
inline constexpr std::string_view add_notice =
    "INSERT INTO comment_notices (comment, account, seen) SELECT $1, c.author, 0 FROM comments c WHERE c.number = $2 "
    "AND c.author <> 0 AND c.author <> $3 AND NOT EXISTS "
    "(SELECT 1 FROM comment_quiet q WHERE q.account = c.author) ON CONFLICT (comment) DO NOTHING";
inline constexpr std::string_view notices_of =
    "SELECT c.number, c.article, c.parent, c.author, coalesce(a.name, ''), c.made, c.edited, c.state, c.text, 0, "
    "c.words_hash, c.held_for, 0, 0, 0, n.seen "
    "FROM comment_notices n JOIN comments c ON c.number = n.comment LEFT JOIN accounts a ON a.id = c.author "
    "WHERE n.account = $1 AND c.state = 0 AND n.comment < $3 ORDER BY n.comment DESC LIMIT $2";
inline constexpr std::string_view count_new_notices =
    "SELECT count(*) FROM comment_notices n JOIN comments c ON c.number = n.comment "
    "WHERE n.account = $1 AND n.seen = 0 AND c.state = 0";
inline constexpr std::string_view see_notices =
    "UPDATE comment_notices SET seen = 1 WHERE account = $1 AND seen = 0 AND comment <= $2 AND "
    "comment IN (SELECT number FROM comments WHERE state = 0)";
inline constexpr std::string_view drop_notice = "DELETE FROM comment_notices WHERE comment = $1";
inline constexpr std::string_view drop_notices_of = "DELETE FROM comment_notices WHERE account = $1";
inline constexpr std::string_view drop_notices_by_author =
    "DELETE FROM comment_notices WHERE comment IN (SELECT number FROM comments WHERE author = $1)";
inline constexpr std::string_view is_quiet = "SELECT 1 FROM comment_quiet WHERE account = $1";
inline constexpr std::string_view put_quiet =
    "INSERT INTO comment_quiet (account) SELECT id FROM accounts WHERE id = $1 ON CONFLICT (account) DO NOTHING";
inline constexpr std::string_view drop_quiet = "DELETE FROM comment_quiet WHERE account = $1";

// What a moderator decided, so that it can be taken back: alone, or all of one press (batch). The first is 2, for
// reports of before there were decisions are answered by 1.
inline constexpr std::string_view add_decision =
    "INSERT INTO comment_decisions (number, batch, comment, decider, at, was, became, words_hash, undone) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
inline constexpr std::string_view decisions_of_batch =
    "SELECT d.number, d.comment, d.was, d.became, d.words_hash FROM comment_decisions d WHERE d.batch = $1 "
    "AND d.undone = 0 AND d.number > $2 "
    // What was decided again since is the later decision's to undo.
    "AND NOT EXISTS (SELECT 1 FROM comment_decisions n WHERE n.comment = d.comment AND n.number > d.number "
    "AND n.undone = 0) ORDER BY d.number LIMIT $3";
inline constexpr std::string_view latest_batches =
    "SELECT d.batch, min(d.comment), count(*), max(d.decider), max(d.at), max(d.became), max(c.author), "
    "coalesce(max(a.name), '') FROM comment_decisions d JOIN comments c ON c.number = d.comment "
    "LEFT JOIN accounts a ON a.id = c.author WHERE d.undone = 0 AND d.batch < $2 GROUP BY d.batch ORDER BY d.batch "
    "DESC LIMIT $1";
inline constexpr std::string_view author_of_batch =
    "SELECT c.author FROM comment_decisions d JOIN comments c ON c.number = d.comment "
    "WHERE d.batch = $1 AND d.undone = 0 ORDER BY d.number LIMIT 1";
inline constexpr std::string_view undo_decision = "UPDATE comment_decisions SET undone = 1 WHERE number = $1";
inline constexpr std::string_view open_reports_again = "UPDATE comment_reports SET answered = 0 WHERE answered = $1";
inline constexpr std::string_view removal_of =
    "SELECT number, decider FROM comment_decisions WHERE comment = $1 AND became = 2 AND undone = 0 ORDER BY number "
    "DESC LIMIT "
    "1";
inline constexpr std::string_view forget_decider = "UPDATE comment_decisions SET decider = 0 WHERE decider = $1";
inline constexpr std::string_view drop_decisions_on_author =
    "DELETE FROM comment_decisions WHERE comment IN (SELECT number FROM comments WHERE author = $1)";
inline constexpr std::string_view drop_decisions_on = "DELETE FROM comment_decisions WHERE comment = $1";
// Who may not write until then (kind 0), or is seen by moderators alone (kind 1; no end). Each by itself: none ends or
// shortens another.
inline constexpr std::string_view limits_of =
    "SELECT number, kind, made, ends, giver FROM account_limits WHERE account = $1 AND (kind = 1 OR ends > $2) "
    "ORDER BY number LIMIT 20";
inline constexpr std::string_view add_limit =
    "INSERT INTO account_limits (number, account, kind, made, ends, giver) SELECT $1, id, $3, $4, $5, $6 FROM accounts "
    "WHERE id = $2";
inline constexpr std::string_view drop_limit =
    "DELETE FROM account_limits WHERE number = $1 AND account = $2 RETURNING kind";
inline constexpr std::string_view drop_past_limits =
    "DELETE FROM account_limits WHERE account = $1 AND kind = 0 AND ends <= $2";
inline constexpr std::string_view drop_limits_of = "DELETE FROM account_limits WHERE account = $1";
inline constexpr std::string_view forget_limiter = "UPDATE account_limits SET giver = 0 WHERE giver = $1";

// Names of who left while they could not write, as keyed hashes.
inline constexpr std::string_view ban_ends =
    "SELECT coalesce(max(ends), 0) FROM account_limits WHERE account = $1 AND kind = 0 AND ends > $2";
inline constexpr std::string_view hold_name =
    "INSERT INTO held_names (name, ends) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET ends = excluded.ends";
inline constexpr std::string_view held_name = "SELECT ends FROM held_names WHERE name = $1";
inline constexpr std::string_view drop_past_names = "DELETE FROM held_names WHERE ends <= $1";
inline constexpr std::string_view count_held_names = "SELECT count(*) FROM held_names";

// Article 0: the whole site.
inline constexpr std::string_view slow_of = "SELECT seconds FROM comment_slow WHERE article = $1";
inline constexpr std::string_view put_slow =
    "INSERT INTO comment_slow (article, seconds) VALUES ($1, $2) ON CONFLICT (article) DO UPDATE SET "
    "seconds = excluded.seconds";
inline constexpr std::string_view drop_slow = "DELETE FROM comment_slow WHERE article = $1";
inline constexpr std::string_view newest_comment_on =
    "SELECT coalesce(max(made), 0) FROM comments WHERE author = $1 AND article = $2";

// One of each decision (about): that removed a comment, or that stopped somebody (comment 0, about: the limit). Open
// (0), granted (1), refused (2).
inline constexpr std::string_view add_appeal =
    "INSERT INTO comment_appeals (number, account, comment, about, made, decider, state, text) "
    "SELECT $7, id, $2, $3, $4, $5, 0, $6 FROM accounts "
    "WHERE id = $1 AND shut IS NULL ON CONFLICT (account, comment, about) DO NOTHING";
namespace part {
inline constexpr std::string_view appeal =
    "SELECT p.number, p.account, coalesce(a.name, ''), p.comment, p.about, p.made, p.decider, p.state, p.text "
    "FROM comment_appeals p LEFT JOIN accounts a ON a.id = p.account WHERE ";
inline constexpr std::string_view appeals_by = "p.account = $1 ORDER BY p.number";
inline constexpr std::string_view appeal_at = "p.number = $1";
inline constexpr std::string_view appeal_on = "p.account = $1 AND p.comment = $2 AND p.about = $3";
// Those that still ask for something: the comment is removed by that decision, that time is not over.
inline constexpr std::string_view asks =
    "p.state = 0 AND (EXISTS (SELECT 1 FROM comments c WHERE c.number = p.comment AND c.state = 2 AND p.about = "
    "coalesce((SELECT max(d.number) FROM comment_decisions d WHERE d.comment = c.number AND d.became = 2 AND "
    "d.undone = 0), 0)) OR EXISTS (SELECT 1 FROM account_limits l WHERE p.comment = 0 AND l.number = p.about AND "
    "l.account = p.account AND l.ends > $1)) ";
inline constexpr std::string_view asks_page = "AND p.number > $2 ORDER BY p.number LIMIT $3";
inline constexpr std::string_view count_appeals = "SELECT count(*) FROM comment_appeals p WHERE ";
}  // namespace part
inline constexpr std::string_view appeals_of = Joined<part::appeal, part::appeals_by>::text;
inline constexpr std::string_view appeal_by_number = Joined<part::appeal, part::appeal_at>::text;
inline constexpr std::string_view appeal_about = Joined<part::appeal, part::appeal_on>::text;
inline constexpr std::string_view open_appeals = Joined<part::appeal, part::asks, part::asks_page>::text;
inline constexpr std::string_view count_open_appeals = Joined<part::count_appeals, part::asks>::text;
inline constexpr std::string_view answer_appeal =
    "UPDATE comment_appeals SET state = $3 WHERE number = $1 AND state = $2 RETURNING number";
// Of what is removed again by the decision that it was granted about: it waits for an answer as before.
inline constexpr std::string_view open_appeal_again =
    "UPDATE comment_appeals SET state = 0 WHERE comment = $1 AND state = 1 AND about = "
    "coalesce((SELECT max(d.number) FROM comment_decisions d WHERE d.comment = $1 AND d.became = 2 AND "
    "d.undone = 0), 0)";
inline constexpr std::string_view forget_appeal_decider = "UPDATE comment_appeals SET decider = 0 WHERE decider = $1";
inline constexpr std::string_view drop_appeals_of = "DELETE FROM comment_appeals WHERE account = $1";
inline constexpr std::string_view drop_appeals_on = "DELETE FROM comment_appeals WHERE comment = $1";
inline constexpr std::string_view other_moderators =
    "SELECT count(*) FROM accounts WHERE role >= 1 AND shut IS NULL AND id <> $1 AND id <> $2";

}  // namespace octavo::store::sql
