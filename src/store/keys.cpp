#include "store/keys.hpp"

#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

std::optional<Instant> time_or_none(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(from_unix_ms(row.integer(column)));
}

Passkey passkey_of(const Statement& row) {
    return {.id = std::string(row.text(0)),
            .account = AccountId::from_db(row.integer(1)),
            .name = std::string(row.text(2)),
            .algorithm = static_cast<Passkey::Algorithm>(row.integer(3)),
            .public_key = std::string(row.text(4)),
            .count = static_cast<std::uint32_t>(row.integer(5)),
            .may_travel = row.integer(6) != 0,
            .travels = row.integer(7) != 0,
            .made = from_unix_ms(row.integer(8)),
            .used = time_or_none(row, 9)};
}

AppPassword app_of(const Statement& row) {
    return {.number = row.integer(0),
            .account = AccountId::from_db(row.integer(1)),
            .name = std::string(row.text(2)),
            .made = from_unix_ms(row.integer(3)),
            .used = time_or_none(row, 4)};
}

}  // namespace

Keys::Keys(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection, std::unique_ptr<Connection> look)
    : database_(std::move(database)), connection_(std::move(connection)), look_(std::move(look)) {}

Result<std::unique_ptr<Keys>> Keys::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    return std::unique_ptr<Keys>(new Keys(std::move(database), std::move(connection), std::move(look)));
}

template <class... Values>
Result<bool> Keys::change(std::string_view sql, const Values&... values) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(store::use(*connection_, sql, values...));
    bool changed = false;
    while (TRY(row->step())) changed = true;
    return changed;
}

// ---- passkeys -------------------------------------------------------------------------------------------------------

Result<bool> Keys::add(const Passkey& key, std::size_t most) {
    return change(sql::add_passkey, std::string_view(key.id), key.account.to_db(), std::string_view(key.name),
                  static_cast<std::int64_t>(key.algorithm), std::string_view(key.public_key),
                  static_cast<std::int64_t>(key.count), std::int64_t{key.may_travel}, std::int64_t{key.travels},
                  to_unix_ms(key.made), static_cast<std::int64_t>(most));
}

Result<std::optional<Passkey>> Keys::passkey(std::string_view id) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(store::use(*look_, sql::passkey_by_id, id));
    if (!TRY(row->step())) return std::nullopt;
    return passkey_of(*row);
}

Result<std::vector<Passkey>> Keys::passkeys(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Passkey> out;
    const Use row = TRY(store::use(*look_, sql::passkeys_of, who.to_db()));
    while (TRY(row->step())) out.push_back(passkey_of(*row));
    return out;
}

Result<bool> Keys::use(std::string_view id, std::uint32_t count, bool travels, Instant now) {
    return change(sql::use_passkey, id, static_cast<std::int64_t>(count), std::int64_t{travels}, to_unix_ms(now));
}

Result<bool> Keys::name_passkey(AccountId who, std::string_view id, std::string_view name) {
    return change(sql::name_passkey, who.to_db(), id, name);
}

Result<bool> Keys::drop_passkey(AccountId who, std::string_view id) {
    return change(sql::drop_passkey, who.to_db(), id);
}

// ---- recovery codes -------------------------------------------------------------------------------------------------

Result<> Keys::set_codes(AccountId who, std::span<const std::string> secrets) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::drop_recovery_codes_of, who.to_db()));
    for (const std::string& secret : secrets)
        TRY(run(*connection_, sql::add_recovery_code, who.to_db(), std::string_view(secret)));
    return transaction.commit();
}

Result<bool> Keys::has_code(AccountId who, std::string_view secret) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(store::use(*look_, sql::recovery_code, who.to_db(), secret));
    return row->step();
}

Result<std::int64_t> Keys::codes_left(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(store::use(*look_, sql::count_recovery_codes, who.to_db()));
    return TRY(row->step()) ? row->integer(0) : 0;
}

// ---- passwords of programs ------------------------------------------------------------------------------------------

Result<bool> Keys::add(const AppPassword& app, std::string_view secret, std::size_t most) {
    return change(sql::add_app_password, secret, app.number, app.account.to_db(), std::string_view(app.name),
                  to_unix_ms(app.made), static_cast<std::int64_t>(most));
}

Result<std::optional<AppPassword>> Keys::app(std::string_view secret) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(store::use(*look_, sql::app_password_by_secret, secret));
    if (!TRY(row->step())) return std::nullopt;
    return app_of(*row);
}

Result<std::vector<AppPassword>> Keys::apps(AccountId who) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<AppPassword> out;
    const Use row = TRY(store::use(*look_, sql::app_passwords_of, who.to_db()));
    while (TRY(row->step())) out.push_back(app_of(*row));
    return out;
}

Result<> Keys::use_app(std::string_view secret, Instant now) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::use_app_password, secret, to_unix_ms(now));
}

Result<bool> Keys::drop_app(AccountId who, std::int64_t number) {
    return change(sql::drop_app_password, who.to_db(), number);
}

}  // namespace octavo::store
