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

Import import_of(Statement& row) {
    return {.number = row.integer(0), .made = from_unix_ms(row.integer(1)), .report = std::string(row.text(2))};
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
    // By the clock, so that none is given out twice: an editor's page may be old.
    const std::int64_t number = std::max(TRY(number_of(connection, sql::last_wish)) + 1, to_unix_ms(what.made));
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

// `room` is what an account may still have; what is there already takes none.
Result<> Bringing::write(AccountId who, const Brought& what, const Limits& most, Taken& taken, Instant now) {
    Connection& c = *connection_;
    const auto room_of = [&](std::string_view count, std::size_t bound) -> Result<std::int64_t> {
        return static_cast<std::int64_t>(bound) - TRY(number_of(c, count, who.to_db()));
    };
    std::int64_t room = TRY(room_of(sql::count_follows, most.follows));
    for (const Follow& one : what.follows) {
        // Followed already: it stays where its reader put it.
        const Use there = TRY(use(c, sql::follow_at, who.to_db(), std::string_view(one.place)));
        if (TRY(there->step()))
            ++taken.already;
        else if (room-- > 0)
            TRY(run(c, sql::bring_follow, who.to_db(), std::string_view(one.place), std::string_view(one.language),
                    std::string_view(one.title), to_unix_ms(now), std::string_view(one.folder), taken.number));
    }
    room = TRY(room_of(sql::count_wishes, most.wishes));
    for (Wish one : what.wishes) {
        if (TRY(number_of(c, sql::wish_of, who.to_db(), std::string_view(one.url))) != 0) {
            ++taken.already;
            continue;
        }
        if (room-- <= 0) continue;
        one.account = who;
        one.made = now;
        one.origin = taken.number;
        TRY(add(c, one));
    }
    room = TRY(room_of(sql::count_saved, most.saved));
    for (const Saved& one : what.saved) {
        if (room > 0) {
            const Use row =
                TRY(use(c, sql::bring_saved, who.to_db(), one.article.to_db(), to_unix_ms(one.made), taken.number));
            room -= TRY(row->step()) ? 1 : 0;
        } else if (TRY(number_of(c, sql::is_saved_already, who.to_db(), one.article.to_db())) == 0) {
            ++taken.full;
        }
    }
    room = TRY(room_of(sql::count_links, most.links));
    for (const Link& one : what.links) {
        if (room > 0) {
            const Use row = TRY(use(c, sql::bring_link, who.to_db(), std::string_view(one.url),
                                    std::string_view(one.title), to_unix_ms(one.made), taken.number));
            room -= TRY(row->step()) ? 1 : 0;
        } else if (TRY(number_of(c, sql::is_linked_already, who.to_db(), std::string_view(one.url))) == 0) {
            ++taken.full;
        }
    }
    room = TRY(room_of(sql::count_reads, most.reads));
    for (const ArticleId id : what.read)
        if (room-- > 0) TRY(run(c, sql::bring_read, who.to_db(), id.to_db(), to_unix_ms(now)));
    return {};
}

Result<Taken> Bringing::take(AccountId who, const Brought& what, const Limits& most, Instant now) {
    const std::scoped_lock lock(mutex_);
    Connection& c = *connection_;
    auto transaction = TRY(Transaction::begin(c));
    // By the clock, so that none is given out twice.
    Taken taken{.number = std::max(TRY(number_of(c, sql::last_import, who.to_db())) + 1, to_unix_ms(now))};
    TRY(run(c, sql::add_import, who.to_db(), taken.number, to_unix_ms(now)));
    if (TRY(number_of(c, sql::last_import, who.to_db())) != taken.number) return Taken{};
    TRY(write(who, what, most, taken, now));
    TRY(run(c, sql::drop_old_imports, who.to_db(), most_imports));
    taken.follows = TRY(number_of(c, sql::count_follows_from, who.to_db(), taken.number));
    taken.wishes = TRY(number_of(c, sql::count_wishes_from, who.to_db(), taken.number));
    taken.saved = TRY(number_of(c, sql::count_saved_from, who.to_db(), taken.number));
    taken.links = TRY(number_of(c, sql::count_links_from, who.to_db(), taken.number));
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
    return import_of(*row);
}
Result<std::vector<Import>> Bringing::imports(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Import> out;
    const Use row = TRY(use(*look_, sql::imports_of, who.to_db(), most_imports));
    while (TRY(row->step())) out.push_back(import_of(*row));
    return out;
}

Result<bool> Bringing::take_back(AccountId who, std::int64_t number) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t made = 0;
    {
        const Use row = TRY(use(*connection_, sql::import_at, who.to_db(), number));
        if (!TRY(row->step())) return false;
        made = row->integer(1);
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
    const std::int64_t known = TRY(there());
    // Nobody answered then: it is tried once more. What an editor declined stays declined.
    if (known != 0) TRY(run(*connection_, sql::revive_wish, known, static_cast<std::int64_t>(what.state)));
    if (known == 0 &&
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
Result<std::vector<Wish>> Bringing::wishes_for(std::string_view url, Wish::State state, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    return wishes_of(*look_, sql::wishes_for, static_cast<std::int64_t>(state), url, static_cast<std::int64_t>(limit));
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
