#include "fetch/decode.hpp"

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zstd.h>

#include "base/utf8.hpp"

namespace octavo::fetch {
namespace {

std::size_t cap_for(std::size_t in, const DecodeCaps& caps) {
    const std::size_t by_ratio =
        in > caps.max_bytes / std::max<std::size_t>(caps.max_ratio, 1) ? caps.max_bytes : in * caps.max_ratio;
    return std::min(caps.max_bytes, std::max(caps.ratio_from, by_ratio));
}

std::unexpected<Failure> bomb(std::size_t in, std::size_t cap) {
    return fail(Fault::too_big, fmt::format("body: {} bytes unpack to more than {}", in, cap));
}
std::unexpected<Failure> broken(std::string_view what) {
    return fail(Fault::malformed, fmt::format("body: broken {}", what));
}

// The output, grown by doubling up to a cap; its unused end is never touched.
class Output {
  public:
    Output(std::size_t first, std::size_t cap) : cap_(cap) { widen(std::clamp<std::size_t>(first, 1024, cap)); }

    std::uint8_t* end() { return reinterpret_cast<std::uint8_t*>(text_.data()) + used_; }
    std::size_t room() const { return text_.size() - used_; }
    void took(std::size_t bytes) { used_ += bytes; }
    bool grow() {
        if (text_.size() >= cap_) return false;
        widen(std::min(cap_, text_.size() * 2));
        return true;
    }
    std::string take() {
        text_.resize(used_);
        return std::move(text_);
    }

  private:
    void widen(std::size_t size) {
        // Not the length it offers: libstdc++ 12 rounds that up to the new capacity.
        text_.resize_and_overwrite(size, [size](char*, std::size_t) { return size; });
    }
    const std::size_t cap_;
    std::string text_;
    std::size_t used_ = 0;
};

struct Deflater {
    libdeflate_decompressor* it = libdeflate_alloc_decompressor();
    Deflater() = default;
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;
    ~Deflater() {
        if (it) libdeflate_free_decompressor(it);
    }
};

using Inflate = libdeflate_result (*)(libdeflate_decompressor*, const void*, std::size_t, void*, std::size_t,
                                      std::size_t*, std::size_t*);

// One stream with `inflate`, retried with twice the room until it fits. How many bytes of `in` it was.
Result<std::size_t> inflate_one(Inflate inflate, std::string_view in, Output& out, std::string_view what) {
    thread_local const Deflater deflater;
    if (!deflater.it) return fail(Fault::too_big, "body: no memory to unpack it");
    for (;;) {
        std::size_t eaten = 0, made = 0;
        switch (inflate(deflater.it, in.data(), in.size(), out.end(), out.room(), &eaten, &made)) {
            case LIBDEFLATE_SUCCESS:
                out.took(made);
                return eaten;
            case LIBDEFLATE_INSUFFICIENT_SPACE:
                if (!out.grow()) return fail(Fault::too_big, {});
                break;
            default:
                return broken(what);
        }
    }
}

// RFC 1952: a member ends with the length of what it holds; the length of the last one is a good first guess for all.
std::size_t guess_gzip(std::string_view in) {
    if (in.size() < 18) return 0;
    std::uint32_t size = 0;
    for (int i = 4; i-- > 0;)
        size = size << 8 | static_cast<unsigned char>(in[in.size() - 4 + static_cast<std::size_t>(i)]);
    return size <= in.size() * 40 ? size : in.size() * 4;
}

Result<std::string> gunzip(std::string_view in, std::size_t cap) {
    Output out(std::max(guess_gzip(in), in.size()), cap);
    std::string_view rest = in;
    do {
        auto eaten = inflate_one(libdeflate_gzip_decompress_ex, rest, out, "gzip");
        if (!eaten) {
            if (eaten.error().detail.empty()) return bomb(in.size(), cap);
            return std::unexpected(std::move(eaten).error());
        }
        rest.remove_prefix(*eaten);
    } while (rest.starts_with("\x1f\x8b"));  // another member; anything else behind the first is not ours
    return out.take();
}

// RFC 9110 means the zlib wrapper; some servers send the bare stream.
Result<std::string> inflate_either(std::string_view in, std::size_t cap) {
    for (const Inflate inflate : {static_cast<Inflate>(libdeflate_zlib_decompress_ex),
                                  static_cast<Inflate>(libdeflate_deflate_decompress_ex)}) {
        Output out(in.size() * 5, cap);
        auto eaten = inflate_one(inflate, in, out, "deflate");
        if (eaten) return out.take();
        if (eaten.error().fault == Fault::too_big) return bomb(in.size(), cap);
    }
    return broken("deflate");
}

Result<std::string> unbrotli(std::string_view in, std::size_t cap) {
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
    if (!state) return fail(Fault::too_big, "body: no memory to unpack it");
    Output out(in.size() * 5, cap);
    auto next = reinterpret_cast<const std::uint8_t*>(in.data());
    std::size_t left = in.size();
    for (;;) {
        std::uint8_t* to = out.end();
        std::size_t room = out.room();
        const auto before = room;
        const auto result = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
        out.took(before - room);
        if (result == BROTLI_DECODER_RESULT_SUCCESS) return out.take();
        if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return broken("brotli");
        if (!out.grow()) return bomb(in.size(), cap);
    }
}

Result<std::string> unzstd(std::string_view in, std::size_t cap) {
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> state(ZSTD_createDCtx(), ZSTD_freeDCtx);
    if (!state) return fail(Fault::too_big, "body: no memory to unpack it");
    // RFC 9659, section 3: a window of more than 8 MB need not be supported.
    ZSTD_DCtx_setParameter(state.get(), ZSTD_d_windowLogMax, 23);
    Output out(in.size() * 5, cap);
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    for (;;) {
        ZSTD_outBuffer to{out.end(), out.room(), 0};
        const std::size_t result = ZSTD_decompressStream(state.get(), &to, &from);
        if (ZSTD_isError(result)) return broken("zstd");
        out.took(to.pos);
        if (result == 0 && from.pos == from.size) return out.take();
        if (out.room() == 0) {
            if (!out.grow()) return bomb(in.size(), cap);
        } else if (from.pos == from.size) {
            return broken("zstd");  // it wants more and there is no more
        }
    }
}

}  // namespace

std::optional<Coding> coding_of(std::string_view content_encoding) {
    const std::string name = utf8::lower(utf8::trim(content_encoding));
    if (name.empty() || name == "identity") return Coding::identity;
    if (name == "gzip" || name == "x-gzip") return Coding::gzip;
    if (name == "deflate") return Coding::deflate;
    if (name == "br") return Coding::brotli;
    if (name == "zstd") return Coding::zstd;
    return std::nullopt;
}

Result<std::string> decode(Coding coding, std::string_view bytes, const DecodeCaps& caps) {
    if (coding == Coding::identity) {
        if (bytes.size() > caps.max_bytes) return bomb(bytes.size(), caps.max_bytes);
        return std::string(bytes);
    }
    if (bytes.empty()) return std::string();  // servers label empty bodies too
    const std::size_t cap = cap_for(bytes.size(), caps);
    switch (coding) {
        case Coding::identity:
            break;
        case Coding::gzip:
            return gunzip(bytes, cap);
        case Coding::deflate:
            return inflate_either(bytes, cap);
        case Coding::brotli:
            return unbrotli(bytes, cap);
        case Coding::zstd:
            return unzstd(bytes, cap);
    }
    std::unreachable();
}

}  // namespace octavo::fetch
