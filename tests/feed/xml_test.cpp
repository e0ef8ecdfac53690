#include "feed/xml.hpp"

#include <doctest/doctest.h>

using namespace octavo::feed;

namespace {

xml::Document read(std::string text) {
    auto document = xml::Document::parse(std::move(text));
    REQUIRE(document.has_value());
    return std::move(*document);
}

}  // namespace

TEST_CASE("an end tag closes the nearest element of its name and is ignored when there is none") {
    const auto d = read("<a><b><c>one</b></x><d>two</d></a>");
    CHECK(d.root().child("b").text() == "one");
    CHECK(d.root().child("d").text() == "two");
    CHECK(d.mended() == 2);
}

TEST_CASE("an item inside an open item ends it, unless a stranger's element holds it") {
    const auto open = read("<channel><item><title>1</title><item><title>2</title></item></channel>");
    const auto first = open.root().child("item");
    CHECK(first.child("title").text() == "1");
    CHECK(first.next().child("title").text() == "2");
    const auto inside =
        read("<item xmlns:x='urn:x'><x:old><item><title>1</title></item></x:old><title>2</title></item>");
    CHECK(inside.root().child("title").text() == "2");
}

TEST_CASE("a title left open ends where the next line begins") {
    const auto d = read("<item><title>Tram opens<link>https://e.org/1</link><description>Text</description></item>");
    CHECK(d.root().child("title").text() == "Tram opens");
    CHECK(d.root().child("link").text() == "https://e.org/1");
}

TEST_CASE("references are decoded, those of HTML too; what is none stays") {
    CHECK(xml::decode("Caf&eacute; &amp; bar &#8211; &#x41; &#150;") == "Café & bar – A –");
    CHECK(xml::decode("AT&T &nosuch; &; &#; &#xZZ;") == "AT&T &nosuch; &; &#; &#xZZ;");
    CHECK(xml::decode("a\x08"
                      "b\r\nc\rd&#0;&#999999999999;") == "ab\nc\nd\xEF\xBF\xBD");
}

TEST_CASE("prefixes are resolved by declaration, else by custom") {
    const auto d = read(
        "<r xmlns:q='http://purl.org/dc/elements/1.1/'><q:creator>A</q:creator><dc:title>B</dc:title>"
        "<z xmlns='http://www.w3.org/2005/Atom'/></r>");
    CHECK(d.root().child("creator", xml::Space::dc).text() == "A");
    CHECK(d.root().child("title", xml::Space::dc).text() == "B");
    CHECK(d.root().child("z", xml::Space::atom));
    CHECK_FALSE(d.root().child("creator"));
}

TEST_CASE("markup inside is given back balanced, with prefixes off and text escaped") {
    const auto d =
        read("<c><x:p xmlns:x='http://www.w3.org/1999/xhtml' class=\"a&quot;b\">1 &lt; 2<br>next<![CDATA[<i>]]></c>");
    CHECK(d.root().markup() == "<p class=\"a&quot;b\">1 &lt; 2<br>next&lt;i&gt;</p>");
}

TEST_CASE("attributes are read quoted, bare and cut") {
    const auto d = read("<a one='1' two=\"2 &amp; 3\" three=4 five>x</a>");
    CHECK(d.root().attribute("one") == "1");
    CHECK(d.root().attribute("TWO") == "2 & 3");
    CHECK(d.root().attribute("three") == "4");
    CHECK(d.root().has_attribute("five"));
    CHECK(read("<a b='never closed").root().name() == "a");
}

TEST_CASE("entities a document declares are written out, but not in CDATA and not from elsewhere") {
    const auto d = read(
        "<?xml version='1.0'?><!-- first --><!DOCTYPE a [<!ENTITY tram \"Tram\"><!ENTITY two '&tram; &#38; &tram;'>"
        "<!ENTITY far SYSTEM 'file:///etc/passwd'><!ENTITY % p 'x'><!ENTITY b '<i>bold</i>'>]>"
        "<a t='&tram;'>&two;, &far;, &p;, &none; <![CDATA[&tram;]]>&b;</a>");
    CHECK(d.root().text() == "Tram & Tram, &far;, &p;, &none; &tram;bold");
    CHECK(d.root().attribute("t") == "Tram");
    CHECK(d.root().has_elements());
}

TEST_CASE("a billion laughs stay few") {
    std::string bomb = "<!DOCTYPE a [<!ENTITY l0 \"lol\">";
    for (int i = 1; i < 12; ++i) {
        bomb += fmt::format("<!ENTITY l{} \"", i);
        for (int k = 0; k < 10; ++k) bomb += fmt::format("&l{};", i - 1);
        bomb += "\">";
    }
    bomb += "]><a>";
    for (int i = 0; i < 5000; ++i) bomb += "&l11;&l3;";
    const auto d = read(bomb + "</a>");
    CHECK(d.root().text().size() < bomb.size() + (2u << 20));
    CHECK(d.root().text().contains("lollol"));
    CHECK(read("<!DOCTYPE a [<!ENTITY l '&l;&l;'>]><a>&l;</a>").root().text() == "&l;&l;");
}

TEST_CASE("depth, attributes and nodes have caps") {
    std::string deep;
    for (int i = 0; i < 300; ++i) deep += "<a>";
    CHECK(xml::Document::parse(deep).error().fault == octavo::Fault::too_big);
    std::string wide = "<a";
    for (int i = 0; i < 300; ++i) wide += fmt::format(" a{}='1'", i);
    CHECK(xml::Document::parse(wide + ">").error().fault == octavo::Fault::too_big);
    std::string many = "<a>";
    for (int i = 0; i < 100; ++i) many += "<b/>";
    const auto cut = xml::Document::parse(many, {.nodes = 50});
    REQUIRE(cut.has_value());
    CHECK(cut->cut());
}
