#include "store/tastes.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {

Tastes::Tastes(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
               std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Tastes>> Tastes::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Tastes>(new Tastes(std::move(database), std::move(connection), std::move(look)));
}

Result<bool> Tastes::put(AccountId who, const Taste& what, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::put_taste, who.to_db(), std::string_view(what.place), std::string_view(what.language),
            std::string_view(what.title), std::int64_t{what.more ? 1 : 0}, to_unix_ms(what.made),
            static_cast<std::int64_t>(most)));
    bool there = false;
    {
        const Use row = TRY(use(*connection_, sql::taste_at, who.to_db(), std::string_view(what.place)));
        there = TRY(row->step());
    }
    TRY(transaction.commit());
    return there;
}

Result<> Tastes::drop(AccountId who, std::string_view place) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_taste, who.to_db(), place);
}

Result<std::vector<Taste>> Tastes::tastes(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Taste> out;
    const Use row = TRY(use(*look_, sql::tastes_of, who.to_db()));
    while (TRY(row->step()))
        out.push_back({.place = std::string(row->text(0)),
                       .language = std::string(row->text(1)),
                       .title = std::string(row->text(2)),
                       .more = row->integer(3) != 0,
                       .made = from_unix_ms(row->integer(4))});
    return out;
}

Result<std::int64_t> Tastes::add(AccountId who, const Rule& what, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t number = what.number;
    if (number == 0) {
        // By the clock: a number whose rule was dropped is not given again.
        const Use last = TRY(use(*connection_, sql::last_rule, who.to_db()));
        number = TRY(last->step()) ? last->integer(0) + 1 : 1;
        number = std::max(number, to_unix_ms(what.made));
    }
    TRY(run(*connection_, sql::add_rule, who.to_db(), number, std::string_view(what.query),
            static_cast<std::int64_t>(what.deed), to_unix_ms(what.made), to_unix_ms(what.since), to_unix_ms(what.done),
            static_cast<std::int64_t>(most)));
    bool there = false;
    {
        const Use row = TRY(use(*connection_, sql::rule_at, who.to_db(), number));
        there = TRY(row->step());
    }
    TRY(transaction.commit());
    return there ? number : 0;
}

Result<> Tastes::save(AccountId who, std::int64_t rule, std::span<const ArticleId> found, Instant upto, Instant now,
                      std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    bool there = false;
    {
        const Use row = TRY(use(*connection_, sql::rule_at, who.to_db(), rule));
        there = TRY(row->step());
    }
    if (!there) return {};  // dropped meanwhile
    for (const ArticleId id : found)
        TRY(run(*connection_, sql::add_saved, who.to_db(), id.to_db(), to_unix_ms(now), -rule,
                static_cast<std::int64_t>(most)));
    TRY(run(*connection_, sql::rule_done, who.to_db(), rule, to_unix_ms(upto)));
    return transaction.commit();
}

Result<bool> Tastes::is_full(AccountId who, std::size_t most) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::count_saved, who.to_db()));
    return TRY(row->step()) && row->integer(0) >= static_cast<std::int64_t>(most);
}

Result<> Tastes::drop_rule(AccountId who, std::int64_t rule) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_rule, who.to_db(), rule);
}

Result<std::vector<Rule>> Tastes::rules(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Rule> out;
    const Use row = TRY(use(*look_, sql::rules_of, who.to_db()));
    while (TRY(row->step()))
        out.push_back({.number = row->integer(0),
                       .query = std::string(row->text(1)),
                       .deed = static_cast<Rule::Deed>(std::clamp<std::int64_t>(row->integer(2), 0, 2)),
                       .made = from_unix_ms(row->integer(3)),
                       .since = from_unix_ms(row->integer(4)),
                       .done = from_unix_ms(row->integer(5))});
    return out;
}

}  // namespace octavo::store
