#include "feed/sitemap.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

using namespace octavo;

namespace {

std::string gzip(std::string_view text) {
    z_stream z{};
    REQUIRE(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&z, text.size()) + 32, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    z.avail_in = static_cast<uInt>(text.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
    out.resize(out.size() - z.avail_out);
    deflateEnd(&z);
    return out;
}

}  // namespace

TEST_CASE("a news sitemap gives pages and what the publisher says of them") {
    const std::string text =
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<url><loc> https://e.org/1 "
        "</loc><news:news><news:publication><news:name>E</news:name><news:language>en</news:language>"
        "</news:publication><news:publication_date>2025-07-13T10:00:00+02:00</news:publication_date><news:title>Tram "
        "&amp; bus</news:title>"
        "</news:news></url><url><loc>https://e.org/2</loc></url></urlset>";
    for (const std::string& bytes : {text, gzip(text)}) {
        const auto s = feed::parse_sitemap(bytes);
        REQUIRE(s.has_value());
        CHECK(s->locs == std::vector<std::string>{"https://e.org/1", "https://e.org/2"});
        REQUIRE(s->news.size() == 1);
        CHECK(s->news[0].title == "Tram & bus");
        CHECK(s->news[0].language == "en");
        CHECK(s->news[0].publication == "E");
        CHECK(s->news[0].published == at("2025-07-13T08:00:00Z"));
    }
}

TEST_CASE("an index names further sitemaps") {
    const auto s = feed::parse_sitemap(
        "<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap>https://e.org/b.xml</sitemap></sitemapindex>",
        "https://e.org/sitemap.xml");
    REQUIRE(s.has_value());
    CHECK(s->sitemaps == std::vector<std::string>{"https://e.org/a.xml", "https://e.org/b.xml"});
}

TEST_CASE("text, and a feed used as a sitemap") {
    CHECK(feed::parse_sitemap("https://e.org/1\r\n# no\nhttps://e.org/2\n")->locs.size() == 2);
    CHECK(feed::parse_sitemap("<rss><channel><item><link>https://e.org/1</link></item></channel></rss>")->locs ==
          std::vector<std::string>{"https://e.org/1"});
}

TEST_CASE("what is none is refused; a cut packed file is read as far as it goes") {
    CHECK(feed::parse_sitemap("<html/>").error().fault == Fault::malformed);
    CHECK(feed::parse_sitemap("nothing here").error().fault == Fault::malformed);
    CHECK(feed::parse_sitemap("\x1F\x8B rubbish").error().fault == Fault::malformed);
    std::string text = "<urlset>";
    for (int i = 0; i < 2000; ++i) text += fmt::format("<url><loc>https://e.org/{}/{}</loc></url>", i, i * 7919);
    const std::string packed = gzip(text);
    const auto s = feed::parse_sitemap(std::string_view(packed).substr(0, packed.size() / 2));
    REQUIRE(s.has_value());
    CHECK(s->locs.size() > 100);
    CHECK(s->locs.size() < 2000);
}

TEST_CASE("a packed bomb is refused") {
    CHECK(feed::parse_sitemap(gzip(std::string(70u << 20, ' '))).error().fault == Fault::too_big);
}

TEST_CASE("a news sitemap in the ways it is written: other prefixes, misspelt spaces, CDATA, pictures beside it") {
    const auto news = [](std::string_view space, std::string_view inside) {
        const auto s = feed::parse_sitemap(
            fmt::format("<?xml version='1.0' encoding='UTF-8'?>\n<?xml-stylesheet href='/news.xsl'?>\n<urlset "
                        "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' {} "
                        "xmlns:image='http://www.google.com/schemas/sitemap-image/1.1' "
                        "xmlns:video='http://www.google.com/schemas/sitemap-video/1.1'>{}</urlset>",
                        space, inside));
        REQUIRE(s.has_value());
        return s->news;
    };
    constexpr std::string_view google = "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'";
    const auto whole =
        news(google,
             "<url><loc>https://e.org/1?a=1&amp;b=2</loc><lastmod>2025-07-14</lastmod><image:image><image:loc>https://"
             "e.org/i"
             "</image:loc><image:title>Picture</image:title></image:image><video:video><video:title>Film</video:title>"
             "</video:video><n:news><n:publication><n:name><![CDATA[E & F]]></n:name><n:language>pt-br</n:language>"
             "</n:publication><n:genres>Blog</n:genres><n:publication_date>2025-07-13T05:00-03:00</n:publication_date>"
             "<n:title><![CDATA[Bonde <b>abre</b> & roda]]></n:title><n:keywords>a, b</n:keywords></n:news></url>");
    REQUIRE(whole.size() == 1);
    CHECK(whole[0].loc == "https://e.org/1?a=1&b=2");
    CHECK(whole[0].title == "Bonde abre & roda");
    CHECK(whole[0].publication == "E & F");
    CHECK(whole[0].language == "pt-br");
    CHECK(whole[0].published == at("2025-07-13T08:00:00Z"));
    // The space misspelt, undeclared, or of an older version.
    for (const std::string_view space : {"xmlns:n='https://www.google.com/schemas/sitemap-news/0.9/'",
                                         "xmlns:n='http://www.google.com/schemas/sitemap-news/0.84'", ""}) {
        const auto some = news(space,
                               "<url><loc>https://e.org/1</loc><n:news><n:title>Tram</n:title>"
                               "<n:publication_date>2025-07-13</n:publication_date></n:news></url>");
        REQUIRE(some.size() == 1);
        CHECK(some[0].title == "Tram");
        CHECK(some[0].published == at("2025-07-13T00:00:00Z"));
    }
    // Half of it missing: what is there counts, a page without an address does not.
    const auto half = news(google,
                           "<url><loc>https://e.org/1</loc><n:news/></url><url><n:news><n:title>Lost</n:title>"
                           "</n:news></url><url><loc>https://e.org/2</loc><n:news><n:publication_date>soon"
                           "</n:publication_date><n:title> Two </n:title></n:news></url>");
    REQUIRE(half.size() == 2);
    CHECK(half[0].title.empty());
    CHECK(half[1].title == "Two");
    CHECK_FALSE(half[1].published.has_value());
}

TEST_CASE("an index of news sitemaps, packed, with blanks, cut in the middle") {
    const std::string text =
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>\n "
        "https://e.org/news-1.xml.gz "
        "\n</loc><lastmod>2025-07-13T08:00:00+00:00</lastmod></sitemap><sitemap><lastmod>x</lastmod></sitemap><sitemap>"
        "<loc>https://e.org/news.xml?page=2&amp;a=b</loc></sitemap><sitemap><loc>https://e.org/cut";
    for (const std::string& bytes : {text, gzip(text)}) {
        const auto s = feed::parse_sitemap(bytes);
        REQUIRE(s.has_value());
        REQUIRE(s->sitemaps.size() >= 2);
        CHECK(s->sitemaps[0] == "https://e.org/news-1.xml.gz");
        CHECK(s->sitemaps[1] == "https://e.org/news.xml?page=2&a=b");
        CHECK(s->locs.empty());
    }
}
