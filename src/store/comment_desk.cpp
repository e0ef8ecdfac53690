// What moderators do to comments: decisions and how they are taken back, and what those teach.
#include <charconv>

#include "store/comment_rows.hpp"
#include "store/comments.hpp"

namespace octavo::store {

// ---- decisions ------------------------------------------------------------------------------------------------------

Result<std::int64_t> Comments::decide_one(const Comment& seen, const Decision& decision,
                                          std::span<const std::uint32_t> signs) {
    const auto before = static_cast<std::int64_t>(seen.state), after = static_cast<std::int64_t>(decision.state);
    {
        const Use row = TRY(
            use(*connection_, sql::decide_comment, seen.number, after, before, of_db(seen.words), of_db(seen.edited)));
        if (!TRY(row->step())) return 0;
    }
    const std::int64_t number = TRY(next_number(*connection_, "decisions"));
    TRY(run(*connection_, sql::answer_reports, seen.number, number));
    const std::int64_t batch = decision.batch != 0 ? decision.batch : number;
    TRY(run(*connection_, sql::add_decision, number, batch, seen.number, decision.decider.to_db(),
            to_unix_ms(decision.at), before, after, of_db(seen.words)));
    TRY(forget(seen, signs));
    if (decision.teaches) TRY(learn(seen, decision.state == Comment::State::removed, signs));
    return number;
}

Result<std::int64_t> Comments::decide(const Comment& seen, const Decision& decision,
                                      std::span<const std::uint32_t> signs) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const std::int64_t number = TRY(decide_one(seen, decision, signs));
    if (number != 0) TRY(transaction.commit());
    return number;
}

Result<Comments::Batch> Comments::decide_all(std::span<const Comment> seen, const Decision& decision,
                                             const SignsOf& signs_of, std::span<const std::int64_t> teaches) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    Batch out{.number = decision.batch};
    for (const Comment& one : seen) {
        Decision its = decision;
        its.batch = out.number;
        its.teaches = std::ranges::find(teaches, one.number) != teaches.end();
        const std::int64_t number = TRY(decide_one(one, its, signs_of(one.text)));
        if (out.number == 0) out.number = number;
        if (number != 0) ++out.done;
    }
    TRY(transaction.commit());
    return out;
}

Result<std::vector<Comments::Decided>> Comments::decisions(std::int64_t before, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Decided> out;
    const Use row = TRY(use(*look_, sql::latest_batches, static_cast<std::int64_t>(most), before));
    while (TRY(row->step()))
        out.push_back({.batch = row->integer(0),
                       .comment = row->integer(1),
                       .comments = row->integer(2),
                       .decider = AccountId::from_db(row->integer(3)),
                       .author = AccountId::from_db(row->integer(6)),
                       .name = std::string(row->text(7)),
                       .at = from_unix_ms(row->integer(4)),
                       .state = static_cast<Comment::State>(row->integer(5))});
    return out;
}

Result<Comments::Undone> Comments::undo(std::int64_t batch, std::int64_t after, std::size_t most,
                                        const SignsOf& signs_of) {
    struct Row {
        std::int64_t number, comment, before, after, words;
    };
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::vector<Row> rows;
    {
        const Use row = TRY(use(*connection_, sql::decisions_of_batch, batch, after, static_cast<std::int64_t>(most)));
        while (TRY(row->step()))
            rows.push_back({row->integer(0), row->integer(1), row->integer(2), row->integer(3), row->integer(4)});
    }
    Undone out;
    for (const Row& one : rows) {
        out.last = one.number;
        std::optional<Comment> now;
        {
            const Use row = TRY(use(*connection_, sql::comment_by_number, one.comment));
            if (TRY(row->step())) now = comment_of(*row);
        }
        // Decided otherwise since, or said otherwise: that stays.
        if (!now || static_cast<std::int64_t>(now->state) != one.after || of_db(now->words) != one.words) continue;
        TRY(run(*connection_, sql::undo_decision, one.number));
        TRY(run(*connection_, sql::set_comment_state, one.comment, one.before, one.after, one.words));
        TRY(run(*connection_, sql::open_reports_again, one.number));
        if (static_cast<Comment::State>(one.before) == Comment::State::removed)
            TRY(run(*connection_, sql::open_appeal_again, one.comment));
        TRY(forget(*now, signs_of(now->text)));
        ++out.done;
    }
    TRY(transaction.commit());
    return out;
}

Result<AccountId> Comments::author_of(std::int64_t batch) {
    const std::scoped_lock lock(look_mutex_);
    return AccountId::from_db(TRY(number_of(sql::author_of_batch, batch)));
}

Result<Comments::Removal> Comments::removal(std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::removal_of, number));
    if (!TRY(row->step())) return Removal{};
    return Removal{row->integer(0), AccountId::from_db(row->integer(1))};
}

Result<std::int64_t> Comments::count_waiting() {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::count_waiting);
}

// ---- what decisions teach -------------------------------------------------------------------------------------------

Result<> Comments::learn(const Comment& seen, bool bad, std::span<const std::uint32_t> signs) {
    const std::int64_t good_one = bad ? 0 : 1, bad_one = bad ? 1 : 0;
    TRY(run(*connection_, sql::learn_sign, std::int64_t{0}, good_one, bad_one));
    for (const std::uint32_t sign : signs)
        TRY(run(*connection_, sql::learn_sign, std::int64_t{sign}, good_one, bad_one));
    TRY(run(*connection_, sql::put_lesson, seen.number, of_db(seen.words), std::int64_t{bad}));
    bool many = false;
    {
        const Use all = TRY(use(*connection_, sql::comment_sign, std::int64_t{0}));
        many = TRY(all->step()) && all->integer(0) + all->integer(1) > most_lessons;
    }
    if (!many) return {};
    TRY(run(*connection_, sql::halve_signs));
    return run(*connection_, sql::drop_empty_signs);
}

// Of other words it may have had the lesson stays: it was true of them.
Result<> Comments::forget(const Comment& seen, std::span<const std::uint32_t> signs) {
    bool known = false, bad = false;
    {
        const Use row = TRY(use(*connection_, sql::lesson_of, seen.number));
        known = TRY(row->step()) && row->integer(0) == of_db(seen.words);
        if (known) bad = row->integer(1) != 0;
    }
    if (!known) return {};
    const std::int64_t good_one = bad ? 0 : 1, bad_one = bad ? 1 : 0;
    TRY(run(*connection_, sql::unlearn_sign, std::int64_t{0}, good_one, bad_one));
    for (const std::uint32_t sign : signs)
        TRY(run(*connection_, sql::unlearn_sign, std::int64_t{sign}, good_one, bad_one));
    return run(*connection_, sql::drop_lesson, seen.number);
}

Result<std::vector<Comments::SignCount>> Comments::signs(std::span<const std::uint32_t> signs) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<SignCount> out;
    const auto count = [&](std::uint32_t sign) -> Result<SignCount> {
        const Use row = TRY(use(*look_, sql::comment_sign, std::int64_t{sign}));
        return TRY(row->step()) ? SignCount{row->integer(0), row->integer(1)} : SignCount{};
    };
    out.push_back(TRY(count(0)));
    for (const std::uint32_t sign : signs) out.push_back(TRY(count(sign)));
    return out;
}

Result<std::vector<Comment>> Comments::waiting(const Place& behind, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Comment> out;
    const Use row =
        TRY(use(*look_, sql::comments_waiting, behind.state, behind.number, static_cast<std::int64_t>(most)));
    while (TRY(row->step())) out.push_back(comment_of(*row));
    return out;
}

Result<std::vector<Complaint>> Comments::reports(std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Complaint> out;
    const Use row = TRY(use(*look_, sql::reports_on, number));
    while (TRY(row->step())) out.push_back(static_cast<Complaint>(row->integer(0)));
    return out;
}

Result<std::unordered_map<ArticleId, std::uint32_t>> Comments::articles() {
    const std::scoped_lock lock(look_mutex_);
    std::unordered_map<ArticleId, std::uint32_t> out;
    const Use row = TRY(use(*look_, sql::commented_articles));
    while (TRY(row->step())) out[ArticleId::from_db(row->integer(0))] = static_cast<std::uint32_t>(row->integer(1));
    return out;
}

namespace {

constexpr std::string_view changes_fact = "comments changed by the command line";

Result<std::uint64_t> changes_in(Connection& connection) {
    const Use row = TRY(use(connection, sql::fact, changes_fact));
    std::uint64_t out = 0;
    if (!TRY(row->step())) return out;
    const std::string_view text = row->text(0);
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

}  // namespace

Result<std::uint64_t> Comments::changes_elsewhere() {
    const std::scoped_lock lock(look_mutex_);
    return changes_in(*look_);
}

Result<> Comments::note_change() {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const std::uint64_t next = TRY(changes_in(*connection_)) + 1;
    TRY(run(*connection_, sql::put_fact, changes_fact, std::string_view(std::to_string(next))));
    return transaction.commit();
}

}  // namespace octavo::store
