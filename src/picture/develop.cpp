#include "picture/develop.hpp"

#include <ranges>

#include "picture/decoders.hpp"

namespace octavo::picture {
namespace {

constexpr float quality = 72, blur_quality = 30;
constexpr int jpeg_quality = 78;

Result<Canvas> decode(std::string_view bytes, const Head& head) {
    switch (head.format) {
        case Format::jpeg:
            return decode_jpeg(bytes, head, widths.back());
        case Format::png:
            return decode_png(bytes, head, widths.back());
        case Format::webp:
            return decode_webp(bytes, head, widths.back());
        case Format::gif:
            return decode_gif(bytes, head, widths.back());
    }
    return fail(Fault::unsupported, "no decoder");
}

// As high as the whole picture says: rounding twice would make prints of one picture differ in shape.
Canvas to_width(const Canvas& from, std::uint32_t width, const Developed& whole) {
    const auto height = (std::uint64_t(whole.height) * width + whole.width / 2) / whole.width;
    return shrink(from, width, static_cast<std::uint32_t>(std::max<std::uint64_t>(1, height)));
}

// The widths this picture comes in: those it fills, and its own where that is less than the next.
std::vector<std::uint16_t> widths_of(std::uint32_t width) {
    std::vector<std::uint16_t> out;
    for (const std::uint16_t w : widths)
        if (w <= width) out.push_back(w);
    if (out.size() < widths.size() && (out.empty() || width > out.back() + out.back() / 8U))
        out.push_back(static_cast<std::uint16_t>(width));
    return out;
}

}  // namespace

Result<Developed> develop(std::string_view bytes, const Caps& caps) {
    const Head head = TRY(read_head(bytes, caps));
    Canvas canvas = TRY(decode(bytes, head));
    canvas = upright(std::move(canvas), head.orientation);
    Developed out{.width = head.width, .height = head.height};
    if (head.orientation >= 5) std::swap(out.width, out.height);

    // The widest first: each is made of the smallest that is at least twice as wide, or of the whole.
    std::vector<std::uint16_t> wanted = widths_of(canvas.width);
    std::vector<Canvas> made;
    for (std::size_t i = wanted.size(); i-- > 0;) {
        const Canvas* from = &canvas;
        for (const Canvas& c : made)
            if (c.width >= 2U * wanted[i]) from = &c;
        made.push_back(to_width(*from, wanted[i], out));
    }
    const Canvas* for_jpeg = &made.back();
    for (const Canvas& c : std::views::reverse(made)) {
        out.prints.push_back({static_cast<std::uint16_t>(c.width), Form::webp, TRY(encode_webp(c, quality))});
        if (c.width <= jpeg_width) for_jpeg = &c;
    }
    out.prints.push_back(
        {static_cast<std::uint16_t>(for_jpeg->width), Form::jpeg, TRY(encode_jpeg(*for_jpeg, jpeg_quality))});

    const Canvas& least = made.back();
    const bool tall = out.height > out.width;
    out.blur = TRY(encode_webp(shrink(least, tall ? 6 : 8, tall ? 8 : 6), blur_quality));
    return out;
}

}  // namespace octavo::picture
