// May an address be fetched? Decides from the address and from each IP it resolves to; opens nothing. Pure.
// Denied: the IANA special-purpose registries for IPv4 and IPv6 whole, local names, other schemes and ports,
// credentials (table in docs/security.md).
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/url.hpp"

struct sockaddr;

namespace octavo::fetch {

enum class Verdict { allow, block, reject };  // reject: not a fetchable address at all
std::string_view name_of(Verdict verdict);
struct Ruling { Verdict verdict = Verdict::allow; std::string why; };

struct GuardRules {
    std::vector<std::uint16_t> ports = {80, 443, 8080, 8443};
    std::vector<std::string> private_hosts_allowed;  // by the operator, by exact host name or address
};

class Guard {
  public:
    explicit Guard(GuardRules rules = {}) : rules_(std::move(rules)) {}
    Ruling judge(std::string_view url) const;                      // as a person typed it
    Ruling judge(const Url& url) const;
    Ruling judge_address(const sockaddr* address, std::string_view host) const;  // at connect time
    Ruling judge_ip(std::string_view ip, std::string_view host) const;

  private:
    GuardRules rules_;
};

}  // namespace octavo::fetch
