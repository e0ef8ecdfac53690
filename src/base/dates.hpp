// Dates of every kind seen in feeds, pages and headers -> an instant in UTC. Pure: knows no clock.
//
// Reads RFC 822/2822 (named and numeric zones, missing or wrong weekday, two-digit years), RFC 850 and asctime
// (RFC 9110, section 5.6.7), RFC 3339 / ISO 8601 / W3C-DTF (basic and extended, week and ordinal dates, partial
// precision), Unix seconds or milliseconds, and the looser forms publishers write, with month names of many
// languages. A date without a zone is read as UTC.
// Checked by tests/base/dates_test.cpp.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace octavo {

// Absent when the text is no date. At most the first 128 bytes are looked at.
std::optional<Instant> parse_date(std::string_view text);

}  // namespace octavo
