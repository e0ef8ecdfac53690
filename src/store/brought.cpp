#include "store/brought.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

Wish wish_of(Statement& row) {
    return {.number = row.integer(0),
            .account = AccountId::from_db(row.integer(1)),
            .url = std::string(row.text(2)),
            .site = std::string(row.text(3)),
            .title = std::string(row.text(4)),
            .folder = std::string(row.text(5)),
            .state = static_cast<Wish::State>(row.integer(6)),
            .detail = std::string(row.text(7)),
            .place = std::string(row.text(8)),
            .made = from_unix_ms(row.integer(9)),
            .origin = row.integer(10)};
}

template <class... Values>
Result<std::int64_t> number_of(Connection& connection, std::string_view sql, const Values&... values) {
    const Use row = TRY(use(connection, sql, values...));
    return TRY(row->step()) ? row->integer(0) : 0;
}

template <class... Values>
Result<std::vector<Wish>> wishes_of(Connection& connection, std::string_view sql, const Values&... values) {
    std::vector<Wish> out;
    const Use row = TRY(use(connection, sql, values...));
    while (TRY(row->step())) out.push_back(wish_of(*row));
    return out;
}

Result<> add(Connection& connection, const Wish& what) {
    const std::int64_t number = TRY(number_of(connection, sql::next_wish));
    return run(connection, sql::add_wish, what.account.to_db(), number, std::string_view(what.url),
               std::string_view(what.site), std::string_view(what.title), std::string_view(what.folder),
               static_cast<std::int64_t>(what.state), to_unix_ms(what.made), what.origin);
}

}  // namespace

Bringing::Bringing(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
                   std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Bringing>> Bringing::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Bringing>(new Bringing(std::move(database), std::move(connection), std::move(look)));
}

// ---- whole exports
// ----------------------------------------------------------------------------------------------------

Result<> Bringing::write(AccountId who, const Brought& what, const Limits& most, std::int64_t number, Instant now) {
    Connection& c = *connection_;
    for (const Follow& one : what.follows)
        // Followed already: it stays where its reader put it.
        TRY(run(c, sql::bring_follow, who.to_db(), std::string_view(one.place), std::string_view(one.language),
                std::string_view(one.title), to_unix_ms(now), std::string_view(one.folder), number,
                static_cast<std::int64_t>(most.follows)));
    std::int64_t room = static_cast<std::int64_t>(most.wishes) - TRY(number_of(c, sql::count_wishes, who.to_db()));
    for (Wish one : what.wishes) {
        if (room-- <= 0) break;
        one.account = who;
        one.made = now;
        one.origin = number;
        TRY(add(c, one));
    }
    for (const Saved& one : what.saved)
        TRY(run(c, sql::add_saved, who.to_db(), one.article.to_db(), to_unix_ms(one.made), number,
                static_cast<std::int64_t>(most.saved)));
    for (const Link& one : what.links)
        TRY(run(c, sql::add_link, who.to_db(), std::string_view(one.url), std::string_view(one.title),
                to_unix_ms(one.made), number, static_cast<std::int64_t>(most.links)));
    for (const ArticleId id : what.read) TRY(run(c, sql::bring_read, who.to_db(), id.to_db(), to_unix_ms(now)));
    if (TRY(number_of(c, sql::count_reads, who.to_db())) > static_cast<std::int64_t>(most.reads))
        TRY(run(c, sql::drop_oldest_reads, who.to_db(), static_cast<std::int64_t>(most.reads)));
    return {};
}

Result<Taken> Bringing::take(AccountId who, const Brought& what, const Limits& most, Instant now) {
    const std::scoped_lock lock(mutex_);
    Connection& c = *connection_;
    auto transaction = TRY(Transaction::begin(c));
    const std::int64_t number = TRY(number_of(c, sql::last_import, who.to_db())) + 1;
    TRY(run(c, sql::add_import, who.to_db(), number, to_unix_ms(now)));
    if (TRY(number_of(c, sql::last_import, who.to_db())) != number) return Taken{};
    TRY(write(who, what, most, number, now));
    TRY(run(c, sql::drop_imports_to, who.to_db(), number - most_imports));
    const Taken taken{.number = number,
                      .follows = TRY(number_of(c, sql::count_follows_from, who.to_db(), number)),
                      .wishes = TRY(number_of(c, sql::count_wishes_from, who.to_db(), number)),
                      .saved = TRY(number_of(c, sql::count_saved_from, who.to_db(), number)),
                      .links = TRY(number_of(c, sql::count_links_from, who.to_db(), number))};
    TRY(transaction.commit());
    return taken;
}

Result<> Bringing::report(AccountId who, std::int64_t number, std::string_view report) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::set_import, who.to_db(), number, report);
}

Result<std::optional<Import>> Bringing::import(AccountId who, std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::import_at, who.to_db(), number));
    if (!TRY(row->step())) return std::nullopt;
    return Import{.made = from_unix_ms(row->integer(0)), .report = std::string(row->text(1))};
}

Result<bool> Bringing::take_back(AccountId who, std::int64_t number) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t made = 0;
    {
        const Use row = TRY(use(*connection_, sql::import_at, who.to_db(), number));
        if (!TRY(row->step())) return false;
        made = row->integer(0);
    }
    for (const std::string_view sql :
         {sql::drop_follows_from, sql::drop_saved_from, sql::drop_links_from, sql::drop_wishes_from, sql::drop_import})
        TRY(run(*connection_, sql, who.to_db(), number));
    TRY(run(*connection_, sql::drop_reads_brought, who.to_db(), made));
    TRY(transaction.commit());
    return true;
}

// ---- feeds
// ------------------------------------------------------------------------------------------------------------

Result<bool> Bringing::wish(const Wish& what, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const auto there = [&] {
        return number_of(*connection_, sql::wish_of, what.account.to_db(), std::string_view(what.url));
    };
    if (TRY(there()) == 0 &&
        TRY(number_of(*connection_, sql::count_wishes, what.account.to_db())) < static_cast<std::int64_t>(most))
        TRY(add(*connection_, what));
    const bool is_there = TRY(there()) != 0;
    TRY(transaction.commit());
    return is_there;
}

Result<std::vector<Wish>> Bringing::wishes(AccountId who, std::int64_t behind, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    return wishes_of(*look_, sql::wishes_of, who.to_db(), behind, static_cast<std::int64_t>(limit));
}
Result<std::vector<Wish>> Bringing::wishes(Wish::State state, std::int64_t behind, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    return wishes_of(*look_, sql::wishes_in, static_cast<std::int64_t>(state), behind,
                     static_cast<std::int64_t>(limit));
}
Result<std::optional<Wish>> Bringing::wish(std::int64_t number) {
    const std::scoped_lock lock(look_mutex_);
    auto found = TRY(wishes_of(*look_, sql::wish_at, number));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}
Result<std::int64_t> Bringing::count(Wish::State state) {
    const std::scoped_lock lock(look_mutex_);
    return number_of(*look_, sql::count_wishes_in, static_cast<std::int64_t>(state));
}

Result<bool> Bringing::settle(const Wish& seen, Wish::State now, std::string_view detail, std::string_view place) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    const auto before = TRY(wishes_of(*connection_, sql::wish_at, seen.number));
    if (before.empty() || before.front().state != seen.state) return false;
    TRY(run(*connection_, sql::set_wish, seen.number, static_cast<std::int64_t>(now), detail, place,
            static_cast<std::int64_t>(seen.state)));
    TRY(transaction.commit());
    return true;
}

Result<> Bringing::drop_wish(AccountId who, std::int64_t number) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_wish, who.to_db(), number);
}

// ---- pages
// ------------------------------------------------------------------------------------------------------------

Result<bool> Bringing::put_link(AccountId who, const Link& what, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::add_link, who.to_db(), std::string_view(what.url), std::string_view(what.title),
            to_unix_ms(what.made), std::int64_t{0}, static_cast<std::int64_t>(most)));
    const bool there = TRY(number_of(*connection_, sql::link_at, who.to_db(), std::string_view(what.url))) != 0;
    TRY(transaction.commit());
    return there;
}
Result<> Bringing::drop_link(AccountId who, std::string_view url) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_link, who.to_db(), url);
}
Result<std::vector<Link>> Bringing::links(AccountId who, Instant before, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Link> out;
    const Use row = TRY(use(*look_, sql::links_of, who.to_db(), to_unix_ms(before), static_cast<std::int64_t>(limit)));
    while (TRY(row->step()))
        out.push_back({.url = std::string(row->text(0)),
                       .title = std::string(row->text(1)),
                       .made = from_unix_ms(row->integer(2))});
    return out;
}

}  // namespace octavo::store
