#include "store/comments.hpp"

#include "store/comment_rows.hpp"
#include "store/comment_votes.hpp"
#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
Comments::Comments(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
                   std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Comments>> Comments::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    TRY(count_all_votes(*connection));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Comments>(new Comments(std::move(database), std::move(connection), std::move(look)));
}

Result<std::int64_t> Comments::add(const Comment& c, std::int64_t answered) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const std::int64_t number = TRY(next_number(*connection_, "comments"));
    TRY(run(*connection_, sql::add_comment, number, c.article.to_db(), c.parent, c.author.to_db(), to_unix_ms(c.made),
            static_cast<std::int64_t>(c.state), of_db(c.words), std::string_view(c.text),
            static_cast<std::int64_t>(c.held_for)));
    {
        const Use there = TRY(use(*connection_, sql::comment_by_number, number));
        if (!TRY(there->step())) return 0;
    }
    if (answered != 0) TRY(run(*connection_, sql::add_notice, number, answered, c.author.to_db()));
    TRY(transaction.commit());
    return number;
}

Result<bool> Comments::set_text(const Comment& c, const Comment& before, Instant since) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*connection_, sql::set_comment_text, c.number, c.author.to_db(), std::string_view(c.text),
                            of_db(c.words), of_db(c.edited), static_cast<std::int64_t>(c.state), to_unix_ms(since),
                            static_cast<std::int64_t>(c.held_for), static_cast<std::int64_t>(before.state),
                            of_db(before.words), of_db(before.edited)));
    bool done = false;
    while (TRY(row->step())) done = true;
    return done;
}

Result<bool> Comments::withdraw(std::int64_t number, AccountId author) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::withdraw_comment, number, author.to_db()));
    bool done = false;
    {
        const Use row = TRY(use(*connection_, sql::comment_by_number, number));
        done = TRY(row->step()) && comment_of(*row).text.empty() && comment_of(*row).author == author;
    }
    if (done)
        for (const std::string_view sql : {sql::drop_reports_on, sql::drop_lesson, sql::drop_votes_on, sql::drop_notice,
                                           sql::drop_decisions_on, sql::drop_appeals_on})
            TRY(run(*connection_, sql, number));
    TRY(transaction.commit());
    return done;
}

Result<bool> Comments::report(const Report& report, Instant grown, std::uint32_t holds) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::add_report, report.comment, report.by.to_db(), static_cast<std::int64_t>(report.why),
            to_unix_ms(report.made)));
    bool held = false;
    {
        const Use row = TRY(
            use(*connection_, sql::count_grown_reports, report.comment, to_unix_ms(grown), to_unix_ms(report.made)));
        held = TRY(row->step()) && row->integer(0) >= std::int64_t{holds};
    }
    if (held) {
        const Use row = TRY(
            use(*connection_, sql::hold_comment, report.comment, static_cast<std::int64_t>(Comment::Held::reported)));
        held = TRY(row->step());
    }
    TRY(transaction.commit());
    return held;
}

Result<bool> Comments::vote(std::int64_t number, AccountId by, int vote) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::take_score, number));
    if (vote == 0)
        TRY(run(*connection_, sql::drop_vote, number, by.to_db()));
    else
        TRY(run(*connection_, sql::put_vote, number, by.to_db(), std::int64_t{vote}));
    bool done = vote == 0;
    if (!done) {
        const Use row = TRY(use(*connection_, sql::vote_of, number, by.to_db()));
        done = TRY(row->step()) && row->integer(0) == vote;
    }
    TRY(count_votes(*connection_, std::span(&number, 1)));
    TRY(transaction.commit());
    return done;
}

Result<std::vector<std::pair<std::int64_t, int>>> Comments::votes_of(AccountId account) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<std::pair<std::int64_t, int>> out;
    const Use row = TRY(use(*look_, sql::votes_of, account.to_db()));
    while (TRY(row->step())) out.emplace_back(row->integer(0), static_cast<int>(row->integer(1)));
    return out;
}

Result<std::vector<Comments::Reported>> Comments::reports_by(AccountId account) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Reported> out;
    const Use row = TRY(use(*look_, sql::reports_by, account.to_db()));
    while (TRY(row->step()))
        out.push_back({.comment = row->integer(0),
                       .why = static_cast<Complaint>(row->integer(1)),
                       .made = from_unix_ms(row->integer(2))});
    return out;
}

// ---- who is told of which answer ------------------------------------------------------------------------------------

Result<std::vector<Comments::Notice>> Comments::notices(AccountId account, std::int64_t before, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Notice> out;
    const Use row = TRY(use(*look_, sql::notices_of, account.to_db(), static_cast<std::int64_t>(most), before));
    while (TRY(row->step())) out.push_back({comment_of(*row), row->integer(15) != 0});
    return out;
}

Result<std::int64_t> Comments::new_notices(AccountId account) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(sql::count_new_notices, account.to_db());
}

Result<> Comments::see_notices(AccountId account, std::int64_t upto) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::see_notices, account.to_db(), upto);
}

Result<bool> Comments::is_quiet(AccountId account) {
    const std::scoped_lock lock(look_mutex_);
    return TRY(number_of(sql::is_quiet, account.to_db())) != 0;
}

Result<> Comments::set_quiet(AccountId account, bool quiet) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, quiet ? sql::put_quiet : sql::drop_quiet, account.to_db());
}

Result<Comments::Past> Comments::past(AccountId author, std::uint64_t words, Instant since, std::int64_t but) {
    const std::scoped_lock lock(look_mutex_);
    Past out;
    if (const auto newest = TRY(number_of(sql::newest_comment_of, author.to_db())); newest != 0)
        out.newest = from_unix_ms(newest);
    out.shown =
        TRY(number_of(sql::count_comments_of, author.to_db(), static_cast<std::int64_t>(Comment::State::shown)));
    out.removed =
        TRY(number_of(sql::count_comments_of, author.to_db(), static_cast<std::int64_t>(Comment::State::removed)));
    out.held = TRY(number_of(sql::count_comments_of, author.to_db(), static_cast<std::int64_t>(Comment::State::held)));
    out.same = TRY(number_of(sql::same_words_since, of_db(words), to_unix_ms(since), but));
    return out;
}

}  // namespace octavo::store
