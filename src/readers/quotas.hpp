// How much an account may keep and do: what its role may (the operator's configuration), unless an operator made an
// exception of it. Who asks for more is refused with the limit named (Refused::over).
//
//   quotas.most(account, Quota::saved)                50,000
//   quotas.set(by, id, Quota::saved, 100)             from now on this one may save a hundred; what is there stays
//   quotas.ask_service(who)                           one press more of today's, or Refused::over
//
// A limit that is lowered takes nothing away: it keeps from adding. What is asked of services is counted in memory,
// as what readers may spend of the budget is (provider/budget.hpp): a restart begins the day anew.
// Thread-safe; set() waits for the archive. Checked by tests/readers/quotas_test.cpp.
#pragma once

#include <mutex>
#include <unordered_map>

#include "readers/accounts.hpp"
#include "store/quotas.hpp"

namespace octavo::readers {

struct QuotaSettings {
    // What there was before roles had their own: of things that are kept, what a page of them can bear.
    static constexpr ByQuota<std::int64_t> usual = {1000, 20, 50'000, 1000, 200, 200};
    static constexpr std::int64_t highest_factor = 10;  // over the usual: nobody may have more
    std::array<ByQuota<std::int64_t>, roles.size()> of_role = {usual, usual, usual, usual};
    // "follows=100, comments=20" over what is there; false: something else.
    bool read(Role role, std::string_view text);
    std::string text(Role role) const;
};
constexpr std::int64_t highest(Quota what) {
    // One page shows all that is followed.
    return QuotaSettings::usual[index_of(what)] * (what == Quota::follows ? 1 : QuotaSettings::highest_factor);
}

class Quotas {
  public:
    static Result<std::unique_ptr<Quotas>> open(const std::string& folder, QuotaSettings settings, Accounts& accounts,
                                                const Clock& clock);

    std::int64_t most(const Account& who, Quota what);
    // What a refusal says of it.
    Refused over(const Account& who, Quota what) {
        return {.why = what == Quota::searches ? Refusal::too_many_searches : Refusal::too_many,
                .over = Over{what, most(who, what)}};
    }
    Answer<> may_comment(const Visitor& who);
    Answer<> ask_service(const Visitor& who);    // counted
    void give_back_service(const Visitor& who);  // nothing came of it

    struct Line {
        Quota what = Quota::follows;
        std::int64_t used = 0, of_role = 0;
        std::optional<std::int64_t> own = {};  // the exception
        std::int64_t most() const { return own.value_or(of_role); }
    };
    Answer<std::vector<Line>> lines(const By& by, const Account& whose);  // an operator's
    // Absent: as its role has it. bad_name: more than may be; nobody: no such account. Written down.
    Answer<> set(const By& by, AccountId whose, Quota what, std::optional<std::int64_t> most);

  private:
    Quotas(std::unique_ptr<store::Quotas> rows, QuotaSettings settings, Accounts& accounts, const Clock& clock)
        : rows_(std::move(rows)), settings_(settings), accounts_(accounts), clock_(clock) {}
    std::int64_t services_of(AccountId who, Instant day);  // with the lock

    static constexpr std::size_t most_remembered = 100'000;
    const std::unique_ptr<store::Quotas> rows_;
    const QuotaSettings settings_;
    Accounts& accounts_;
    const Clock& clock_;
    std::mutex mutex_;  // guards what follows
    Instant day_{};
    std::unordered_map<AccountId, std::int64_t> services_;  // of the day
};

// Where a room was given no quotas, the usual ones hold.
inline std::size_t most_of(Quotas* quotas, const Account& who, Quota what) {
    return static_cast<std::size_t>(quotas ? quotas->most(who, what) : QuotaSettings::usual[index_of(what)]);
}
inline Refused over(Quotas* quotas, const Account& who, Quota what) {
    if (quotas) return quotas->over(who, what);
    return {.why = what == Quota::searches ? Refusal::too_many_searches : Refusal::too_many,
            .over = Over{what, QuotaSettings::usual[index_of(what)]}};
}

}  // namespace octavo::readers
