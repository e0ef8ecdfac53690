// Is it the operator who asks, without an account? That is whoever sits at the machine: a request from loopback
// that no proxy passed on, or one whose trusted proxy says that it came from loopback. A private site has nobody else.
// A proxy that is not named in site.trusted_proxies must not open the door for everybody behind it, even one that
// forgets to say whom it speaks for: the address asked for has to be the machine's own then.
// Checked by tests/web/operator_test.cpp.
#pragma once

#include <span>

#include "web/client.hpp"
#include "web/message.hpp"

namespace octavo::web {

bool is_operator(const Request& request, bool is_public, std::span<const PeerAddress> trusted_proxies);

}  // namespace octavo::web
