#include <doctest/doctest.h>

#include "picture/camera.hpp"

using namespace octavo;
using picture::Canvas;

namespace {
std::array<int, 3> at(const Canvas& c, std::uint32_t x, std::uint32_t y) {
    const auto* p = &c.rgb[(std::size_t(y) * c.width + x) * 3];
    return {p[0], p[1], p[2]};
}
// Numbered pixels: which way a picture was turned is read off them.
Canvas numbered(std::uint32_t width, std::uint32_t height) {
    Canvas c{width, height, {}};
    for (std::uint8_t i = 0; i < width * height; ++i) c.rgb.insert(c.rgb.end(), {i, i, i});
    return c;
}
std::vector<int> numbers(const Canvas& c) {
    std::vector<int> out;
    for (std::size_t i = 0; i < c.rgb.size(); i += 3) out.push_back(c.rgb[i]);
    return out;
}
}  // namespace

TEST_CASE("a flat colour stays what it is at any size") {
    for (const auto& [r, g, b] : {std::array<std::uint8_t, 3>{0, 0, 0}, {1, 2, 3}, {120, 64, 200}, {255, 255, 255}}) {
        const Canvas small = picture::shrink(camera::flat(97, 61, r, g, b), 13, 7);
        for (std::uint32_t y = 0; y < small.height; ++y)
            for (std::uint32_t x = 0; x < small.width; ++x) {
                CHECK(std::abs(at(small, x, y)[0] - r) <= 1);
                CHECK(std::abs(at(small, x, y)[1] - g) <= 1);
                CHECK(std::abs(at(small, x, y)[2] - b) <= 1);
            }
    }
}

TEST_CASE("black and white stripes shrink to the grey of half the light, not of half the byte") {
    Canvas stripes{64, 2, {}};
    for (int i = 0; i < 128; ++i) stripes.rgb.insert(stripes.rgb.end(), 3, i % 2 ? 255 : 0);
    const Canvas small = picture::shrink(stripes, 4, 1);
    CHECK(at(small, 2, 0)[0] == 188);  // sRGB of 0.5
}

TEST_CASE("shrinking is the same as averaging by hand") {
    const Canvas from = camera::scene(90, 60);
    const Canvas small = picture::shrink(from, 30, 20);
    const auto light = [](int byte) {
        const double v = byte / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    for (const auto& [x, y] : {std::pair<std::uint32_t, std::uint32_t>{0, 0}, {29, 19}, {14, 7}}) {
        double sum = 0;
        for (std::uint32_t j = 0; j < 3; ++j)
            for (std::uint32_t i = 0; i < 3; ++i) sum += light(at(from, x * 3 + i, y * 3 + j)[1]);
        const double l = sum / 9;
        const double v = l <= 0.0031308 ? l * 12.92 : 1.055 * std::pow(l, 1 / 2.4) - 0.055;
        CHECK(std::abs(at(small, x, y)[1] - v * 255) <= 1.5);
    }
}

TEST_CASE("each orientation puts row and column where EXIF says they belong") {
    // 0 1 2
    // 3 4 5
    const std::vector<std::vector<int>> right = {{0, 1, 2, 3, 4, 5}, {2, 1, 0, 5, 4, 3}, {5, 4, 3, 2, 1, 0},
                                                 {3, 4, 5, 0, 1, 2}, {0, 3, 1, 4, 2, 5}, {3, 0, 4, 1, 5, 2},
                                                 {5, 2, 4, 1, 3, 0}, {2, 5, 1, 4, 0, 3}};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const Canvas turned = picture::upright(numbered(3, 2), orientation);
        CHECK(turned.width == (orientation >= 5 ? 2 : 3));
        CHECK(numbers(turned) == right[static_cast<std::size_t>(orientation - 1)]);
    }
    CHECK(numbers(picture::upright(numbered(3, 2), 77)) == right[0]);
}

TEST_CASE("a picture taken row by row is what it would be whole") {
    const Canvas from = camera::scene(101, 67);
    picture::Reducer reducer(from.width, from.height, 4);
    for (std::uint32_t y = 0; y < from.height; ++y) reducer.add(from.row(y));
    const Canvas reduced = reducer.finish();
    CHECK(reduced.width == 26);
    CHECK(reduced.height == 17);
    const Canvas square = picture::shrink(camera::scene(100, 64), 25, 16);
    CHECK(square.width == 25);
    // The corner is white, its neighbours are not.
    CHECK(at(reduced, 1, 1)[2] > 245);
    CHECK(at(reduced, 10, 10)[2] < 120);
}
