// Which query parameters name the reader's way to a page, never the page. Inside base only: others call strip_trackers
// or normalize.
#pragma once

#include <string_view>

namespace octavo {

bool is_tracker(std::string_view name);  // without case

}  // namespace octavo
