// How much single accounts may keep and do where that is not what their role may, and how much they keep. The rules are
// the readers room's (readers/quotas.hpp). Thread-safe. Checked by tests/readers/quotas_test.cpp.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/account.hpp"
#include "model/quota.hpp"
#include "store/database.hpp"

namespace octavo::store {

class Quotas {
  public:
    // not_found: there is no archive in the folder. refused: it is of an older version.
    static Result<std::unique_ptr<Quotas>> open(const std::string& folder);

    Result<ByQuota<std::optional<std::int64_t>>> exceptions(AccountId who);
    // Absent: as its role has it. False: there is no such account.
    Result<bool> set(AccountId who, Quota what, std::optional<std::int64_t> most);
    // What is kept, and the comments since `day`; not what is asked of services.
    Result<ByQuota<std::int64_t>> used(AccountId who, Instant day);
    Result<std::int64_t> comments_since(AccountId who, Instant day);

  private:
    Quotas(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
           std::unique_ptr<Connection> look);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
