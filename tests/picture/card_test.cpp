#include "picture/card.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "picture/decoders.hpp"

using namespace octavo;
using picture::Canvas;
using picture::Card;
using picture::Lettering;

namespace {

// The type of the site itself: Latin, and nothing else.
struct Drawer {
    std::string file = [] {
        std::ifstream in(OCTAVO_FONTS "/newsreader-latin.woff2", std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }();
    std::array<std::string_view, 1> fonts = {file};
    Lettering letters = *Lettering::open(fonts);
};

bool is(const Canvas& c, std::uint32_t x, std::uint32_t y, std::array<std::uint8_t, 3> wanted) {
    const auto* p = &c.rgb[3 * (std::size_t(y) * c.width + x)];
    return std::equal(wanted.begin(), wanted.end(), p);
}
constexpr std::array<std::uint8_t, 3> paper{0xFB, 0xFA, 0xF6}, red{0xA8, 0x23, 0x1B};

// How much is drawn on the lines of a headline, in the half of the card that is asked for.
std::size_t drawn(const Canvas& c, bool right_half) {
    std::size_t count = 0;
    for (std::uint32_t y = 170; y < 525; ++y)
        for (std::uint32_t x = right_half ? c.width / 2 : 0; x < (right_half ? c.width : c.width / 2); ++x)
            count += is(c, x, y, paper) ? 0 : 1;
    return count;
}

}  // namespace

TEST_CASE("a line is broken where a word ends, and cut with an ellipsis where the room ends") {
    Drawer d;
    const picture::Type type{.language = "en", .pixels = 40};
    const auto one = d.letters.set("Four states agree", type, 4000, 4);
    REQUIRE(one.lines.size() == 1);
    CHECK_FALSE(one.cut);
    CHECK(one.missing == 0);
    CHECK(one.characters == 15);
    const auto three = d.letters.set("Four states agree on the water of the strait", type, 330, 4);
    CHECK(three.lines.size() >= 3);
    for (const auto& line : three.lines) CHECK(line.width <= 330);
    CHECK_FALSE(three.cut);
    const auto cut = d.letters.set("Four states agree on the water of the strait", type, 330, 2);
    CHECK(cut.lines.size() == 2);
    CHECK(cut.cut);
    CHECK(cut.lines.back().width <= 330);
    const auto wide = d.letters.set(std::string(300, 'w'), type, 330, 3);
    CHECK(wide.lines.size() == 3);
    CHECK(wide.cut);
    CHECK(d.letters.set("", type, 330, 3).lines.empty());
    CHECK(d.letters.set(" \n\t ", type, 330, 3).lines.empty());
}

TEST_CASE("heavier type is wider, and larger type is larger") {
    Drawer d;
    const auto width = [&](unsigned pixels, unsigned weight) {
        return d.letters.set("Harbour", {.language = "en", .pixels = pixels, .weight = weight}, 4000, 1)
            .lines.at(0)
            .width;
    };
    CHECK(width(80, 700) > width(80, 300));
    CHECK(width(80, 400) > width(40, 400) * 3 / 2);
}

TEST_CASE("letters that no face has are counted, not drawn as boxes") {
    Drawer d;
    const auto nowhere = d.letters.set("\U000F1234\U000F1235", {.pixels = 40}, 4000, 1);
    CHECK(nowhere.missing == nowhere.characters);
    for (const auto& line : nowhere.lines) CHECK(line.letters.empty());
}

TEST_CASE("a card is 1200 x 630, its headline at the side where it begins") {
    Drawer d;
    const Card card{.site = "Octavo",
                    .section = "Science",
                    .headline = "A tram opens",
                    .foot = "12 sources",
                    .language = "en",
                    .site_language = "en",
                    .told = 12};
    const auto canvas = picture::paint_card(card, d.letters);
    REQUIRE(canvas.has_value());
    CHECK(canvas->width == 1200);
    CHECK(canvas->height == 630);
    CHECK(drawn(*canvas, false) > 2000);
    CHECK(drawn(*canvas, false) > 3 * drawn(*canvas, true));
    CHECK(is(*canvas, 80, 545, red));                        // the first of the squares
    CHECK_FALSE(is(*canvas, 102, 545, red));                 // the second is not
    CHECK_FALSE(is(*canvas, 72 + 22 * 11 + 8, 545, paper));  // the twelfth is there
    CHECK(is(*canvas, 72 + 22 * 12 + 8, 545, paper));        // and no thirteenth
    auto mirrored = card;
    mirrored.right_to_left = true;
    const auto turned = picture::paint_card(mirrored, d.letters);
    REQUIRE(turned.has_value());
    CHECK(is(*turned, 1200 - 80, 545, red));
    CHECK(drawn(*turned, false) > 3 * drawn(*turned, true));  // an English headline begins left in any edition
}

TEST_CASE("a headline that cannot be written gives way to the site's name; nothing at all is a failure") {
    Drawer d;
    const auto canvas = picture::paint_card({.site = "Octavo", .headline = "\U000F1234\U000F1235"}, d.letters);
    REQUIRE(canvas.has_value());
    CHECK(drawn(*canvas, false) > 2000);
    const auto nothing = picture::paint_card({.site = "\U000F1234", .headline = "\U000F1235"}, d.letters);
    REQUIRE_FALSE(nothing.has_value());
    CHECK(nothing.error().fault == Fault::not_found);
}

TEST_CASE("a card is a JPEG, however long and odd its words are") {
    Drawer d;
    std::string odd = "\xE2\x80\xAE<script>alert(1)</script> \xFF\xFE ";
    for (int i = 0; i < 200; ++i) odd += "antidisestablishmentarianism ";
    const auto jpeg = picture::draw_card({.site = odd,
                                          .section = odd,
                                          .headline = odd,
                                          .foot = odd,
                                          .language = "xx-\x01",
                                          .site_language = odd,
                                          .told = 1'000'000},
                                         d.letters);
    REQUIRE(jpeg.has_value());
    const auto head = picture::read_head(*jpeg, {});
    REQUIRE(head.has_value());
    CHECK(head->width == 1200);
    CHECK(jpeg->size() < 200'000);
}
