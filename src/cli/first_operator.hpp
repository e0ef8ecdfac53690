// The first to run a site: a link that makes its operator's account, printed where the site was started.
#pragma once

#include "cli/config.hpp"
#include "readers/accounts.hpp"

namespace octavo::cli {

// "http://localhost:8080/", or the public address.
std::string site_address(const Config& config, std::uint16_t port);
std::string pass_address(const Config& config, std::string_view pass);
// The link to print; "" where there is an operator, or none can be had.
std::string first_operator_link(const Config& config, readers::Accounts& accounts);
// What an account is found by, for the next page of a list.
std::string key_of_name(const std::string& name);

}  // namespace octavo::cli
