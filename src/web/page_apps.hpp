// The app's pages; see pages.hpp for the others. Checked by tests/web/manifest_test.cpp.
#pragma once

#include "web/page.hpp"

namespace octavo::web {

// How to install the site as an app, on each platform.
std::string apps_page(const Setting& s);
// Shown by the service worker in place of a page that is not kept: what is (assets/offline.js lists it).
std::string offline_page(const Setting& s);

}  // namespace octavo::web
