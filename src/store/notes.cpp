#include "store/notes.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

constexpr unsigned puts_between_trims = 64;
constexpr Duration seldom =
    std::chrono::days(1);  // how exactly it is known when a note was used: a look writes nothing

Result<> let_go(Connection& connection, Instant now, std::size_t most) {
    TRY(run(connection, sql::drop_old_notes, to_unix_ms(now - Notes::unused)));
    std::int64_t count = 0;
    {
        const Use row = TRY(use(connection, sql::count_notes));
        if (TRY(row->step())) count = row->integer(0);
    }
    const std::int64_t over = count - static_cast<std::int64_t>(most);
    return over > 0 ? run(connection, sql::drop_least_used_notes, over) : Result<>();
}

}  // namespace

Notes::Notes(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection, std::size_t most)
    : database_(std::move(database)), connection_(std::move(connection)), most_(most) {}

Result<std::unique_ptr<Notes>> Notes::open(const std::string& folder, std::size_t most) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::normal));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    return std::unique_ptr<Notes>(new Notes(std::move(database), std::move(connection), most));
}

Result<std::optional<std::string>> Notes::get(std::string_view name, Instant now) {
    const std::scoped_lock lock(mutex_);
    std::string value;
    Instant used;
    {
        const Use row = TRY(use(*connection_, sql::note, name));
        if (!TRY(row->step())) return std::nullopt;
        value = row->text(0);
        used = from_unix_ms(row->integer(1));
    }
    if (now - used >= seldom) TRY(run(*connection_, sql::use_note, name, to_unix_ms(now)));
    return value;
}

Result<> Notes::put(std::string_view name, std::string_view value, Instant now) {
    if (value.size() > most_bytes) return fail(Fault::too_big, fmt::format("note {}: {} bytes", name, value.size()));
    const std::scoped_lock lock(mutex_);
    TRY(run(*connection_, sql::put_note, name, value, to_unix_ms(now), to_unix_ms(now)));
    if (until_trim_-- > 0) return {};
    until_trim_ = puts_between_trims - 1;
    return let_go(*connection_, now, most_);
}

Result<> Notes::trim(Instant now) {
    const std::scoped_lock lock(mutex_);
    return let_go(*connection_, now, most_);
}

}  // namespace octavo::store
