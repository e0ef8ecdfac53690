#include "store/comments.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

Comment comment_of(const Statement& row) {
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

std::int64_t of_db(std::uint64_t hash) { return static_cast<std::int64_t>(hash); }

}  // namespace

Comments::Comments(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
                   std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Comments>> Comments::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Comments>(new Comments(std::move(database), std::move(connection), std::move(look)));
}

Result<std::int64_t> Comments::add(const Comment& c, std::int64_t answered) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t number = 0;
    {
        const Use last = TRY(use(*connection_, sql::last_comment));
        number = (TRY(last->step()) ? last->integer(0) : 0) + 1;
    }
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

// What was asked for is there afterwards, or was not allowed by the statement.
Result<bool> Comments::set_text(const Comment& c, Instant since) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::set_comment_text, c.number, c.author.to_db(), std::string_view(c.text), of_db(c.words),
            to_unix_ms(c.edited.value_or(Instant{})), static_cast<std::int64_t>(c.state), to_unix_ms(since),
            static_cast<std::int64_t>(c.held_for)));
    bool done = false;
    {
        const Use row = TRY(use(*connection_, sql::comment_by_number, c.number));
        done = TRY(row->step()) && comment_of(*row).text == c.text && comment_of(*row).author == c.author;
    }
    TRY(transaction.commit());
    return done;
}

Result<bool> Comments::withdraw(std::int64_t number, AccountId author) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::withdraw_comment, number, author.to_db()));
    bool done = false;
    {
        const Use row = TRY(use(*connection_, sql::comment_by_number, number));
        done = TRY(row->step()) && comment_of(*row).state == Comment::State::withdrawn &&
               comment_of(*row).author == author;
    }
    if (done)
        for (const std::string_view sql :
             {sql::drop_reports_on, sql::drop_lesson, sql::drop_votes_on, sql::drop_notice})
            TRY(run(*connection_, sql, number));
    TRY(transaction.commit());
    return done;
}

Result<bool> Comments::set_state(const Comment& seen, Comment::State state, std::span<const std::uint32_t> signs) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    bool as_seen = false;
    {
        const Use row = TRY(use(*connection_, sql::comment_by_number, seen.number));
        as_seen = TRY(row->step()) && comment_of(*row).state == seen.state && comment_of(*row).words == seen.words;
    }
    if (!as_seen) return false;
    TRY(run(*connection_, sql::set_comment_state, seen.number, static_cast<std::int64_t>(state),
            static_cast<std::int64_t>(seen.state), of_db(seen.words)));
    TRY(run(*connection_, sql::answer_reports, seen.number));
    TRY(forget(seen, signs));
    TRY(learn(seen, state == Comment::State::removed, signs));
    TRY(transaction.commit());
    return true;
}

Result<std::uint32_t> Comments::report(std::int64_t number, AccountId by, Complaint why, Instant now, Instant grown) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::add_report, number, by.to_db(), static_cast<std::int64_t>(why), to_unix_ms(now)));
    std::uint32_t reports = 0;
    {
        const Use row = TRY(use(*connection_, sql::count_grown_reports, number, to_unix_ms(grown)));
        if (TRY(row->step())) reports = static_cast<std::uint32_t>(row->integer(0));
    }
    TRY(transaction.commit());
    return reports;
}

Result<> Comments::hold(std::int64_t number, Comment::Held why) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::hold_comment, number, static_cast<std::int64_t>(why));
}

Result<bool> Comments::vote(std::int64_t number, AccountId by, int vote) {
    const std::scoped_lock lock(mutex_);
    if (vote == 0) {
        TRY(run(*connection_, sql::drop_vote, number, by.to_db()));
        return true;
    }
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::put_vote, number, by.to_db(), std::int64_t{vote}));
    bool done = false;
    {
        const Use row = TRY(use(*connection_, sql::vote_of, number, by.to_db()));
        done = TRY(row->step()) && row->integer(0) == vote;
    }
    TRY(transaction.commit());
    return done;
}

Result<std::int64_t> Comments::number_of(std::string_view sql, const auto&... values) {
    const Use row = TRY(use(*look_, sql, values...));
    return TRY(row->step()) ? row->integer(0) : 0;
}

// ---- who is told of which answer ------------------------------------------------------------------------------------

Result<std::vector<Comments::Notice>> Comments::notices(AccountId account, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Notice> out;
    const Use row = TRY(use(*look_, sql::notices_of, account.to_db(), static_cast<std::int64_t>(most)));
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
