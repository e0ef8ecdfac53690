// Who may not write for a time or is seen by moderators alone, where it goes slowly, and requests for another look.
#include "store/comment_rows.hpp"
#include "store/comment_votes.hpp"
#include "store/comments.hpp"

namespace octavo::store {

// ---- who may not write, and where it goes slowly --------------------------------------------------------------------

Result<std::vector<Comments::Limit>> Comments::limits(AccountId account, Instant now) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Limit> out;
    const Use row = TRY(use(*look_, sql::limits_of, account.to_db(), to_unix_ms(now)));
    while (TRY(row->step()))
        out.push_back({.kind = static_cast<Limit::Kind>(row->integer(1)),
                       .made = from_unix_ms(row->integer(2)),
                       .ends = from_unix_ms(row->integer(3)),
                       .giver = AccountId::from_db(row->integer(4)),
                       .number = row->integer(0)});
    return out;
}

// What its votes count changes with whether moderators alone see an account.
Result<std::int64_t> Comments::add_limit(AccountId account, const Limit& limit) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const std::int64_t number = TRY(next_number(*connection_, "limits"));
    TRY(run(*connection_, sql::drop_past_limits, account.to_db(), to_unix_ms(limit.made)));
    TRY(run(*connection_, sql::add_limit, number, account.to_db(), static_cast<std::int64_t>(limit.kind),
            to_unix_ms(limit.made), to_unix_ms(limit.ends), limit.giver.to_db()));
    if (limit.kind == Limit::Kind::shadow) {
        const auto voted = TRY(voted_by(*connection_, account));
        TRY(count_votes(*connection_, voted));
    }
    TRY(transaction.commit());
    return number;
}

Result<bool> Comments::end_limit(AccountId account, std::int64_t number) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    {
        const Use row = TRY(use(*connection_, sql::drop_limit, number, account.to_db()));
        if (!TRY(row->step())) return false;
    }
    const auto voted = TRY(voted_by(*connection_, account));
    TRY(count_votes(*connection_, voted));
    TRY(transaction.commit());
    return true;
}

Result<> Comments::end_limits(AccountId account) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::drop_limits_of, account.to_db()));
    const auto voted = TRY(voted_by(*connection_, account));
    TRY(count_votes(*connection_, voted));
    return transaction.commit();
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
            .about = row.integer(4),
            .made = from_unix_ms(row.integer(5)),
            .decider = AccountId::from_db(row.integer(6)),
            .state = static_cast<Comments::Appeal::State>(row.integer(7)),
            .text = std::string(row.text(8))};
}

}  // namespace

Result<bool> Comments::add_appeal(const Appeal& appeal) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const std::int64_t number = TRY(next_number(*connection_, "appeals"));
    TRY(run(*connection_, sql::add_appeal, appeal.account.to_db(), appeal.comment, appeal.about,
            to_unix_ms(appeal.made), appeal.decider.to_db(), std::string_view(appeal.text), number));
    {
        const Use row = TRY(use(*connection_, sql::appeal_by_number, number));
        if (!TRY(row->step())) return false;
    }
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

Result<std::optional<Comments::Appeal>> Comments::appeal(AccountId account, std::int64_t comment, std::int64_t about) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::appeal_about, account.to_db(), comment, about));
    return TRY(row->step()) ? std::optional(appeal_of(*row)) : std::nullopt;
}

Result<std::vector<Comments::Appeal>> Comments::open_appeals(Instant now, std::int64_t after, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Appeal> out;
    const Use row = TRY(use(*look_, sql::open_appeals, to_unix_ms(now), after, static_cast<std::int64_t>(most)));
    while (TRY(row->step())) out.push_back(appeal_of(*row));
    return out;
}

Result<std::int64_t> Comments::count_open_appeals(Instant now) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::count_open_appeals, to_unix_ms(now));
}

Result<bool> Comments::answer_appeal(std::int64_t number, Appeal::State was, Appeal::State becomes) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*connection_, sql::answer_appeal, number, static_cast<std::int64_t>(was),
                            static_cast<std::int64_t>(becomes)));
    bool done = false;
    while (TRY(row->step())) done = true;
    return done;
}

Result<std::int64_t> Comments::other_moderators(AccountId but, AccountId nor) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::other_moderators, but.to_db(), nor.to_db());
}

}  // namespace octavo::store
