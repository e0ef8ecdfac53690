// JPEG by turbojpeg: unpacked at an eighth to all of its size, whichever is just enough. The one file that includes it.
#include <turbojpeg.h>

#include "picture/decoders.hpp"

namespace octavo::picture {
namespace {

using Handle = std::unique_ptr<void, decltype(&tjDestroy)>;

std::string_view complaint(const Handle& handle) { return tjGetErrorStr2(handle.get()); }

// Of the scales the library has, the smallest that leaves `width` pixels across.
tjscalingfactor scale_for(std::uint32_t across, std::uint32_t width) {
    int count = 0;
    const tjscalingfactor* all = tjGetScalingFactors(&count);
    tjscalingfactor best{1, 1};
    for (int i = 0; i < count; ++i) {
        const auto scaled = TJSCALED(across, all[i]);
        if (all[i].num <= all[i].denom && scaled >= width && all[i].num * best.denom < best.num * all[i].denom)
            best = all[i];
    }
    return best;
}

// Inks to light. Adobe writes them inverted, and so does nearly everybody: 255 is no ink.
void from_inks(std::span<const std::uint8_t> cmyk, std::span<std::uint8_t> rgb) {
    for (std::size_t i = 0, o = 0; i + 3 < cmyk.size(); i += 4, o += 3)
        for (std::size_t c = 0; c < 3; ++c) rgb[o + c] = static_cast<std::uint8_t>(cmyk[i + c] * cmyk[i + 3] / 255);
}

}  // namespace

Result<Canvas> decode_jpeg(std::string_view bytes, const Head& head, std::uint32_t width) {
    const Handle handle(tjInitDecompress(), &tjDestroy);
    if (!handle) return fail(Fault::too_big, "no memory for a JPEG");
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    int w = 0, h = 0, subsampling = 0, colours = 0;
    if (tjDecompressHeader3(handle.get(), data, bytes.size(), &w, &h, &subsampling, &colours) != 0 || w <= 0 ||
        h <= 0 || static_cast<std::uint32_t>(w) != head.width || static_cast<std::uint32_t>(h) != head.height)
        return fail(Fault::malformed, fmt::format("a JPEG that cannot be read: {}", complaint(handle)));
    const tjscalingfactor scale = scale_for(head.orientation >= 5 ? head.height : head.width, width);
    const int scaled_w = TJSCALED(w, scale), scaled_h = TJSCALED(h, scale);
    const std::size_t pixels = std::size_t(scaled_w) * std::size_t(scaled_h);
    const bool inks = colours == TJCS_CMYK || colours == TJCS_YCCK;
    Canvas canvas{static_cast<std::uint32_t>(scaled_w), static_cast<std::uint32_t>(scaled_h),
                  std::vector<std::uint8_t>(pixels * 3)};
    std::vector<std::uint8_t> four(inks ? pixels * 4 : 0);
    const int done = tjDecompress2(handle.get(), data, bytes.size(), inks ? four.data() : canvas.rgb.data(), scaled_w,
                                   0, scaled_h, inks ? TJPF_CMYK : TJPF_RGB, TJFLAG_LIMITSCANS);
    // Warnings are common and mostly harmless; one says that a part is missing.
    if (done != 0 && (tjGetErrorCode(handle.get()) != TJERR_WARNING ||
                      complaint(handle).find("premature end") != std::string_view::npos))
        return fail(Fault::malformed, fmt::format("a JPEG that cannot be read: {}", complaint(handle)));
    if (inks) from_inks(four, canvas.rgb);
    return canvas;
}

Result<std::string> encode_jpeg(const Canvas& canvas, int quality) {
    const Handle handle(tjInitCompress(), &tjDestroy);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    if (!handle || tjCompress2(handle.get(), canvas.rgb.data(), static_cast<int>(canvas.width), 0,
                               static_cast<int>(canvas.height), TJPF_RGB, &out, &size, TJSAMP_420, quality, 0) != 0) {
        tjFree(out);
        return fail(Fault::too_big, "a JPEG could not be written");
    }
    std::string bytes(reinterpret_cast<const char*>(out), size);
    tjFree(out);
    return bytes;
}

}  // namespace octavo::picture
