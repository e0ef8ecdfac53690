#include "extract/lead.hpp"

#include <doctest/doctest.h>

#include "extract/page.hpp"

using namespace octavo;
using extract::same_picture;

namespace {

std::vector<Picture> pictures(const std::string& head, const std::string& top, const std::string& inside = {}) {
    extract::Extractor extractor;
    const std::string page =
        "<!doctype html><html><head><title>The tram opens at last</title>" + head +
        "</head><body><header><img src=/static/logo.png></header><article><h1>The tram opens at last</h1>" + top +
        "<p>The new tram line opened on Monday morning, and the first passengers said that the journey into the town "
        "now "
        "takes a quarter of an hour, which is half of what the bus needed.</p>" +
        inside +
        "<p>Prices stay as they are until the spring, the company said, and the buses run on beside the tram until the "
        "council has heard what the people of the harbour think of it.</p></article></body></html>";
    return extractor
        .extract({.bytes = page, .url = "https://herald.example/a", .content_type = {}, .robots = {}, .now = {}})
        .pictures;
}

std::string lead(const std::string& head, const std::string& top, const std::string& inside = {}) {
    const auto all = pictures(head, top, inside);
    return all.empty() ? "none" : all.front().url;
}

constexpr const char* og = "<meta property=og:image content=https://cdn.example/social/harbour-tram-77-teaser.jpg>";

}  // namespace

TEST_CASE("one picture in other sizes, cuts, formats and houses is one picture") {
    CHECK(same_picture("https://a.example/1200x630/harbour-tram.jpg", "https://a.example/w_400/harbour-tram.webp"));
    CHECK(same_picture("https://a.example/p/harbour-tram.jpg?w=300", "https://b.example/harbour-tram.jpg"));
    CHECK(same_picture("https://a.example/4c113d3e-b078-4dd9-8c4b_w1280.jpg",
                       "https://a.example/4c113d3e-b078-4dd9-8c4b_w520.jpg"));
    CHECK(
        same_picture("https://a.example/facebook/195679.jpg", "https://a.example/content/id/195679/width/425/crop/1"));
    CHECK(same_picture("https://proxy.example/?image=https%3A%2F%2Fa.example%2Fharbour-tram.jpg%3Fs%3D1",
                       "https://a.example/small/harbour-tram.png"));
    CHECK_FALSE(same_picture("https://a.example/harbour.jpg", "https://a.example/tram.jpg"));
    CHECK_FALSE(same_picture("https://a.example/20240503/harbour.jpg", "https://a.example/20240503/tram.jpg"));
    CHECK_FALSE(same_picture("https://a.example/1/image.jpg", "https://a.example/2/image.jpg"));
    CHECK_FALSE(same_picture("", "https://a.example/x.jpg"));
}

TEST_CASE("the page's own picture leads, in a size a reader would look at") {
    CHECK(lead(og, "<img src=/wide/harbour-tram-77-teaser.jpg>") ==
          "https://herald.example/wide/harbour-tram-77-teaser.jpg");
    CHECK(lead(og, "<figure><img src=/hero.jpg></figure>") == "https://herald.example/hero.jpg");
    CHECK(lead("",
               "<picture><source srcset='/h-640.webp 640w, /h-1200.webp 1200w, /h-4000.webp 4000w'>"
               "<img src=/h-100.jpg></picture>") == "https://herald.example/h-1200.webp");
    CHECK(lead("", "<img src=data:image/gif;base64,R0 data-src=/late.jpg>") == "https://herald.example/late.jpg");
    CHECK(lead("", "<video poster=/still.jpg></video>") == "https://herald.example/still.jpg");
}

TEST_CASE("where the page shows none above its text, the named picture leads") {
    CHECK(lead(og, "") == "https://cdn.example/social/harbour-tram-77-teaser.jpg");
    CHECK(lead(og, "", "<figure><img src=/map.jpg></figure>") ==
          "https://cdn.example/social/harbour-tram-77-teaser.jpg");
    CHECK(lead(og, "<img src=/harbour-tram-77-teaser.jpg?width=150>") ==
          "https://cdn.example/social/harbour-tram-77-teaser.jpg");
    CHECK(lead("", "", "<figure><img src=/map.jpg></figure>") == "https://herald.example/map.jpg");
    CHECK(lead("", "") == "none");
}

TEST_CASE("logos, portraits of authors and small pictures do not lead") {
    for (const std::string_view top :
         {"<img src=/img/site-logo.png>", "<div class=byline><img src=/ana.jpg></div>", "<img src=/dot.jpg width=40>",
          "<img src=/people/avatar-7.jpg>", "<aside><img src=/other.jpg></aside>"}) {
        CAPTURE(top);
        CHECK(lead(og, std::string(top)) == "https://cdn.example/social/harbour-tram-77-teaser.jpg");
    }
}

TEST_CASE("each picture is given once, with the caption the page has for it") {
    const auto all =
        pictures(og, "<figure><img src=/wide/harbour-tram-77-teaser.jpg><figcaption>The tram</figcaption></figure>",
                 "<figure><img src=/map.jpg><figcaption>The line</figcaption></figure>");
    REQUIRE(all.size() == 2);
    CHECK(all[0].caption == "The tram");
    CHECK(all[1].url == "https://herald.example/map.jpg");
    CHECK(all[1].caption == "The line");
}
