#include "store/carry_over.hpp"

#include "base/time.hpp"
#include "store/accounts.hpp"
#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/rows.hpp"
#include "store/statements.hpp"
#include "store/store.hpp"

namespace octavo::store {
namespace {

Result<std::vector<Decided::Name>> names_withheld(Connection& look) {
    std::vector<Decided::Name> out;
    const Use rows = TRY(use(look, sql::every_withheld));
    while (TRY(rows->step()))
        out.push_back({.name = ArticleId::from_db(rows->integer(0)),
                       .ruling = {.article = ArticleId::from_db(rows->integer(1)),
                                  .domain = std::string(rows->text(2)),
                                  .at = from_unix_ms(rows->integer(3)),
                                  .reason = std::string(rows->text(4))}});
    return out;
}

Result<std::vector<LeftOut>> domains_left_out(Connection& look) {
    std::vector<LeftOut> out;
    const Use rows = TRY(use(look, sql::all_left_out));
    while (TRY(rows->step()))
        out.push_back({.domain = std::string(rows->text(0)),
                       .since = from_unix_ms(rows->integer(1)),
                       .reason = std::string(rows->text(2))});
    return out;
}

Result<std::vector<AccountId>> accounts_departed(Connection& look) {
    std::vector<AccountId> out;
    const Use rows = TRY(use(look, sql::departed_accounts));
    while (TRY(rows->step())) out.push_back(AccountId::from_db(rows->integer(0)));
    return out;
}

Result<std::vector<Decided::Standing>> accounts_standing(Connection& look) {
    std::vector<Decided::Standing> out;
    const Use rows = TRY(use(look, sql::standing_of_accounts));
    while (TRY(rows->step()))
        out.push_back({.account = AccountId::from_db(rows->integer(0)),
                       .role = static_cast<Role>(rows->integer(1)),
                       .shut = rows->is_null(2) ? std::nullopt : std::optional(from_unix_ms(rows->integer(2)))});
    return out;
}

Result<std::vector<std::pair<std::int64_t, std::int64_t>>> comments_gone(Connection& look) {
    std::vector<std::pair<std::int64_t, std::int64_t>> out;
    const Use rows = TRY(use(look, sql::gone_comments));
    while (TRY(rows->step())) out.emplace_back(rows->integer(0), rows->integer(1));
    return out;
}

// An archive of an older version has not every table.
template <class T>
Result<> take(Result<std::vector<T>> read, bool older, std::vector<T>& into) {
    if (!read && older) return {};
    into = TRY(std::move(read));
    return {};
}

// What the restored archive has still of what was taken down: all names first, for a feed may tell of it by any.
Result<std::size_t> take_down(Store& store, const std::vector<Decided::Name>& names) {
    std::map<std::pair<Instant, std::string>, std::vector<ArticleId>> there;
    for (const Decided::Name& one : names)
        if (!store.is_withheld(one.name)) there[{one.ruling.at, one.ruling.reason}].push_back(one.name);
    std::size_t gone = 0;
    for (const auto& [when_and_why, ids] : there)
        gone += TRY(store.take_down(ids, when_and_why.second, when_and_why.first));
    const auto connection = TRY(store.database().connect(Durability::full));
    auto transaction = TRY(Transaction::begin(*connection));
    for (const Decided::Name& one : names)
        TRY(run(*connection, sql::withhold, one.name.to_db(), one.ruling.article.to_db(), one.ruling.domain,
                to_unix_ms(one.ruling.at), one.ruling.reason));
    TRY(transaction.commit());
    return gone;
}

Result<std::size_t> leave_out(Store& store, const std::vector<LeftOut>& domains) {
    constexpr std::size_t a_slice = 500;
    std::size_t count = 0;
    for (const LeftOut& one : domains) {
        if (std::ranges::find(store.left_out(), one.domain, &LeftOut::domain) != store.left_out().end()) continue;
        TRY(store.leave_out(one.domain, one.reason, one.since));
        ++count;
    }
    while (TRY(store.clear_left_out(a_slice)).size() == a_slice) {
    }
    return count;
}

// Who is closed now, or may do less, was not so in the backup.
Result<> lower(Accounts& accounts, const std::vector<Decided::Standing>& standings, CarriedOver& out) {
    for (const Decided::Standing& now : standings) {
        const auto then = TRY(accounts.find(now.account));
        if (!then) continue;
        const bool closes = now.shut && !then->account.shut, less = now.role < then->account.role;
        if (!closes && !less) continue;
        bool done = true;
        if (less) done = TRY(accounts.set_role(now.account, now.role));
        if (closes && !TRY(accounts.set_shut(now.account, now.shut))) done = false;
        ++(done ? out.lowered : out.stayed);
    }
    return {};
}

Result<std::size_t> take_comments_back(Store& store, const std::vector<std::pair<std::int64_t, std::int64_t>>& gone) {
    const auto connection = TRY(store.database().connect(Durability::full));
    auto transaction = TRY(Transaction::begin(*connection));
    std::size_t count = 0;
    for (const auto& [number, state] : gone) {
        const Use comment = TRY(use(*connection, sql::comment_by_number, number));
        if (!TRY(comment->step())) continue;
        TRY(run(*connection, sql::comment_is_gone, number, state));
        ++count;
    }
    TRY(transaction.commit());
    return count;
}

}  // namespace

Result<Decided> decided_in(const std::string& folder) {
    const auto database = TRY(open_sqlite_to_read(folder));
    const auto look = TRY(database->connect_reader());
    const auto current = expect_current(*look, *dialect_of(database->engine()));
    const bool older = !current && current.error().fault == Fault::refused;
    if (!current && !older) return std::unexpected(current.error());
    Decided out;
    TRY(take(names_withheld(*look), older, out.withheld));
    TRY(take(domains_left_out(*look), older, out.left_out));
    TRY(take(accounts_departed(*look), older, out.departed));
    TRY(take(accounts_standing(*look), older, out.standings));
    TRY(take(comments_gone(*look), older, out.gone_comments));
    return out;
}

Result<CarriedOver> carry_over(const Decided& decided, const std::string& folder) {
    const auto store = TRY(Store::open(folder));
    CarriedOver out;
    out.taken_down = TRY(take_down(*store, decided.withheld));
    out.left_out = TRY(leave_out(*store, decided.left_out));
    const auto accounts = TRY(Accounts::open(folder));
    for (const AccountId id : decided.departed) {
        if (!TRY(accounts->find(id))) continue;
        ++(TRY(accounts->remove(id, {})) ? out.accounts : out.stayed);
    }
    TRY(accounts->note_departed(decided.departed));
    TRY(lower(*accounts, decided.standings, out));
    out.comments = TRY(take_comments_back(*store, decided.gone_comments));
    out.logins = TRY(accounts->end_everything());
    (void)accounts->empty_log();
    return out;
}

}  // namespace octavo::store
