#include "readers/accounts.hpp"

#include <sodium.h>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "readers/names.hpp"

namespace octavo::readers {
namespace {

constexpr Duration seldom =
    std::chrono::hours(1);  // how exactly it is known when a login was used: a look writes little
constexpr std::size_t most_device = 100;

std::unexpected<Refused> refuse(Refusal why) { return std::unexpected(Refused{.why = why}); }
std::unexpected<Refused> broken(const Failure& failure) {
    return std::unexpected(Refused{.why = Refusal::broken, .detail = failure.detail});
}

std::string random_bytes(std::size_t n) {
    std::string out(n, '\0');
    randombytes_buf(out.data(), n);
    return out;
}
std::string new_secret() { return to_hex(random_bytes(32)); }
std::string hash_of(std::string_view secret) {
    const Digest d = digest(secret);
    return to_hex({reinterpret_cast<const char*>(d.data()), d.size()});
}
bool looks_like_secret(std::string_view secret) {
    return secret.size() == 64 && secret.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}
template <class T>
T by_lot() {
    T out = 0;
    while (out == 0) randombytes_buf(&out, sizeof out);
    return out;
}

std::string pass_key(std::string_view pass) { return hash_of(fmt::format("pass {}", pass)); }

}  // namespace

Accounts::Accounts(std::unique_ptr<store::Accounts> rows, AccountSettings settings, const Clock& clock)
    : rows_(std::move(rows)), settings_(settings), clock_(clock), form_key_(random_bytes(32)) {}

Result<std::unique_ptr<Accounts>> Accounts::open(const std::string& folder, AccountSettings settings,
                                                 const Clock& clock) {
    if (sodium_init() < 0) return fail(Fault::unwritable, "no randomness: libsodium did not start");
    auto rows = TRY(store::Accounts::open(folder));
    return std::unique_ptr<Accounts>(new Accounts(std::move(rows), settings, clock));
}

// ---- at the door ----------------------------------------------------------------------------------------------------

Answer<std::string> Accounts::new_hash(std::string_view password, std::string_view name) const {
    switch (look_at_password(password, name)) {
        case PasswordFault::too_short:
            return refuse(Refusal::short_password);
        case PasswordFault::too_long:
            return refuse(Refusal::long_password);
        case PasswordFault::common:
            return refuse(Refusal::common_password);
        case PasswordFault::none:
            break;
    }
    std::string hash = hash_password(password, settings_.cost);
    if (hash.empty()) return broken({Fault::too_big, "no memory for a password's hash"});
    return hash;
}

Answer<SignedIn> Accounts::let_in(const Account& account, const Doorstep& from) {
    const Instant now = clock_.now();
    const std::string secret = new_secret();
    const Login login{.number = static_cast<std::int64_t>(by_lot<std::uint64_t>() >> 1),
                      .account = account.id,
                      .made = now,
                      .used = now,
                      .device = std::string(utf8::cut(from.device, most_device))};
    const auto done = rows_->add_login(login, hash_of(secret), {.used = now - idle, .made = now - longest});
    if (!done) return broken(done.error());
    return SignedIn{account, secret};
}

Answer<SignedIn> Accounts::sign_up(std::string_view name, std::string_view password, std::string_view pass,
                                   const Doorstep& from) {
    const auto given = pass.empty() ? std::nullopt : look_at_pass(pass);
    if (!pass.empty() && (!given || given->kind != Pass::Kind::invitation)) return refuse(Refusal::bad_pass);
    if (!given && settings_.sign_up != SignUp::open) return refuse(Refusal::closed);
    const auto read = read_name(name);
    if (!read) return refuse(Refusal::bad_name);
    const auto known = rows_->find(read->key);
    if (!known) return broken(known.error());
    if (*known) return refuse(Refusal::name_taken);
    auto hash = new_hash(password, read->shown);
    if (!hash) return std::unexpected(std::move(hash).error());
    Role role = Role::reader;
    if (given) {
        const auto taken = rows_->take_pass(pass_key(pass));
        if (!taken) return broken(taken.error());
        if (!*taken) return refuse(Refusal::bad_pass);  // somebody was quicker
        role = (*taken)->role;
    }
    const Account account{
        .id = AccountId{by_lot<std::uint64_t>()}, .name = read->shown, .role = role, .made = clock_.now()};
    const auto added = rows_->add({account, *hash}, read->key);
    if (!added) return broken(added.error());
    if (!*added) return refuse(Refusal::name_taken);
    if (role != Role::reader) note(account.id, "signed up", account.id, std::string(name_of(role)));
    return let_in(account, from);
}

Answer<store::AccountRow> Accounts::check(std::string_view key, std::optional<store::AccountRow> row,
                                          std::string_view password, const Doorstep& from) {
    const Instant now = clock_.now();
    if (const Duration wait = throttle_.wait(key, from.household, now); wait > Duration(0))
        return std::unexpected(Refused{.why = Refusal::too_often, .wait = wait});
    throttle_.failed(key, from.household, now);
    const bool right = password.size() <= longest_password &&
                       is_password(row ? std::string_view(row->password) : "", password, settings_.cost);
    if (!row || !right) return refuse(Refusal::wrong);
    throttle_.well(key);
    if (row->account.shut) return refuse(Refusal::shut);
    return *std::move(row);
}

Answer<SignedIn> Accounts::sign_in(std::string_view name, std::string_view password, const Doorstep& from) {
    const auto read = read_name(name);
    // What can be nobody's name takes as long as what could.
    const std::string key = read ? read->key : std::string(utf8::cut(name, 200));
    std::optional<store::AccountRow> row;
    if (read) {
        auto found = rows_->find(read->key);
        if (!found) return broken(found.error());
        row = *std::move(found);
    }
    const auto checked = check(key, std::move(row), password, from);
    if (!checked) return std::unexpected(checked.error());
    if (is_outdated(checked->password, settings_.cost))
        if (const std::string anew = hash_password(password, settings_.cost); !anew.empty())
            (void)rows_->set_hash(checked->account.id, anew);
    return let_in(checked->account, from);
}

Answer<SignedIn> Accounts::recover(std::string_view pass, std::string_view password, const Doorstep& from) {
    const auto given = look_at_pass(pass);
    if (!given || given->kind != Pass::Kind::recovery) return refuse(Refusal::bad_pass);
    const auto account = account_of(*given);
    if (!account) return refuse(Refusal::bad_pass);
    if (account->shut) return refuse(Refusal::shut);
    auto hash = new_hash(password, account->name);
    if (!hash) return std::unexpected(std::move(hash).error());
    const auto taken = rows_->take_pass(pass_key(pass));
    if (!taken) return broken(taken.error());
    if (!*taken) return refuse(Refusal::bad_pass);
    if (const auto done = rows_->set_password(account->id, *hash, ""); !done) return broken(done.error());
    note(account->id, "recovered", account->id);
    return let_in(*account, from);
}

Answer<SignedIn> Accounts::change_password(std::string_view secret, std::string_view old, std::string_view password,
                                           const Doorstep& from) {
    const auto who = visitor(secret);
    if (!who) return refuse(Refusal::not_allowed);
    auto row = rows_->find(who->account.id);
    if (!row) return broken(row.error());
    const auto checked = check(who->account.id.text(), *std::move(row), old, from);
    if (!checked) return std::unexpected(checked.error());
    auto hash = new_hash(password, who->account.name);
    if (!hash) return std::unexpected(std::move(hash).error());
    // The login of this browser too: it goes on under a new secret.
    if (const auto done = rows_->set_password(who->account.id, *hash, ""); !done) return broken(done.error());
    return let_in(who->account, from);
}

Answer<> Accounts::leave(std::string_view secret, std::string_view password, const Doorstep& from) {
    const auto who = visitor(secret);
    if (!who) return refuse(Refusal::not_allowed);
    auto row = rows_->find(who->account.id);
    if (!row) return broken(row.error());
    const auto checked = check(who->account.id.text(), *std::move(row), password, from);
    if (!checked) return std::unexpected(checked.error());
    if (const auto kept = keep_an_operator(who->account); !kept) return kept;
    if (const auto done = rows_->remove(who->account.id); !done) return broken(done.error());
    return {};
}

// ---- inside ---------------------------------------------------------------------------------------------------------

std::optional<Visitor> Accounts::visitor(std::string_view secret) {
    if (!looks_like_secret(secret)) return std::nullopt;
    const std::string key = hash_of(secret);
    const auto login = rows_->login(key);
    if (!login || !*login) return std::nullopt;
    const Instant now = clock_.now();
    const Login& in = **login;
    if (now - in.used >= idle || now - in.made >= longest) return std::nullopt;
    auto row = rows_->find(in.account);
    if (!row || !*row || (*row)->account.shut) return std::nullopt;
    return Visitor{(*row)->account, in.number};
}

std::vector<Login> Accounts::logins(AccountId id) {
    auto out = rows_->logins(id);
    if (!out) log::warning("accounts: {}", out.error().detail);
    return out ? *std::move(out) : std::vector<Login>();
}

void Accounts::used(std::string_view secret) {
    const std::string key = hash_of(secret);
    const auto login = rows_->login(key);
    const Instant now = clock_.now();
    if (login && *login && now - (*login)->used >= seldom) (void)rows_->use_login(key, now);
}

Answer<> Accounts::sign_out(std::string_view secret) {
    const auto done = rows_->end_login(hash_of(secret));
    return done ? Answer<>() : broken(done.error());
}

Answer<> Accounts::end_login(const Visitor& who, std::int64_t number) {
    const auto done = rows_->end_login(who.account.id, number);
    return done ? Answer<>() : broken(done.error());
}

Answer<> Accounts::sign_out_elsewhere(std::string_view secret) {
    const auto who = visitor(secret);
    if (!who) return refuse(Refusal::not_allowed);
    const auto done = rows_->end_logins(who->account.id, hash_of(secret));
    return done ? Answer<>() : broken(done.error());
}

std::string Accounts::form_token(std::string_view secret) const {
    return hash_of(fmt::format("form {} {}", to_hex(form_key_), secret)).substr(0, 32);
}

bool Accounts::fits_form(std::string_view secret, std::string_view token) const {
    const std::string right = form_token(secret);
    return token.size() == right.size() && sodium_memcmp(right.data(), token.data(), right.size()) == 0;
}

// ---- passes ---------------------------------------------------------------------------------------------------------

Answer<std::string> Accounts::invite(std::optional<AccountId> by, Role role) {
    const std::string pass = new_secret();
    const Instant now = clock_.now();
    const auto done = rows_->add_pass({.kind = Pass::Kind::invitation,
                                       .role = role,
                                       .account = by.value_or(AccountId{}),
                                       .made = now,
                                       .until = now + pass_lasts},
                                      pass_key(pass));
    if (!done) return broken(done.error());
    note(by, "invited", {}, std::string(name_of(role)));
    return pass;
}

Answer<std::string> Accounts::recovery_of(std::optional<AccountId> by, AccountId id) {
    const std::string pass = new_secret();
    const Instant now = clock_.now();
    const auto done = rows_->add_pass(
        {.kind = Pass::Kind::recovery, .role = Role::reader, .account = id, .made = now, .until = now + pass_lasts},
        pass_key(pass));
    if (!done) return broken(done.error());
    note(by, "recovery", id);
    return pass;
}

std::optional<Pass> Accounts::look_at_pass(std::string_view pass) {
    if (!looks_like_secret(pass)) return std::nullopt;
    const auto found = rows_->pass(pass_key(pass));
    if (!found || !*found || (*found)->until <= clock_.now()) return std::nullopt;
    return **found;
}

std::optional<Account> Accounts::account_of(const Pass& pass) {
    const auto row = rows_->find(pass.account);
    if (!row || !*row) return std::nullopt;
    return (*row)->account;
}

// ---- for operators --------------------------------------------------------------------------------------------------

std::vector<Account> Accounts::list(std::string_view after, std::size_t limit) {
    auto out = rows_->list(after, limit);
    if (!out) log::warning("accounts: {}", out.error().detail);
    return out ? *std::move(out) : std::vector<Account>();
}

std::optional<Account> Accounts::named(std::string_view name) {
    const auto read = read_name(name);
    if (!read) return std::nullopt;
    const auto row = rows_->find(read->key);
    if (!row || !*row) return std::nullopt;
    return (*row)->account;
}

bool Accounts::has_operator() {
    const auto count = rows_->count(Role::owner);
    return count && *count > 0;
}

// Somebody has to be able to open the desk.
Answer<> Accounts::keep_an_operator(const Account& account) {
    if (account.role != Role::owner || account.shut) return {};
    const auto count = rows_->count(Role::owner);
    if (!count) return broken(count.error());
    return *count > 1 ? Answer<>() : refuse(Refusal::last_operator);
}

Answer<> Accounts::set_role(std::optional<AccountId> by, AccountId id, Role role) {
    const auto row = rows_->find(id);
    if (!row) return broken(row.error());
    if (!*row) return refuse(Refusal::not_allowed);
    if (role != Role::owner)
        if (const auto kept = keep_an_operator((*row)->account); !kept) return kept;
    if (const auto done = rows_->set_role(id, role); !done) return broken(done.error());
    note(by, "role", id, std::string(name_of(role)));
    return {};
}

Answer<> Accounts::shut(std::optional<AccountId> by, AccountId id, bool shut) {
    const auto row = rows_->find(id);
    if (!row) return broken(row.error());
    if (!*row) return refuse(Refusal::not_allowed);
    if (shut)
        if (const auto kept = keep_an_operator((*row)->account); !kept) return kept;
    const auto done = rows_->set_shut(id, shut ? std::optional(clock_.now()) : std::nullopt);
    if (!done) return broken(done.error());
    note(by, shut ? "shut" : "opened", id);
    return {};
}

Answer<> Accounts::remove(std::optional<AccountId> by, AccountId id) {
    const auto row = rows_->find(id);
    if (!row) return broken(row.error());
    if (!*row) return refuse(Refusal::not_allowed);
    if (const auto kept = keep_an_operator((*row)->account); !kept) return kept;
    if (const auto done = rows_->remove(id); !done) return broken(done.error());
    note(by, "removed", {});
    return {};
}

void Accounts::note(std::optional<AccountId> by, std::string_view deed, AccountId object, std::string detail) {
    const auto done = rows_->add_deed({.at = clock_.now(),
                                       .actor = by ? by->text() : std::string(),
                                       .deed = std::string(deed),
                                       .object = object ? object.text() : std::string(),
                                       .detail = std::move(detail)});
    if (!done) log::warning("accounts: {} was done, but not written down: {}", deed, done.error().detail);
}

std::vector<store::Deed> Accounts::deeds(std::int64_t before, std::size_t limit) {
    auto out = rows_->deeds(before, limit);
    if (!out) log::warning("accounts: {}", out.error().detail);
    return out ? *std::move(out) : std::vector<store::Deed>();
}

}  // namespace octavo::readers
