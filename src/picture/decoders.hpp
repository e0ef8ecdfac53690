// One decoder a format, for develop.cpp alone: bytes whose head was read and found fit -> pixels, at least `width` wide
// where the picture is (much larger ones are made smaller on the way), as stored, not turned. Nothing of what else is
// in the file is looked at: no profile, no comment, no place, no thumbnail.
#pragma once

#include "picture/canvas.hpp"
#include "picture/head.hpp"

namespace octavo::picture {

Result<Canvas> decode_jpeg(std::string_view bytes, const Head& head, std::uint32_t width);
Result<Canvas> decode_png(std::string_view bytes, const Head& head, std::uint32_t width);
Result<Canvas> decode_webp(std::string_view bytes, const Head& head, std::uint32_t width);  // the first frame
Result<Canvas> decode_gif(std::string_view bytes, const Head& head, std::uint32_t width);   // the first frame

// Encoders; absent when the library is out of memory.
Result<std::string> encode_webp(const Canvas& canvas, float quality);
Result<std::string> encode_jpeg(const Canvas& canvas, int quality);

// On white, as paper is.
inline void put_on_white(std::span<const std::uint8_t> rgba, std::span<std::uint8_t> rgb) {
    for (std::size_t i = 0, o = 0; o + 2 < rgb.size() && i + 3 < rgba.size(); i += 4, o += 3) {
        const unsigned alpha = rgba[i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            rgb[o + c] = static_cast<std::uint8_t>((rgba[i + c] * alpha + 255U * (255U - alpha) + 127U) / 255U);
    }
}

}  // namespace octavo::picture
