// `octavo admin quota`: how much one account may keep and do.
#pragma once

#include "cli/config.hpp"
#include "cli/options.hpp"
#include "readers/accounts.hpp"

namespace octavo::cli {

//   octavo admin quota 'Ada Quay'              what it may, and what it uses of it
//   octavo admin quota 'Ada Quay' saved=100    an exception; saved= takes it back
int admin_quota(const Config& config, readers::Accounts& accounts, const Options& options);

}  // namespace octavo::cli
