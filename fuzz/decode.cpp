// The first byte chooses the coding; whatever the rest is, what comes out is within its caps.
#include "fetch/decode.hpp"

using namespace octavo::fetch;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr Coding codings[] = {Coding::identity, Coding::gzip, Coding::deflate, Coding::brotli, Coding::zstd};
    const Coding coding = codings[data[0] % std::size(codings)];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const DecodeCaps caps{.max_bytes = 1u << 20, .max_ratio = 100, .ratio_from = 64u << 10};
    const auto out = decode(coding, bytes, caps);
    if (out && out->size() > std::min(caps.max_bytes, std::max(caps.ratio_from, bytes.size() * caps.max_ratio)))
        __builtin_trap();
    return 0;
}
