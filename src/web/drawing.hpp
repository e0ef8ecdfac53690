// Landscapes drawn by program: the sample edition's pictures. The same seed gives the same picture in every archive;
// each is an SVG of under 3 KB that stands on its own, without a script, a font or an address.
//
// Idea: a seed chooses a place (hills, coast, peaks, town, dunes, wood, river, fields) and an hour (dawn, noon, dusk,
// night, rain), an hour is a palette made by hand, and a place is three to six shapes laid from far to near, each
// nearer the ground colour. Hues chosen freely at random were tried: most of them look like nothing on earth.
// Checked by tests/web/drawing_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace octavo::web {

std::string draw_landscape(std::string_view seed);

}  // namespace octavo::web
