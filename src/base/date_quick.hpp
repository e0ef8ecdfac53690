// The two forms that nearly every feed writes its dates in. For base/dates.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "base/dates.hpp"

namespace octavo::dates {

// RFC 822 with a four-digit year and GMT or a numeric zone, or RFC 3339. Absent says nothing: other readers may know
// it.
std::optional<Stamp> quick_stamp(std::string_view text);

}  // namespace octavo::dates
