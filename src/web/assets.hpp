// What the binary carries for the browser: style, script, type, the sign. Served under names that hold a hash of
// their bytes, so that a browser may keep them for ever and a new build is seen at once; but the style and the script
// that must come before the first paint are written into each page (8.7 KB of it on the wire), which saves the first
// page a round trip: .3 s of 1.5 on slow 4G. Checked by tests/web/site_test.cpp, tests/web/manifest_test.cpp.
#pragma once

#include <string_view>
#include <vector>

namespace octavo::web {

struct Asset {
    std::string_view bytes;
    std::string_view type;  // content type
    bool compress = false;  // text: worth it; fonts are packed already
};

// "octavo.js" -> "/assets/octavo.3f2a....js". The file must be one of ours.
std::string_view asset_address(std::string_view name);
// "octavo.css", "theme.js": the text that is written into the pages; empty for any other.
std::string_view inline_text(std::string_view name);
// "'sha256-...'": the source by which a content policy lets that text be used (CSP 3, section 2.3.1).
// https://www.w3.org/TR/CSP3/#grammardef-hash-source
std::string inline_source(std::string_view name);
// "octavo.3f2a....js" -> the asset; nullptr when there is none of that name and hash.
const Asset* find_asset(std::string_view hashed_name);
// By the name it has in assets/: one of ours.
const Asset& asset_named(std::string_view name);
// The addresses of what pages are drawn with (scripts, type, the sign), which a browser keeps to show them
// offline. Not the icons: the system keeps those.
std::vector<std::string_view> shell_addresses();

}  // namespace octavo::web
