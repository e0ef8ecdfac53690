#include "web/sitemaps.hpp"

#include <doctest/doctest.h>

#include <pugixml.hpp>

#include "web/paper.hpp"

using namespace octavo;
using test::header_of;
using test::Paper;
using test::report;

namespace {

std::vector<std::string> addresses(const std::string& xml) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml.data(), xml.size());
    CAPTURE(parsed.description());
    REQUIRE(parsed);
    std::vector<std::string> out;
    for (const auto& line : document.first_child().children()) out.emplace_back(line.child_value("loc"));
    return out;
}

web::SiteSettings open_site() { return {.base_url = "https://news.example"}; }

// Three stories of two publishers, one of them in German, on two days; and one article that is alone.
void fill(Paper& paper) {
    auto german = report(20, "river.example", 3, "de");
    german.parsed.extraction.title = "Die Schleuse & <ihr> \"Preis\"";
    paper.archive.write({report(1, "harbour.example", 1), report(2, "canal.example", 1),
                         report(3, "harbour.example", 2), report(30, "canal.example", 2),  // goes on the next day
                         german, report(21, "canal.example", 3, "de"), report(22, "harbour.example", 4)});
}

}  // namespace

TEST_CASE("the index names the days that have stories, and each file the stories of its day, under one address") {
    Paper paper(open_site());
    fill(paper);
    const std::string index = paper.body("/sitemap.xml");
    const auto files = addresses(index);
    CHECK(files == std::vector<std::string>{
                       "https://news.example/sitemap/pages.xml", "https://news.example/sitemap/places.xml",
                       "https://news.example/sitemap/tags.xml", "https://news.example/sitemap/days.xml",
                       "https://news.example/sitemap/sources.xml", "https://news.example/sitemap/2025-07-02.xml",
                       "https://news.example/sitemap/2025-07-01.xml"});
    CHECK(index.contains("<lastmod>2025-07-02T06:00:00Z</lastmod>"));
    // A story stands in the file of its newest report, by the address of its first one, in that one's language.
    const std::string second = paper.body("/sitemap/2025-07-02.xml");
    CHECK(addresses(second) ==
          std::vector<std::string>{"https://news.example/en-gb/s/report-number-3-" + StoryId{1002}.text()});
    CHECK(second.contains("<lastmod>2025-07-02T06:00:00Z</lastmod>"));
    CHECK(addresses(paper.body("/sitemap/2025-07-01.xml")) ==
          std::vector<std::string>{"https://news.example/de-de/s/die-schleuse-ihr-preis-" + StoryId{1003}.text(),
                                   "https://news.example/en-gb/s/report-number-1-" + StoryId{1001}.text()});
    // What it lists is there, is to be indexed, and says the same of itself.
    for (const std::string_view day : {"2025-07-01", "2025-07-02"})
        for (const std::string& address : addresses(paper.body(fmt::format("/sitemap/{}.xml", day)))) {
            const auto page = paper.body(address.substr(std::string_view("https://news.example").size()));
            CHECK(page.contains("<link rel=\"canonical\" href=\"" + address + "\">"));
            CHECK_FALSE(page.contains("noindex"));
        }
    for (const std::string_view nothing : {"2025-07-03", "2025-06-30", "2025-07-01-2", "2025-07-01-1", "2025-13-01",
                                           "2025-7-1", "x", "2025-07-01-", "0000-00-00"})
        CHECK(paper.get(fmt::format("/sitemap/{}.xml", nothing)).status == 404);
}

TEST_CASE("sections, places, hashtags are listed for the editions whose language has enough of them") {
    Paper paper(open_site());
    std::vector<store::ArticleWrite> batch;
    for (int n = 1; n <= 5; ++n) {
        auto write = report(n, "harbour.example", n, n > 3 ? "de" : "en");
        write.parsed.reading.category = Category::sports;
        write.parsed.reading.hashtags = {"PortAlder"};
        write.parsed.reading.places = {{"FR", 0.9F}};
        batch.push_back(write);
    }
    paper.archive.write(batch);
    const auto pages = addresses(paper.body("/sitemap/pages.xml"));
    // Of every edition in that language, its own pages first.
    const auto in_english = [](std::initializer_list<std::string_view> places) {
        std::vector<std::string> out;
        for (const Edition& edition : editions())
            if (edition.language == "en")
                for (const std::string_view place : places)
                    out.push_back(fmt::format("https://news.example/{}{}", edition.code, place));
        return out;
    };
    auto expected = in_english({"", "/t", "/l", "/src"});
    std::ranges::copy(in_english({"/c/sports"}), std::back_inserter(expected));
    CHECK(pages == expected);
    CHECK(addresses(paper.body("/sitemap/places.xml")) == in_english({"/l/fr"}));
    const std::string tag = "t/portalder-" + tag_id("portalder").text();
    CHECK(addresses(paper.body("/sitemap/tags.xml")) == in_english({"/" + tag}));
    CHECK(addresses(paper.body("/sitemap/sources.xml")) ==
          std::vector<std::string>{"https://news.example/en-gb/src/harbour.example"});
    // The days that edition has, and its archive.
    const auto days = addresses(paper.body("/sitemap/days.xml"));
    CHECK(std::ranges::find(days, "https://news.example/en-gb/archive") != days.end());
    CHECK(std::ranges::find(days, "https://news.example/en-gb/archive/2025-07-01") != days.end());
    CHECK(std::ranges::find(days, "https://news.example/en-gb/archive/2025-06-29") == days.end());
    for (const std::string& address : days) {
        CAPTURE(address);
        const auto page = paper.get(address.substr(std::string_view("https://news.example").size()));
        CHECK(page.status == 200);
        CHECK_FALSE(page.page->bytes().contains("noindex"));
    }
    // And pages name each other across these editions, and no others.
    const std::string sports = paper.body("/en-us/c/sports");
    CHECK(sports.contains("<link rel=\"alternate\" hreflang=\"en-GB\" href=\"https://news.example/en-gb/c/sports\">"));
    CHECK(sports.contains("<link rel=\"alternate\" hreflang=\"en-US\" href=\"https://news.example/en-us/c/sports\">"));
    CHECK(sports.contains("hreflang=\"x-default\" href=\"https://news.example/en-gb/c/sports\""));
    CHECK_FALSE(sports.contains("hreflang=\"de-DE\""));
    CHECK(paper.body("/en-gb").contains("hreflang=\"x-default\" href=\"https://news.example/\""));
    CHECK_FALSE(paper.body("/de-de/c/sports").contains("hreflang"));
    CHECK_FALSE(paper.body("/en-gb/c/world").contains("hreflang"));
}

TEST_CASE("news are the stories that began within two days, as their language's readers are told") {
    Paper paper(open_site());
    paper.archive.write({report(-40, "harbour.example", 7), report(5, "canal.example", 7)});  // began too long ago
    fill(paper);
    const std::string xml = paper.body("/news.xml");
    CHECK(addresses(xml).size() == 3);
    pugi::xml_document document;
    REQUIRE(document.load_buffer(xml.data(), xml.size()));
    std::size_t german = 0;
    for (const auto& line : document.first_child().children()) {
        const auto news = line.child("news:news");
        CHECK(std::string_view(news.child("news:publication").child_value("news:name")) == "Octavo");
        CHECK_FALSE(std::string_view(news.child_value("news:publication_date")).empty());
        if (std::string_view(news.child("news:publication").child_value("news:language")) != "de") continue;
        ++german;
        CHECK(std::string_view(news.child_value("news:title")) == "Die Schleuse & <ihr> \"Preis\"");
        CHECK(std::string_view(line.child_value("loc")).starts_with("https://news.example/de-de/s/"));
    }
    CHECK(german == 1);
    CHECK(web::news_language("zh-Hant-TW") == "zh-tw");
    CHECK(web::news_language("zh") == "zh-cn");
    CHECK(web::news_language("pt-BR") == "pt");
    CHECK(web::news_language("und").empty());
}

TEST_CASE("a private site has no sitemap, and its robots.txt names none; the sample is in none") {
    Paper closed;
    fill(closed);
    for (const std::string_view target : {"/sitemap.xml", "/news.xml", "/sitemap/pages.xml", "/sitemap/2025-07-01.xml"})
        CHECK(closed.get(target).status == 404);
    CHECK_FALSE(closed.body("/robots.txt").contains("itemap"));

    Paper open(open_site());
    CHECK(open.body("/robots.txt").contains("\nSitemap: https://news.example/sitemap.xml\n"));
    CHECK(open.body("/robots.txt").contains("\nSitemap: https://news.example/news.xml\n"));
    REQUIRE(open.archive.store->put_source(test::source("sample.example", Source::Class::sample)));
    REQUIRE(open.archive.store->put_source(test::source("made-up.example", Source::Class::sample)));
    open.archive.write({report(1, "sample.example", 1), report(2, "made-up.example", 1)});
    CHECK(addresses(open.body("/sitemap.xml")).size() == 5);
    CHECK(addresses(open.body("/news.xml")).empty());
    CHECK(open.get("/sitemap/2025-07-01.xml").status == 404);
}

TEST_CASE("sitemaps are made a few times an hour, however often they are asked for and whatever comes in") {
    Paper paper(open_site());
    fill(paper);
    const auto before = paper.site.cache().renders();
    for (int i = 0; i < 10; ++i) {
        (void)paper.get("/sitemap.xml");
        paper.archive.write({report(40 + i, "harbour.example", 40 + i)});
        paper.clock.advance(std::chrono::seconds(40));
    }
    CHECK(paper.site.cache().renders() == before + 1);
    const auto packed = paper.ask({.target = "/sitemap.xml", .accept_encoding = "gzip"});
    CHECK(packed.packing == web::Packing::gzip);
    CHECK(header_of(packed, "Content-Type") == "application/xml; charset=utf-8");
}

TEST_CASE("a file takes no more than it may, and the next part begins where it ended") {
    web::SitemapFile file;
    for (std::size_t i = 0; i < web::most_addresses + 5; ++i) file.add("https://news.example/<&>");
    CHECK(file.count() == web::most_addresses);
    Paper paper(open_site());
    fill(paper);
    const auto reader = paper.archive.reader();
    const auto day = store::stretch_of(at("2025-07-01T00:00:00Z"), at("2025-07-02T00:00:00Z"));
    const auto told = [&](const store::Stretch& stretch) {
        std::vector<std::string> ids;
        REQUIRE(reader->each_told_story(stretch, 10, [&](const store::ToldStory& s) { ids.push_back(s.id.text()); }));
        return ids;
    };
    const auto all = told(day);
    CHECK(all.size() == 2);
    std::vector<std::string> parts;
    store::Stretch rest = day;
    for (int i = 0; i < 10; ++i) {
        const auto next = *reader->position_after(rest, 2);
        for (auto& id : told({rest.before, next ? *next + 1 : rest.from})) parts.push_back(std::move(id));
        if (!next) break;
        rest.before = *next + 1;
    }
    CHECK(parts == all);
    for (const std::string_view name : {"2025-07-01", "2025-07-01-2", "2025-07-01-9999"})
        CHECK(web::read_day_file(name).value().name() == name);
}
