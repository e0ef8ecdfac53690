#include "web/zip_writer.hpp"

#include <doctest/doctest.h>
#include <libdeflate.h>

#include <fstream>

#include "support/archive.hpp"

using namespace octavo;

namespace {

std::uint32_t number(std::string_view bytes, std::size_t at, int size) {
    std::uint32_t out = 0;
    for (int i = size; i-- > 0;)
        out = out << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
    return out;
}

}  // namespace

TEST_CASE("what is put into a ZIP comes out of it, by the directory at its end") {
    web::ZipWriter zip(at("2026-11-27T13:14:15Z"));
    const std::vector<std::pair<std::string, std::string>> files = {
        {"octavo/index.html", "<p>" + std::string(100'000, 'x')}, {"octavo/leer.txt", ""}, {"octavo/Grüße.txt", "ü\n"}};
    for (const auto& [name, bytes] : files) CHECK(zip.put(name, bytes));
    const std::string out = zip.take();
    CHECK(out.size() < 2000);
    const std::size_t end = out.size() - 22;
    REQUIRE(number(out, end, 4) == 0x06054b50);
    CHECK(number(out, end + 10, 2) == files.size());
    std::size_t at = number(out, end + 16, 4);
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> opener(
        libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
    for (const auto& [name, bytes] : files) {
        REQUIRE(number(out, at, 4) == 0x02014b50);
        CHECK(number(out, at + 12, 2) == (13 << 11 | 14 << 5 | 7));
        CHECK(number(out, at + 14, 2) == ((2026 - 1980) << 9 | 11 << 5 | 27));
        const std::size_t packed = number(out, at + 20, 4), whole = number(out, at + 24, 4);
        const std::size_t own = number(out, at + 42, 4);
        CHECK(out.substr(at + 46, name.size()) == name);
        CHECK(whole == bytes.size());
        REQUIRE(number(out, own, 4) == 0x04034b50);
        CHECK(out.substr(own + 30, name.size()) == name);
        std::string again(whole, '\0');
        std::size_t got = 0;
        CHECK(libdeflate_deflate_decompress(opener.get(), out.data() + own + 30 + name.size(), packed, again.data(),
                                            again.size(), &got) == LIBDEFLATE_SUCCESS);
        CHECK(again == bytes);
        CHECK(number(out, at + 16, 4) == libdeflate_crc32(0, bytes.data(), bytes.size()));
        at += 46 + name.size();
    }
    CHECK(at == end);
    const test::Folder folder;
    std::ofstream(folder.path("a.zip"), std::ios::binary) << out;
    // Another program's word, where there is one.
    if (std::system("command -v unzip >/dev/null") == 0)
        CHECK(std::system(fmt::format("unzip -tq '{}' >/dev/null", folder.path("a.zip")).c_str()) == 0);
}

TEST_CASE("an empty ZIP is one, and a time before there were any is the first there is") {
    CHECK(web::ZipWriter(at("2026-11-27T13:14:15Z")).take().size() == 22);
    web::ZipWriter zip(at("1970-01-01T00:00:00Z"));
    CHECK(zip.put("a", "b"));
    CHECK(number(zip.take(), 12, 2) == (1 << 5 | 1));
    CHECK_FALSE(zip.put(std::string(2000, 'n'), "b"));
}
