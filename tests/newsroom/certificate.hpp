// Certificates that vouch for themselves, for origins of tests: P-256, made on the spot, known to nobody.
#pragma once
#include <string>
#include <vector>

#include "base/time.hpp"

namespace octavo::newsroom {

struct Certificate {
    std::string pem, key;  // texts of two files; "" when the library refused
};
// `from` and `until` are counted from now.
Certificate make_certificate(const std::vector<std::string>& names, Duration from, Duration until);

}  // namespace octavo::newsroom
