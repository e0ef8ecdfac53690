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
