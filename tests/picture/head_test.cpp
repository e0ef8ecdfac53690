#include <doctest/doctest.h>

#include "picture/camera.hpp"
#include "picture/head.hpp"

using namespace octavo;
using picture::Format;
using picture::read_head;
using namespace std::string_literals;

namespace {
Fault fault_of(std::string_view bytes) {
    const auto head = read_head(bytes);
    REQUIRE_FALSE(head.has_value());
    return head.error().fault;
}
std::string detail_of(std::string_view bytes) {
    const auto head = read_head(bytes);
    return head ? "" : head.error().detail;
}
}  // namespace

TEST_CASE("the bytes say what they are, whatever a server calls them") {
    const auto scene = camera::scene(200, 100);
    for (const auto& [bytes, format] :
         std::vector<std::pair<std::string, Format>>{{camera::jpeg(scene), Format::jpeg},
                                                     {camera::png(scene), Format::png},
                                                     {camera::webp(scene), Format::webp},
                                                     {camera::gif(200, 100), Format::gif}}) {
        const auto head = read_head(bytes);
        REQUIRE(head.has_value());
        CHECK(head->format == format);
        CHECK(head->width == 200);
        CHECK(head->height == 100);
    }
}

TEST_CASE("a page, a drawing and kinds we do not show are refused by their names") {
    CHECK(detail_of("<!doctype html><html><body>404</body></html>").find("page of text") != std::string::npos);
    CHECK(detail_of("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
              .find("SVG") != std::string::npos);
    CHECK(detail_of("\0\0\0\x20"s + "ftypavif" + std::string(40, 'x')).find("AVIF") != std::string::npos);
    CHECK(fault_of("") == Fault::malformed);
    CHECK(fault_of("hello") == Fault::malformed);
    CHECK(fault_of("\xFF\xD8\xFF"s) == Fault::malformed);
}

TEST_CASE("a bomb is refused by what it says of its size, before anything is unpacked") {
    CHECK(fault_of(camera::png_bomb(30'000, 30'000)) == Fault::too_big);
    CHECK(fault_of(camera::png_bomb(0x7FFFFFFF, 0x7FFFFFFF)) == Fault::too_big);
    CHECK(read_head(camera::png_bomb(6000, 6000)).has_value());  // 36 megapixels may be a picture
    CHECK(fault_of(std::string(17U << 20, 'x')) == Fault::too_big);
}

TEST_CASE("what nobody can look at is no picture: dots, strips") {
    CHECK(fault_of(camera::gif(1, 1)) == Fault::unsupported);
    CHECK(fault_of(camera::png(camera::flat(63, 500, 1, 1, 1))) == Fault::unsupported);
    CHECK(read_head(camera::png(camera::flat(64, 64, 1, 1, 1))).has_value());
    CHECK(fault_of(camera::png(camera::flat(64, 1300, 1, 1, 1))) == Fault::unsupported);
    CHECK(read_head(camera::png(camera::flat(64, 1280, 1, 1, 1))).has_value());
}

TEST_CASE("a JPEG without its end was cut short") {
    const std::string whole = camera::jpeg(camera::scene(300, 200));
    CHECK(read_head(whole).has_value());
    CHECK(read_head(whole + "trailing rubbish").has_value());
    for (std::size_t length = 0; length + 2 <= whole.size(); length += 97)
        CHECK_FALSE(read_head(std::string_view(whole).substr(0, length)).has_value());
}

TEST_CASE("orientation is read out of EXIF, and nothing else is") {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto head = read_head(camera::jpeg(camera::scene(120, 80), {.orientation = orientation}));
        REQUIRE(head.has_value());
        CHECK(head->orientation == orientation);
    }
    CHECK(read_head(camera::jpeg(camera::scene(120, 80), {.orientation = 99}))->orientation == 1);
}

TEST_CASE("a progressive JPEG says how much it takes to unpack, and one of very many scans is refused") {
    std::string bytes = camera::jpeg(camera::scene(640, 480), {.progressive = true});
    const auto head = read_head(bytes);
    REQUIRE(head.has_value());
    CHECK(head->working_bytes == 640U * 480 * 6);
    const std::string scan = "\xFF\xDA\0\x08\x01\x01\0\0\x3F\0"s;
    std::string many = bytes.substr(0, bytes.size() - 2);
    for (int i = 0; i < 100; ++i) many += scan;
    CHECK(fault_of(many + "\xFF\xD9"s) == Fault::too_big);
}
