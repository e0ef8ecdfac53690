// What else than a page these bytes are: servers send pictures and PDFs as text/html, and feeds link to them.
#pragma once

#include <string_view>

namespace octavo::extract {

// "a PDF", "a picture", ...; "" when they may be a page. By the first bytes (https://mimesniff.spec.whatwg.org/,
// section 6), else by the Content-Type header.
std::string_view other_than_page(std::string_view bytes, std::string_view content_type);

}  // namespace octavo::extract
