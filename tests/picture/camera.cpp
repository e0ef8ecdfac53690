#include "picture/camera.hpp"

#include <spng.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include <cstdlib>

namespace octavo::camera {

using picture::Canvas;
using namespace std::string_literals;

Canvas scene(std::uint32_t width, std::uint32_t height, std::uint32_t seed) {
    Canvas c{width, height, std::vector<std::uint8_t>(std::size_t(width) * height * 3)};
    std::uint32_t noise = seed * 2654435761U + 1;
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x) {
            noise = noise * 1664525U + 1013904223U;
            std::uint8_t* p = &c.rgb[(std::size_t(y) * width + x) * 3];
            const auto grain = static_cast<std::uint8_t>(noise >> 28);
            const auto wave =
                static_cast<std::uint8_t>(40 + 30 * std::sin(x * 37.0 / width + seed) * std::cos(y * 23.0 / height));
            const bool left = x * 2 < width, corner = x * 4 < width && y * 4 < height;
            p[0] = static_cast<std::uint8_t>((left ? 170 : 30) + wave / 2 + grain);
            p[1] = static_cast<std::uint8_t>(60 + wave + grain);
            p[2] = static_cast<std::uint8_t>((left ? 30 : 160) + wave / 2 + grain);
            if (corner) std::memset(p, 250, 3);
        }
    return c;
}

Canvas flat(std::uint32_t width, std::uint32_t height, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    Canvas c{width, height, {}};
    c.rgb.reserve(std::size_t(width) * height * 3);
    for (std::size_t i = 0; i < std::size_t(width) * height; ++i) c.rgb.insert(c.rgb.end(), {r, g, b});
    return c;
}

namespace {

std::string big(std::uint32_t value, int bytes) {
    std::string out;
    for (int i = bytes; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 255U);
    return out;
}
std::string little(std::uint32_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 255U);
    return out;
}

std::string exif(int orientation, std::string_view comment) {
    std::string tiff = "MM\0*"s + big(8, 4) + big(2, 2);
    tiff += big(0x010E, 2) + big(2, 2) + big(static_cast<std::uint32_t>(comment.size()), 4) + big(38, 4);
    tiff += big(0x0112, 2) + big(3, 2) + big(1, 4) + big(static_cast<std::uint32_t>(orientation), 2) + big(0, 2);
    tiff += big(0, 4);
    tiff += comment;
    const std::string body = "Exif\0\0"s + tiff;
    return "\xFF\xE1"s + big(static_cast<std::uint32_t>(body.size() + 2), 2) + body;
}

std::string write_png(const spng_ihdr& head, const void* pixels, std::size_t size) {
    spng_ctx* context = spng_ctx_new(SPNG_CTX_ENCODER);
    spng_ihdr ihdr = head;
    spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1);
    spng_set_ihdr(context, &ihdr);
    if (spng_encode_image(context, pixels, size, SPNG_FMT_PNG, SPNG_ENCODE_FINALIZE) != 0) std::abort();
    std::size_t length = 0;
    int code = 0;
    void* bytes = spng_get_png_buffer(context, &length, &code);
    std::string out(static_cast<const char*>(bytes), length);
    std::free(bytes);
    spng_ctx_free(context);
    return out;
}

}  // namespace

std::string jpeg(const Canvas& c, const JpegWish& wish) {
    tjhandle handle = tjInitCompress();
    unsigned char* out = nullptr;
    unsigned long size = 0;
    const int flags = wish.progressive ? TJFLAG_PROGRESSIVE : 0;
    std::vector<std::uint8_t> inks;
    if (wish.inks)
        for (std::size_t i = 0; i < c.rgb.size(); i += 3)
            inks.insert(inks.end(), {c.rgb[i], c.rgb[i + 1], c.rgb[i + 2], 255});
    const int done = tjCompress2(handle, wish.inks ? inks.data() : c.rgb.data(), static_cast<int>(c.width), 0,
                                 static_cast<int>(c.height), wish.inks ? TJPF_CMYK : TJPF_RGB, &out, &size,
                                 wish.inks ? TJSAMP_444 : TJSAMP_420, wish.quality, flags);
    if (done != 0) std::abort();
    std::string bytes(reinterpret_cast<const char*>(out), size);
    tjFree(out);
    tjDestroy(handle);
    if (wish.orientation != 0) bytes.insert(2, exif(wish.orientation, wish.comment));
    return bytes;
}

std::string png(const Canvas& c, int depth) {
    std::string pixels(reinterpret_cast<const char*>(c.rgb.data()), c.rgb.size());
    if (depth == 16) {
        std::string wide;
        for (const char byte : pixels) wide += byte, wide += byte;
        pixels = std::move(wide);
    }
    return write_png({c.width, c.height, static_cast<std::uint8_t>(depth), SPNG_COLOR_TYPE_TRUECOLOR, 0, 0, 0},
                     pixels.data(), pixels.size());
}

std::string png_with_alpha(std::uint32_t width, std::uint32_t height) {
    const std::string pixels(std::size_t(width) * height * 4, '\0');
    return write_png({width, height, 8, SPNG_COLOR_TYPE_TRUECOLOR_ALPHA, 0, 0, 0}, pixels.data(), pixels.size());
}

std::string interlaced_png(std::uint32_t width, std::uint32_t height) {
    const Canvas c = scene(width, height);
    return write_png({width, height, 8, SPNG_COLOR_TYPE_TRUECOLOR, 0, 0, SPNG_INTERLACE_ADAM7}, c.rgb.data(),
                     c.rgb.size());
}

std::string png_bomb(std::uint32_t width, std::uint32_t height) {
    std::string bytes = png(flat(64, 64, 1, 2, 3));
    bytes.replace(16, 8, big(width, 4) + big(height, 4));
    return bytes;
}

std::string png_desert(std::uint32_t width, std::uint32_t height) {
    const std::string pixels(std::size_t(width) * height, '\x7F');
    return write_png({width, height, 8, SPNG_COLOR_TYPE_GRAYSCALE, 0, 0, 0}, pixels.data(), pixels.size());
}

std::string webp(const Canvas& c) {
    std::uint8_t* out = nullptr;
    const std::size_t size = WebPEncodeRGB(c.rgb.data(), static_cast<int>(c.width), static_cast<int>(c.height),
                                           static_cast<int>(c.width * 3), 85, &out);
    std::string bytes(reinterpret_cast<const char*>(out), size);
    WebPFree(out);
    return bytes;
}

// https://www.rfc-editor.org/rfc/rfc9649#section-2.7.1
std::string animated_webp(const Canvas& first, const Canvas& second) {
    const auto chunk = [](std::string_view name, std::string body) {
        std::string out = std::string(name) + little(static_cast<std::uint32_t>(body.size()), 4) + body;
        if (body.size() % 2) out += '\0';
        return out;
    };
    const auto frame = [&](const Canvas& c) {
        return chunk("ANMF", little(0, 3) + little(0, 3) + little(c.width - 1, 3) + little(c.height - 1, 3) +
                                 little(100, 3) + "\0"s + webp(c).substr(12));
    };
    const std::string body = chunk("VP8X", "\x02\0\0\0"s + little(first.width - 1, 3) + little(first.height - 1, 3)) +
                             chunk("ANIM", "\xFF\xFF\xFF\xFF\0\0"s) + frame(first) + frame(second);
    return "RIFF" + little(static_cast<std::uint32_t>(body.size() + 4), 4) + "WEBP" + body;
}

namespace {

// Nine bits a code and a clear before the book fills: plain, and as good as any.
std::string lzw(std::uint32_t pixels, std::uint32_t colour) {
    std::string out;
    std::uint32_t bits = 0, held = 0, since = 0;
    const auto put = [&](std::uint32_t code) {
        bits |= code << held;
        held += 9;
        while (held >= 8) out += static_cast<char>(bits & 255U), bits >>= 8, held -= 8;
    };
    put(256);
    for (std::uint32_t i = 0; i < pixels; ++i) {
        if (++since == 250) put(256), since = 1;
        put(colour);
    }
    put(257);
    if (held > 0) out += static_cast<char>(bits & 255U);
    std::string blocks;
    for (std::size_t at = 0; at < out.size(); at += 255) {
        const std::string piece = out.substr(at, 255);
        blocks += static_cast<char>(piece.size());
        blocks += piece;
    }
    return blocks + "\0"s;
}

}  // namespace

std::string gif(std::uint32_t width, std::uint32_t height, bool animated, bool interlaced) {
    std::string colours(768, '\0');
    colours.replace(3, 3, "\xC8\x14\x14"s);  // 1: red
    colours.replace(6, 3, "\x14\x14\xC8"s);  // 2: blue
    std::string out = "GIF89a" + little(width, 2) + little(height, 2) + "\xF7\0\0"s + colours;
    const auto frame = [&](std::uint32_t colour) {
        return "\x21\xF9\x04\0\x0A\0\0\0"s + ","s + little(0, 2) + little(0, 2) + little(width, 2) + little(height, 2) +
               (interlaced ? "\x40"s : "\0"s) + "\x08"s + lzw(width * height, colour);
    };
    out += frame(1);
    if (animated) out += frame(2);
    return out + ";";
}

}  // namespace octavo::camera
