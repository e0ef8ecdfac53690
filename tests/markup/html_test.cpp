#include "markup/html.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace octavo::markup;

namespace {

std::string repeat(std::string_view piece, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

Fault fault_of(std::string_view html, const Limits& limits = {}) {
    Parser parser;
    const auto document = parser.parse(html, limits);
    REQUIRE_FALSE(document.has_value());
    return document.error().fault;
}

}  // namespace

TEST_CASE("a tree is made of anything, with html, head and body") {
    Parser parser;
    for (const auto* html : {"", "<", "text", "<p>one<p>two", "</div></p>", "<table><b>foster"}) {
        CAPTURE(html);
        const auto document = parser.parse(html);
        REQUIRE(document.has_value());
        CHECK(document->root().tag() == "html");
        CHECK(document->head().tag() == "head");
        CHECK(document->body().tag() == "body");
    }
}

TEST_CASE("nodes give tag, attributes, text and neighbours") {
    Parser parser;
    const auto document = parser.parse("<p id=a class='x y' hidden>Hello <b>world</b><script>no()</script><p>!");
    REQUIRE(document.has_value());
    const Node p = document->body().first_child();
    CHECK(p.tag() == "p");
    CHECK(p.tag_id() == LXB_TAG_P);
    CHECK(p.id() == "a");
    CHECK(p.classes() == "x y");
    CHECK(p.attribute("id") == "a");
    CHECK(p.attribute("title") == "");
    CHECK(p.has_attribute("hidden"));
    CHECK_FALSE(p.has_attribute("title"));
    CHECK(p.first_child().text() == "Hello ");
    CHECK(p.content() == "Hello world");
    CHECK(p.next().content() == "!");
    CHECK(p.next().previous() == p);
    CHECK(p.parent() == document->body());
}

TEST_CASE("a walk in document order stays inside its root") {
    Parser parser;
    const auto document = parser.parse("<div><p>1<p>2</div><p>3");
    REQUIRE(document.has_value());
    const Node div = document->body().first_child();
    std::string seen;
    for (Node n = div; n; n = n.following(div)) seen += n.is_text() ? n.text() : n.tag();
    CHECK(seen == "divp1p2");
}

TEST_CASE("a null node answers everything with nothing") {
    const Node none;
    CHECK_FALSE(none);
    CHECK(none.tag() == "");
    CHECK(none.attribute("x") == "");
    CHECK(none.content() == "");
    CHECK_FALSE(none.parent());
    CHECK_FALSE(none.following(none));
}

TEST_CASE("the content of noscript is markup, because scripts do not run here") {
    Parser parser;
    const auto document = parser.parse("<body><noscript><img src=a.jpg></noscript>");
    REQUIRE(document.has_value());
    CHECK(document->body().first_child().first_child().tag() == "img");
}

TEST_CASE("caps: bytes, depth, attributes and nodes are refused, not survived by luck") {
    CHECK(fault_of(repeat("x", 101), {.bytes = 100}) == Fault::too_big);
    CHECK(fault_of(repeat("<div>", 200'000)) == Fault::too_big);
    CHECK(fault_of("<p " + repeat("a", 10) + " " + repeat("b=1 ", 0) + [] {
              std::string many;
              for (int i = 0; i < 20'000; ++i) many += fmt::format("a{}=1 ", i);
              return many;
          }() + ">") == Fault::too_big);
    CHECK(fault_of(repeat("<p>x</p>", 1000), {.nodes = 500}) == Fault::too_big);
}

TEST_CASE("bombs of the adoption agency stop at a cap") {
    std::string fonts;
    for (int i = 0; i < 5000; ++i) fonts += fmt::format("<font color={}>", i);
    CHECK(fault_of(fonts + repeat("<div>", 400)) == Fault::too_big);
    // Reconstruction makes nodes from text tokens alone.
    std::string few;
    for (int i = 0; i < 200; ++i) few += fmt::format("<font color={}>", i);
    CHECK(fault_of("<p>" + few + repeat("<p>x", 2000), {.nodes = 50'000}) == Fault::too_big);
}

TEST_CASE("a parser works on after a refusal, and answers the same as a new one") {
    Parser used;
    CHECK_FALSE(used.parse(repeat("<div>", 2000)).has_value());
    CHECK_FALSE(used.parse("<p " + repeat("x='1' ", 3) + repeat("y", 100'000), {.bytes = 50}).has_value());
    const auto document = used.parse("<p>fine</p>");
    REQUIRE(document.has_value());
    CHECK(document->body().content() == "fine");
    Parser fresh;
    CHECK(fresh.parse("<p>fine</p>")->nodes() == document->nodes());
}

TEST_CASE("chunks do not show: a page longer than one reads as a whole") {
    Parser parser;
    const std::string text = repeat("žluťoučký kůň &amp; ", 4000);
    const auto document = parser.parse("<p title='" + repeat("é", 20'000) + "'>" + text + "</p>");
    REQUIRE(document.has_value());
    CHECK(document->body().content() == repeat("žluťoučký kůň & ", 4000));
    CHECK(document->body().first_child().attribute("title").size() == 40'000);
}

TEST_CASE("an attribute is found by its name as the page wrote it, in lower case") {
    markup::Parser parser;
    const auto document =
        parser.parse("<p CLASS=a data-long-attribute-name=b hidden><svg><a xlink:href=/c viewBox=d></a></svg>");
    const auto p = document->body().first_child();
    CHECK(p.attribute("class") == "a");
    CHECK(p.attribute("data-long-attribute-name") == "b");
    CHECK(p.has_attribute("hidden"));
    CHECK(p.attribute("hidden").empty());
    CHECK_FALSE(p.has_attribute("id"));
    CHECK(p.first_child().first_child().attribute("xlink:href") == "/c");
    CHECK(p.first_child().first_child().attribute("href") == "/c");
}
