#include "store/accounts.hpp"

#include "store/alone.hpp"
#include "store/comment_votes.hpp"
#include "store/dialect.hpp"
#include "store/looking.hpp"
#include "store/migrate.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

std::optional<Instant> time_or_none(const Statement& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(from_unix_ms(row.integer(column)));
}

Account account_of(const Statement& row) {
    return {.id = AccountId::from_db(row.integer(0)),
            .name = std::string(row.text(1)),
            .role = static_cast<Role>(row.integer(2)),
            .made = from_unix_ms(row.integer(3)),
            .shut = time_or_none(row, 4)};
}

Login login_of(const Statement& row) {
    return {.number = row.integer(0),
            .account = AccountId::from_db(row.integer(1)),
            .made = from_unix_ms(row.integer(2)),
            .used = from_unix_ms(row.integer(3)),
            .device = std::string(row.text(4))};
}

Pass pass_of(const Statement& row) {
    return {.kind = static_cast<Pass::Kind>(row.integer(0)),
            .role = static_cast<Role>(row.integer(1)),
            .giver = AccountId::from_db(row.integer(2)),
            .subject = AccountId::from_db(row.integer(3)),
            .made = from_unix_ms(row.integer(4)),
            .until = from_unix_ms(row.integer(5))};
}

}  // namespace

Accounts::Accounts(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
                   std::unique_ptr<Connection> look, std::unique_ptr<Connection> tidy)
    : database_(std::move(database)),
      connection_(std::move(connection)),
      tidy_(std::move(tidy)),
      look_(std::move(look)) {}

Result<std::unique_ptr<Accounts>> Accounts::open(const std::string& folder) {
    auto database = TRY(open_sqlite_beside(folder));
    auto connection = TRY(database->connect(Durability::full));
    TRY(expect_current(*connection, *dialect_of(database->engine())));
    auto look = TRY(database->connect_reader());
    auto tidy = TRY(database->connect(Durability::full));
    return std::unique_ptr<Accounts>(
        new Accounts(std::move(database), std::move(connection), std::move(look), std::move(tidy)));
}

// ---- accounts -------------------------------------------------------------------------------------------------------

Result<bool> Accounts::take_pass(const Ticket& ticket) {
    // Taken before it is looked at: of two who come with it at once one finds it.
    const Use row = TRY(use(*connection_, sql::drop_pass, std::string_view(ticket.secret)));
    return TRY(row->step()) && from_unix_ms(row->integer(0)) > ticket.now;
}

// ---- names of who left while they could not write -------------------------------------------------------------------

namespace {
constexpr std::string_view names_secret = "secret of held names";
}

// Those whose time is over leave, with the last of them the key.
Result<> Accounts::forget_names(Instant now) {
    TRY(run(*connection_, sql::drop_past_names, to_unix_ms(now)));
    {
        const Use left = TRY(use(*connection_, sql::count_held_names));
        if (!TRY(left->step()) || left->integer(0) != 0) return {};
    }
    return run(*connection_, sql::forget_fact, names_secret);
}

// Under the key that is there; with the first name comes one, in the same transaction.
Result<> Accounts::hold(const HeldName& name, std::int64_t until) {
    TRY(run(*connection_, sql::add_fact, names_secret, std::string_view(name.fresh_key)));
    std::string key;
    {
        const Use row = TRY(use(*connection_, sql::fact, names_secret));
        if (TRY(row->step())) key = row->text(0);
    }
    for (const std::string& one : name.hashes(key))
        TRY(run(*connection_, sql::hold_name, std::string_view(one), until));
    return {};
}

Result<bool> Accounts::is_held(std::span<const std::string> names, Instant now) {
    TRY(forget_names(now));
    for (const std::string& name : names) {
        const Use row = TRY(use(*connection_, sql::held_name, std::string_view(name)));
        if (TRY(row->step())) return true;
    }
    return false;
}

Result<std::string> Accounts::names_key() {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::fact, names_secret));
    return TRY(row->step()) ? std::string(row->text(0)) : std::string();
}

Result<Accounts::Added> Accounts::add(const AccountRow& row, const NameKeys& name,
                                      const std::optional<Ticket>& ticket) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (ticket && !TRY(take_pass(*ticket))) return Added::no_pass;
    const Account& a = row.account;
    if (TRY(is_held(name.held, a.made))) return Added::taken;
    for (const std::string& look : name.looks) {
        TRY(run(*connection_, sql::add_look, std::string_view(look), a.id.to_db()));
        const Use owner = TRY(use(*connection_, sql::look_owner, std::string_view(look)));
        if (!TRY(owner->step()) || AccountId::from_db(owner->integer(0)) != a.id) return Added::taken;
    }
    TRY(run(*connection_, sql::add_account, a.id.to_db(), a.name, std::string_view(name.key),
            static_cast<std::int64_t>(a.role), row.password, to_unix_ms(a.made)));
    {
        const Use found = TRY(use(*connection_, sql::account_by_key, std::string_view(name.key)));
        if (!TRY(found->step()) || AccountId::from_db(found->integer(0)) != a.id) return Added::taken;
    }
    TRY(transaction.commit());
    return Added::yes;
}

Result<std::optional<AccountRow>> Accounts::one(Use row) {
    if (!TRY(row->step())) return std::nullopt;
    return AccountRow{account_of(*row), std::string(row->text(5))};
}

Result<std::optional<AccountRow>> Accounts::find(AccountId id) {
    const std::scoped_lock lock(look_mutex_);
    return one(TRY(use(*look_, sql::account_by_id, id.to_db())));
}

Result<std::optional<AccountRow>> Accounts::find(std::string_view name_key) {
    const std::scoped_lock lock(look_mutex_);
    return one(TRY(use(*look_, sql::account_by_key, name_key)));
}

Result<std::vector<Account>> Accounts::list(std::string_view after, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Account> out;
    const Use row = TRY(use(*look_, sql::all_accounts, after, static_cast<std::int64_t>(limit)));
    while (TRY(row->step())) out.push_back(account_of(*row));
    return out;
}

Result<std::int64_t> Accounts::count(Role role) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::count_accounts_of_role, static_cast<std::int64_t>(role)));
    return TRY(row->step()) ? row->integer(0) : 0;
}

// As the transaction under way sees it.
Result<std::optional<AccountRow>> Accounts::as_written(AccountId id) {
    return one(TRY(use(*connection_, sql::account_by_id, id.to_db())));
}

Result<bool> Accounts::set_password(AccountId id, std::string_view old, std::string_view password) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::set_account_password, id.to_db(), password, old));
    {
        const auto now = TRY(as_written(id));
        if (!now || now->password != password) return false;
    }
    TRY(run(*connection_, sql::drop_logins_of, id.to_db()));
    TRY(run(*connection_, sql::drop_passes_of, id.to_db()));
    TRY(transaction.commit());
    return true;
}

Result<bool> Accounts::recover(AccountId id, std::string_view password, const Ticket& ticket) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    if (!TRY(take_pass(ticket))) return false;
    const auto row = TRY(as_written(id));
    if (!row || row->account.shut) return false;
    TRY(run(*connection_, sql::set_account_password, id.to_db(), password, std::string_view(row->password)));
    for (const std::string_view sql : {sql::drop_logins_of, sql::drop_passes_of, sql::drop_passkeys_of,
                                       sql::drop_recovery_codes_of, sql::drop_app_passwords_of})
        TRY(run(*connection_, sql, id.to_db()));
    TRY(transaction.commit());
    return true;
}

Result<bool> Accounts::recover_by_code(AccountId id, std::string_view password, std::string_view code) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    {
        const Use taken = TRY(use(*connection_, sql::take_recovery_code, id.to_db(), code));
        if (!TRY(taken->step())) return false;
    }
    const auto row = TRY(as_written(id));
    if (!row || row->account.shut) return false;
    TRY(run(*connection_, sql::set_account_password, id.to_db(), password, std::string_view(row->password)));
    TRY(run(*connection_, sql::drop_logins_of, id.to_db()));
    TRY(run(*connection_, sql::drop_passes_of, id.to_db()));
    TRY(transaction.commit());
    return true;
}

Result<> Accounts::set_hash(AccountId id, std::string_view old, std::string_view hash) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::set_account_password, id.to_db(), hash, old);
}

Result<bool> Accounts::set_role(AccountId id, Role role) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(alone(*connection_, database_->engine(), Decision::operators));
    const auto before = TRY(as_written(id));
    TRY(run(*connection_, sql::set_account_role, id.to_db(), static_cast<std::int64_t>(role)));
    const auto now = TRY(as_written(id));
    if (!now || now->account.role != role) return false;
    // It may have given what it may give no longer.
    if (before && before->account.role > role) TRY(run(*connection_, sql::drop_passes_by, id.to_db()));
    TRY(transaction.commit());
    return true;
}

Result<bool> Accounts::set_shut(AccountId id, std::optional<Instant> shut) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(alone(*connection_, database_->engine(), Decision::operators));
    const Value when = shut ? Value(to_unix_ms(*shut)) : Value(std::monostate{});
    TRY(run(*connection_, sql::set_account_shut, id.to_db(), when, std::int64_t{shut.has_value()}));
    const auto now = TRY(as_written(id));
    if (!now || now->account.shut.has_value() != shut.has_value()) return false;
    if (shut)
        for (const std::string_view sql : {sql::drop_logins_of, sql::drop_passes_by, sql::drop_passes_of})
            TRY(run(*connection_, sql, id.to_db()));
    const auto voted = TRY(voted_by(*connection_, id));
    TRY(count_votes(*connection_, voted));
    TRY(transaction.commit());
    return true;
}

Result<bool> Accounts::remove(AccountId id, const HeldName& name) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(alone(*connection_, database_->engine(), Decision::operators));
    TRY(run(*connection_, sql::drop_account, id.to_db()));
    if (TRY(as_written(id))) return false;
    std::int64_t until = 0;
    {
        const Use row = TRY(use(*connection_, sql::ban_ends, id.to_db(), to_unix_ms(name.now)));
        if (TRY(row->step())) until = row->integer(0);
    }
    if (until != 0 && name.hashes) TRY(hold(name, until));
    TRY(forget_names(name.now));
    const auto voted = TRY(voted_by(*connection_, id));
    for (const std::string_view sql : {sql::drop_logins_of,
                                       sql::drop_passes_of,
                                       sql::drop_passes_by,
                                       sql::drop_looks,
                                       sql::drop_follows_of,
                                       sql::drop_all_saved_of,
                                       sql::drop_mutes_of,
                                       sql::drop_tastes_of,
                                       sql::drop_rules_of,
                                       sql::drop_reads_of,
                                       sql::drop_read_marks_of,
                                       sql::drop_undos_of,
                                       sql::drop_choices_of,
                                       sql::drop_links_of,
                                       sql::drop_wishes_of,
                                       sql::drop_imports_of,
                                       sql::drop_list_entries_of,
                                       sql::drop_reports_on_lists_of,
                                       sql::drop_list_reports_by,
                                       sql::drop_lists_of,
                                       sql::drop_margin_notes_of,
                                       sql::drop_reports_on_author,
                                       sql::drop_lessons_on_author,
                                       sql::drop_votes_on_author,
                                       sql::drop_votes_of,
                                       sql::drop_notices_by_author,
                                       sql::drop_notices_of,
                                       sql::drop_quiet,
                                       sql::drop_decisions_on_author,
                                       sql::forget_decider,
                                       sql::drop_limits_of,
                                       sql::forget_limiter,
                                       sql::drop_appeals_of,
                                       sql::forget_appeal_decider,
                                       sql::forget_comments_of,
                                       sql::drop_reports_of,
                                       sql::drop_passkeys_of,
                                       sql::drop_recovery_codes_of,
                                       sql::drop_app_passwords_of,
                                       sql::drop_quotas_of})
        TRY(run(*connection_, sql, id.to_db()));
    TRY(count_votes(*connection_, voted));
    for (const std::string_view sql : {sql::forget_actor, sql::forget_object})
        TRY(run(*connection_, sql, std::string_view(id.text())));
    TRY(run(*connection_, sql::note_departed, id.to_db()));
    TRY(transaction.commit());
    traces_ = true;
    return true;
}

Result<> Accounts::note_departed(const std::vector<AccountId>& ids) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    for (const AccountId id : ids) TRY(run(*connection_, sql::note_departed, id.to_db()));
    return transaction.commit();
}

Result<std::int64_t> Accounts::end_everything() {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    std::int64_t count = 0;
    {
        const Use row = TRY(use(*connection_, sql::count_ways_in));
        if (TRY(row->step())) count = row->integer(0);
    }
    TRY(run(*connection_, sql::drop_every_login));
    TRY(run(*connection_, sql::drop_every_pass));
    TRY(transaction.commit());
    return count;
}

// Pages are overwritten (secure_delete); the log still has them as they were. It cannot be emptied while somebody reads
// an older state, and nobody is to wait for that: readers stay a moment, so it is tried again.
bool Accounts::empty_log() {
    const std::scoped_lock lock(tidy_mutex_);
    const std::string_view empty = dialect_of(database_->engine())->empty_log;
    if (!traces_ || empty.empty()) return true;
    if (!tidy_->execute("PRAGMA busy_timeout = 50")) return false;
    const auto row = use(*tidy_, empty);
    if (!row) return false;
    const auto said = (*row)->step();
    if (!said || !*said || (*row)->integer(0) != 0) return false;  // its first column: whether it was held up
    traces_ = false;
    return true;
}

// ---- where they are signed in ---------------------------------------------------------------------------------------

Result<bool> Accounts::add_login(const Login& login, std::string_view secret, std::string_view password,
                                 const Stale& stale) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::drop_stale_logins, to_unix_ms(stale.used), to_unix_ms(stale.made)));
    TRY(forget_names(login.made));
    TRY(run(*connection_, sql::add_login, secret, login.account.to_db(), login.number, to_unix_ms(login.made),
            to_unix_ms(login.used), login.device, password));
    bool added = false;
    {
        const Use row = TRY(use(*connection_, sql::login_by_secret, secret));
        added = TRY(row->step());
    }
    TRY(transaction.commit());
    return added;
}

Result<std::optional<Login>> Accounts::login(std::string_view secret) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::login_by_secret, secret));
    if (!TRY(row->step())) return std::nullopt;
    return login_of(*row);
}

Result<std::vector<Login>> Accounts::logins(AccountId id) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Login> out;
    const Use row = TRY(use(*look_, sql::logins_of_account, id.to_db()));
    while (TRY(row->step())) out.push_back(login_of(*row));
    return out;
}

Result<> Accounts::use_login(std::string_view secret, Instant now, const Stale& stale) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::use_login, secret, to_unix_ms(now), to_unix_ms(stale.used), to_unix_ms(stale.made));
}

Result<> Accounts::end_login(std::string_view secret) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_login, secret);
}

Result<> Accounts::end_login(AccountId id, std::int64_t number) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_login_by_number, id.to_db(), number);
}

Result<> Accounts::end_logins(AccountId id, std::string_view keep) {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_logins_but, id.to_db(), keep);
}

// ---- what opens a door once -----------------------------------------------------------------------------------------

Result<> Accounts::add_pass(const Pass& pass, std::string_view secret) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(run(*connection_, sql::drop_stale_passes, to_unix_ms(pass.made)));
    if (pass.kind == Pass::Kind::recovery) TRY(run(*connection_, sql::drop_passes_of, pass.subject.to_db()));
    TRY(run(*connection_, sql::add_pass, secret, static_cast<std::int64_t>(pass.kind),
            static_cast<std::int64_t>(pass.role), pass.giver.to_db(), pass.subject.to_db(), to_unix_ms(pass.made),
            to_unix_ms(pass.until)));
    return transaction.commit();
}

Result<std::vector<Accounts::OpenPass>> Accounts::open_passes(Instant now, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<OpenPass> out;
    const Use row = TRY(use(*look_, sql::open_passes, to_unix_ms(now), static_cast<std::int64_t>(limit)));
    while (TRY(row->step())) out.push_back({pass_of(*row), std::string(row->text(6))});
    return out;
}

Result<bool> Accounts::drop_pass(std::string_view secret) {
    const std::scoped_lock lock(mutex_);
    const Use row = TRY(use(*connection_, sql::drop_pass, secret));
    bool dropped = false;
    while (TRY(row->step())) dropped = true;
    return dropped;
}

Result<> Accounts::end_first_links() {
    const std::scoped_lock lock(mutex_);
    return run(*connection_, sql::drop_first_links);
}

Result<std::optional<Pass>> Accounts::pass(std::string_view secret) {
    const std::scoped_lock lock(look_mutex_);
    const Use row = TRY(use(*look_, sql::pass_by_secret, secret));
    if (!TRY(row->step())) return std::nullopt;
    return pass_of(*row);
}

// ---- what was done --------------------------------------------------------------------------------------------------

Result<> Accounts::add_deed(const Deed& deed) {
    const std::scoped_lock lock(mutex_);
    auto transaction = TRY(Transaction::begin(*connection_));
    TRY(alone(*connection_, database_->engine(), Decision::deeds));
    TRY(run(*connection_, sql::add_deed, to_unix_ms(deed.at), deed.actor, deed.deed, deed.object, deed.detail));
    return transaction.commit();
}

Result<std::vector<Deed>> Accounts::deeds(std::int64_t before, std::size_t limit) {
    const std::scoped_lock lock(look_mutex_);
    std::vector<Deed> out;
    const Use row = TRY(use(*look_, sql::latest_deeds, before, static_cast<std::int64_t>(limit)));
    while (TRY(row->step()))
        out.push_back({.number = row->integer(0),
                       .at = from_unix_ms(row->integer(1)),
                       .actor = std::string(row->text(2)),
                       .deed = std::string(row->text(3)),
                       .object = std::string(row->text(4)),
                       .detail = std::string(row->text(5))});
    return out;
}

}  // namespace octavo::store
