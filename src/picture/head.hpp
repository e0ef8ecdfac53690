// What a file says of itself before a single pixel is unpacked: kind, size, how it is to be turned, and what unpacking
// will take. By the bytes alone; what a server calls them does not count. A bomb is refused here.
//
//   read_head("\x89PNG...")  ->  png, 30000 x 30000  ->  too_big: "900 megapixels, and 40 are the most"
//
// Checked by tests/picture/head_test.cpp and fuzz/picture.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace octavo::picture {

enum class Format : std::uint8_t { jpeg, png, webp, gif };
std::string_view name_of(Format format);  // "JPEG"

struct Caps {
    std::size_t bytes = 16U << 20;
    std::uint64_t pixels = 40'000'000;
    std::uint64_t working_bytes = 160U << 20;  // what a decoder holds at once
    std::uint32_t least_side = 64;             // below: an icon, or a counter of readers
    std::uint32_t most_oblong = 20;            // a rule, a strip of a sprite
    std::uint32_t scans = 64;                  // of a progressive JPEG: each is a walk over all of it
};

struct Head {
    Format format = Format::jpeg;
    std::uint32_t width = 0, height = 0;  // as stored, not as turned
    int orientation = 1;                  // EXIF's; JPEG alone
    std::uint64_t working_bytes = 0;
    bool interlaced = false;  // PNG
};

// malformed: no picture, or not a whole one. unsupported: a kind we do not show, named. too_big: over a cap, which.
Result<Head> read_head(std::string_view bytes, const Caps& caps = {});

}  // namespace octavo::picture
