// The batch form every stage has: one JSON object a line in, one a line out, in input order, flushed after each line,
// with the request's `id` and `file` copied. A bad item answers {"id", "error": {"fault", "detail"}}; the rest goes on.
#pragma once

#include <functional>
#include <istream>
#include <ostream>

#include "base/json.hpp"
#include "base/result.hpp"

namespace octavo::cli {

// Writes the fields of its answer into the object that is open in `out`. Called from `jobs` threads at once.
using Handler = std::function<Result<>(const Json& request, JsonWriter& out)>;

// One request line -> one answer line (without the line end).
std::string answer_line(std::string_view line, const Handler& handler);

// Exit code: 0 unless input or output itself fails.
int run_batch(std::istream& in, std::ostream& out, unsigned jobs, const Handler& handler);

}  // namespace octavo::cli
