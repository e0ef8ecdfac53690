// Pictures on pages: publishers' own, served by us (pipeline/darkroom), and the sample's drawings. Never an address of
// another host. A publisher's picture stands in a box of fixed shape, above the blur that stands for it meanwhile, so
// that nothing moves when it comes; one that is not to be had gets no box.
//
//   <span class="plate"><img class="blur" alt="" src="data:image/webp;base64,..."><img class="pic"
//   srcset="/p/SEAL/320/KEY.webp 320w, ..." ...></span>
//
// Checked by tests/web/pictures_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "model/picture.hpp"
#include "web/html_writer.hpp"
#include "web/wires.hpp"

namespace octavo::web {

struct Setting;

// Where a picture stands: how wide it is there, and whether it keeps its own shape.
enum class Box : std::uint8_t { lead, third, row, hero, figure };

// What there is to show for an address as the archive has it.
struct Plate {
    bool any = false;      // something is shown
    std::string drawing;   // the sample's: where it is
    PictureFacts facts{};  // a publisher's
};
Plate plate_of(const PictureLook& look, std::string_view image);

void picture(Html& h, const Plate& plate, std::string_view alt, Box box);

// For machines, as a JPEG: the path; "" when there is none yet.
std::string picture_for_machines(const Plate& plate);

// What a browser is shown for a picture that has not come: an empty sheet.
std::string_view empty_sheet();

}  // namespace octavo::web
