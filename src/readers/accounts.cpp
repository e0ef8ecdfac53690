#include "readers/accounts.hpp"

#include <sodium.h>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "readers/held_names.hpp"
#include "readers/keys.hpp"
#include "readers/names.hpp"

namespace octavo::readers {
namespace {

constexpr Duration seldom =
    std::chrono::hours(1);  // how exactly it is known when a login was used: a look writes little
constexpr std::size_t most_device = 100, most_links = 500, link_letters = 16;

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
bool is_hex_secret(std::string_view secret) {
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

Accounts::Accounts(std::unique_ptr<store::Accounts> rows, AccountSettings settings, std::string nobody,
                   const Clock& clock)
    : rows_(std::move(rows)),
      settings_(settings),
      nobody_(std::move(nobody)),
      clock_(clock),
      form_key_(random_bytes(32)) {}
Accounts::~Accounts() = default;

bool looks_like_secret(std::string_view secret) { return is_hex_secret(secret); }

Result<std::unique_ptr<Accounts>> Accounts::open(const std::string& folder, AccountSettings settings,
                                                 const Clock& clock) {
    if (sodium_init() < 0) return fail(Fault::unwritable, "no randomness: libsodium did not start");
    auto rows = TRY(store::Accounts::open(folder));
    auto keys = TRY(store::Keys::open(folder));
    std::string nobody = hash_password(random_bytes(16), settings.cost);
    if (nobody.empty()) return fail(Fault::too_big, "no memory for a password's hash (64 MB)");
    std::unique_ptr<Accounts> out(new Accounts(std::move(rows), settings, std::move(nobody), clock));
    out->keys_ = std::make_unique<Keys>(std::move(keys), *out, clock);
    return out;
}

// ---- at the door ----------------------------------------------------------------------------------------------------

Answer<std::string> Accounts::new_hash(std::string_view typed, std::string_view name) const {
    const auto password = read_password(typed);
    if (!password) return refuse(Refusal::long_password);
    switch (look_at_password(*password, name)) {
        case PasswordFault::too_short:
            return refuse(Refusal::short_password);
        case PasswordFault::too_long:
            return refuse(Refusal::long_password);
        case PasswordFault::common:
            return refuse(Refusal::common_password);
        case PasswordFault::none:
            break;
    }
    std::string hash = hash_password(*password, settings_.cost);
    if (hash.empty()) return broken({Fault::too_big, "no memory for a password's hash"});
    return hash;
}

Answer<SignedIn> Accounts::let_in(const store::AccountRow& row, const Doorstep& from) {
    const Instant now = clock_.now();
    const std::string secret = new_secret();
    const Login login{.number = static_cast<std::int64_t>(by_lot<std::uint64_t>() >> 11),  // exact in JSON
                      .account = row.account.id,
                      .made = now,
                      .used = now,
                      .device = std::string(utf8::cut(utf8::repair(from.device), most_device))};
    const auto done =
        rows_->add_login(login, hash_of(secret), row.password, {.used = now - idle, .made = now - longest});
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::wrong);  // the password was changed while it was looked at
    return SignedIn{row.account, secret};
}

Answer<SignedIn> Accounts::sign_up(std::string_view name, std::string_view typed, std::string_view pass,
                                   const Doorstep& from) {
    Role role = Role::reader;
    if (!pass.empty()) {
        const auto given = look_at_pass(pass);
        if (!given) return std::unexpected(given.error());
        if (!*given || (*given)->kind != Pass::Kind::invitation) return refuse(Refusal::bad_pass);
        if (settings_.sign_up == SignUp::closed && (*given)->giver) return refuse(Refusal::closed);
        role = (*given)->role;
    } else if (settings_.sign_up != SignUp::open) {
        return refuse(Refusal::closed);
    }
    const auto read = read_name(name);
    if (!read) return refuse(Refusal::bad_name);
    // Each that goes on costs a hash and a row, and would tell which names are taken: counted as tries are, but apart
    // from them, so that nobody is kept from signing in by who signs up.
    const std::string counted = fmt::format("sign up {}", read->key);
    const std::uint64_t household =
        from.household == Throttle::uncounted ? from.household : from.household ^ 0x9e3779b97f4a7c15U;
    if (const Duration wait = throttle_.attempt(counted, household, clock_.now()); wait > Duration(0))
        return std::unexpected(Refused{.why = Refusal::too_often, .wait = wait});
    auto hash = new_hash(typed, read->shown);
    if (!hash) return std::unexpected(std::move(hash).error());
    const store::AccountRow row{
        .account = {.id = AccountId{by_lot<std::uint64_t>()}, .name = read->shown, .role = role, .made = clock_.now()},
        .password = *hash};
    const auto ticket =
        pass.empty() ? std::nullopt : std::optional(store::Accounts::Ticket{pass_key(pass), clock_.now()});
    const auto names = rows_->names_key();
    if (!names) return broken(names.error());
    const auto added = rows_->add(row, {read->key, read->looks, held_names(*read, *names)}, ticket);
    if (!added) return broken(added.error());
    if (*added == store::Accounts::Added::taken) return refuse(Refusal::name_taken);
    if (*added == store::Accounts::Added::no_pass) return refuse(Refusal::bad_pass);  // somebody was quicker
    throttle_.well(counted, household);
    if (role == Role::owner)
        if (const auto ended = rows_->end_first_links(); !ended) log::warning("accounts: {}", ended.error().detail);
    if (role != Role::reader) note(Visitor{row.account}, "signed up", row.account.id, std::string(name_of(role)));
    return let_in(row, from);
}

Answer<store::AccountRow> Accounts::check(std::string_view key, std::optional<store::AccountRow> row,
                                          std::string_view typed, const Doorstep& from) {
    if (const Duration wait = throttle_.attempt(key, from.household, clock_.now()); wait > Duration(0))
        return std::unexpected(Refused{.why = Refusal::too_often, .wait = wait});
    const auto password = read_password(typed);
    const bool right = is_password(row ? row->password : nobody_, password.value_or(""));
    // A hash of before the cost was raised is looked at sooner: that must not tell that the name is known.
    if (row && is_outdated(row->password, settings_.cost)) (void)is_password(nobody_, password.value_or(""));
    if (!row || !right || !password) return refuse(Refusal::wrong);
    throttle_.well(key, from.household);
    if (row->account.shut) return refuse(Refusal::shut);
    return *std::move(row);
}

Answer<SignedIn> Accounts::sign_in(std::string_view name, std::string_view typed, const Doorstep& from) {
    const auto read = read_name(name);
    // What can be nobody's name takes as long as what could.
    std::optional<store::AccountRow> row;
    auto found = rows_->find(read ? std::string_view(read->key) : " ");
    if (!found) return broken(found.error());
    if (read) row = *std::move(found);
    auto checked = check(read ? read->key : std::string(utf8::cut(name, 200)), std::move(row), typed, from);
    if (!checked) return std::unexpected(std::move(checked).error());
    if (is_outdated(checked->password, settings_.cost)) {
        const std::string anew = hash_password(read_password(typed).value_or(""), settings_.cost);
        if (!anew.empty() && rows_->set_hash(checked->account.id, checked->password, anew)) checked->password = anew;
    }
    return let_in(*checked, from);
}

Answer<SignedIn> Accounts::recover(std::string_view pass, std::string_view typed, const Doorstep& from) {
    const auto given = look_at_pass(pass);
    if (!given) return std::unexpected(given.error());
    if (!*given || (*given)->kind != Pass::Kind::recovery) return refuse(Refusal::bad_pass);
    const auto whose = account((*given)->subject);
    if (!whose) return std::unexpected(whose.error());
    if (!*whose) return refuse(Refusal::bad_pass);
    if ((*whose)->shut) return refuse(Refusal::shut);
    const auto hash = new_hash(typed, (*whose)->name);
    if (!hash) return std::unexpected(hash.error());
    const auto done = rows_->recover((*whose)->id, *hash, {pass_key(pass), clock_.now()});
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::bad_pass);
    if (const auto read = read_name((*whose)->name)) throttle_.well(read->key, from.household);
    note(Visitor{**whose}, "recovered", (*whose)->id);
    return let_in({**whose, *hash}, from);
}

// Whose login it is proves to be them.
Answer<store::AccountRow> Accounts::check_again(std::string_view secret, std::string_view typed, const Doorstep& from) {
    const auto who = visitor(secret);
    if (!who) return std::unexpected(who.error());
    if (!*who) return refuse(Refusal::not_allowed);
    auto row = rows_->find((*who)->account.id);
    if (!row) return broken(row.error());
    const auto read = read_name((*who)->account.name);
    // Counted apart from tries at the door: a stranger's must not keep somebody from the password form inside.
    return check(fmt::format("again {}", read ? read->key : (*who)->account.name), *std::move(row), typed, from);
}

Answer<SignedIn> Accounts::change_password(std::string_view secret, std::string_view old, std::string_view typed,
                                           const Doorstep& from) {
    const auto row = check_again(secret, old, from);
    if (!row) return std::unexpected(row.error());
    const auto hash = new_hash(typed, row->account.name);
    if (!hash) return std::unexpected(hash.error());
    // The login of this browser ends too: it goes on under a new secret.
    const auto done = rows_->set_password(row->account.id, row->password, *hash);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::wrong);
    return let_in({row->account, *hash}, from);
}

Answer<SignedIn> Accounts::go_on(const store::AccountRow& row, std::string_view secret, const Doorstep& from) {
    auto in = let_in(row, from);
    if (!in) return in;
    if (const auto ended = sign_out(secret); !ended) return std::unexpected(ended.error());
    return in;
}

Answer<SignedIn> Accounts::confirm(std::string_view secret, std::string_view typed, const Doorstep& from) {
    const auto row = check_again(secret, typed, from);
    if (!row) return std::unexpected(row.error());
    return go_on(*row, secret, from);
}

Answer<> Accounts::leave(std::string_view secret, std::string_view typed, const Doorstep& from) {
    const auto row = check_again(secret, typed, from);
    if (!row) return std::unexpected(row.error());
    const auto done = take_out(row->account);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::last_operator);
    (void)tidy();
    return {};
}

// Who could not write leaves that name for as long.
Result<bool> Accounts::take_out(const Account& account) {
    const auto name = read_name(account.name);
    store::Accounts::HeldName held{.hashes = {}, .fresh_key = new_secret(), .now = clock_.now()};
    if (name) held.hashes = [&name](std::string_view key) { return held_names(*name, key); };
    return rows_->remove(account.id, held);
}

// ---- inside ---------------------------------------------------------------------------------------------------------

Answer<std::optional<Visitor>> Accounts::visitor(std::string_view secret) {
    if (!is_hex_secret(secret)) return std::nullopt;
    const auto login = rows_->login(hash_of(secret));
    if (!login) return broken(login.error());
    if (!*login) return std::nullopt;
    const Instant now = clock_.now();
    const Login& in = **login;
    // What was made in what is now the future says nothing of its age.
    if (now - in.used >= idle || now - in.made >= longest || in.made - now >= idle) return std::nullopt;
    const auto row = rows_->find(in.account);
    if (!row) return broken(row.error());
    if (!*row || (*row)->account.shut) return std::nullopt;
    return Visitor{(*row)->account, in.number, now - in.used >= seldom, in.made};
}

Answer<std::vector<Login>> Accounts::logins(AccountId id) {
    auto out = rows_->logins(id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

void Accounts::used(std::string_view secret) {
    const std::string key = hash_of(secret);
    const auto login = rows_->login(key);
    const Instant now = clock_.now();
    if (login && *login && now - (*login)->used >= seldom)
        (void)rows_->use_login(key, now, {.used = now - idle, .made = now - longest});
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
    if (!who) return std::unexpected(who.error());
    if (!*who) return refuse(Refusal::not_allowed);
    const auto done = rows_->end_logins((*who)->account.id, hash_of(secret));
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

Answer<std::string> Accounts::invite(const By& by, Role role) {
    if (!by.may(Role::moderator) || !by.may(role)) return refuse(Refusal::not_allowed);
    const std::string pass = new_secret();
    const Instant now = clock_.now();
    const auto done = rows_->add_pass({.kind = Pass::Kind::invitation,
                                       .role = role,
                                       .giver = by.account(),
                                       .subject = {},
                                       .made = now,
                                       .until = now + pass_lasts},
                                      pass_key(pass));
    if (!done) return broken(done.error());
    note(by, "invited", {}, std::string(name_of(role)));
    return pass;
}

Answer<std::string> Accounts::invite_first_operator() {
    if (const auto ended = rows_->end_first_links(); !ended) return broken(ended.error());
    return invite(By::command_line(), Role::owner);
}

Answer<std::string> Accounts::recovery_of(const By& by, AccountId id) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    const auto whose = account(id);
    if (!whose) return std::unexpected(whose.error());
    if (!*whose) return refuse(Refusal::nobody);
    const std::string pass = new_secret();
    const Instant now = clock_.now();
    const auto done = rows_->add_pass({.kind = Pass::Kind::recovery,
                                       .role = Role::reader,
                                       .giver = by.account(),
                                       .subject = id,
                                       .made = now,
                                       .until = now + pass_lasts},
                                      pass_key(pass));
    if (!done) return broken(done.error());
    note(by, "recovery", id);
    return pass;
}

Answer<std::vector<Accounts::OpenLink>> Accounts::open_links(const By& by) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    const auto found = rows_->open_passes(clock_.now(), most_links);
    if (!found) return broken(found.error());
    std::vector<OpenLink> out;
    for (const auto& one : *found) out.push_back({one.secret.substr(0, link_letters), one.pass});
    return out;
}

Answer<> Accounts::take_back(const By& by, std::string_view name) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    const auto found = rows_->open_passes(clock_.now(), most_links);
    if (!found) return broken(found.error());
    for (const auto& one : *found) {
        if (one.secret.substr(0, link_letters) != name) continue;
        const auto dropped = rows_->drop_pass(one.secret);
        if (!dropped) return broken(dropped.error());
        if (!*dropped) break;
        note(by, "link taken back", one.pass.subject,
             one.pass.kind == Pass::Kind::invitation ? std::string(name_of(one.pass.role)) : "recovery");
        return {};
    }
    return refuse(Refusal::nobody);
}

Answer<std::optional<Pass>> Accounts::look_at_pass(std::string_view pass) {
    if (!is_hex_secret(pass)) return std::nullopt;
    const auto found = rows_->pass(pass_key(pass));
    if (!found) return broken(found.error());
    if (!*found || (*found)->until <= clock_.now()) return std::nullopt;
    return **found;
}

Answer<std::optional<Account>> Accounts::account(AccountId id) {
    const auto row = rows_->find(id);
    if (!row) return broken(row.error());
    return *row ? std::optional((*row)->account) : std::nullopt;
}

// ---- for operators --------------------------------------------------------------------------------------------------

Answer<std::vector<Account>> Accounts::list(const By& by, std::string_view after_key, std::size_t limit) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    auto out = rows_->list(after_key, limit);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<std::optional<Account>> Accounts::named(std::string_view name) {
    const auto read = read_name(name);
    if (!read) return std::nullopt;
    const auto row = rows_->find(read->key);
    if (!row) return broken(row.error());
    return *row ? std::optional((*row)->account) : std::nullopt;
}

Answer<bool> Accounts::has_operator() {
    const auto count = rows_->count(Role::owner);
    if (!count) return broken(count.error());
    return *count > 0;
}

namespace {

// Done; or nobody is there; or it is the last operator.
Answer<> done_to(const Result<bool>& done, bool there) {
    if (!done) return broken(done.error());
    if (!there) return refuse(Refusal::nobody);
    return *done ? Answer<>() : refuse(Refusal::last_operator);
}

}  // namespace

Answer<> Accounts::set_role(const By& by, AccountId id, Role role) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    const auto whose = account(id);
    if (!whose) return std::unexpected(whose.error());
    if (const auto done = done_to(rows_->set_role(id, role), whose->has_value()); !done) return done;
    note(by, "role", id, std::string(name_of(role)));
    return {};
}

Answer<> Accounts::shut(const By& by, AccountId id, bool shut) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    const auto whose = account(id);
    if (!whose) return std::unexpected(whose.error());
    const auto set = rows_->set_shut(id, shut ? std::optional(clock_.now()) : std::nullopt);
    if (const auto done = done_to(set, whose->has_value()); !done) return done;
    note(by, shut ? "shut" : "opened", id);
    return {};
}

Answer<> Accounts::remove(const By& by, AccountId id) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    const auto whose = account(id);
    if (!whose) return std::unexpected(whose.error());
    if (!*whose) return refuse(Refusal::nobody);
    if (const auto done = done_to(take_out(**whose), true); !done) return done;
    note(by.account() == id ? By::command_line() : by, "removed", {});
    (void)tidy();
    return {};
}

void Accounts::note(const By& by, std::string_view deed, AccountId object, std::string detail) {
    const auto done = rows_->add_deed({.at = clock_.now(),
                                       .actor = by.account() ? by.account().text() : std::string(),
                                       .deed = std::string(deed),
                                       .object = object ? object.text() : std::string(),
                                       .detail = std::move(detail)});
    if (!done) log::warning("accounts: {} was done, but not written down: {}", deed, done.error().detail);
}

Answer<std::vector<store::Deed>> Accounts::deeds(const By& by, std::int64_t before, std::size_t limit) {
    if (!by.may(Role::owner)) return refuse(Refusal::not_allowed);
    auto out = rows_->deeds(before, limit);
    if (!out) return broken(out.error());
    return *std::move(out);
}

}  // namespace octavo::readers
