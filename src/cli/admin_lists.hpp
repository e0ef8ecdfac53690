// Readers' public lists on the command line: a part of `octavo admin`.
#pragma once

#include "cli/config.hpp"
#include "cli/options.hpp"

namespace octavo::cli {

// `octavo admin lists [reported | hide ID | show ID]`
int admin_lists(const Config& config, readers::Accounts& accounts, const Options& options);

}  // namespace octavo::cli
