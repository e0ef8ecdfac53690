// Redirects, taken hop by hop: each target is resolved by us, counted and judged before anybody goes there. Pure.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/url.hpp"
#include "fetch/guard.hpp"

namespace octavo::fetch {

struct HopCaps {
    std::size_t max_hops = 5;
    std::size_t max_hosts = 3;  // in the whole chain, the first one included
};

// Is this an answer that sends us elsewhere? (RFC 9110, section 15.4; 300 and 304 do not.)
bool is_redirect(int status);

// The status and target of each hop taken so far, oldest first, as in Fetched::redirects.
using Hops = std::vector<std::pair<int, std::string>>;

// Where to go from `from`, which was reached from `first` by `taken`. refused: a cap, or the guard; malformed: no
// target.
Result<Url> next_hop(const Url& first, const Url& from, const Hops& taken, std::string_view location,
                     const Guard* guard, const HopCaps& caps = {});

}  // namespace octavo::fetch
