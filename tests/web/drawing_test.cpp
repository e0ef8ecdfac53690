#include "web/drawing.hpp"

#include <doctest/doctest.h>

#include <pugixml.hpp>

using namespace octavo;

TEST_CASE("a seed always draws the same picture, another seed another one") {
    CHECK(web::draw_landscape("harbour") == web::draw_landscape("harbour"));
    std::set<std::string> pictures;
    for (int i = 0; i < 200; ++i) pictures.insert(web::draw_landscape(fmt::format("seed {}", i)));
    CHECK(pictures.size() == 200);
}

TEST_CASE("every drawing is well-formed, light, and asks for nothing from anywhere") {
    for (int i = 0; i < 300; ++i) {
        const std::string svg = web::draw_landscape(fmt::format("{}", i));
        CAPTURE(i);
        pugi::xml_document document;
        CHECK(document.load_buffer(svg.data(), svg.size()));
        CHECK(svg.size() < 4096);
        CHECK(svg.find("<script") == std::string::npos);
        CHECK(svg.find("href") == std::string::npos);
    }
}

TEST_CASE("a hostile seed is only a seed") {
    const std::string svg = web::draw_landscape("\"/><script>alert(1)</script>");
    CHECK(svg.find("script") == std::string::npos);
    CHECK_FALSE(web::draw_landscape("").empty());
}
