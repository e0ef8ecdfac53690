// What the site reads out of a request beyond its address: under which name it was reached, which edition its reader
// prefers. Pure. Checked by tests/web/site_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "model/edition.hpp"
#include "web/message.hpp"

namespace octavo::web {

// Scheme and host that addresses of ours begin with, where they must be whole: `base_url` where there is one, else the
// name we were called by, where it may stand in an address.
std::string origin_of(const Request& request, std::string_view base_url, std::uint16_t port);

// The edition of the cookie, else by the browser's languages.
const Edition& preferred_edition(const Request& request);

// A place inside an edition that may follow "/{edition}/" in a redirect: no scheme, no host, no line end.
bool is_plain_place(std::string_view place);

}  // namespace octavo::web
