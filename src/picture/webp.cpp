// WebP by libwebp, in and out. The one file that includes it.
#include <webp/decode.h>
#include <webp/demux.h>
#include <webp/encode.h>

#include "picture/decoders.hpp"

namespace octavo::picture {
namespace {

constexpr int effort = 3;  // of 6; docs/benchmarks.md says what each costs and saves

// The bitstream of an animation's first frame; the bytes themselves when it is none.
struct FirstFrame {
    std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> demuxer{nullptr, &WebPDemuxDelete};
    WebPIterator iterator{};
    std::string_view bytes;
    FirstFrame() = default;
    FirstFrame(const FirstFrame&) = delete;
    FirstFrame& operator=(const FirstFrame&) = delete;
    ~FirstFrame() {
        if (demuxer) WebPDemuxReleaseIterator(&iterator);
    }
    bool find(std::string_view all) {
        const WebPData data{reinterpret_cast<const std::uint8_t*>(all.data()), all.size()};
        demuxer.reset(WebPDemux(&data));
        if (!demuxer || !WebPDemuxGetFrame(demuxer.get(), 1, &iterator)) return false;
        bytes = {reinterpret_cast<const char*>(iterator.fragment.bytes), iterator.fragment.size};
        return true;
    }
};

}  // namespace

Result<Canvas> decode_webp(std::string_view bytes, const Head& head, std::uint32_t width) {
    WebPBitstreamFeatures features;
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    if (WebPGetFeatures(data, bytes.size(), &features) != VP8_STATUS_OK)
        return fail(Fault::malformed, "a WebP that cannot be read");
    FirstFrame first;
    std::string_view frame = bytes;
    if (features.has_animation) {
        if (!first.find(bytes)) return fail(Fault::malformed, "an animated WebP without a frame");
        frame = first.bytes;
        data = reinterpret_cast<const std::uint8_t*>(frame.data());
        if (WebPGetFeatures(data, frame.size(), &features) != VP8_STATUS_OK)
            return fail(Fault::malformed, "an animated WebP that cannot be read");
    }
    // A first frame may be smaller than the picture, never larger; and a header may lie about what is inside.
    if (features.width <= 0 || features.height <= 0 || std::uint32_t(features.width) > head.width ||
        std::uint32_t(features.height) > head.height)
        return fail(Fault::malformed, "a WebP whose parts do not fit each other");
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return fail(Fault::unsupported, "another libwebp than this was built for");
    const std::uint32_t step = step_for(std::uint32_t(features.width), width);
    Canvas canvas{
        (std::uint32_t(features.width) + step - 1) / step, (std::uint32_t(features.height) + step - 1) / step, {}};
    if (step > 1) {
        config.options.use_scaling = 1;
        config.options.scaled_width = static_cast<int>(canvas.width);
        config.options.scaled_height = static_cast<int>(canvas.height);
    }
    const std::size_t depth = features.has_alpha ? 4 : 3;
    const std::size_t stride = canvas.width * depth;
    std::vector<std::uint8_t> pixels(stride * canvas.height);
    config.output.colorspace = features.has_alpha ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {pixels.data(), static_cast<int>(stride), pixels.size()};
    const auto code = WebPDecode(data, frame.size(), &config);
    WebPFreeDecBuffer(&config.output);
    if (code != VP8_STATUS_OK) return fail(Fault::malformed, "a WebP that is broken or cut short");
    if (!features.has_alpha) {
        canvas.rgb = std::move(pixels);
    } else {
        canvas.rgb.resize(std::size_t(canvas.width) * canvas.height * 3);
        put_on_white(pixels, canvas.rgb);
    }
    return canvas;
}

Result<std::string> encode_webp(const Canvas& canvas, float quality) {
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigPreset(&config, WEBP_PRESET_PHOTO, quality) || !WebPPictureInit(&picture))
        return fail(Fault::unsupported, "another libwebp than this was built for");
    config.method = effort;
    picture.width = static_cast<int>(canvas.width);
    picture.height = static_cast<int>(canvas.height);
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = &WebPMemoryWrite;
    picture.custom_ptr = &writer;
    const bool written = WebPPictureImportRGB(&picture, canvas.rgb.data(), static_cast<int>(canvas.width * 3)) &&
                         WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    std::string bytes;
    if (written) bytes.assign(reinterpret_cast<const char*>(writer.mem), writer.size);
    WebPMemoryWriterClear(&writer);
    if (!written) return fail(Fault::too_big, "a WebP could not be written");
    return bytes;
}

}  // namespace octavo::picture
