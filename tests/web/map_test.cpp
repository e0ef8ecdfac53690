#include "web/map.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using web::MapDot;

namespace {

std::string drawn(std::string_view country, const std::vector<MapDot>& dots) {
    web::Html h;
    web::country_map(h, country, "Places", dots);
    return h.take();
}

// Of the first circle.
double attribute_of(const std::string& svg, std::string_view name) {
    const auto circle = svg.find("<circle");
    const auto at = svg.find(fmt::format(" {}=\"", name), circle);
    return std::stod(svg.substr(at + name.size() + 3));
}

}  // namespace

TEST_CASE("a dot stands where its place lies: north is up, east is right, whatever the country's shape") {
    const std::string north = drawn("FR", {{50.63F, 3.06F, 1, "Lille", "/l"}});
    const std::string south = drawn("FR", {{43.30F, 5.37F, 1, "Marseille", "/m"}});
    const std::string west = drawn("FR", {{48.39F, -4.49F, 1, "Brest", "/b"}});
    CHECK(attribute_of(north, "cy") < attribute_of(south, "cy"));
    CHECK(attribute_of(west, "cx") < attribute_of(north, "cx"));
    CHECK(north.contains("aria-label=\"Lille\""));
    CHECK(north.contains("href=\"/l\""));
}

TEST_CASE("what lies off the drawing has no dot, and a map without dots is none") {
    CHECK(drawn("US", {{61.2F, -149.9F, 1, "Anchorage", "/a"}}).empty());
    CHECK(drawn("FR", {}).empty());
    CHECK(drawn("XX", {{0, 0, 1, "Nowhere", "/"}}).empty());
    CHECK_FALSE(drawn("RU", {{43.1F, 131.9F, 1, "Vladivostok", "/v"}}).empty());
    CHECK_FALSE(drawn("NZ", {{-36.85F, 174.76F, 1, "Auckland", "/n"}}).empty());
}

TEST_CASE("a hostile name is text") {
    const std::string svg = drawn("FR", {{45.76F, 4.84F, 1, "<script>\"", "javascript:alert(1)"}});
    CHECK_FALSE(svg.contains("<script"));
    CHECK_FALSE(svg.contains("javascript"));
}
