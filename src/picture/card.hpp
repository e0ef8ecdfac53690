// The picture that stands for a page where it is shared (OpenGraph, 1200 x 630): the page's headline set as on the
// site, over its section and above who tells it. In every script the machine has letters for; one whose headline it
// cannot write shows the site's name alone.
//
//   draw_card({.site = "Octavo", .section = "Science", .headline = "...", .foot = "12 sources"}, letters) -> JPEG
//
// Nothing of a publisher's picture is in it. https://ogp.me/
// Checked by tests/picture/card_test.cpp and fuzz/card.cpp.
#pragma once

#include <string>
#include <string_view>

#include "picture/lettering.hpp"

namespace octavo::picture {

constexpr std::uint32_t card_width = 1200, card_height = 630;

struct Card {
    std::string_view site;      // its name
    std::string_view section;   // "" none
    std::string_view headline;  // "" the site's name in its place
    std::string_view foot;      // "12 sources · 27 November"; "" none
    std::string_view language;  // of the headline
    std::string_view site_language;
    bool right_to_left = false;  // the edition
    std::uint32_t told = 0;      // by so many publishers: a square each, the first red; 0 none
};

Result<Canvas> paint_card(const Card& card, Lettering& letters);
Result<std::string> draw_card(const Card& card, Lettering& letters);  // a JPEG

}  // namespace octavo::picture
