#include "store/quotas.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {

Quotas::Quotas(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
               std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Quotas>> Quotas::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Quotas>(new Quotas(std::move(database), std::move(connection), std::move(look)));
}

Result<ByQuota<std::optional<std::int64_t>>> Quotas::exceptions(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    ByQuota<std::optional<std::int64_t>> out;
    const Use rows = TRY(use(*look_, sql::quotas_of, who.to_db()));
    while (TRY(rows->step())) {
        const auto kind = static_cast<std::size_t>(rows->integer(0));
        if (kind < out.size()) out[kind] = rows->integer(1);
    }
    return out;
}

Result<bool> Quotas::set(AccountId who, Quota what, std::optional<std::int64_t> most) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    {
        const Use row = TRY(use(*connection_, sql::account_by_id, who.to_db()));
        if (!TRY(row->step())) return false;
    }
    const auto kind = static_cast<std::int64_t>(index_of(what));
    TRY(run(*connection_, sql::drop_quota, who.to_db(), kind));
    if (most) TRY(run(*connection_, sql::add_quota, who.to_db(), kind, *most));
    TRY(transaction.commit());
    return true;
}

Result<ByQuota<std::int64_t>> Quotas::used(AccountId who, Instant day) {
    const std::scoped_lock lock(look_mutex_);
    ByQuota<std::int64_t> out{};
    const Use row = TRY(use(*look_, sql::quotas_used, who.to_db(), to_unix_ms(day)));
    if (!TRY(row->step())) return out;
    for (const Quota one : {Quota::follows, Quota::searches, Quota::saved, Quota::feeds, Quota::comments})
        out[index_of(one)] = row->integer(static_cast<int>(index_of(one)));
    return out;
}

Result<std::int64_t> Quotas::comments_since(AccountId who, Instant day) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::comments_of_day, who.to_db(), to_unix_ms(day)));
    return TRY(row->step()) ? row->integer(0) : 0;
}

}  // namespace octavo::store
