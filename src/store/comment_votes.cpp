#include "store/comment_votes.hpp"

#include <cmath>

#include "model/comment_order.hpp"
#include "store/statements.hpp"

namespace octavo::store {
namespace {

constexpr double finest = 1e9;  // a share as a whole number

Result<> count_votes_on(Connection& connection, std::int64_t comment) {
    TRY(run(connection, sql::take_score, comment));
    std::int64_t helpful = 0, unhelpful = 0;
    {
        const Use row = TRY(use(connection, sql::count_votes_on, comment));
        if (TRY(row->step())) helpful = row->integer(0), unhelpful = row->integer(1);
    }
    const std::int64_t score = std::llround(finest * least_helpful(helpful, unhelpful));
    return run(connection, sql::put_score, comment, helpful, unhelpful, score);
}

}  // namespace

Result<> count_votes(Connection& connection, std::span<const std::int64_t> comments) {
    for (const std::int64_t comment : comments) TRY(count_votes_on(connection, comment));
    return {};
}

Result<std::vector<std::int64_t>> voted_by(Connection& connection, AccountId account) {
    std::vector<std::int64_t> out;
    const Use row = TRY(use(connection, sql::votes_of, account.to_db()));
    while (TRY(row->step())) out.push_back(row->integer(0));
    return out;
}

Result<> count_all_votes(Connection& connection) {
    {
        const Use done = TRY(use(connection, sql::counter_at, std::string_view("scores")));
        if (TRY(done->step()) && done->integer(0) != 0) return {};
    }
    auto transaction = TRY(Transaction::begin(connection));
    std::vector<std::int64_t> voted;
    {
        const Use row = TRY(use(connection, sql::voted_comments));
        while (TRY(row->step())) voted.push_back(row->integer(0));
    }
    TRY(count_votes(connection, voted));
    {
        const Use next = TRY(use(connection, sql::next_number, std::string_view("scores")));
        TRY(next->step());
    }
    return transaction.commit();
}

}  // namespace octavo::store
