#include "feed/feed.hpp"

#include <doctest/doctest.h>

using namespace octavo;

namespace {

feed::ParsedFeed read(std::string_view text, const feed::Options& options = {}) {
    auto parsed = feed::parse(text, options);
    REQUIRE_MESSAGE(parsed.has_value(), (parsed ? "" : parsed.error().detail));
    return std::move(*parsed);
}

std::string rss(std::string_view channel) {
    return fmt::format(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:media=\"http://search.yahoo.com/mrss/\" "
        "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
        "xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>{}</channel></rss>",
        channel);
}
feed::Entry item(std::string_view inside) {
    auto parsed = read(rss(fmt::format("<item>{}</item>", inside)));
    REQUIRE(parsed.entries.size() == 1);
    return std::move(parsed.entries.front());
}
feed::Entry entry(std::string_view inside) {
    auto parsed = read(fmt::format("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>{}</entry></feed>", inside));
    REQUIRE(parsed.entries.size() == 1);
    return std::move(parsed.entries.front());
}

}  // namespace

TEST_CASE("RSS 2.0: the head") {
    const auto f = read(rss("<title>Tram News</title><link>https://tram.example/</link><description>All "
                            "&lt;b&gt;trams&lt;/b&gt;</description>"
                            "<language>de-ch</language><copyright>Tram Press</copyright><managingEditor>a@tram.example "
                            "(Ada)</managingEditor>"
                            "<lastBuildDate>Sun, 13 Jul 2025 08:00:00 "
                            "GMT</lastBuildDate><ttl>30</ttl><skipHours><hour>3</hour></"
                            "skipHours><skipDays><day>Saturday</day><day>Sunday</day><day>x</day></skipDays>"
                            "<image><url>/logo.png</url></image><atom:link rel='hub' href='https://hub.example/'/>"
                            "<atom:link rel='self' href='https://tram.example/feed'/>"),
                        {.url = "https://tram.example/feed"});
    CHECK(f.format == feed::Format::rss);
    CHECK(f.encoding == "utf-8");
    CHECK(f.title == "Tram News");
    CHECK(f.link == "https://tram.example/");
    CHECK(f.description == "All <b>trams</b>");
    CHECK(f.language == "de-ch");
    CHECK(f.copyright == "Tram Press");
    CHECK(f.author == "Ada");
    CHECK(f.updated == at("2025-07-13T08:00:00Z"));
    CHECK(f.ttl_minutes == 30);
    CHECK(f.skip_hours == std::vector{3});
    CHECK(f.skip_days == std::vector{6, 0});
    CHECK(f.image == "https://tram.example/logo.png");
    CHECK(f.hub == "https://hub.example/");
    CHECK(f.self == "https://tram.example/feed");
}

TEST_CASE("RSS 2.0: an item") {
    const auto e = item(
        "<title>Tram &amp;amp; bus</title><link> https://tram.example/1 </link><guid isPermaLink='false'>t1</guid>"
        "<description>&lt;p&gt;Short&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded>"
        "<pubDate>Sun, 13 Jul 2025 08:00:00 +0200</pubDate><dc:creator>Ada</dc:creator><category>City</category>"
        "<category>city</category><enclosure url='https://tram.example/1.mp3' type='audio/mpeg' length='12'/>"
        "<media:content url='https://tram.example/1.jpg' medium='image'/>");
    CHECK(e.title == "Tram & bus");
    CHECK(e.link == "https://tram.example/1");
    CHECK(e.id == "t1");
    CHECK(e.summary == "<p>Short</p>");
    CHECK(e.content == "<p>Long</p>");
    CHECK(e.published == at("2025-07-13T06:00:00Z"));
    CHECK(e.authors == std::vector<std::string>{"Ada"});
    CHECK(e.categories == std::vector<std::string>{"City", "city"});
    REQUIRE(e.enclosures.size() == 2);
    CHECK(e.enclosures[0].length == 12);
    CHECK(e.image == "https://tram.example/1.jpg");
}

TEST_CASE("an item without a date keeps none, even when the channel has one") {
    const auto f = read(rss("<pubDate>Sun, 13 Jul 2025 08:00:00 GMT</pubDate><item><title>Tram opens</title></item>"));
    CHECK(f.entries.at(0).published == std::nullopt);
}

TEST_CASE("a guid is a link when it is a permalink and nothing better is there") {
    CHECK(item("<guid>https://e.org/1</guid>").link == "https://e.org/1");
    CHECK(item("<guid>https://e.org/1</guid><link>https://e.org/2</link>").link == "https://e.org/2");
    CHECK(item("<guid isPermaLink='false'>tag:1</guid>").link == "");
}

TEST_CASE("a byline is a name, whichever way it is written, and the best source of it wins") {
    CHECK(item("<author>a@e.org (Ada Byte)</author>").authors.at(0) == "Ada Byte");
    CHECK(item("<author>Ada Byte (a@e.org)</author>").authors.at(0) == "Ada Byte");
    CHECK(item("<author>Ada Byte &lt;a@e.org&gt;</author>").authors.at(0) == "Ada Byte");
    CHECK(item("<itunes:author>Show</itunes:author><dc:creator>Ada</dc:creator><author>Bea</author>").authors ==
          std::vector<std::string>{"Ada"});
    CHECK(item("<dc:creator>Ada</dc:creator><dc:creator>Bea</dc:creator>").authors ==
          std::vector<std::string>{"Ada", "Bea"});
}

TEST_CASE("an entry without a title is called by the beginning of its text") {
    CHECK(item("<description>&lt;p&gt;The tram opened today.&lt;/p&gt;</description>").title ==
          "The tram opened today.");
}

TEST_CASE("FeedBurner's original stands beside its own link") {
    const auto f = read(
        "<rss "
        "xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0'><channel><item><link>https://proxy.example/1</"
        "link>"
        "<feedburner:origLink>https://tram.example/1</feedburner:origLink></item></channel></rss>");
    CHECK(f.entries.at(0).link == "https://proxy.example/1");
    CHECK(f.entries.at(0).original == "https://tram.example/1");
}

TEST_CASE("Atom: types of text") {
    CHECK(entry("<title type='text'>1 &lt; 2 &amp;amp; b</title>").title == "1 < 2 &amp; b");
    CHECK(entry("<title type='html'>1 &amp;lt; 2 &lt;b&gt;x&lt;/b&gt;</title>").title == "1 < 2 x");
    CHECK(entry("<summary type='text'>a &lt; b</summary>").summary == "a &lt; b");
    CHECK(entry("<summary>&lt;p&gt;tags all the same&lt;/p&gt;</summary>").summary == "<p>tags all the same</p>");
    CHECK(entry("<content type='html'>&lt;p&gt;x&lt;/p&gt;</content>").content == "<p>x</p>");
    CHECK(entry("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x &amp; y</p></div></content>")
              .content == "<p>x &amp; y</p>");
    CHECK(entry("<content type='application/octet-stream'>PHA+eDwvcD4=</content>").content == "<p>x</p>");
}

TEST_CASE("Atom: links, dates, persons") {
    const auto e = entry(
        "<link rel='replies' href='https://e.org/r'/><link rel='enclosure' href='https://e.org/a.mp3' length='5'/>"
        "<link href='https://e.org/1'/><id>tag:e.org,1</id><published>2025-07-13T08:00:00Z</published>"
        "<updated>2025-07-14T08:00:00Z</updated><author><name>Ada</name><email>a@e.org</email></author>"
        "<category term='rail' label='Rail'/>");
    CHECK(e.link == "https://e.org/1");
    CHECK(e.id == "tag:e.org,1");
    CHECK(e.published == at("2025-07-13T08:00:00Z"));
    CHECK(e.updated == at("2025-07-14T08:00:00Z"));
    CHECK(e.authors.at(0) == "Ada");
    CHECK(e.categories == std::vector<std::string>{"Rail", "rail"});
    CHECK(e.enclosures.at(0).length == 5);
}

TEST_CASE("an entry without an author is the feed's author's") {
    const auto f = read(
        "<feed "
        "xmlns='http://www.w3.org/2005/Atom'><author><name>Ada</name></author><entry/><entry><author><name>Bea</name>"
        "</author></entry></feed>");
    CHECK(f.entries.at(0).authors.at(0) == "Ada");
    CHECK(f.entries.at(1).authors.at(0) == "Bea");
}

TEST_CASE("relative addresses follow xml:base, then the site, then the feed") {
    const feed::Options options{.url = "https://cdn.example/feeds/all"};
    CHECK(read("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://b.example/x/'><link "
               "href='https://site.example/'/><entry xml:base='y/'>"
               "<link href='1'/></entry></feed>",
               options)
              .entries.at(0)
              .link == "https://b.example/x/y/1");
    CHECK(read("<rss><channel><link>https://site.example/</link><item><link>/1</link></item></channel></rss>", options)
              .entries.at(0)
              .link == "https://site.example/1");
    CHECK(read("<rss><channel><item><link>1</link></item></channel></rss>", options).entries.at(0).link ==
          "https://cdn.example/feeds/1");
}

TEST_CASE("RDF: items stand beside the channel") {
    const auto f = read(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
        "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel "
        "rdf:about='https://e.org/rdf'><title>T</title>"
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><items/></channel>"
        "<item rdf:about='https://e.org/1'><title>One</title></item><item><title>Two</title></item></rdf:RDF>");
    CHECK(f.format == feed::Format::rdf);
    CHECK(f.title == "T");
    CHECK(f.ttl_minutes == 30);
    REQUIRE(f.entries.size() == 2);
    CHECK(f.entries[0].id == "https://e.org/1");
    CHECK(f.entries[0].link == "https://e.org/1");
}

TEST_CASE("JSON Feed") {
    const auto f = read(
        R"({"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://e.org/","language":"en",
        "authors":[{"name":"Ada"}],"items":[{"id":1,"url":"/1","title":"One <b>","content_text":"a < b","tags":["x"],
        "date_published":"2025-07-13T08:00:00Z","attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":9}]}, 7]})",
        {.url = "https://e.org/feed.json"});
    CHECK(f.format == feed::Format::json);
    REQUIRE(f.entries.size() == 1);
    const auto& e = f.entries[0];
    CHECK(e.id == "1");
    CHECK(e.link == "https://e.org/1");
    CHECK(e.title == "One <b>");
    CHECK(e.content == "a &lt; b");
    CHECK(e.authors.at(0) == "Ada");
    CHECK(e.enclosures.at(0).url == "https://e.org/a.mp3");
    CHECK(e.enclosures.at(0).length == 9);
}

TEST_CASE("what is no feed is refused with a word that helps") {
    const auto why = [](std::string_view text) {
        const auto parsed = feed::parse(text);
        REQUIRE_FALSE(parsed.has_value());
        CHECK(parsed.error().fault == Fault::malformed);
        return parsed.error().detail;
    };
    CHECK(why("") == "feed: empty document");
    CHECK(why(" \n ") == "feed: empty document");
    CHECK(why("just words").find("no XML") != std::string::npos);
    CHECK(why("<!doctype html><html><body>Hello</body></html>").find("HTML page") != std::string::npos);
    CHECK(why("<svg/>").find("<svg>") != std::string::npos);
    CHECK(why("{\"a\":1}").find("not JSON Feed") != std::string::npos);
}

TEST_CASE("damage loses the entry it is in, and no other") {
    std::string text = "<rss><channel><title>T</title>";
    for (int i = 0; i < 5; ++i) {
        const std::string_view damage = i == 2 ? "<description>bare & <b>open <i></description" : "";
        text += fmt::format("<item><title>{}</title>{}<link>https://e.org/{}</link></item>", i, damage, i);
    }
    const auto f = read(text);  // and it is cut: no end of channel and rss
    REQUIRE(f.entries.size() == 5);
    for (const int i : {0, 1, 3, 4})
        CHECK(f.entries[static_cast<std::size_t>(i)].link == fmt::format("https://e.org/{}", i));
}

TEST_CASE("blanks, a BOM and rubbish in front of the declaration do not hide a feed") {
    CHECK(read("\xEF\xBB\xBF\n\n <?xml version='1.0'?><rss><channel><title>T</title></channel></rss>").title == "T");
}

TEST_CASE("encodings: declared, by header, UTF-16 and UTF-32") {
    CHECK(
        read("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Caf\xE9</title></channel></rss>").title ==
        "Café");
    CHECK(
        read("<rss><channel><title>\xF2</title></channel></rss>", {.content_type = "text/xml; charset=koi8-r"}).title ==
        "Р");
    std::string wide;
    for (const char c : std::string_view("<rss><channel><title>T</title></channel></rss>"))
        wide += std::string{'\0', '\0', '\0', c};
    const auto f = read(wide);
    CHECK(f.title == "T");
    CHECK(f.encoding == "utf-32be");
}

TEST_CASE("more entries than asked for are cut, and it says so") {
    std::string text = "<rss><channel>";
    for (int i = 0; i < 30; ++i) text += "<item><title>x</title></item>";
    const auto f = read(text, {.max_entries = 10});
    CHECK(f.entries.size() == 10);
    CHECK(f.cut);
    CHECK(feed::parse(text, {.max_bytes = 100}).error().fault == Fault::too_big);
}

TEST_CASE("feeds a page points to, the news before the comments") {
    const auto found = feed::discover(
        "<html><head><base href='https://e.org/x/'><link rel='stylesheet' href='a.css'>"
        "<link rel='alternate' type='application/rss+xml' title='Comments' href='comments'>"
        "<link title='News &amp; more' rel='ALTERNATE home' type='application/atom+xml' href='feed'>"
        "<link rel='alternate' hreflang='de' href='/de'></head><body><link rel=alternate type=application/rss+xml "
        "href=/late></body>",
        "https://e.org/");
    REQUIRE(found.size() == 2);
    CHECK(found[0].url == "https://e.org/x/feed");
    CHECK(found[0].title == "News & more");
    CHECK(found[1].title == "Comments");
}

TEST_CASE("an episode without a page of its own leads to its file") {
    CHECK(item("<enclosure url='https://e.org/1.mp3' type='audio/mpeg'/>").link == "https://e.org/1.mp3");
    CHECK(item("<enclosure url='https://e.org/1.mp3'/><guid>https://e.org/1</guid>").link == "https://e.org/1");
    CHECK(entry("<link rel='enclosure' href='https://e.org/1.mp3'/>").link == "https://e.org/1.mp3");
}

TEST_CASE("slips in escaped markup are mended, and what a tag cut off would hide is kept when it is words") {
    CHECK(item("<description>&lt;![CDATA[&lt;p&gt;Twice wrapped&lt;/p&gt;]]&gt;</description>").summary ==
          "<p>Twice wrapped</p>");
    CHECK(item("<description>A link starts with &lt;a href=</description>").summary ==
          "A link starts with &lt;a href=");
    CHECK(item("<description>See &lt;img src=\"https://e</description>").summary == "See <img src=\"https://e");
    CHECK(item("<description>&lt;iframe src='x' /&gt;&lt;p&gt;Story&lt;/p&gt;</description>").summary ==
          "<iframe src='x' /></iframe><p>Story</p>");
    CHECK(item("<description>&lt;iframe&gt;&lt;/iframe&gt;&lt;iframe&gt;</description>").summary ==
          "<iframe></iframe><iframe></iframe>");
    CHECK(item("<description>&lt;iframe src=x&gt; The film &lt;/iframe&gt; ran</description>").summary ==
          "<iframe src=x></iframe> The film </iframe> ran");
    CHECK(item("<description>&lt;iframe&gt;Your browser shows no iframes.&lt;/iframe&gt;</description>").summary ==
          "<iframe>Your browser shows no iframes.</iframe>");
    CHECK(item("<title>Tr&lt;!-- -- oops &gt;am</title>").title == "Tram");
    CHECK(entry("<title type='xhtml'><div>Tram<script>x()</script></div></title>").title == "Tram");
    CHECK(entry("<content type='html'><div>&lt;p&gt;Both ways&lt;/p&gt;</div></content>").content ==
          "<div><p>Both ways</p></div>");
    CHECK(entry("<content type='application/atom+xml'>&lt;x/&gt;</content>").content == "&lt;x/&gt;");
}

TEST_CASE("a feed of ten thousand entries is cut, one of 100 MB refused, and a cut nest of tags is no trap") {
    std::string items;
    for (int i = 0; i < 10'000; ++i) items += fmt::format("<item><title>{}</title><guid>same</guid></item>", i);
    const auto f = read(rss(items));
    CHECK(f.entries.size() == 2000);
    CHECK(f.cut);
    const auto big = feed::parse(std::string(100u << 20, ' '));
    REQUIRE(!big.has_value());
    CHECK(big.error().fault == Fault::too_big);
    std::string nest = "<rss><channel><item><description>";
    for (int i = 0; i < 20'000; ++i) nest += "&lt;iframe&gt;&lt;![CDATA[&lt;";
    CHECK(read(nest).entries.at(0).summary.size() < 4 * nest.size());
}

TEST_CASE("a feed is read behind whatever was printed before its declaration, in the encoding that it declares") {
    const std::string feed =
        "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<?xml-stylesheet href=\"x\"?><!-- made <rss> -->\n"
        "<rss version=\"2.0\"><channel><item><title>Caf\xE9</title></item></channel></rss>";
    for (const std::string before :
         {"Notice: undefined index in /srv/feed.php\n", "\n<br />\n<b>Warning</b>: Undefined variable $x<br />\n",
          "<p>One<p>Two<img src=a>", "<?php echo 1 ?>\n<div>"}) {
        CAPTURE(before);
        const auto f = read(before + feed);
        REQUIRE(f.entries.size() == 1);
        CHECK(f.entries[0].title == "Caf\u00E9");
    }
}

TEST_CASE("a feed that quotes another one is itself, and a page that shows one is a page") {
    const std::string quoted =
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>Quoted</title></item></channel></rss>";
    const auto f = read("<rss version=\"2.0\"><channel><item><title>How a feed looks</title><description><![CDATA[" +
                        quoted + "]]></description></item></channel></rss>");
    REQUIRE(f.entries.size() == 1);
    CHECK(f.entries[0].title == "How a feed looks");
    CHECK_FALSE(feed::parse("<!doctype html><title>Feeds</title><textarea>" + quoted + "</textarea>", {}).has_value());
    for (const std::string before : {"\xEF\xBB\xBF<!DOCTYPE html><html><textarea>", "<!-- x -->\n<html><body>",
                                     "<head><title>t</title></head><body>"}) {
        CAPTURE(before);
        CHECK_FALSE(feed::parse(before + quoted, {}).has_value());
    }
    CHECK_FALSE(feed::parse("<br><?xml version=\"1.0\"?><svg><title>No feed</title></svg>", {}).has_value());
}
