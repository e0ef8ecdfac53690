// The header lines of a request, by what it is for: an honest Accept, the codings we read, validators. Pure.
#pragma once
#include <string>
#include <vector>

#include "fetch/gate.hpp"

namespace octavo::fetch {

// The same for all requests of that purpose.
std::vector<std::string> common_lines(Purpose purpose);
// If-None-Match and If-Modified-Since, byte for byte as they were given to us (RFC 9110, section 13.1). Left out when
// they could end the line they stand in.
std::vector<std::string> validator_lines(const FetchRequest& request, const Url& at);

}  // namespace octavo::fetch
