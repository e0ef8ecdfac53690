#include "store/margins.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

Result<std::vector<MarginNote>> notes_in(Connection& connection, std::string_view sql, const auto&... values) {
    std::vector<MarginNote> out;
    const Use row = TRY(use(connection, sql, values...));
    while (TRY(row->step()))
        out.push_back({.number = row->integer(0),
                       .article = ArticleId::from_db(row->integer(1)),
                       .made = from_unix_ms(row->integer(2)),
                       .changed = from_unix_ms(row->integer(3)),
                       .exact = std::string(row->text(4)),
                       .prefix = std::string(row->text(5)),
                       .suffix = std::string(row->text(6)),
                       .note = std::string(row->text(7))});
    return out;
}

// For LIKE: what has a meaning there stands for itself.
std::string with_any_around(std::string_view words) {
    std::string out = "%";
    for (const char c : words) {
        if (c == '%' || c == '_' || c == '!') out += '!';
        out += c;
    }
    return out + "%";
}

}  // namespace

Margins::Margins(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
                 std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Margins>> Margins::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Margins>(new Margins(std::move(database), std::move(connection), std::move(look)));
}

Result<bool> Margins::is_there(AccountId who, std::int64_t number) {
    const Use row = TRY(use(*connection_, sql::margin_note_at, who.to_db(), number));
    return row->step();
}

Result<std::int64_t> Margins::add(AccountId who, const MarginNote& note, std::string_view words, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t last = 0;
    {
        const Use row = TRY(use(*connection_, sql::last_margin_note, who.to_db()));
        if (TRY(row->step())) last = row->integer(0);
    }
    // By the clock, so that none is given out twice: what an old page says is about the note that it shows.
    const std::int64_t number = std::max(last + 1, to_unix_ms(note.made));
    TRY(run(*connection_, sql::add_margin_note, who.to_db(), number, note.article.to_db(), to_unix_ms(note.made),
            to_unix_ms(note.changed), std::string_view(note.exact), std::string_view(note.prefix),
            std::string_view(note.suffix), std::string_view(note.note), words, static_cast<std::int64_t>(most)));
    const bool added = TRY(is_there(who, number));
    TRY(transaction.commit());
    return added ? number : 0;
}

Result<bool> Margins::change(AccountId who, const MarginNote& note, std::string_view words) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (!TRY(is_there(who, note.number))) return false;
    TRY(run(*connection_, sql::set_margin_note, who.to_db(), note.number, std::string_view(note.note), words,
            to_unix_ms(note.changed)));
    TRY(transaction.commit());
    return true;
}

Result<bool> Margins::drop(AccountId who, std::int64_t number, Instant now) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (!TRY(is_there(who, number))) return false;
    TRY(run(*connection_, sql::drop_margin_note, who.to_db(), number, to_unix_ms(now)));
    TRY(transaction.commit());
    return true;
}

Result<bool> Margins::undrop(AccountId who, std::int64_t number, Instant since, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::undrop_margin_note, who.to_db(), number, to_unix_ms(since),
            static_cast<std::int64_t>(most)));
    const bool there = TRY(is_there(who, number));
    TRY(transaction.commit());
    return there;
}

Result<> Margins::forget_dropped(Instant before) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::forget_dropped_margin_notes, to_unix_ms(before));
}

Result<std::optional<MarginNote>> Margins::note(AccountId who, std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    auto found = TRY(notes_in(*look_, sql::margin_note_at, who.to_db(), number));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::vector<MarginNote>> Margins::notes(AccountId who, std::int64_t before, std::size_t limit,
                                               std::string_view words) {
    const std::scoped_lock lock(look_mutex_);
    const auto most = static_cast<std::int64_t>(limit);
    if (words.empty()) return notes_in(*look_, sql::margin_notes_of, who.to_db(), before, most);
    const std::string pattern = with_any_around(words);
    return notes_in(*look_, sql::margin_notes_with, who.to_db(), before, most, std::string_view(pattern));
}

Result<std::vector<MarginNote>> Margins::on(AccountId who, ArticleId article, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    return notes_in(*look_, sql::margin_notes_on, who.to_db(), article.to_db(), static_cast<std::int64_t>(limit));
}

}  // namespace octavo::store
