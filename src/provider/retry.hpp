// Whether and when a request is asked again. Pure. Checked by tests/provider/parts_test.cpp.
//
// Only what may be well in a moment: 408 (took too long), 409 (two at once), 429 (too many), 5xx, a broken connection.
// What was wrong once is wrong again. Pauses double, with some chance in them so that many clients do not come back
// together; a Retry-After is obeyed, and one that is longer than we wait is for the breaker: nobody is asked till then.
// A time-out is not asked again: whoever took a minute and gave nothing is busy enough, and the reader has gone.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "provider/settings.hpp"

namespace octavo::provider {

bool worth_another(int status);

// "120" or "Wed, 21 Oct 2015 07:28:00 GMT" (RFC 9110, section 10.2.3). Absent for anything else; never negative.
std::optional<Duration> read_retry_after(std::string_view value, Instant now);

// Before request number `again` (from 1) is repeated; `chance`: 0..1.
Duration pause_before(unsigned again, double chance, const RetrySettings& settings);

}  // namespace octavo::provider
