#include "readers/quotas.hpp"

#include <charconv>

#include "base/utf8.hpp"
#include "readers/answers.hpp"

namespace octavo::readers {
namespace {

Instant day_of(Instant now) { return std::chrono::floor<std::chrono::days>(now); }

}  // namespace

bool QuotaSettings::read(Role role, std::string_view text) {
    auto& mine = of_role[static_cast<std::size_t>(role)];
    ByQuota<std::int64_t> out = mine;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view item = utf8::trim(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
        if (item.empty()) continue;
        const auto equals = std::min(item.find('='), item.size());
        const auto what = quota_named(utf8::trim(item.substr(0, equals)));
        const auto value = utf8::trim(item.substr(std::min(equals + 1, item.size())));
        std::int64_t most = -1;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), most);
        if (!what || error != std::errc() || end != value.data() + value.size() || most < 0 || most > highest(*what))
            return false;
        out[index_of(*what)] = most;
    }
    mine = out;
    return true;
}

std::string QuotaSettings::text(Role role) const {
    std::string out;
    for (const Quota one : quotas)
        out += fmt::format("{}{}={}", out.empty() ? "" : ", ", name_of(one),
                           of_role[static_cast<std::size_t>(role)][index_of(one)]);
    return out;
}

Result<std::unique_ptr<Quotas>> Quotas::open(const std::string& folder, QuotaSettings settings, Accounts& accounts,
                                             const Clock& clock) {
    auto rows = TRY(store::Quotas::open(folder));
    return std::unique_ptr<Quotas>(new Quotas(std::move(rows), settings, accounts, clock));
}

// Where the archive does not say, what the role may holds.
std::int64_t Quotas::most(const Account& who, Quota what) {
    const auto own = rows_->exceptions(who.id);
    const std::int64_t of_role = settings_.of_role[static_cast<std::size_t>(who.role)][index_of(what)];
    return own ? (*own)[index_of(what)].value_or(of_role) : of_role;
}

Answer<> Quotas::may_comment(const Visitor& who) {
    const auto said = rows_->comments_since(who.account.id, day_of(clock_.now()));
    if (!said) return broken(said.error());
    if (*said >= most(who.account, Quota::comments)) return std::unexpected(over(who.account, Quota::comments));
    return {};
}

std::int64_t Quotas::services_of(AccountId who, Instant day) {
    if (day != day_) services_.clear();
    day_ = day;
    const auto found = services_.find(who);
    return found == services_.end() ? 0 : found->second;
}

Answer<> Quotas::ask_service(const Visitor& who) {
    const std::int64_t allowed = most(who.account, Quota::services);
    {
        const std::scoped_lock lock(mutex_);
        const bool room = services_.size() < most_remembered || services_.contains(who.account.id);
        if (services_of(who.account.id, day_of(clock_.now())) < allowed && room) {
            ++services_[who.account.id];
            return {};
        }
    }
    return std::unexpected(Refused{.why = Refusal::too_many, .over = Over{Quota::services, allowed}});
}

void Quotas::give_back_service(const Visitor& who) {
    const std::scoped_lock lock(mutex_);
    if (services_of(who.account.id, day_of(clock_.now())) > 0) --services_[who.account.id];
}

Answer<std::vector<Quotas::Line>> Quotas::lines(const By& by, const Account& whose) {
    if (!by.may(Role::owner)) return refused(Refusal::not_allowed);
    const Instant day = day_of(clock_.now());
    const auto own = rows_->exceptions(whose.id);
    auto used = rows_->used(whose.id, day);
    if (!own || !used) return broken(own ? used.error() : own.error());
    {
        const std::scoped_lock lock(mutex_);
        (*used)[index_of(Quota::services)] = services_of(whose.id, day);
    }
    std::vector<Line> out;
    for (const Quota what : quotas)
        out.push_back({.what = what,
                       .used = (*used)[index_of(what)],
                       .of_role = settings_.of_role[static_cast<std::size_t>(whose.role)][index_of(what)],
                       .own = (*own)[index_of(what)]});
    return out;
}

Answer<> Quotas::set(const By& by, AccountId whose, Quota what, std::optional<std::int64_t> most) {
    if (!by.may(Role::owner)) return refused(Refusal::not_allowed);
    if (most && (*most < 0 || *most > highest(what))) return refused(Refusal::bad_name);
    const auto before = rows_->exceptions(whose);
    if (!before) return broken(before.error());
    if ((*before)[index_of(what)] == most) return {};
    const auto done = rows_->set(whose, what, most);
    if (!done) return broken(done.error());
    if (!*done) return refused(Refusal::nobody);
    accounts_.note(by, "quota", whose,
                   fmt::format("{} {}", name_of(what), most ? std::to_string(*most) : "as its role"));
    return {};
}

}  // namespace octavo::readers
