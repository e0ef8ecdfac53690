// Who asks, as far as counting requests needs to know: an IP address, behind proxies of the operator's the one they
// name in X-Forwarded-For. Anybody can write that header, so it is read from its end, where the nearest proxy wrote,
// and only as far as the operator's own proxies reach:
//   peer 192.0.2.9                          192.0.2.9, whatever the header says
//   peer 127.0.0.1 (trusted), "1.1.1.1, 198.51.100.7"    198.51.100.7: what stands before it, the client wrote itself
// RFC 7239's Forwarded says the same in other words; proxies send this one.
// Checked by tests/web/rate_limit_test.cpp and fuzz/web_client.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace octavo::web {

// Network order; IPv4 as ::ffff:a.b.c.d.
using PeerAddress = std::array<std::uint8_t, 16>;

// "192.0.2.1", "2001:db8::1", either with a port behind it ("192.0.2.1:80", "[2001:db8::1]:443").
std::optional<PeerAddress> read_address(std::string_view text);
PeerAddress client_of(const PeerAddress& peer, std::string_view forwarded_for, std::span<const PeerAddress> trusted);
bool is_loopback(const PeerAddress& address);
// The address of IPv4, the /64 of IPv6: what one household holds.
std::uint64_t household(const PeerAddress& address);

}  // namespace octavo::web
