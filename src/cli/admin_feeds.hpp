// What readers ask a site to follow, and what they bring along, on the command line: parts of `octavo admin`.
#pragma once

#include "cli/config.hpp"
#include "cli/options.hpp"

namespace octavo::cli {

// `octavo admin feeds [follow NUMBER | decline NUMBER]`
int admin_feeds(const Config& config, readers::Accounts& accounts, const Options& options);
// `octavo admin take NAME FILE`: an export of another reader, for somebody's account
int admin_take(const Config& config, readers::Accounts& accounts, const Options& options);

// Whether an address may be asked at all, as the gate will say.
readers::Judge judge_of(const Config& config);

}  // namespace octavo::cli
