// Addresses of the pictures, films and sounds a page shows.
#pragma once

#include <string>

#include "base/url.hpp"
#include "markup/html.hpp"

namespace octavo::extract {

// `base` resolves relative addresses; may be null.
// The address a picture element shows, lazy ones included; "" when it is no picture worth showing.
std::string picture_url(markup::Node img, const Url* base);
// The same in the size a reader would look at: of its srcset and its <picture>'s sources, the smallest of at least
// 1000 pixels, else the widest.
std::string best_picture_url(markup::Node img, const Url* base);
// The address an <iframe>, <video> or <audio> plays; "" when there is none, or a frame of a house we do not know.
std::string embed_url(markup::Node player, const Url* base);

}  // namespace octavo::extract
