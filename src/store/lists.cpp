#include "store/lists.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

List list_of(const Statement& row) {
    return {.id = ListId::from_db(row.integer(0)),
            .owner = AccountId::from_db(row.integer(1)),
            .name = std::string(row.text(2)),
            .about = std::string(row.text(3)),
            .is_public = row.integer(4) != 0,
            .barred = row.integer(5) != 0,
            .made = from_unix_ms(row.integer(6)),
            .changed = from_unix_ms(row.integer(7)),
            .owner_name = std::string(row.text(8)),
            .owner_since = from_unix_ms(row.integer(9)),
            .owner_stopped = row.integer(10) != 0,
            .entries = row.integer(11),
            .reports = row.integer(12)};
}

Result<std::vector<List>> lists_in(Connection& connection, std::string_view sql, const auto&... values) {
    std::vector<List> out;
    const Use row = TRY(use(connection, sql, values...));
    while (TRY(row->step())) out.push_back(list_of(*row));
    return out;
}

}  // namespace

Lists::Lists(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
             std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Lists>> Lists::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Lists>(new Lists(std::move(database), std::move(connection), std::move(look)));
}

Result<bool> Lists::is_theirs(AccountId owner, ListId id) {
    const Use row = TRY(use(*connection_, sql::list_is_theirs, owner.to_db(), id.to_db()));
    return row->step();
}

// ---- lists ----------------------------------------------------------------------------------------------------------

Result<bool> Lists::add(const List& list, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::add_list, list.owner.to_db(), list.id.to_db(), std::string_view(list.name),
            std::string_view(list.about), std::int64_t{list.is_public}, to_unix_ms(list.made), to_unix_ms(list.changed),
            static_cast<std::int64_t>(most)));
    const bool added = TRY(is_theirs(list.owner, list.id));
    TRY(transaction.commit());
    return added;
}

Result<bool> Lists::change(const List& list) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (!TRY(is_theirs(list.owner, list.id))) return false;
    TRY(run(*connection_, sql::set_list, list.owner.to_db(), list.id.to_db(), std::string_view(list.name),
            std::string_view(list.about), std::int64_t{list.is_public}, to_unix_ms(list.changed)));
    TRY(transaction.commit());
    return true;
}

Result<bool> Lists::drop(AccountId owner, ListId id, Instant now) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (!TRY(is_theirs(owner, id))) return false;
    TRY(run(*connection_, sql::drop_list, owner.to_db(), id.to_db(), to_unix_ms(now)));
    TRY(transaction.commit());
    return true;
}

Result<bool> Lists::has_barred(AccountId owner) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*connection_, sql::has_barred_list, owner.to_db()));
    return row->step();
}

Result<bool> Lists::undrop(AccountId owner, ListId id, Instant since, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::undrop_list, owner.to_db(), id.to_db(), to_unix_ms(since),
            static_cast<std::int64_t>(most)));
    const bool there = TRY(is_theirs(owner, id));
    TRY(transaction.commit());
    return there;
}

Result<> Lists::forget_dropped(Instant before) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    for (const std::string_view sql :
         {sql::forget_dropped_entries, sql::forget_dropped_reports, sql::forget_dropped_lists})
        TRY(run(*connection_, sql, to_unix_ms(before)));
    return transaction.commit();
}

Result<std::vector<List>> Lists::of(AccountId owner, Instant now) {
    const std::scoped_lock lock(look_mutex_);
    return lists_in(*look_, sql::lists_of, owner.to_db(), to_unix_ms(now));
}

Result<std::optional<List>> Lists::list(ListId id, Instant now) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::list_by_id, id.to_db(), to_unix_ms(now)));
    if (!TRY(row->step())) return std::nullopt;
    return list_of(*row);
}

// ---- what stands in them --------------------------------------------------------------------------------------------

Result<bool> Lists::put(AccountId owner, ListId id, const ListEntry& what, std::size_t most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (!TRY(is_theirs(owner, id))) return false;
    TRY(run(*connection_, sql::add_list_entry, owner.to_db(), id.to_db(), what.article.to_db(), to_unix_ms(what.made),
            std::string_view(what.said), static_cast<std::int64_t>(most)));
    bool is_there = false;
    {
        const Use row = TRY(use(*connection_, sql::list_entry_at, id.to_db(), what.article.to_db()));
        is_there = TRY(row->step());
    }
    TRY(run(*connection_, sql::touch_list, owner.to_db(), id.to_db(), to_unix_ms(what.made)));
    TRY(transaction.commit());
    return is_there;
}

// One statement about what stands in a list, and when the list was changed.
template <class... Values>
Result<> Lists::write(std::string_view sql, AccountId owner, ListId id, Instant now, const Values&... values) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql, owner.to_db(), id.to_db(), values...));
    TRY(run(*connection_, sql::touch_list, owner.to_db(), id.to_db(), to_unix_ms(now)));
    return transaction.commit();
}

Result<> Lists::take_out(AccountId owner, ListId id, ArticleId what, Instant now) {
    return write(sql::drop_list_entry, owner, id, now, what.to_db());
}

Result<> Lists::say(AccountId owner, ListId id, ArticleId what, std::string_view said, Instant now) {
    return write(sql::set_entry_said, owner, id, now, what.to_db(), said);
}

// It and its neighbour change places.
Result<> Lists::move(AccountId owner, ListId id, ArticleId what, bool up, Instant now) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (!TRY(is_theirs(owner, id))) return {};
    std::int64_t here = 0, there = 0, other = 0;
    {
        const Use row = TRY(use(*connection_, sql::list_entry_at, id.to_db(), what.to_db()));
        if (!TRY(row->step())) return {};
        here = row->integer(0);
    }
    {
        const Use row = TRY(use(*connection_, up ? sql::entry_above : sql::entry_below, id.to_db(), here));
        if (!TRY(row->step())) return {};
        other = row->integer(0);
        there = row->integer(1);
    }
    TRY(run(*connection_, sql::set_entry_place, id.to_db(), what.to_db(), there));
    TRY(run(*connection_, sql::set_entry_place, id.to_db(), other, here));
    TRY(run(*connection_, sql::touch_list, owner.to_db(), id.to_db(), to_unix_ms(now)));
    return transaction.commit();
}

Result<std::vector<ListEntry>> Lists::entries(ListId id, std::int64_t before, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<ListEntry> out;
    const Use row = TRY(use(*look_, sql::list_entries_of, id.to_db(), before, static_cast<std::int64_t>(limit)));
    while (TRY(row->step()))
        out.push_back({.article = ArticleId::from_db(row->integer(0)),
                       .place = row->integer(1),
                       .made = from_unix_ms(row->integer(2)),
                       .said = std::string(row->text(3))});
    return out;
}

Result<std::vector<ListId>> Lists::with(AccountId owner, ArticleId what) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<ListId> out;
    const Use row = TRY(use(*look_, sql::lists_with, owner.to_db(), what.to_db()));
    while (TRY(row->step())) out.push_back(ListId::from_db(row->integer(0)));
    return out;
}

// ---- moderators -----------------------------------------------------------------------------------------------------

Result<> Lists::report(ListId id, AccountId by, Complaint why, Instant now) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::add_list_report, id.to_db(), by.to_db(), static_cast<std::int64_t>(why),
               to_unix_ms(now));
}

Result<std::vector<Lists::Reported>> Lists::reports_by(AccountId account) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Reported> out;
    const Use row = TRY(use(*look_, sql::list_reports_by, account.to_db()));
    while (TRY(row->step()))
        out.push_back({.list = ListId::from_db(row->integer(0)),
                       .why = static_cast<Complaint>(row->integer(1)),
                       .made = from_unix_ms(row->integer(2))});
    return out;
}

Result<AccountId> Lists::bar(ListId id, bool barred) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    AccountId owner;
    {
        const Use row = TRY(use(*connection_, sql::list_by_id, id.to_db(), std::int64_t{0}));
        if (!TRY(row->step())) return AccountId{};
        owner = list_of(*row).owner;
    }
    TRY(run(*connection_, sql::bar_list, id.to_db(), std::int64_t{barred}));
    TRY(run(*connection_, sql::drop_reports_on_list, id.to_db()));
    TRY(transaction.commit());
    return owner;
}

Result<std::vector<List>> Lists::all(Which which, ListId behind, Instant now, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    // Ids are unsigned, and the archive's are not: from the first of them on.
    const std::int64_t from = behind ? behind.to_db() : std::numeric_limits<std::int64_t>::min();
    const bool reported = which == Which::looked_at;
    auto out = TRY(lists_in(*look_, reported ? sql::lists_looked_at : sql::lists_open, from, to_unix_ms(now),
                            static_cast<std::int64_t>(limit)));
    for (List& list : out) {
        if (!reported || list.reports == 0) continue;
        const Use row = TRY(use(*look_, sql::list_reasons, list.id.to_db()));
        while (TRY(row->step())) list.reasons.emplace_back(static_cast<Complaint>(row->integer(0)), row->integer(1));
    }
    return out;
}

}  // namespace octavo::store
