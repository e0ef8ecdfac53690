// What comes out is judged by unpacking it again with the room's own decoders.
#include <doctest/doctest.h>

#include "picture/camera.hpp"
#include "picture/decoders.hpp"
#include "picture/develop.hpp"

using namespace octavo;
using picture::Canvas;
using picture::Form;
using namespace std::string_literals;

namespace {

Canvas unpacked(const picture::Print& print) {
    // Our own prints are below the caps of what strangers send (a blur is 8 pixels wide).
    const auto head = picture::read_head(print.bytes, {.least_side = 1, .most_oblong = 100});
    REQUIRE(head.has_value());
    auto canvas = print.form == Form::webp ? picture::decode_webp(print.bytes, *head, 4000)
                                           : picture::decode_jpeg(print.bytes, *head, 4000);
    REQUIRE(canvas.has_value());
    return *std::move(canvas);
}
std::array<int, 3> at(const Canvas& c, double x, double y) {
    const auto px = static_cast<std::size_t>(x * (c.width - 1)), py = static_cast<std::size_t>(y * (c.height - 1));
    const auto* p = &c.rgb[(py * c.width + px) * 3];
    return {p[0], p[1], p[2]};
}
bool is_white(std::array<int, 3> p) { return p[0] > 225 && p[1] > 225 && p[2] > 225; }
bool is_warm(std::array<int, 3> p) { return p[0] > p[2] + 60; }
bool is_cool(std::array<int, 3> p) { return p[2] > p[0] + 60; }
// The scene as it was taken: its corner upper left, warm below it, cool to the right.
void check_upright(const Canvas& c) {
    CHECK(is_white(at(c, .1, .1)));
    CHECK(is_warm(at(c, .2, .8)));
    CHECK(is_cool(at(c, .8, .2)));
    CHECK(is_cool(at(c, .8, .8)));
}
std::vector<int> webp_widths(const picture::Developed& d) {
    std::vector<int> out;
    for (const auto& print : d.prints)
        if (print.form == Form::webp) out.push_back(print.width);
    return out;
}
picture::Developed developed(std::string_view bytes) {
    auto d = picture::develop(bytes);
    if (!d) FAIL(d.error().detail);
    return *std::move(d);
}

}  // namespace

TEST_CASE("a photograph becomes five widths, a JPEG and a blur, all of the same scene") {
    const auto d = developed(camera::jpeg(camera::scene(1600, 1067)));
    CHECK(d.width == 1600);
    CHECK(d.height == 1067);
    CHECK(webp_widths(d) == std::vector{160, 320, 640, 960, 1280});
    CHECK(d.prints.back().form == Form::jpeg);
    CHECK(d.prints.back().width == 960);
    for (const auto& print : d.prints) {
        const Canvas c = unpacked(print);
        CHECK(c.width == print.width);
        CHECK(c.height == (print.width * 1067U + 800) / 1600);
        check_upright(c);
    }
    CHECK(d.blur.size() < 300);
    const Canvas blur = unpacked({8, Form::webp, d.blur});
    CHECK(is_warm(at(blur, .2, .8)));
    CHECK(is_cool(at(blur, .9, .5)));
}

TEST_CASE("nothing is enlarged") {
    CHECK(webp_widths(developed(camera::png(camera::scene(500, 300)))) == std::vector{160, 320, 500});
    CHECK(webp_widths(developed(camera::png(camera::scene(100, 300)))) == std::vector{100});
    CHECK(webp_widths(developed(camera::png(camera::scene(340, 300)))) == std::vector{160, 320});
    CHECK(developed(camera::png(camera::scene(100, 300))).prints.back().width == 100);
}

TEST_CASE("each dress a picture comes in shows the same scene") {
    const Canvas scene = camera::scene(900, 600);
    const std::vector<std::pair<std::string, std::string>> dresses = {
        {"jpeg", camera::jpeg(scene)},
        {"progressive", camera::jpeg(scene, {.progressive = true})},
        {"inks", camera::jpeg(scene, {.quality = 95, .inks = true})},
        {"png", camera::png(scene)},
        {"png of 16 bits", camera::png(scene, 16)},
        {"interlaced png", camera::interlaced_png(900, 600)},
        {"webp", camera::webp(scene)},
        {"animated webp", camera::animated_webp(scene, camera::flat(900, 600, 0, 255, 0))},
    };
    for (const auto& [name, bytes] : dresses) {
        CAPTURE(name);
        const auto d = developed(bytes);
        CHECK(d.width == 900);
        check_upright(unpacked(d.prints.at(2)));
    }
}

TEST_CASE("large pictures are made smaller on the way, whatever their kind") {
    const Canvas scene = camera::scene(4000, 2600);
    for (const std::string& bytes : {camera::jpeg(scene), camera::png(scene), camera::webp(scene)}) {
        const auto d = developed(bytes);
        CHECK(d.width == 4000);
        CHECK(webp_widths(d) == std::vector{160, 320, 640, 960, 1280});
        check_upright(unpacked(d.prints.at(4)));
    }
}

TEST_CASE("a phone held any way gives an upright picture") {
    const Canvas scene = camera::scene(600, 400);
    // What the sensor saw when the phone was held so: the inverse turn of what the orientation asks for.
    const int inverse[] = {0, 1, 2, 3, 4, 5, 8, 7, 6};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        const Canvas seen = picture::upright(scene, inverse[orientation]);
        const auto d = developed(camera::jpeg(seen, {.quality = 92, .orientation = orientation}));
        CHECK(d.width == 600);
        CHECK(d.height == 400);
        check_upright(unpacked(d.prints.at(2)));
    }
}

TEST_CASE("what is written beside the pixels does not come through") {
    const std::string secret = "51.5074N 0.1278W taken by a source who must not be named";
    const auto d = developed(camera::jpeg(camera::scene(700, 500), {.orientation = 1, .comment = secret}) + secret);
    for (const auto& print : d.prints) {
        CHECK(print.bytes.find("51.5074N") == std::string::npos);
        CHECK(print.bytes.find("Exif") == std::string::npos);
        CHECK(print.bytes.find("ICC") == std::string::npos);
    }
}

TEST_CASE("of a moving picture the first frame is shown") {
    for (const bool interlaced : {false, true}) {
        const auto d = developed(camera::gif(200, 120, true, interlaced));
        const auto pixel = at(unpacked(d.prints.front()), .5, .5);
        CHECK(pixel[0] > 150);
        CHECK(pixel[2] < 80);
    }
}

TEST_CASE("what can be seen through is put on white") {
    const auto d = developed(camera::png_with_alpha(300, 200));
    CHECK(is_white(at(unpacked(d.prints.front()), .5, .5)));
}

TEST_CASE("every cut of every kind is refused, and none of them hurts") {
    const Canvas scene = camera::scene(320, 200);
    for (const std::string& whole : {camera::jpeg(scene), camera::jpeg(scene, {.progressive = true}),
                                     camera::png(scene), camera::webp(scene), camera::gif(320, 200)}) {
        REQUIRE(picture::develop(whole).has_value());
        for (std::size_t i = 1; i < 12; ++i)
            CHECK_FALSE(picture::develop(std::string_view(whole).substr(0, whole.size() * i / 12)).has_value());
    }
}

TEST_CASE("a JPEG whose middle is missing is refused although it has its end") {
    const std::string whole = camera::jpeg(camera::scene(600, 400));
    const auto d = picture::develop(whole.substr(0, whole.size() / 2) + "\xFF\xD9"s);
    REQUIRE_FALSE(d.has_value());
    CHECK(d.error().fault == Fault::malformed);
}

TEST_CASE("a desert of twenty megapixels is read row by row and comes out small") {
    const auto d = developed(camera::png_desert(8000, 2500));
    CHECK(d.width == 8000);
    std::size_t bytes = 0;
    for (const auto& print : d.prints) bytes += print.bytes.size();
    CHECK(bytes < 200'000);
}

TEST_CASE("a header that lies about its size gets no pixels out of us") {
    CHECK_FALSE(picture::develop(camera::png_bomb(3000, 3000)).has_value());
}
