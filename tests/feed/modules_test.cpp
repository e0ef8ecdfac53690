// The vocabularies around RSS and Atom, in every kind of feed they turn up in: Dublin Core, iTunes, Podcasting 2.0,
// Media RSS, GeoRSS; and the finer points of JSON Feed.
#include <doctest/doctest.h>

#include "feed/feed.hpp"

using namespace octavo;

namespace {

feed::ParsedFeed read(std::string_view text, const feed::Options& options = {}) {
    auto parsed = feed::parse(text, options);
    REQUIRE_MESSAGE(parsed.has_value(), (parsed ? "" : parsed.error().detail));
    return std::move(*parsed);
}

constexpr std::string_view spaces =
    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:dcterms='http://purl.org/dc/terms/' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/' "
    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:georss='http://www.georss.org/georss' "
    "xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#' xmlns:gml='http://www.opengis.net/gml' "
    "xmlns:podcast='https://podcastindex.org/namespace/1.0' xmlns:a='http://www.w3.org/2005/Atom' "
    "xmlns:a3='http://purl.org/atom/ns#'";

// Every kind of XML feed around a head and one entry; dc is Dublin Core 1.1 or 1.0.
std::vector<std::string> every_kind(std::string_view head, std::string_view entry) {
    std::vector<std::string> out;
    for (const std::string_view dc : {"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/elements/1.0/"}) {
        const std::string names = fmt::format("{} xmlns:dc='{}'", spaces, dc);
        for (const std::string_view rss1 : {"http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
                                            "http://channel.netscape.com/rdf/simple/0.9/"})
            out.push_back(fmt::format("<rdf:RDF {0} xmlns='{1}'><channel>{2}</channel><item>{3}</item></rdf:RDF>",
                                      names, rss1, head, entry));
        for (const std::string_view version : {"0.91", "0.92", "2.0"})
            out.push_back(fmt::format("<rss version='{1}' {0}><channel>{2}<item>{3}</item></channel></rss>", names,
                                      version, head, entry));
        for (const std::string_view atom : {"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
            out.push_back(fmt::format("<feed xmlns='{1}' {0}>{2}<entry>{3}</entry></feed>", names, atom, head, entry));
    }
    return out;
}

feed::Entry entry(std::string_view inside) {
    auto parsed = read(fmt::format("<rss version='2.0' {}><channel><item>{}</item></channel></rss>", spaces, inside));
    REQUIRE(parsed.entries.size() == 1);
    return std::move(parsed.entries.front());
}

}  // namespace

TEST_CASE("Dublin Core says it where nothing else does, in every kind of feed") {
    const auto kinds = every_kind(
        "<dc:title>Tram News</dc:title><dc:description>All trams</dc:description><dc:language>de</dc:language>"
        "<dc:rights>Tram Press</dc:rights><dc:creator>Ada</dc:creator><dc:date>2025-07-12T08:00:00Z</dc:date>",
        "<dc:title>Tram opens</dc:title><dc:description>At last</dc:description><dc:creator>Ben</dc:creator>"
        "<dc:date>2025-07-13T08:00:00Z</dc:date><dc:identifier>tram-1</dc:identifier><dc:subject>Trams</dc:subject>");
    CHECK(kinds.size() == 16);
    for (const auto& text : kinds) {
        CAPTURE(text);
        const auto f = read(text);
        CHECK(f.title == "Tram News");
        CHECK(f.description == "All trams");
        CHECK(f.language == "de");
        CHECK(f.copyright == "Tram Press");
        CHECK(f.author == "Ada");
        CHECK(f.updated == at("2025-07-12T08:00:00Z"));
        REQUIRE(f.entries.size() == 1);
        const auto& e = f.entries[0];
        CHECK(e.title == "Tram opens");
        CHECK(e.summary == "At last");
        CHECK(e.authors == std::vector<std::string>{"Ben"});
        CHECK(e.published == at("2025-07-13T08:00:00Z"));
        CHECK(e.id == "tram-1");
        CHECK(e.categories == std::vector<std::string>{"Trams"});
    }
}

TEST_CASE("Atom's elements count in every kind of feed, by either of its names") {
    for (const std::string_view a : {"a", "a3"}) {
        std::string head = "<@:title>Tram News</@:title><@:link rel='alternate' type='text/html' href='/'/>";
        std::string item =
            "<@:title>Tram opens</@:title><@:link rel='alternate' href='/1'/><@:id>tag:tram,1</@:id>"
            "<@:summary>At last</@:summary><@:content type='html'>&lt;p&gt;It opened.&lt;/p&gt;</@:content>"
            "<@:author><@:name>Ben</@:name></@:author>";
        item += a == "a" ? "<@:published>2025-07-13T08:00:00Z</@:published><@:updated>2025-07-14T08:00:00Z</@:updated>"
                         : "<@:issued>2025-07-13T08:00:00Z</@:issued><@:modified>2025-07-14T08:00:00Z</@:modified>";
        for (std::string* text : {&head, &item})
            for (auto at = text->find('@'); at != std::string::npos; at = text->find('@')) text->replace(at, 1, a);
        for (const auto& text : every_kind(head, item)) {
            CAPTURE(text);
            const auto f = read(text, {.url = "https://tram.example/feed"});
            CHECK(f.title == "Tram News");
            CHECK(f.link == "https://tram.example/");
            REQUIRE(f.entries.size() == 1);
            const auto& e = f.entries[0];
            CHECK(e.title == "Tram opens");
            CHECK(e.link == "https://tram.example/1");
            CHECK(e.id == "tag:tram,1");
            CHECK(e.summary == "At last");
            CHECK(e.content == "<p>It opened.</p>");
            CHECK(e.authors == std::vector<std::string>{"Ben"});
            CHECK(e.published == at("2025-07-13T08:00:00Z"));
            CHECK(e.updated == at("2025-07-14T08:00:00Z"));
        }
    }
}

TEST_CASE("an episode tells its length, number, chapters and transcripts") {
    const auto e = entry(
        "<itunes:title>Trams</itunes:title><itunes:duration>1:01:30</itunes:duration><itunes:season>2</itunes:season>"
        "<itunes:episode>7</itunes:episode><itunes:summary>About trams</itunes:summary>"
        "<itunes:image href='https://e.org/7.jpg'/><itunes:author>Ada</itunes:author>"
        "<podcast:chapters url='https://e.org/7.chapters' type='application/json+chapters'/>"
        "<podcast:transcript url='https://e.org/7.vtt' type='text/vtt' language='de'/>"
        "<podcast:transcript url='https://e.org/7.srt' type='application/srt'/><podcast:transcript type='text/html'/>"
        "<enclosure url='https://e.org/7.mp3' type='audio/mpeg' length='123'/>");
    CHECK(e.title == "Trams");
    CHECK(e.seconds == 3690);
    CHECK(e.season == 2);
    CHECK(e.episode == 7);
    CHECK(e.chapters == "https://e.org/7.chapters");
    REQUIRE(e.transcripts.size() == 2);
    CHECK(e.transcripts[0].url == "https://e.org/7.vtt");
    CHECK(e.transcripts[0].language == "de");
    CHECK(e.transcripts[1].type == "application/srt");
    CHECK(e.image == "https://e.org/7.jpg");
    CHECK(e.authors == std::vector<std::string>{"Ada"});
    CHECK(e.summary == "About trams");
    const auto seconds = [](std::string_view text) {
        return entry(fmt::format("<itunes:duration>{}</itunes:duration>", text)).seconds;
    };
    CHECK(seconds("3600") == 3600);
    CHECK(seconds(" 61:30 ") == 3690);
    CHECK(seconds("12.5") == 12);
    for (const std::string_view none :
         {"", "0", "an hour", "1:2:3:4", "-5", "99999999999", "999999:999999:999999", "1:"})
        CHECK(seconds(none) == -1);
    CHECK(entry("<itunes:episode>first</itunes:episode>").episode == -1);
}

TEST_CASE("Media RSS: groups and contents, the widest picture, the words and the credit") {
    const auto e = entry(
        "<media:group><media:title>Tram film</media:title><media:description type='plain'>It moves</media:description>"
        "<media:content url='https://e.org/s.jpg' medium='image' width='140'/>"
        "<media:content url='https://e.org/l.jpg' medium='image' width='1200'/>"
        "<media:content url='https://e.org/m.jpg' type='image/jpeg' width='460'/>"
        "<media:content url='https://e.org/t.mp4' type='video/mp4' duration='95' fileSize='1000'/>"
        "<media:credit role='author'>Ben</media:credit><media:credit role='producer'>Cid</media:credit>"
        "<media:thumbnail url='https://e.org/thumb.jpg' "
        "width='4000'/><media:keywords>tram</media:keywords></media:group>"
        "<media:player url='https://e.org/watch?v=1'/>");
    CHECK(e.title == "Tram film");
    CHECK(e.summary == "It moves");
    CHECK(e.image == "https://e.org/l.jpg");  // a thumbnail is small, whatever it says
    CHECK(e.link == "https://e.org/watch?v=1");
    CHECK(e.authors == std::vector<std::string>{"Ben"});
    REQUIRE(e.enclosures.size() == 4);
    CHECK(e.enclosures[3].seconds == 95);
    CHECK(e.enclosures[3].length == 1000);
    CHECK(entry("<media:thumbnail url='https://e.org/a.jpg'/><media:thumbnail url='https://e.org/b.jpg'/>").image ==
          "https://e.org/a.jpg");
    CHECK(entry("<media:content url='https://e.org/a'><media:thumbnail url='https://e.org/b.jpg'/></media:content>")
              .image == "https://e.org/b.jpg");
    // What the item itself says stands before what its media say.
    const auto own = entry(
        "<title>Own</title><link>https://e.org/1</link><author>Dan</author><media:title>M</media:title>"
        "<media:player url='https://e.org/p'/><media:credit role='author'>B</media:credit>");
    CHECK(own.title == "Own");
    CHECK(own.link == "https://e.org/1");
    CHECK(own.authors == std::vector<std::string>{"Dan"});
}

TEST_CASE("a place is a point on the globe, however it is written") {
    const feed::Point harbour{53.54, -9.97};
    for (const std::string_view written :
         {"<georss:point>53.54 -9.97</georss:point>", "<georss:point> 53.54, -9.97 </georss:point>",
          "<georss:where><gml:Point><gml:pos>53.54 -9.97</gml:pos></gml:Point></georss:where>",
          "<geo:lat>53.54</geo:lat><geo:long>-9.97</geo:long>",
          "<geo:Point><geo:lat>53.54</geo:lat><geo:long>-9.97</geo:long></geo:Point>",
          "<georss:line>53.54 -9.97 50 -9</georss:line>"}) {
        CAPTURE(written);
        CHECK(entry(written).place == harbour);
    }
    for (const std::string_view none : {"<georss:point>93 0</georss:point>", "<georss:point>53.54</georss:point>",
                                        "<georss:point>nan 0</georss:point>", "<georss:point/>",
                                        "<geo:lat>53</geo:lat>", "<georss:featurename>Harbour</georss:featurename>"}) {
        CAPTURE(none);
        CHECK_FALSE(entry(none).place.has_value());
    }
}

TEST_CASE("JSON Feed 1.0: one author, an icon, hubs, an address elsewhere") {
    const auto f = read(
        R"({"version":"https://jsonfeed.org/version/1","title":" Tram News ","home_page_url":"https://e.org/news/",
        "feed_url":"https://feeds.e.org/1.json","description":"All < trams","icon":"/icon.png","favicon":"/f.ico",
        "author":{"name":"Ada","url":"https://e.org/ada"},"hubs":[{"type":"WebSub","url":"https://hub.example/"}],
        "next_url":"https://feeds.e.org/2.json","_own":{"a":1},
        "items":[{"id":17.5,"external_url":"https://other.example/x","summary":"Short & sweet","banner_image":"b.png",
        "content_html":"<p>Long</p>","date_modified":"2025-07-13T10:00:00+02:00"},
        {"id":"https://e.org/2","content_text":"Only words"},
        {"id":"3","url":"three","author":{"name":"Ben"},"language":"fr","image":null,"tags":["a","a",5]}]})",
        {.url = "https://feeds.e.org/1.json"});
    CHECK(f.title == "Tram News");
    CHECK(f.link == "https://e.org/news/");
    CHECK(f.self == "https://feeds.e.org/1.json");
    CHECK(f.description == "All &lt; trams");
    CHECK(f.image == "https://feeds.e.org/icon.png");
    CHECK(f.author == "Ada");
    CHECK(f.hub == "https://hub.example/");
    REQUIRE(f.entries.size() == 3);
    CHECK(f.entries[0].link == "https://other.example/x");
    CHECK(f.entries[0].title == "Short & sweet");
    CHECK(f.entries[0].summary == "Short &amp; sweet");
    CHECK(f.entries[0].image == "https://e.org/news/b.png");
    CHECK(f.entries[0].updated == at("2025-07-13T08:00:00Z"));
    CHECK_FALSE(f.entries[0].published.has_value());
    CHECK(f.entries[0].authors == std::vector<std::string>{"Ada"});
    CHECK(f.entries[1].link == "https://e.org/2");
    CHECK(f.entries[1].title == "Only words");
    CHECK(f.entries[2].link == "https://e.org/news/three");  // relative addresses are the site's
    CHECK(f.entries[2].authors == std::vector<std::string>{"Ben"});
    CHECK(f.entries[2].language == "fr");
    CHECK(f.entries[2].categories == std::vector<std::string>{"a"});
}

TEST_CASE("JSON Feed 1.1: authors, language, attachments with their length in time") {
    const auto f = read(
        R"({"version":"https://jsonfeed.org/version/1.1","title":"T","language":"de-CH","expired":true,
        "authors":[{"name":"Ada"},{"url":"https://e.org/b"},{"name":"Ada"}],
        "items":[{"id":"1","authors":[{"name":"Ben"},{"name":"Cid"}],"attachments":[
        {"url":"https://e.org/1.mp3","mime_type":"audio/mpeg","size_in_bytes":1000,"duration_in_seconds":95},
        {"url":"","mime_type":"audio/mpeg"},{"mime_type":"x"},"no"]},{"id":"2"},null,"x"]})");
    REQUIRE(f.entries.size() == 2);
    CHECK(f.entries[0].authors == std::vector<std::string>{"Ben", "Cid"});
    CHECK(f.entries[0].language == "de-CH");
    REQUIRE(f.entries[0].enclosures.size() == 1);
    CHECK(f.entries[0].enclosures[0].seconds == 95);
    CHECK(f.entries[0].enclosures[0].length == 1000);
    CHECK(f.entries[1].authors == std::vector<std::string>{"Ada"});
    for (const std::string_view none : {R"({"title":"no feed"})", R"({"version":"1"})",
                                        R"({"version":"https://jsonfeed.org/version/1.1","items":)", "{}"})
        CHECK_FALSE(feed::parse(none).has_value());
}
