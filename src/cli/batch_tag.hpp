// The batch form of tagging (COMMANDS: `tag`): the places of an article. Any thread may call it.
#pragma once
#include "base/json.hpp"
#include "base/result.hpp"

namespace octavo::cli {

// {"id","title"?,"text","lang"?,"publisher_country"?} -> "places": [{"name","kind","country","region","lat","lon",
// "score"}], best first.
Result<> answer_tag(const Json& request, JsonWriter& out);

}  // namespace octavo::cli
