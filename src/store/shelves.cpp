#include "store/shelves.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {

Shelves::Shelves(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
                 std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Shelves>> Shelves::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Shelves>(new Shelves(std::move(database), std::move(connection), std::move(look)));
}

// Adds, and says whether it is there now: what was there before counts as well as what was added.
template <class... Values>
Result<bool> Shelves::put(std::string_view add, std::string_view there, AccountId who, const auto& key,
                          const Values&... values) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, add, who.to_db(), key, values...));
    bool is_there = false;
    {
        const Use row = TRY(use(*connection_, there, who.to_db(), key));
        is_there = TRY(row->step());
    }
    TRY(transaction.commit());
    return is_there;
}

Result<bool> Shelves::follow(AccountId who, const Follow& what, std::size_t most) {
    return put(sql::add_follow, sql::follow_at, who, std::string_view(what.place), std::string_view(what.language),
               std::string_view(what.title), to_unix_ms(what.made), std::string_view(what.folder), what.origin,
               static_cast<std::int64_t>(most));
}
Result<> Shelves::unfollow(AccountId who, std::string_view place) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_follow, who.to_db(), place);
}
Result<> Shelves::file(AccountId who, std::string_view place, std::string_view folder) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::set_folder, who.to_db(), place, folder);
}
Result<bool> Shelves::follows(AccountId who, std::string_view place) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::follow_at, who.to_db(), place));
    return row->step();
}
Result<std::vector<Follow>> Shelves::follows(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Follow> out;
    const Use row = TRY(use(*look_, sql::follows_of, who.to_db()));
    while (TRY(row->step()))
        out.push_back({.place = std::string(row->text(0)),
                       .language = std::string(row->text(1)),
                       .title = std::string(row->text(2)),
                       .made = from_unix_ms(row->integer(3)),
                       .folder = std::string(row->text(4))});
    return out;
}

Result<bool> Shelves::save(AccountId who, ArticleId what, Instant now, std::size_t most, std::int64_t origin) {
    return put(sql::add_saved, sql::saved_at, who, what.to_db(), to_unix_ms(now), origin,
               static_cast<std::int64_t>(most));
}
Result<> Shelves::unsave(AccountId who, ArticleId what) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_saved, who.to_db(), what.to_db());
}
Result<> Shelves::unsave_from(AccountId who, std::int64_t origin) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_saved_from, who.to_db(), origin);
}
Result<bool> Shelves::is_saved(AccountId who, ArticleId what) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::saved_at, who.to_db(), what.to_db()));
    return row->step();
}
Result<std::vector<Saved>> Shelves::saved(AccountId who, Instant before, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Saved> out;
    const Use row = TRY(use(*look_, sql::saved_of, who.to_db(), to_unix_ms(before), static_cast<std::int64_t>(limit)));
    while (TRY(row->step()))
        out.push_back({.article = ArticleId::from_db(row->integer(0)), .made = from_unix_ms(row->integer(1))});
    return out;
}

Result<bool> Shelves::mute(AccountId who, std::string_view what, Instant now, std::size_t most) {
    return put(sql::add_mute, sql::mute_at, who, what, to_unix_ms(now), static_cast<std::int64_t>(most));
}
Result<> Shelves::unmute(AccountId who, std::string_view what) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_mute, who.to_db(), what);
}
Result<std::vector<std::string>> Shelves::mutes(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<std::string> out;
    const Use row = TRY(use(*look_, sql::mutes_of, who.to_db()));
    while (TRY(row->step())) out.emplace_back(row->text(0));
    return out;
}

}  // namespace octavo::store
