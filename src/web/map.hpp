// A country drawn by its outline, with what the news is about as dots that lead there. Data: data/map (Natural Earth,
// public domain; scripts/make_map.py). Pure; thread-safe.
// Checked by tests/web/map_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "web/html_writer.hpp"

namespace octavo::web {

struct MapDot {
    float latitude = 0, longitude = 0;
    double weight = 1;          // the largest of a map is drawn largest
    std::string name, address;  // what it is called, and where it leads
    bool here = false;          // the place the page is about
};

// An SVG with its dots as links; nothing for a country without an outline or without a dot on it.
void country_map(Html& h, std::string_view country, std::string_view label, std::span<const MapDot> dots);

}  // namespace octavo::web
