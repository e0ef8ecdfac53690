// Batch answers of the feed room's commands: one request in, the fields of one answer out. `out` is an open object that
// already holds what is copied (id, file). Thread-safe.
#pragma once

#include "base/json.hpp"
#include "base/result.hpp"

namespace octavo::cli {

Result<> answer_feed(const Json& request, JsonWriter& out);
Result<> answer_date(const Json& request, JsonWriter& out);
Result<> answer_url(const Json& request, JsonWriter& out);
Result<> answer_robots(const Json& request, JsonWriter& out);
Result<> answer_sitemap(const Json& request, JsonWriter& out);
Result<> answer_opml(const Json& request, JsonWriter& out);
Result<> answer_warc(const Json& request, JsonWriter& out);

}  // namespace octavo::cli
