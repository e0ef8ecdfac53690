// Pictures made by program, in every dress they come in: for tests, benchmarks and the test newsroom's visitors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "picture/canvas.hpp"

namespace octavo::camera {

// A scene whose left half is warm, right half cool, and whose upper left corner is white: so that one sees which way up
// it is. Fine texture, as photographs have.
picture::Canvas scene(std::uint32_t width, std::uint32_t height, std::uint32_t seed = 1);
picture::Canvas flat(std::uint32_t width, std::uint32_t height, std::uint8_t r, std::uint8_t g, std::uint8_t b);

struct JpegWish {
    int quality = 85;
    bool progressive = false;
    bool inks = false;         // CMYK, inverted, as Adobe writes it
    int orientation = 0;       // 0: no EXIF at all
    std::string comment = {};  // in an APP1 of EXIF beside the orientation
};
std::string jpeg(const picture::Canvas& canvas, const JpegWish& wish = {});
std::string png(const picture::Canvas& canvas, int depth = 8);
std::string png_with_alpha(std::uint32_t width, std::uint32_t height);  // all of it see-through
std::string interlaced_png(std::uint32_t width, std::uint32_t height);
// A PNG that says it is of this size and holds next to nothing.
std::string png_bomb(std::uint32_t width, std::uint32_t height);
// A PNG whose pixels are all there, all the same: a few kilobytes a megapixel.
std::string png_desert(std::uint32_t width, std::uint32_t height);
std::string webp(const picture::Canvas& canvas);
std::string animated_webp(const picture::Canvas& first, const picture::Canvas& second);
// Two frames: the first of one colour, the second of another; codes as the format wants them.
std::string gif(std::uint32_t width, std::uint32_t height, bool animated = false, bool interlaced = false);

}  // namespace octavo::camera
