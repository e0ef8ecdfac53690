#include "store/margins.hpp"

#include <cstring>

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

// In time that grows with the text alone, whatever is looked for in it.
bool holds(std::string_view text, std::string_view words) {
    return ::memmem(text.data(), text.size(), words.data(), words.size()) != nullptr;
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
    if (words.empty()) {
        const std::scoped_lock lock(look_mutex_);
        return notes_in(*look_, sql::margin_notes_of, who.to_db(), before, static_cast<std::int64_t>(limit));
    }
    std::vector<MarginNote> out;
    while (out.size() < limit) {
        const auto last = TRY(look_through(who, before, words, limit, out));
        if (!last) break;
        before = *last;
    }
    return out;
}

// A stretch of the notes, so that others' are not waited for: adds what has the words. The last that was looked at;
// absent: there are no more.
Result<std::optional<std::int64_t>> Margins::look_through(AccountId who, std::int64_t before, std::string_view words,
                                                          std::size_t limit, std::vector<MarginNote>& out) {
    constexpr std::int64_t at_once = 200;
    const std::scoped_lock lock(look_mutex_);
    std::vector<std::int64_t> found;
    std::int64_t last = 0, rows = 0;
    {
        const Use row = TRY(use(*look_, sql::margin_words, who.to_db(), before, at_once));
        while (TRY(row->step())) {
            ++rows;
            last = row->integer(0);
            if (found.size() + out.size() < limit && holds(row->text(1), words)) found.push_back(last);
        }
    }
    for (const std::int64_t number : found)
        for (MarginNote& note : TRY(notes_in(*look_, sql::margin_note_at, who.to_db(), number)))
            out.push_back(std::move(note));
    if (rows < at_once) return std::nullopt;
    return last;
}

Result<std::vector<MarginNote>> Margins::on(AccountId who, ArticleId article, std::int64_t before, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    return notes_in(*look_, sql::margin_notes_on, who.to_db(), article.to_db(), before,
                    static_cast<std::int64_t>(limit));
}

}  // namespace octavo::store
