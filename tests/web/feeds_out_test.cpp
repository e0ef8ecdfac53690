#include "web/feeds_out.hpp"

#include <doctest/doctest.h>

#include <pugixml.hpp>

#include "base/json.hpp"
#include "web/newsstand.hpp"

using namespace octavo;
using web::Form;

namespace {

const web::SiteSettings site;
const web::Tongue tongue(*find_edition("en-gb"));
web::Setting setting() {
    return {
        .site = site, .tongue = tongue, .now = test::press_time(), .outlook = {}, .origin = "http://localhost:8080"};
}

std::vector<store::Card> hostile_cards() {
    auto card = test::make_article("evil.example", "</title>]]>\"'&<script>\x01\x0b\xff \xEF\xBF\xBE", "en", 5).card;
    card.excerpt = "a\x02 <b>&amp;</b> \xC3";
    card.author = "\"><x/>";
    card.url = "https://evil.example/?a=1&b=\"<>";
    return {card, test::make_article("plain.example", "Plain", "ar", 7).card};
}

}  // namespace

TEST_CASE("every form of feed parses, whatever the publishers wrote") {
    const auto cards = hostile_cards();
    for (const Form form : {Form::rss, Form::atom}) {
        const std::string feed = web::write_feed(setting(), form, {"<Title> & co", "", "feed.xml"}, cards);
        pugi::xml_document document;
        const auto parsed = document.load_buffer(feed.data(), feed.size());
        CAPTURE(parsed.description());
        CHECK(parsed);
        for (const char c : feed) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
    }
    const auto json = Json::parse(web::write_feed(setting(), Form::json, {"T", "", "feed.json"}, cards));
    REQUIRE(json.has_value());
    CHECK((*json)["items"].items().size() == 2);
    CHECK((*json)["version"].string() == "https://jsonfeed.org/version/1.1");
}

TEST_CASE("an excerpt is text: RSS carries it as HTML that shows it, Atom as it is") {
    const auto cards = hostile_cards();
    pugi::xml_document rss, atom;
    REQUIRE(rss.load_string(web::write_feed(setting(), Form::rss, {"T", "", "feed.xml"}, cards).c_str()));
    REQUIRE(atom.load_string(web::write_feed(setting(), Form::atom, {"T", "", "feed.atom"}, cards).c_str()));
    CHECK(std::string_view(rss.child("rss").child("channel").child("item").child_value("description")) ==
          "a &lt;b&gt;&amp;amp;&lt;/b&gt; \xEF\xBF\xBD");
    CHECK(std::string_view(atom.child("feed").child("entry").child_value("summary")) == "a <b>&amp;</b> \xEF\xBF\xBD");
}

TEST_CASE("an entry leads to our page, names the publisher, links the original") {
    const auto card = test::make_article("skerrytimes.example", "Ferry runs", "en", 60).card;
    const std::string rss = web::write_feed(setting(), Form::rss, {"T", "", "feed.xml"}, std::span(&card, 1));
    pugi::xml_document document;
    REQUIRE(document.load_buffer(rss.data(), rss.size()));
    const auto item = document.child("rss").child("channel").child("item");
    CHECK(std::string_view(item.child_value("link")) == "http://localhost:8080/en-gb/a/ferry-runs-" + card.id.text());
    CHECK(std::string_view(item.child_value("pubDate")) == "Sun, 22 Nov 2026 08:16:00 +0000");
    CHECK(std::string_view(item.child("source").attribute("url").value()) == card.url);
    CHECK(std::string_view(item.child_value("dc:creator")) == "Skerry Times");
}

TEST_CASE("the sources are an OPML list without the sample's") {
    auto stand = test::invented_news();
    std::vector<store::SourceRow> rows;
    for (const auto& s : stand.sources) rows.push_back({s, 1, {}});
    rows.front().source.klass = Source::Class::sample;
    rows.back().source.name = "A & B <\"";
    const std::string opml = web::write_opml(setting(), rows, stand.feeds);
    pugi::xml_document document;
    REQUIRE(document.load_buffer(opml.data(), opml.size()));
    std::size_t outlines = 0;
    for (const auto& outline : document.child("opml").child("body").children("outline")) {
        ++outlines;
        CHECK(std::string_view(outline.attribute("xmlUrl").value()).starts_with("https://"));
    }
    CHECK(outlines == rows.size() - 1);
}
