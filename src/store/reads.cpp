#include "store/reads.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

constexpr std::int64_t never = 0;  // of a mark that was not there: to take it back is to drop it

Result<std::vector<ReadMark>> marks_of(Connection& connection, std::string_view sql, AccountId who, auto... more) {
    std::vector<ReadMark> out;
    const Use row = TRY(use(connection, sql, who.to_db(), more...));
    while (TRY(row->step()))
        out.push_back({.place = std::string(row->text(0)),
                       .upto = from_unix_ms(row->integer(1)),
                       .made = from_unix_ms(row->integer(2))});
    return out;
}

Result<std::int64_t> number_of(Connection& connection, std::string_view sql, AccountId who) {
    const Use row = TRY(use(connection, sql, who.to_db()));
    return TRY(row->step()) ? row->integer(0) : 0;
}

}  // namespace

Reads::Reads(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
             std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Reads>> Reads::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Reads>(new Reads(std::move(database), std::move(connection), std::move(look)));
}

// ---- articles
// ---------------------------------------------------------------------------------------------------------

Result<> Reads::put(AccountId who, std::span<const ReadArticle> what, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    for (const ReadArticle& one : what)
        TRY(run(*connection_, sql::put_read, who.to_db(), one.article.to_db(),
                std::int64_t{one.read ? (one.opened ? 1 : 2) : 0}, to_unix_ms(one.made)));
    // A tenth at once, so that not every article that is read deletes another.
    const std::int64_t known = TRY(number_of(*connection_, sql::count_reads, who)),
                       bound = static_cast<std::int64_t>(most);
    if (known > bound) TRY(run(*connection_, sql::drop_oldest_reads, who.to_db(), known - bound + bound / 10));
    return transaction.commit();
}

Result<std::vector<ReadArticle>> Reads::of(AccountId who, std::span<const ArticleId> which) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<ReadArticle> out;
    for (const ArticleId id : which) {
        const Use row = TRY(use(*look_, sql::read_at, who.to_db(), id.to_db()));
        if (TRY(row->step()))
            out.push_back({.article = id,
                           .read = row->integer(0) != 0,
                           .opened = row->integer(0) == 1,
                           .made = from_unix_ms(row->integer(1))});
    }
    return out;
}

Result<std::vector<ReadArticle>> Reads::history(AccountId who, Instant before, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<ReadArticle> out;
    const Use row = TRY(use(*look_, sql::reads_of, who.to_db(), to_unix_ms(before), static_cast<std::int64_t>(limit)));
    while (TRY(row->step()))
        out.push_back({.article = ArticleId::from_db(row->integer(0)),
                       .read = true,
                       .opened = true,
                       .made = from_unix_ms(row->integer(1))});
    return out;
}

Result<> Reads::forget(AccountId who) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_reads_of, who.to_db());
}

// ---- listings
// ---------------------------------------------------------------------------------------------------------

Result<std::vector<ReadMark>> Reads::marks(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    return marks_of(*look_, sql::read_marks_of, who);
}

Result<std::int64_t> Reads::mark(AccountId who, std::span<const std::string> places, Instant upto, Instant now) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const auto before = TRY(marks_of(*connection_, sql::read_marks_of, who));
    // By the clock, so that none is given out twice: an old page's press is about what it says.
    const std::int64_t number = std::max(TRY(number_of(*connection_, sql::last_undo, who)) + 1, to_unix_ms(now));
    for (const std::string& place : places) {
        const auto was = std::ranges::find(before, place, &ReadMark::place);
        const bool there = was != before.end();
        TRY(run(*connection_, sql::add_undo, who.to_db(), number, std::string_view(place),
                there ? to_unix_ms(was->upto) : never, there ? to_unix_ms(was->made) : never));
        // What was read up to a later moment stays read.
        const Instant to = there ? std::max(was->upto, upto) : upto;
        TRY(run(*connection_, sql::put_read_mark, who.to_db(), std::string_view(place), to_unix_ms(to),
                to_unix_ms(now)));
    }
    TRY(run(*connection_, sql::drop_old_undos, who.to_db(), most_undos));
    const bool is_there = TRY(number_of(*connection_, sql::last_undo, who)) == number;
    TRY(transaction.commit());
    return is_there ? number : 0;
}

Result<bool> Reads::undo(AccountId who, std::int64_t number) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const auto before = TRY(marks_of(*connection_, sql::undo_at, who, number));
    for (const ReadMark& mark : before) {
        // What was marked there since is undone with it.
        TRY(run(*connection_, sql::drop_later_undos, who.to_db(), number, std::string_view(mark.place)));
        if (to_unix_ms(mark.made) == never)
            TRY(run(*connection_, sql::drop_read_mark, who.to_db(), std::string_view(mark.place)));
        else
            TRY(run(*connection_, sql::put_read_mark, who.to_db(), std::string_view(mark.place), to_unix_ms(mark.upto),
                    to_unix_ms(mark.made)));
    }
    TRY(run(*connection_, sql::drop_undo, who.to_db(), number));
    TRY(transaction.commit());
    return !before.empty();
}

Result<bool> Reads::can_undo(AccountId who, std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::undo_at, who.to_db(), number));
    return row->step();
}

// ---- what somebody chose
// ----------------------------------------------------------------------------------------------

Result<std::vector<Choice>> Reads::choices(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Choice> out;
    const Use row = TRY(use(*look_, sql::choices_of, who.to_db()));
    while (TRY(row->step())) out.push_back({.name = std::string(row->text(0)), .value = std::string(row->text(1))});
    return out;
}

Result<> Reads::choose(AccountId who, std::string_view name, std::string_view value) {
    const std::scoped_lock lock(mutex_);
    if (value.empty()) return run(*connection_, sql::drop_choice, who.to_db(), name);
    return run(*connection_, sql::put_choice, who.to_db(), name, value);
}

}  // namespace octavo::store
