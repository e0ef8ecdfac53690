// The JSON object in what a model wrote: models wrap it in prose, in a code fence, think aloud before it, put a comma
// too many, break a line inside a string, or are cut off. Pure; linear. Checked by tests/provider/answers_test.cpp and
// fuzz/provider.cpp.
//
//   Sure! Here it is:
//   ```json
//   {"items": [{"text": "The bridge is open.", "cites": [1]},]}
//   ```                                              -> {"items": [{"text": "The bridge is open.", "cites": [1]}]}
// What it says is not touched: texts are as they were written, and the gate judges them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace octavo::provider {

// Valid JSON, an object; a list alone is {"items": list}. A text that ends in the middle gives the items that are
// whole. Absent where there is none.
std::optional<std::string> repair_json(std::string_view written);

}  // namespace octavo::provider
