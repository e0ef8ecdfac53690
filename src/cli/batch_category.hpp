// `octavo category` and `octavo train category` (COMMANDS: shapes of requests and answers).
#pragma once
#include "base/json.hpp"
#include "base/result.hpp"
#include "cli/options.hpp"
#include "text/category.hpp"

namespace octavo::cli {

// {"id","title"?,"text"?,"url"?,"lang"?,"section"?,"tags"?} -> "label", "scores"{}, "news". Without "lang" the text
// tells its language. Any thread may call it.
Result<> answer_category(const text::CategoryModel& model, const Json& request, JsonWriter& out);

// category: --batch on standard input, or one text on the command line; --model FILE judges instead of the shipped one.
int command_category(const Options& options);
// train category --from JSONL --model FILE: learns from rows {"lang","title","text","url","label"}. Without both: from
// what the archive's publishers filed under their desks, into the data folder, where the line reads it at start.
int command_train(const Options& options, const Config& config);

}  // namespace octavo::cli
