#include "fetch/decode.hpp"

#include <brotli/encode.h>
#include <doctest/doctest.h>
#include <libdeflate.h>
#include <zstd.h>

using namespace octavo;
using namespace octavo::fetch;

namespace {

std::string packed(Coding coding, std::string_view text) {
    std::string out(text.size() + 1024, '\0');
    std::size_t size = out.size();
    libdeflate_compressor* deflater = libdeflate_alloc_compressor(6);
    switch (coding) {
        case Coding::identity:
            out = text, size = out.size();
            break;
        case Coding::gzip:
            size = libdeflate_gzip_compress(deflater, text.data(), text.size(), out.data(), out.size());
            break;
        case Coding::deflate:
            size = libdeflate_zlib_compress(deflater, text.data(), text.size(), out.data(), out.size());
            break;
        case Coding::brotli:
            BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(),
                                  reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                  reinterpret_cast<std::uint8_t*>(out.data()));
            break;
        case Coding::zstd:
            size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3);
            break;
    }
    libdeflate_free_compressor(deflater);
    out.resize(size);
    return out;
}

std::string prose(std::size_t bytes) {
    std::string out;
    for (unsigned i = 1; out.size() < bytes; ++i)
        out += fmt::format("Line {} of the paper, {:x}.\n", i, i * 2654435761u);
    out.resize(bytes);
    return out;
}

constexpr Coding packings[] = {Coding::gzip, Coding::deflate, Coding::brotli, Coding::zstd};

}  // namespace

TEST_CASE("every coding gives back what went in, whatever its size") {
    for (const Coding coding : packings)
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{1}, std::size_t{1000}, std::size_t{70'000}, std::size_t{3'000'000}}) {
            CAPTURE(static_cast<int>(coding));
            CAPTURE(size);
            const std::string text = prose(size);
            const auto out = decode(coding, packed(coding, text));
            REQUIRE(out.has_value());
            CHECK(*out == text);
        }
}

TEST_CASE("a body of several gzip members is their sum, and what follows them is passed over") {
    const std::string two = packed(Coding::gzip, "Hello, ") + packed(Coding::gzip, "reader");
    CHECK(decode(Coding::gzip, two).value() == "Hello, reader");
    CHECK(decode(Coding::gzip, two + "<!-- cached -->").value() == "Hello, reader");
}

TEST_CASE("deflate without its wrapper is read too") {
    const std::string wrapped = packed(Coding::deflate, "Hello");
    CHECK(decode(Coding::deflate, std::string_view(wrapped).substr(2, wrapped.size() - 6)).value() == "Hello");
}

TEST_CASE("a body that is cut short or of another coding is malformed") {
    const std::string text = prose(5000);
    for (const Coding coding : packings) {
        CAPTURE(static_cast<int>(coding));
        const std::string whole = packed(coding, text);
        for (const std::size_t keep : {std::size_t{1}, std::size_t{5}, whole.size() / 2, whole.size() - 1}) {
            CAPTURE(keep);
            const auto out = decode(coding, std::string_view(whole).substr(0, keep));
            REQUIRE_FALSE(out.has_value());
            CHECK(out.error().fault == Fault::malformed);
        }
        const auto other = decode(coding, "<!doctype html><p>not packed at all</p>");
        REQUIRE_FALSE(other.has_value());
        CHECK(other.error().fault == Fault::malformed);
    }
}

TEST_CASE("what unpacks to too much, or to too many times its size, is too big") {
    const DecodeCaps caps{.max_bytes = 4u << 20, .max_ratio = 100, .ratio_from = 1u << 20};
    const std::string zeros(3u << 20, '\0'), more = prose(5u << 20);
    for (const Coding coding : packings) {
        CAPTURE(static_cast<int>(coding));
        const auto bomb = decode(coding, packed(coding, zeros), caps);
        REQUIRE_FALSE(bomb.has_value());
        CHECK(bomb.error().fault == Fault::too_big);
        const auto big = decode(coding, packed(coding, more), caps);
        REQUIRE_FALSE(big.has_value());
        CHECK(big.error().fault == Fault::too_big);
        CHECK(decode(coding, packed(coding, std::string(900'000, '\0')), caps).has_value());
    }
    CHECK_FALSE(decode(Coding::identity, more, caps).has_value());
}

TEST_CASE("codings are named as the standard names them, one at a time") {
    CHECK(coding_of("") == Coding::identity);
    CHECK(coding_of(" GZip ") == Coding::gzip);
    CHECK(coding_of("x-gzip") == Coding::gzip);
    CHECK(coding_of("br") == Coding::brotli);
    CHECK(coding_of("zstd") == Coding::zstd);
    CHECK(coding_of("gzip, br") == std::nullopt);
    CHECK(coding_of("compress") == std::nullopt);
}
