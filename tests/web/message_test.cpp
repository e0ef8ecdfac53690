#include "web/message.hpp"

#include <doctest/doctest.h>

#include <libdeflate.h>

using namespace octavo;
using namespace octavo::web;

TEST_CASE("the best packing a browser takes is chosen, and a refused one is not") {
    CHECK(choose_packing("") == Packing::identity);
    CHECK(choose_packing("gzip, deflate") == Packing::gzip);
    CHECK(choose_packing("gzip, deflate, br, zstd") == Packing::brotli);
    CHECK(choose_packing("gzip, br;q=0, zstd;q=0.000") == Packing::gzip);
    CHECK(choose_packing("GZIP;q=0.5") == Packing::gzip);
    CHECK(choose_packing("identity, *;q=0") == Packing::identity);
    CHECK(choose_packing(std::string(5000, ',') + "gzip") == Packing::identity);
}

TEST_CASE("a page packs itself once, and unpacks to itself") {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "A line of a page that comes again and again. ";
    const Page page(text, "text/html", true);
    const std::string& packed = page.packed(Packing::gzip);
    CHECK(packed.size() < text.size() / 4);
    CHECK(&packed == &page.packed(Packing::gzip));
    std::string back(text.size(), '\0');
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> unpacker(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    std::size_t size = 0;
    CHECK(libdeflate_gzip_decompress(unpacker.get(), packed.data(), packed.size(), back.data(), back.size(), &size) ==
          LIBDEFLATE_SUCCESS);
    CHECK(back == text);
    CHECK(page.packed(Packing::brotli).size() < text.size() / 4);
    CHECK(page.packed(Packing::zstd).size() < text.size() / 4);
}

TEST_CASE("a tag names the bytes; If-None-Match may name several, or any") {
    const Page page("some bytes", "text/plain", true), other("some byteS", "text/plain", true);
    CHECK(page.etag() != other.etag());
    CHECK(names_tag(page.etag(), page.etag()));
    CHECK(names_tag("\"x\", " + page.etag(), page.etag()));
    CHECK(names_tag(page.etag().substr(2), page.etag()));
    CHECK(names_tag("*", page.etag()));
    CHECK_FALSE(names_tag("", page.etag()));
    CHECK_FALSE(names_tag(other.etag(), page.etag()));
}
