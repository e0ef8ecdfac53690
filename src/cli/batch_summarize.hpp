// The batch form of summaries (COMMANDS: `summarize`). Any thread may call it.
#pragma once
#include "base/json.hpp"
#include "base/result.hpp"

namespace octavo::cli {

// {"id","title"?,"text","lang"?,"sentences"?} -> "summary": verbatim sentences, "at": [[start,end]] in code points,
// "key_points", "shortened" (numbers of key points without their asides), "brief".
Result<> answer_summarize(const Json& request, JsonWriter& out);

}  // namespace octavo::cli
