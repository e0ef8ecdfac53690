// A publisher's picture, made fit to be shown: unpacked under caps, turned upright, shrunk to the widths our pages ask
// for, and written anew. What comes out was never part of what came in, but for its pixels: no profile, no place, no
// camera, no comment, nothing hidden behind the last byte.
//
//   develop(bytes) -> 1600 x 1067 -> WebP of 160, 320, 640, 960 and 1280, a JPEG of 960 for machines that know
//                     nothing else, and a blurred stand-in of under 200 bytes, shown while the picture is on its way
//
// Never enlarged: a picture 500 wide comes in 160, 320 and 500. Passing on what publishers serve, with its headers
// checked, was the road not taken: a decoder in every reader's browser would then be open to every publisher.
// Pure, and dear (docs/benchmarks.md): it belongs on a thread of its own.
// Checked by tests/picture/develop_test.cpp and fuzz/picture.cpp.
#pragma once

#include <string>
#include <vector>

#include "picture/head.hpp"

namespace octavo::picture {

inline constexpr std::array<std::uint16_t, 5> widths = {160, 320, 640, 960, 1280};
inline constexpr std::uint16_t jpeg_width = 960;

enum class Form : std::uint8_t { webp, jpeg };

struct Print {
    std::uint16_t width = 0;
    Form form = Form::webp;
    std::string bytes;
};

struct Developed {
    std::uint32_t width = 0, height = 0;  // of the original, as it is to be seen
    std::string blur;                     // a WebP of a dozen pixels
    std::vector<Print> prints;            // WebP, the narrowest first; then the JPEG
};

Result<Developed> develop(std::string_view bytes, const Caps& caps = {});

}  // namespace octavo::picture
