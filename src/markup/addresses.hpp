// Which addresses of a stranger's page we pass on. `base` resolves relative ones; may be null.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/url.hpp"
#include "markup/html.hpp"

namespace octavo::markup {

// http and https, without a user's name in it; absent otherwise.
std::optional<std::string> web_address(std::string_view text, const Url* base);
// For links: these, and mailto and tel. A place on the page itself ("#top") is none: it is not our page's place.
std::optional<std::string> link_address(std::string_view text, const Url* base);
// What a picture element says it shows, as written; "" when nothing.
std::string_view picture_source(Node img);

}  // namespace octavo::markup
