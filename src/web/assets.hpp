// What the binary carries for the browser: style, script, type, the sign. Served under names that hold a hash of
// their bytes, so that a browser may keep them for ever and a new build is seen at once.
#pragma once

#include <string_view>
#include <vector>

namespace octavo::web {

struct Asset {
    std::string_view bytes;
    std::string_view type;  // content type
    bool compress = false;  // text: worth it; fonts are packed already
};

// "octavo.css" -> "/assets/octavo.3f2a....css". The file must be one of ours.
std::string_view asset_address(std::string_view name);
// "octavo.3f2a....css" -> the asset; nullptr when there is none of that name and hash.
const Asset* find_asset(std::string_view hashed_name);
// The addresses of what pages are drawn with (styles, scripts, type, the sign), which a browser keeps to show them
// offline. Not the icons: the system keeps those.
std::vector<std::string_view> shell_addresses();

}  // namespace octavo::web
