// Pages made to cost: the work is counted (markup::steps), never timed.
#include <doctest/doctest.h>

#include <functional>

#include "extract/page.hpp"
#include "markup/html.hpp"

using namespace octavo;

namespace {

std::string times(std::size_t n, std::string_view piece) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += piece;
    return out;
}

std::string numbered(std::size_t n, std::string_view before, std::string_view after) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += fmt::format("{}{}{}", before, i, after);
    return out;
}

Extraction read(std::string_view bytes) {
    extract::Extractor extractor;
    return extractor.extract({.bytes = bytes, .url = "https://a.example/b", .content_type = {}, .robots = {}});
}

std::uint64_t steps_for(std::string_view bytes) {
    const std::uint64_t before = markup::steps;
    read(bytes);
    return markup::steps - before;
}

}  // namespace

TEST_CASE("twice the page makes at most two and a half times the work") {
    const std::pair<const char*, std::function<std::string(std::size_t)>> shapes[] = {
        {"nested", [](auto k) { return times(300 * k, "<div>") + "x"; }},
        {"credit lines around everything",
         [](auto k) { return "<h1>t</h1>" + times(400, "<div class=byline>") + times(500 * k, "<b>w</b> "); }},
        {"authors around everything",
         [](auto k) { return times(400, "<div itemprop=author>") + times(500 * k, "<b>w</b> "); }},
        {"headlines in headlines",
         [](auto k) { return times(100, "<h1>a<time>b<div itemprop=headline>") + times(500 * k, "<b>w</b> "); }},
        {"attributes", [](auto k) { return "<p " + numbered(120 * k, " a", "=b") + ">x"; }},
        {"fonts", [](auto k) { return numbered(40, "<font a=", ">") + times(100 * k, "<p>x"); }},
        {"adoption", [](auto k) { return times(100, "<b><p>") + times(500 * k, "</b>x"); }},
        {"links in links", [](auto k) { return times(200, "<a href=x><div>") + times(200 * k, "<a>y"); }},
        {"tables", [](auto k) { return times(100, "<table><tr><td>") + times(500 * k, "text, text. "); }},
        {"foster parents", [](auto k) { return "<table>" + times(200 * k, "x<b>"); }},
        {"lists", [](auto k) { return times(200, "<ul><li>") + times(200 * k, "<p>words, and words."); }},
        {"quotes", [](auto k) { return times(400, "<blockquote>") + times(200 * k, "<p>words, and words."); }},
        {"spans", [](auto k) { return "<p>" + times(400, "<span>") + times(500 * k, "<i>a</i> "); }},
        {"bylines in one line", [](auto k) { return "<p>" + numbered(300 * k, "<i>by ", "</i>") + "</p>"; }},
        {"links in one line", [](auto k) { return "<p>" + numbered(100 * k, "<a href=/team/x", ">Ana Lima</a> "); }},
        {"options", [](auto k) { return "<select>" + times(3000 * k, "<option>x"); }},
        {"pictures", [](auto k) { return times(400, "<span>") + numbered(200 * k, "<img src=/", ".jpg>"); }},
        {"class names", [](auto k) { return numbered(500 * k, "<p class='share a", "'>word, word."); }},
        {"lines", [](auto k) { return "<p>" + times(1000 * k, "a<br>"); }},
        {"roots", [](auto k) { return times(400, "<div id=root>") + times(500 * k, "<b>w</b>"); }},
        {"angles", [](auto k) { return times(5000 * k, "<"); }},
        {"ampersands", [](auto k) { return times(5000 * k, "&CounterClock"); }},
        {"no bytes", [](auto k) { return std::string(20'000 * k, '\0'); }},
        {"open comment", [](auto k) { return "<!--" + times(5000 * k, "<!-"); }},
        {"open script", [](auto k) { return "<script>" + times(5000 * k, "<!--<script>"); }},
        {"metas", [](auto k) { return numbered(1000 * k, "<meta property=article:tag content=a", ">"); }},
    };
    for (const auto& [name, shape] : shapes) {
        CAPTURE(name);
        const std::uint64_t once = steps_for(shape(1));
        const std::uint64_t twice = steps_for(shape(2));
        CAPTURE(once);
        CAPTURE(twice);
        CHECK(2 * twice <= 5 * once + 200);
    }
}

TEST_CASE("a page that is too deep, too wide or too long is too big, and says so") {
    for (const auto& [html, why] : {std::pair{times(200'000, "<div>"), "depth"},
                                    {times(200'000, "<b>"), "depth"},
                                    {"<p" + numbered(20'000, " a", "=b") + ">", "attributes"},
                                    {std::string(50u << 20, 'x'), "bytes"}}) {
        const Extraction e = read(html);
        CHECK(e.status == ReadStatus::too_big);
        CHECK(e.why.find(why) != std::string::npos);
        CHECK(e.blocks.empty());
    }
}

TEST_CASE("what is no page at all is no article") {
    const std::string jpeg = "\xFF\xD8\xFF\xE0" + std::string("\0\x10JFIF\0", 8) + std::string(20'000, '\x81');
    const std::string pdf = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n" + times(400, "1 0 obj <</Length 5>> stream x endstream\n");
    const std::string png = "\x89PNG\r\n\x1a\n" + numbered(2000, "\x01z", "\xF0(");
    std::string noise;
    for (std::uint32_t x = 1; noise.size() < 4000; x = x * 1664525 + 1013904223) noise += static_cast<char>(x >> 24);
    for (const std::string& bytes : {jpeg, pdf, png, noise}) {
        const Extraction e = read(bytes);
        CHECK(e.status == ReadStatus::not_article);
        CHECK(e.why.find("not a page") != std::string::npos);
    }
    CHECK(read(std::string(2'000'000, '\0')).status == ReadStatus::empty);
}

TEST_CASE("text without a tag is not taken for bytes, in UTF-16 and ISO-2022 neither") {
    const std::string cyrillic = times(60, "\x22\x04\x40\x04\x30\x04\x3c\x04\x20\x00");  // low byte first
    for (const std::string& bytes : {"\xFF\xFE" + cyrillic, times(60, "\x1B$B%H%i%`\x1B(B ")})
        CHECK(read(bytes).why.find("not a page") == std::string::npos);
}

TEST_CASE("a page that is sent under the name of something else is still read") {
    extract::Extractor extractor;
    const std::string html = "<p>" + times(30, "The tram stops at the harbour, and then it goes on. ");
    CHECK(extractor.extract({.bytes = html, .url = {}, .content_type = "image/png", .robots = {}}).status ==
          ReadStatus::article);
    CHECK(extractor.extract({.bytes = "\x01\x02", .url = {}, .content_type = "image/png; q=1", .robots = {}}).why ==
          "it is a picture, not a page");
}
