// What moderators do to comments: decisions and how they are taken back, what those teach, who may not write, appeals.
#include <charconv>

#include "store/comment_rows.hpp"
#include "store/comments.hpp"

namespace octavo::store {

// ---- decisions ------------------------------------------------------------------------------------------------------

Result<std::int64_t> Comments::decide(const Comment& seen, const Decision& decision,
                                      std::span<const std::uint32_t> signs) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t number = 0;
    {
        const Use row = TRY(use(*connection_, sql::comment_by_number, seen.number));
        const bool as_seen =
            TRY(row->step()) && comment_of(*row).state == seen.state && comment_of(*row).words == seen.words;
        // What its author took back is nobody's to show.
        if (!as_seen || comment_of(*row).text.empty()) return 0;
        const Use last = TRY(use(*connection_, sql::last_decision));
        number = (TRY(last->step()) ? last->integer(0) : 1) + 1;
    }
    const auto before = static_cast<std::int64_t>(seen.state), after = static_cast<std::int64_t>(decision.state);
    TRY(run(*connection_, sql::set_comment_state, seen.number, after, before, of_db(seen.words)));
    TRY(run(*connection_, sql::answer_reports, seen.number, number));
    const std::int64_t batch = decision.batch != 0 ? decision.batch : number;
    TRY(run(*connection_, sql::add_decision, number, batch, seen.number, decision.decider.to_db(),
            to_unix_ms(decision.at), before, after, of_db(seen.words)));
    TRY(forget(seen, signs));
    TRY(learn(seen, decision.state == Comment::State::removed, signs));
    TRY(transaction.commit());
    return number;
}

Result<std::vector<Comments::Decided>> Comments::decisions(std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Decided> out;
    const Use row = TRY(use(*look_, sql::latest_batches, static_cast<std::int64_t>(most)));
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

Result<std::int64_t> Comments::undo(std::int64_t batch, const SignsOf& signs_of) {
    struct Row {
        std::int64_t number, comment, before, after, words;
    };
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::vector<Row> rows;
    {
        const Use row = TRY(use(*connection_, sql::decisions_of_batch, batch));
        while (TRY(row->step()))
            rows.push_back({row->integer(0), row->integer(1), row->integer(2), row->integer(3), row->integer(4)});
    }
    std::int64_t done = 0;
    for (const Row& one : rows) {
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
        TRY(forget(*now, signs_of(now->text)));
        ++done;
    }
    TRY(transaction.commit());
    return done;
}

Result<AccountId> Comments::author_of(std::int64_t batch) {
    const std::scoped_lock lock(look_mutex_);
    return AccountId::from_db(TRY(number_of(sql::author_of_batch, batch)));
}

Result<AccountId> Comments::remover(std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    return AccountId::from_db(TRY(number_of(sql::remover_of, number)));
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

Result<std::optional<Comment>> Comments::find(std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::comment_by_number, number));
    return TRY(row->step()) ? std::optional(comment_of(*row)) : std::nullopt;
}

Result<std::vector<Comment>> Comments::on(ArticleId article, AccountId author, bool moderator, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Comment> out;
    const Use row = TRY(use(*look_, sql::comments_on, article.to_db(), author ? author.to_db() : std::int64_t{0},
                            std::int64_t{moderator}, static_cast<std::int64_t>(most)));
    while (TRY(row->step())) out.push_back(comment_of(*row));
    std::ranges::reverse(out);
    return out;
}

Result<std::vector<Comment>> Comments::of(AccountId author) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Comment> out;
    const Use row = TRY(use(*look_, sql::comments_of, author.to_db()));
    while (TRY(row->step())) out.push_back(comment_of(*row));
    return out;
}

Result<std::vector<Comment>> Comments::waiting(std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Comment> out;
    const Use row = TRY(use(*look_, sql::comments_waiting, static_cast<std::int64_t>(most)));
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

// ---- who may not write, and where it goes slowly --------------------------------------------------------------------

Result<std::optional<Comments::Limit>> Comments::limit(AccountId account) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::limit_of, account.to_db()));
    if (!TRY(row->step())) return std::nullopt;
    return Limit{.kind = static_cast<Limit::Kind>(row->integer(0)),
                 .made = from_unix_ms(row->integer(1)),
                 .ends = from_unix_ms(row->integer(2)),
                 .giver = AccountId::from_db(row->integer(3))};
}

Result<> Comments::set_limit(AccountId account, const std::optional<Limit>& limit) {
    const std::scoped_lock lock(mutex_);
    if (!limit) return run(*connection_, sql::drop_limit, account.to_db());
    return run(*connection_, sql::put_limit, account.to_db(), static_cast<std::int64_t>(limit->kind),
               to_unix_ms(limit->made), to_unix_ms(limit->ends), limit->giver.to_db());
}

Result<std::int64_t> Comments::slow(ArticleId article) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::slow_of, article.to_db());
}

Result<> Comments::set_slow(ArticleId article, std::int64_t seconds) {
    const std::scoped_lock lock(mutex_);
    if (seconds == 0) return run(*connection_, sql::drop_slow, article.to_db());
    return run(*connection_, sql::put_slow, article.to_db(), seconds);
}

Result<std::optional<Instant>> Comments::newest(AccountId author, ArticleId article) {
    const std::scoped_lock lock(look_mutex_);
    const auto made = TRY(number_of(sql::newest_comment_on, author.to_db(), article.to_db()));
    return made == 0 ? std::nullopt : std::optional(from_unix_ms(made));
}

// ---- another look ---------------------------------------------------------------------------------------------------

namespace {

Comments::Appeal appeal_of(const Statement& row) {
    return {.number = row.integer(0),
            .account = AccountId::from_db(row.integer(1)),
            .name = std::string(row.text(2)),
            .comment = row.integer(3),
            .about = from_unix_ms(row.integer(4)),
            .made = from_unix_ms(row.integer(5)),
            .decider = AccountId::from_db(row.integer(6)),
            .state = static_cast<Comments::Appeal::State>(row.integer(7)),
            .text = std::string(row.text(8))};
}

}  // namespace

Result<bool> Comments::add_appeal(const Appeal& appeal) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    {
        const Use row = TRY(use(*connection_, sql::appeals_of, appeal.account.to_db()));
        while (TRY(row->step()))
            if (const Appeal one = appeal_of(*row); one.comment == appeal.comment && one.about == appeal.about)
                return false;
    }
    TRY(run(*connection_, sql::add_appeal, appeal.account.to_db(), appeal.comment, to_unix_ms(appeal.about),
            to_unix_ms(appeal.made), appeal.decider.to_db(), std::string_view(appeal.text)));
    TRY(transaction.commit());
    return true;
}

Result<std::vector<Comments::Appeal>> Comments::appeals_of(AccountId account) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Appeal> out;
    const Use row = TRY(use(*look_, sql::appeals_of, account.to_db()));
    while (TRY(row->step())) out.push_back(appeal_of(*row));
    return out;
}

Result<std::optional<Comments::Appeal>> Comments::appeal(std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::appeal_by_number, number));
    return TRY(row->step()) ? std::optional(appeal_of(*row)) : std::nullopt;
}

Result<std::vector<Comments::Appeal>> Comments::open_appeals(Instant now) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Appeal> out;
    const Use row = TRY(use(*look_, sql::open_appeals, to_unix_ms(now)));
    while (TRY(row->step())) out.push_back(appeal_of(*row));
    return out;
}

Result<> Comments::answer_appeal(std::int64_t number, Appeal::State state) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::answer_appeal, number, static_cast<std::int64_t>(state));
}

Result<std::int64_t> Comments::other_moderators(AccountId but, AccountId nor) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::other_moderators, but.to_db(), nor.to_db());
}

}  // namespace octavo::store
