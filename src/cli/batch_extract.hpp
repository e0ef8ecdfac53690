// `octavo extract --batch` and `octavo sanitize --batch`, as COMMANDS describes them.
#pragma once

#include <iosfwd>

#include "base/json.hpp"
#include "base/result.hpp"
#include "model/article.hpp"

namespace octavo::cli {

// {"id","file","url"?,"content_type"?,"robots"?} -> the article's fields, into the object that is already open.
// One extractor a thread; any number of threads.
Result<> answer_extract(const Json& request, JsonWriter& out);
// `octavo extract --batch --learn`: reads every page twice, first to learn what the pages of a host have in common,
// then to answer without it. All requests are read before the first answer. The exit code.
int extract_and_learn(std::istream& in, std::ostream& out);

// {"id","input","base"?} -> {"output"}.
Result<> answer_sanitize(const Json& request, JsonWriter& out);

// An answer's fields, into the object that is open.
void write_extraction(const Extraction& extraction, JsonWriter& out);

}  // namespace octavo::cli
