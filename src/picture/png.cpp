// PNG by libspng: row by row, so that a large one is never held whole (an interlaced one has to be). The one file that
// includes it. libpng was the road not taken: its failures are long jumps.
#include <spng.h>

#include "picture/decoders.hpp"

namespace octavo::picture {
namespace {

constexpr std::size_t largest_chunk = 4U << 20;  // of what is kept beside the pixels, unpacked

std::unexpected<Failure> broken(int code) {
    return fail(Fault::malformed, fmt::format("a PNG that cannot be read: {}", spng_strerror(code)));
}

Result<Canvas> rows_of(spng_ctx* context, const Head& head, std::uint32_t width) {
    Reducer reducer(head.width, head.height, step_for(head.width, width));
    if (const int code =
            spng_decode_image(context, nullptr, 0, SPNG_FMT_RGBA8, SPNG_DECODE_TRNS | SPNG_DECODE_PROGRESSIVE);
        code != 0)
        return broken(code);
    std::vector<std::uint8_t> rgba(std::size_t(head.width) * 4), rgb(std::size_t(head.width) * 3);
    for (std::uint32_t y = 0; y < head.height; ++y) {
        const int code = spng_decode_row(context, rgba.data(), rgba.size());
        if (code != 0 && code != SPNG_EOI) return broken(code);
        put_on_white(rgba, rgb);
        reducer.add(rgb);
        if (code == SPNG_EOI && y + 1 < head.height) return fail(Fault::malformed, "a PNG that was cut short");
    }
    return reducer.finish();
}

Result<Canvas> whole(spng_ctx* context, const Head& head, std::uint32_t width) {
    std::vector<std::uint8_t> rgba(std::size_t(head.width) * head.height * 4);
    if (const int code = spng_decode_image(context, rgba.data(), rgba.size(), SPNG_FMT_RGBA8, SPNG_DECODE_TRNS);
        code != 0)
        return broken(code);
    Reducer reducer(head.width, head.height, step_for(head.width, width));
    std::vector<std::uint8_t> rgb(std::size_t(head.width) * 3);
    for (std::uint32_t y = 0; y < head.height; ++y) {
        put_on_white(std::span(rgba).subspan(std::size_t(y) * head.width * 4, std::size_t(head.width) * 4), rgb);
        reducer.add(rgb);
    }
    return reducer.finish();
}

}  // namespace

Result<Canvas> decode_png(std::string_view bytes, const Head& head, std::uint32_t width) {
    const std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)> context(spng_ctx_new(0), &spng_ctx_free);
    if (!context) return fail(Fault::too_big, "no memory for a PNG");
    spng_set_image_limits(context.get(), head.width, head.height);
    spng_set_chunk_limits(context.get(), largest_chunk, largest_chunk);
    spng_set_crc_action(context.get(), SPNG_CRC_ERROR, SPNG_CRC_DISCARD);
    if (const int code = spng_set_png_buffer(context.get(), bytes.data(), bytes.size()); code != 0) return broken(code);
    return head.interlaced ? whole(context.get(), head, width) : rows_of(context.get(), head, width);
}

}  // namespace octavo::picture
