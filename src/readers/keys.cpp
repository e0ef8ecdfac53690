#include "readers/keys.hpp"

#include <sodium.h>

#include "base/hash.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "readers/names.hpp"

namespace octavo::readers {
namespace {

constexpr Duration seldom = std::chrono::hours(1);  // how exactly it is known when a program's password was used
constexpr std::size_t code_letters = 16, code_group = 4, app_letters = 24, app_group = 6;

std::unexpected<Refused> refuse(Refusal why) { return std::unexpected(Refused{.why = why}); }
std::unexpected<Refused> broken(const Failure& failure) {
    return std::unexpected(Refused{.why = Refusal::broken, .detail = failure.detail});
}

std::string hash_of(std::string_view secret) {
    const Digest d = digest(secret);
    return to_hex({reinterpret_cast<const char*>(d.data()), d.size()});
}

// Five bits a letter: a to z, 2 to 7.
std::string letters_by_lot(std::size_t count) {
    constexpr std::size_t of_one = 12;  // of the 13 letters of 64 bits, those that carry five
    std::string out;
    while (out.size() < count) {
        std::uint64_t bits = 0;
        randombytes_buf(&bits, sizeof bits);
        out += to_base32(bits).substr(0, of_one);
    }
    return out.substr(0, count);
}

std::string in_groups(std::string_view letters, std::size_t group) {
    std::string out;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % group == 0) out += '-';
        out += letters[i];
    }
    return out;
}

// As it was made, however it is typed: capitals, spaces, and the digits that two of its letters are taken for.
std::string letters_typed(std::string_view typed) {
    std::string out;
    for (const char c : typed.substr(0, 200)) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c - 'A' + 'a');
        else if (c == '0' || c == '1')
            out += c == '0' ? 'o' : 'l';
        else if (c != '-' && c != ' ')
            out += c;
    }
    return out;
}

std::string code_key(AccountId who, std::string_view letters) {
    return hash_of(fmt::format("code {} {}", who.text(), letters));
}
std::string app_key(std::string_view letters) { return hash_of(fmt::format("app {}", letters)); }

// A name for a thing of one's own: whatever can be seen, on one line.
std::string tidy_name(std::string_view typed, std::string_view otherwise) {
    std::string name = utf8::squeeze(utf8::without_controls(utf8::repair(typed.substr(0, 1000))));
    if (name.empty()) name = otherwise;
    std::string out;
    std::size_t count = 0;
    for (std::size_t at = 0; at < name.size() && count < Keys::longest_name; ++count) {
        const std::size_t from = at;
        utf8::next(name, at);
        out.append(name, from, at - from);
    }
    return out;
}

std::optional<std::string> decoded(std::string_view text, std::size_t longest) {
    return text.size() > 2 * longest ? std::nullopt : from_base64url(text);
}

// What does not read is what is not known: the reader is told the same, the log why.
std::unexpected<Refused> not_this_key(std::string_view why) {
    log::info("accounts: {}", why);
    return refuse(Refusal::bad_passkey);
}

}  // namespace

// ---- passkeys -------------------------------------------------------------------------------------------------------

Answer<store::AccountRow> Keys::check(const RelyingParty& site, const ShownKey& shown, const Doorstep& from) {
    const auto id = decoded(shown.id, longest_credential);
    const auto client_data = decoded(shown.client_data, longest_client_data);
    const auto data = decoded(shown.authenticator_data, longest_statement);
    const auto signature = decoded(shown.signature, longest_statement);
    const auto user = decoded(shown.user, 64);
    if (!id || !client_data || !data || !signature || !user) return not_this_key("passkey: unreadable");
    const std::string counted = fmt::format("passkey {}", hash_of(*id));
    if (const Duration wait = accounts_.throttle_.attempt(counted, from.household, clock_.now()); wait > Duration(0))
        return std::unexpected(Refused{.why = Refusal::too_often, .wait = wait});
    if (!challenges_.take(shown.challenge, "use", clock_.now()))
        return not_this_key("passkey: it answers what was not asked, was answered, or was asked too long ago");
    const auto known = rows_->passkey(to_base64url(*id));
    if (!known) return broken(known.error());
    if (!*known) return not_this_key("passkey: not known here");
    const Passkey& key = **known;
    if (*user != key.account.text()) return not_this_key("passkey: it says that it is somebody else's");
    const auto use = read_use(site, shown.challenge,
                              {.algorithm = key.algorithm,
                               .public_key = from_base64url(key.public_key).value_or(""),
                               .count = key.count,
                               .may_travel = key.may_travel},
                              {*client_data, *data, *signature});
    if (!use) return not_this_key(use.error().detail);
    const auto counts = rows_->use(key.id, use->count, use->travels, clock_.now());
    if (!counts) return broken(counts.error());
    if (!*counts) return not_this_key("passkey: its count went back: there is a copy of it");
    accounts_.throttle_.well(counted, from.household);
    auto row = accounts_.rows_->find(key.account);
    if (!row) return broken(row.error());
    if (!*row) return refuse(Refusal::bad_passkey);
    if ((*row)->account.shut) return refuse(Refusal::shut);
    return **std::move(row);
}

Answer<SignedIn> Keys::sign_in(const RelyingParty& site, const ShownKey& shown, const Doorstep& from) {
    const auto row = check(site, shown, from);
    if (!row) return std::unexpected(row.error());
    return accounts_.let_in(*row, from);
}

Answer<SignedIn> Keys::confirm(std::string_view secret, const RelyingParty& site, const ShownKey& shown,
                               const Doorstep& from) {
    const auto who = accounts_.visitor(secret);
    if (!who) return std::unexpected(who.error());
    if (!*who) return refuse(Refusal::not_allowed);
    const auto row = check(site, shown, from);
    if (!row) return std::unexpected(row.error());
    if (row->account.id != (*who)->account.id) return refuse(Refusal::bad_passkey);
    return accounts_.go_on(*row, secret, from);
}

Answer<> Keys::add(const Visitor& who, const RelyingParty& site, const ShownNewKey& shown, std::string_view name) {
    if (!is_fresh(who)) return refuse(Refusal::stale);
    const auto client_data = decoded(shown.client_data, longest_client_data);
    const auto attestation = decoded(shown.attestation, longest_statement);
    if (!client_data || !attestation) return not_this_key("passkey: unreadable");
    if (!challenges_.take(shown.challenge, adding(who), clock_.now()))
        return not_this_key("passkey: it answers what was not asked, was answered, or was asked too long ago");
    const auto key = read_new_key(site, shown.challenge, {*client_data, *attestation});
    if (!key) return not_this_key(key.error().detail);
    const auto added = rows_->add({.id = to_base64url(key->id),
                                   .account = who.account.id,
                                   .name = tidy_name(name, "?"),
                                   .algorithm = key->algorithm,
                                   .public_key = to_base64url(key->public_key),
                                   .count = key->count,
                                   .may_travel = key->may_travel,
                                   .travels = key->travels,
                                   .made = clock_.now()},
                                  most_passkeys);
    if (!added) return broken(added.error());
    if (!*added) return refuse(Refusal::too_many);
    accounts_.note(who, "passkey added", who.account.id);
    return {};
}

Answer<std::vector<Passkey>> Keys::passkeys(const Visitor& who) {
    auto out = rows_->passkeys(who.account.id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<> Keys::rename(const Visitor& who, std::string_view id, std::string_view name) {
    const std::string tidy = tidy_name(name, "");
    if (tidy.empty()) return {};
    const auto named = rows_->name_passkey(who.account.id, id, tidy);
    if (!named) return broken(named.error());
    return {};
}

Answer<> Keys::remove(const Visitor& who, std::string_view id) {
    const auto gone = rows_->drop_passkey(who.account.id, id);
    if (!gone) return broken(gone.error());
    if (*gone) accounts_.note(who, "passkey removed", who.account.id);
    return {};
}

// ---- recovery codes -------------------------------------------------------------------------------------------------

Answer<std::vector<std::string>> Keys::new_codes(const Visitor& who) {
    if (!is_fresh(who)) return refuse(Refusal::stale);
    std::vector<std::string> shown, kept;
    for (std::size_t i = 0; i < codes; ++i) {
        const std::string letters = letters_by_lot(code_letters);
        shown.push_back(in_groups(letters, code_group));
        kept.push_back(code_key(who.account.id, letters));
    }
    if (const auto done = rows_->set_codes(who.account.id, kept); !done) return broken(done.error());
    accounts_.note(who, "recovery codes made", who.account.id);
    return shown;
}

Answer<std::int64_t> Keys::codes_left(const Visitor& who) {
    const auto out = rows_->codes_left(who.account.id);
    if (!out) return broken(out.error());
    return *out;
}

Answer<SignedIn> Keys::by_code(std::string_view name, std::string_view code, std::string_view password,
                               const Doorstep& from) {
    const auto read = read_name(name);
    const std::string counted = fmt::format("code {}", read ? read->key : std::string(utf8::cut(name, 200)));
    if (const Duration wait = accounts_.throttle_.attempt(counted, from.household, clock_.now()); wait > Duration(0))
        return std::unexpected(Refused{.why = Refusal::too_often, .wait = wait});
    // A name that nobody has is looked up as one that somebody has, and so is its code.
    const auto row = accounts_.rows_->find(read ? std::string_view(read->key) : " ");
    if (!row) return broken(row.error());
    const AccountId id = *row ? (*row)->account.id : AccountId{};
    const std::string key = code_key(id, letters_typed(code));
    const auto fits = rows_->has_code(id, key);
    if (!fits) return broken(fits.error());
    if (!*row || !*fits) return refuse(Refusal::bad_code);
    accounts_.throttle_.well(counted, from.household);
    if ((*row)->account.shut) return refuse(Refusal::shut);
    auto hash = accounts_.new_hash(password, (*row)->account.name);
    if (!hash) return std::unexpected(std::move(hash).error());
    const auto done = accounts_.rows_->recover_by_code(id, *hash, key);
    if (!done) return broken(done.error());
    if (!*done) return refuse(Refusal::bad_code);  // somebody was quicker
    accounts_.note(Visitor{(*row)->account}, "recovered by code", id);
    return accounts_.let_in({(*row)->account, *hash}, from);
}

// ---- passwords of programs ------------------------------------------------------------------------------------------

Answer<std::string> Keys::add_app(const Visitor& who, std::string_view name) {
    if (!is_fresh(who)) return refuse(Refusal::stale);
    const std::string letters = letters_by_lot(app_letters);
    std::uint64_t number = 0;
    randombytes_buf(&number, sizeof number);
    const auto added = rows_->add({.number = static_cast<std::int64_t>(number >> 11),  // exact in JSON
                                   .account = who.account.id,
                                   .name = tidy_name(name, "?"),
                                   .made = clock_.now()},
                                  app_key(letters), most_apps);
    if (!added) return broken(added.error());
    if (!*added) return refuse(Refusal::too_many);
    accounts_.note(who, "password of a program made", who.account.id);
    return in_groups(letters, app_group);
}

Answer<std::vector<AppPassword>> Keys::apps(const Visitor& who) {
    auto out = rows_->apps(who.account.id);
    if (!out) return broken(out.error());
    return *std::move(out);
}

Answer<> Keys::remove_app(const Visitor& who, std::int64_t number) {
    const auto gone = rows_->drop_app(who.account.id, number);
    if (!gone) return broken(gone.error());
    if (*gone) accounts_.note(who, "password of a program ended", who.account.id);
    return {};
}

Answer<std::optional<Visitor>> Keys::reader_of(std::string_view name, std::string_view password, const Doorstep& from) {
    const std::string key = app_key(letters_typed(password));
    // Counted by household alone: a stranger's guesses must not keep the owner's program out, and 120 bits are not
    // guessed.
    const std::string counted = fmt::format("app {}", key);
    if (const Duration wait = accounts_.throttle_.attempt(counted, from.household, clock_.now()); wait > Duration(0))
        return std::unexpected(Refused{.why = Refusal::too_often, .wait = wait});
    const auto app = rows_->app(key);
    if (!app) return broken(app.error());
    if (!*app) return std::nullopt;
    const auto row = accounts_.rows_->find((*app)->account);
    if (!row) return broken(row.error());
    const auto read = read_name(name), own = *row ? read_name((*row)->account.name) : std::nullopt;
    if (!*row || (*row)->account.shut || !read || !own || read->key != own->key) return std::nullopt;
    accounts_.throttle_.well(counted, from.household);
    const Instant last = (*app)->used.value_or((*app)->made - seldom);
    return Visitor{.account = (*row)->account, .stale = clock_.now() - last >= seldom};
}

void Keys::app_used(std::string_view password) { (void)rows_->use_app(app_key(letters_typed(password)), clock_.now()); }

}  // namespace octavo::readers
