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

Notes::Notes(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
             std::unique_ptr<Connection> look, std::size_t most)
    : database_(std::move(database)), most_(most), connection_(std::move(connection)), look_(std::move(look)) {}

Notes::~Notes() {
    const std::scoped_lock lock(mutex_);
    (void)say_used(last_look_);
}

Result<std::unique_ptr<Notes>> Notes::open(const std::string& folder, std::size_t most) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::normal));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Notes>(new Notes(std::move(database), std::move(connection), std::move(look), most));
}

Result<std::optional<std::string>> Notes::get(std::string_view name, Instant now) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::note, name));
    if (!TRY(row->step())) return std::nullopt;
    last_look_ = now;
    if (now - from_unix_ms(row->integer(1)) >= seldom && used_.size() < most_) used_.emplace(name);
    return std::string(row->text(0));
}

// What was found lately is used lately: written with the next note, or at the end.
Result<> Notes::say_used(Instant now) {
    std::set<std::string> used;
    {
        const std::scoped_lock lock(look_mutex_);
        used.swap(used_);
    }
    for (const std::string& name : used) TRY(run(*connection_, sql::use_note, std::string_view(name), to_unix_ms(now)));
    return {};
}

Result<> Notes::put(std::string_view name, std::string_view value, Instant now) {
    if (value.size() > most_bytes) return fail(Fault::too_big, fmt::format("note {}: {} bytes", name, value.size()));
    const std::scoped_lock lock(mutex_);
    TRY(run(*connection_, sql::put_note, name, value, to_unix_ms(now), to_unix_ms(now)));
    TRY(say_used(now));
    if (until_trim_-- > 0) return {};
    until_trim_ = puts_between_trims - 1;
    return let_go(*connection_, now, most_);
}

Result<> Notes::trim(Instant now) {
    const std::scoped_lock lock(mutex_);
    TRY(say_used(now));
    return let_go(*connection_, now, most_);
}

}  // namespace octavo::store
