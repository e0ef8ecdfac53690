// How many find a comment helpful, counted once more whenever that changes, so that a conversation is read in that
// order by an index. Within a transaction of whoever changes it. Inside the store room only.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "model/account.hpp"
#include "store/database.hpp"

namespace octavo::store {

Result<> count_votes(Connection& connection, std::span<const std::int64_t> comments);
Result<std::vector<std::int64_t>> voted_by(Connection& connection, AccountId account);
// Of an archive whose votes were never counted.
Result<> count_all_votes(Connection& connection);

}  // namespace octavo::store
