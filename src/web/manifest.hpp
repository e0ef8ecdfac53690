// The site as an app: the manifest a browser installs it by, the service worker that keeps what was read, and what
// other apps share into it. Readers install it from their browser; there is no store to go through.
//
//   app_manifest(s)                https://www.w3.org/TR/appmanifest/, one for each edition: name, language, direction
//   worker_script()                assets/sw.js with the addresses of this build in it: its bytes change with them, and
//                                  browsers take in the new one
//   read_shared("text=see+https://paper.example/a")     {"https://paper.example/a", "see"}
//
// Road not taken: pages that tell the worker what to keep. It sees by itself what is read; only a page that was loaded
// ahead says so when it is looked at (assets/app.js). Checked by tests/web/manifest_test.cpp and, in Chromium, by
// tests/browser/offline.test.mjs.
#pragma once

#include <string>
#include <string_view>

namespace octavo::web {

struct Setting;  // page.hpp

std::string app_manifest(const Setting& s);
std::string worker_script();

// What a share target is handed (https://www.w3.org/TR/web-share-target/). Many apps put the address into the text.
struct Shared {
    std::string url;    // "" when there is none
    std::string words;  // to search for when the archive does not have the address; "" when there are none
};
Shared read_shared(std::string_view query);

}  // namespace octavo::web
