// `octavo guard --batch`: {"id","url","dns"?} -> {"id","verdict","why"}. Opens nothing.
#pragma once
#include "base/json.hpp"
#include "base/result.hpp"

namespace octavo::cli {

// Writes `verdict` and `why` into the object that is already open. `dns` holds what a resolver answered for the host:
// every answer is judged, and the worst counts.
Result<> answer_guard(const Json& request, JsonWriter& out);

}  // namespace octavo::cli
