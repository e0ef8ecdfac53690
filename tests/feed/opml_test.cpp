#include "feed/opml.hpp"

#include <doctest/doctest.h>

using namespace octavo;

namespace {

feed::Opml read(std::string_view body) {
    auto opml = feed::parse_opml(
        fmt::format("<opml version=\"2.0\"><head><title>Mine</title></head><body>{}</body></opml>", body));
    REQUIRE(opml.has_value());
    return std::move(*opml);
}

}  // namespace

TEST_CASE("outlines with an xmlUrl are feeds, those around them folders") {
    const auto o = read(
        "<outline text='News'><outline text=' Tram  News ' xmlUrl=' https://e.org/f ' htmlUrl='https://e.org/' "
        "description='All' category='/city/trams,rails, '/></outline>");
    CHECK(o.title == "Mine");
    CHECK_FALSE(o.malformed);
    REQUIRE(o.feeds.size() == 1);
    const auto& f = o.feeds[0];
    CHECK(f.title == "Tram News");
    CHECK(f.url == "https://e.org/f");
    CHECK(f.site == "https://e.org/");
    CHECK(f.category == std::vector<std::vector<std::string>>{{"News"}, {"city", "trams"}, {"rails"}});
    CHECK(f.tags == std::vector<std::string>{"News", "rails"});
}

TEST_CASE("a feed named twice is one feed in two folders") {
    const auto o = read(
        "<outline text='A'><outline xmlUrl='https://e.org/f'/></outline><outline text='B'><outline text='T' "
        "xmlUrl='https://e.org/f'/></outline>");
    REQUIRE(o.feeds.size() == 1);
    CHECK(o.feeds[0].title == "T");
    CHECK(o.feeds[0].category.size() == 2);
}

TEST_CASE("other lists, and sites without a feed") {
    const auto o = read(
        "<outline type='include' text='L' url='https://e.org/l.opml'/><outline type='LINK' url='https://e.org/m.opml'/>"
        "<outline text='S' xmlUrl='' HTMLURL='https://s.example/'/>");
    CHECK(o.feeds.empty());
    CHECK(o.lists.size() == 2);
    REQUIRE(o.opportunities.size() == 1);
    CHECK(o.opportunities[0].url == "https://s.example/");
}

TEST_CASE("outlines without a body, bare ampersands, unclosed tags") {
    const auto o = feed::parse_opml("<opml><outline xmlUrl='https://e.org/?a&b=1'><outline xmlUrl='https://e.org/2'");
    REQUIRE(o.has_value());
    REQUIRE(o->feeds.size() == 2);
    CHECK(o->feeds[0].url == "https://e.org/?a&b=1");
    CHECK(o->malformed);
}

TEST_CASE("a planet's member list is a list of feeds") {
    const auto o = feed::parse_opml(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:foaf='http://xmlns.com/foaf/0.1/' "
        "xmlns:rdfs='http://www.w3.org/2000/01/rdf-schema#' "
        "xmlns='http://purl.org/rss/1.0/'><foaf:Group><foaf:name>P</foaf:name><foaf:member>"
        "<foaf:Agent><foaf:name>Ada</foaf:name><foaf:weblog><foaf:Document "
        "rdf:about='https://a.example/'><rdfs:seeAlso>"
        "<channel "
        "rdf:about='https://a.example/feed'/></rdfs:seeAlso></foaf:Document></foaf:weblog></foaf:Agent></foaf:member></"
        "foaf:Group></rdf:RDF>");
    REQUIRE(o.has_value());
    REQUIRE(o->feeds.size() == 1);
    CHECK(o->feeds[0].title == "Ada");
    CHECK(o->feeds[0].site == "https://a.example/");
    CHECK(o->feeds[0].category.at(0).at(0) == "P");
}

TEST_CASE("what is written is read back the same") {
    feed::Opml out;
    out.title = "A & B \"list\"";
    out.feeds.push_back(
        {"T <1>", "https://e.org/?a=1&b=2", "https://e.org/", "d", {{"x", "y"}, {"z"}, {"p", "q"}}, {"z"}});
    out.feeds.push_back({"Second", "https://e.org/2", "", "", {}, {}});
    out.lists.push_back({"L", "https://e.org/l.opml", "", "", {}, {}});
    out.opportunities.push_back({"S", "https://s.example/", "https://s.example/", "", {}, {}});
    const auto back = feed::parse_opml(feed::write_opml(out));
    REQUIRE(back.has_value());
    CHECK_FALSE(back->malformed);
    CHECK(back->title == out.title);
    REQUIRE(back->feeds.size() == 2);
    const auto& first = back->feeds[0].url == out.feeds[0].url ? back->feeds[0] : back->feeds[1];
    CHECK(first.title == "T <1>");
    CHECK(first.category == out.feeds[0].category);
    CHECK(back->lists.size() == 1);
    CHECK(back->opportunities.size() == 1);
}

TEST_CASE("what is no list is refused") {
    CHECK(feed::parse_opml("").error().fault == Fault::malformed);
    CHECK(feed::parse_opml("<rss/>").error().detail.find("<rss>") != std::string::npos);
}
