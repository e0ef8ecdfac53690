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
            .words = static_cast<std::uint64_t>(row.integer(10))};
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

Result<std::int64_t> Comments::add(const Comment& c) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t number = 0;
    {
        const Use last = TRY(use(*connection_, sql::last_comment));
        number = (TRY(last->step()) ? last->integer(0) : 0) + 1;
    }
    TRY(run(*connection_, sql::add_comment, number, c.article.to_db(), c.parent, c.author.to_db(), to_unix_ms(c.made),
            static_cast<std::int64_t>(c.state), of_db(c.words), std::string_view(c.text)));
    {
        const Use there = TRY(use(*connection_, sql::comment_by_number, number));
        if (!TRY(there->step())) return 0;
    }
    TRY(transaction.commit());
    return number;
}

// What was asked for is there afterwards, or was not allowed by the statement.
Result<bool> Comments::set_text(const Comment& c, Instant since) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::set_comment_text, c.number, c.author.to_db(), std::string_view(c.text), of_db(c.words),
            to_unix_ms(c.edited.value_or(Instant{})), static_cast<std::int64_t>(c.state), to_unix_ms(since)));
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
    if (done) TRY(run(*connection_, sql::drop_reports_on, number));
    TRY(transaction.commit());
    return done;
}

Result<bool> Comments::set_state(const Comment& seen, Comment::State state) {
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

Result<> Comments::hold(std::int64_t number) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::hold_comment, number);
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

Result<std::int64_t> Comments::number_of(std::string_view sql, const auto&... values) {
    const Use row = TRY(use(*look_, sql, values...));
    return TRY(row->step()) ? row->integer(0) : 0;
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
