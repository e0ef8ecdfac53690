// Inside the readers room: the kinds of files that read_takeout() tells apart.
#pragma once

#include "readers/takeout.hpp"

namespace octavo::readers {

// Adds a feed or an item, in one form and within the caps; what has no web address is left out.
void add_feed(Takeout& out, Takeout::Feed feed);
void add_item(Takeout& out, Takeout::Item item);

Result<> read_json_takeout(std::string_view bytes, Takeout& out);

// Each file of a ZIP, in its order, unpacked; those that `wants` names. too_big: it swells beyond the caps. malformed:
// it is damaged; what came before was visited.
Result<> visit_zip(std::string_view bytes, const std::function<bool(std::string_view name)>& wants,
                   const std::function<void(std::string_view name, std::string_view content)>& visit);

}  // namespace octavo::readers
