#include "store/days.hpp"

#include "store/rows.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

std::int64_t of_sample(std::optional<bool> sample) { return sample ? std::int64_t{*sample} : std::int64_t{-1}; }

}  // namespace

Result<bool> any_in(Connection& connection, const DaysQuery& days) {
    const Use row =
        TRY(use(connection, days.language.empty() ? sql::any_in_days : sql::any_in_days_of_tongue,
                first_position_at(days.from), first_position_at(days.before), days.language, of_sample(days.sample)));
    return row->step();
}

Result<std::vector<Card>> widest_in(Connection& connection, const DaysQuery& days, std::size_t limit) {
    std::vector<Card> cards;
    const Use rows = TRY(use(connection, days.language.empty() ? sql::widest_in_days : sql::widest_in_days_of_tongue,
                             first_position_at(days.from), first_position_at(days.before), days.language,
                             of_sample(days.sample), static_cast<std::int64_t>(limit)));
    while (TRY(rows->step())) cards.push_back(card_of(*rows));
    return cards;
}

}  // namespace octavo::store
