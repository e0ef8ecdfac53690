// May an address be fetched? Decides from the address and from each IP it resolves to; opens nothing. Pure.
//
//   Guard guard;
//   guard.judge("http://0x7f000001/feed.xml")   -> block, "127.0.0.0/8: loopback"
//   guard.judge("https://example.org/feed.xml") -> allow; the IPs it resolves to are judged when we connect
//
// Denied: the IANA special-purpose registries for IPv4 and IPv6 whole, everything outside global unicast, local names,
// other schemes and ports, credentials. A list of "bad" ranges grown advisory by advisory was the road not taken: every
// peer that took it needed five releases to finish it.
// https://www.iana.org/assignments/iana-ipv4-special-registry
// https://www.iana.org/assignments/iana-ipv6-special-registry Checked by tests/fetch/guard_test.cpp, fuzz/guard.cpp.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.hpp"

struct sockaddr;

namespace octavo::fetch {

enum class Verdict { allow, block, reject };  // reject: not a fetchable address at all
std::string_view name_of(Verdict verdict);
struct Ruling {
    Verdict verdict = Verdict::allow;
    std::string why;  // "" when allowed
    bool allowed() const { return verdict == Verdict::allow; }
};

struct GuardRules {
    std::vector<std::uint16_t> ports = {80, 443, 8080, 8443};
    std::vector<std::string> private_hosts_allowed;  // by the operator, by exact host name or address
};

// Immutable: any thread may ask.
class Guard {
  public:
    explicit Guard(GuardRules rules = {});
    Ruling judge(std::string_view url) const;  // as a person typed it
    Ruling judge(const Url& url) const;
    Ruling judge_address(const sockaddr* address, std::string_view host) const;  // at connect time
    // `ip` as inet_pton reads it, brackets allowed; `host` is the name it was the answer for ("" when it had none).
    Ruling judge_ip(std::string_view ip, std::string_view host) const;

  private:
    bool operator_allows(std::string_view host) const;
    GuardRules rules_;
};

}  // namespace octavo::fetch
