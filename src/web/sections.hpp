// Sections and places as pages call them: their addresses, their names in the edition's language. Pure.
// Checked by tests/web/sections_test.cpp.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "model/category.hpp"
#include "text/gazetteer.hpp"
#include "web/page.hpp"

namespace octavo::web {

// The sections in the order the menu has them; what is local stands beside them as the edition's country.
inline constexpr std::array sections_of_a_paper = {
    Category::world,  Category::politics, Category::business,      Category::technology, Category::science,
    Category::health, Category::sports,   Category::entertainment, Category::culture,    Category::environment};

Say category_word(Category category);
// "c/sports"
std::string category_place(Category category);
// "l/fr", "l/california-us.ca", "l/lyon-2996944"
std::string locality_place(const text::GazetteerPlace& place);
const text::GazetteerPlace* find_locality(std::string_view id);  // nullptr when the gazetteer has none
// What surrounds a place: its country, and a city's region.
std::vector<const text::GazetteerPlace*> places_around(const text::GazetteerPlace& place);
std::vector<const text::GazetteerPlace*> largest_cities(const text::GazetteerPlace& country, std::size_t most);
bool lies_in(const text::GazetteerPlace& inner, const text::GazetteerPlace& outer);
// A country as the edition's language calls it; a region or city as the gazetteer does.
std::string locality_name(const Setting& s, const text::GazetteerPlace& place);
// The places an article is about, as links; nothing for none.
void locality_links(Html& h, const Setting& s, std::span<const std::string> ids);
// Hashtags as links, with the sign before them; nothing for none.
void tag_links(Html& h, const Setting& s, std::span<const store::TagRef> tags, std::string_view label);
// Under the masthead of every page: the sections, and the edition's country.
void section_menu(Html& h, const Setting& s, std::string_view current_place);

}  // namespace octavo::web
