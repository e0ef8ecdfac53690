#include "web/json_ld.hpp"

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "picture/head.hpp"
#include "web/newsstand.hpp"

using namespace octavo;

namespace {

constexpr std::string_view open = "<script type=\"application/ld+json\">";

// Every data block of a page; none may have ended before its time.
std::vector<Json> data_of(std::string_view page) {
    std::vector<Json> out;
    for (auto at = page.find(open); at != std::string_view::npos; at = page.find(open, at + 1)) {
        const auto text = page.substr(at + open.size(), page.find("</script>", at) - at - open.size());
        CHECK(text.find_first_of("<>&") == std::string_view::npos);
        auto json = Json::parse(text);
        REQUIRE_MESSAGE(json.has_value(), text);
        out.push_back(*std::move(json));
    }
    return out;
}

const Json* of_type(const std::vector<Json>& data, std::string_view type) {
    for (const Json& block : data)
        for (const Json& node : block["@graph"].items())
            if (node["@type"].string() == type) return &node;
    return nullptr;
}

struct Site {
    explicit Site(web::SiteSettings wanted = {}) : settings(std::move(wanted)) {}
    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    web::SiteSettings settings;
    web::Wires wires = [] {
        web::Wires w;
        w.look_at_picture = [](std::string_view url) {
            return url.ends_with("/strait.jpg")
                       ? PictureFacts{PictureFacts::State::ready, "mzxw6ytboi4la", "bvq3k2vs5h7la", 1600, 900}
                       : PictureFacts{};
        };
        return w;
    }();
    web::Site site{settings, stand.archive(), clock, [] { return web::Outlook{}; }, wires};
    std::unique_ptr<web::Seat> seat = site.seat();
    std::string get(std::string_view target) {
        const auto response = seat->answer({.target = target, .host = "localhost:8080"});
        REQUIRE(response.page);
        return response.page->bytes();
    }
    std::string article(const store::Card& card) {
        return get(fmt::format("/en-gb/{}", web::article_place(card.id, card.title)));
    }
};

}  // namespace

TEST_CASE("an article is said to be its publisher's") {
    Site site({.base_url = "https://news.example"});
    auto& lead = site.stand.articles.at(5);
    lead.card.stated = lead.card.published;
    lead.extraction.authors = {"Ines Maro", "Ben Mole"};
    lead.extraction.modified = lead.card.published + std::chrono::hours(1);
    lead.card.image = "https://paper.example/strait.jpg";
    const std::string picture = "https://news.example/p/mzxw6ytboi4la/960/bvq3k2vs5h7la.jpg";
    const std::string page = site.article(lead.card);
    const auto data = data_of(page);
    const Json* article = of_type(data, "NewsArticle");
    REQUIRE(article);
    CHECK((*article)["headline"].string() == lead.card.title);
    CHECK((*article)["mainEntityOfPage"].string() == lead.card.url);
    CHECK((*article)["isBasedOn"].string() == lead.card.url);
    CHECK((*article)["url"].string().starts_with("https://news.example/en-gb/a/"));
    CHECK((*article)["publisher"]["name"].string() == lead.card.source_name);
    CHECK((*article)["author"].items().size() == 2);
    CHECK((*article)["datePublished"].string() == to_iso(lead.card.published));
    CHECK((*article)["image"].string() == picture);
    CHECK_FALSE(article->find("articleBody"));
    CHECK_FALSE(article->find("isAccessibleForFree"));
    CHECK(of_type(data, "BreadcrumbList"));
    CHECK(page.contains("<meta property=\"og:type\" content=\"article\">"));
    CHECK(page.contains("<meta property=\"og:url\" content=\"" + lead.card.url + "\">"));
    CHECK(page.contains("<meta property=\"og:image\" content=\"" + picture + "\">"));
    CHECK(page.contains("<meta property=\"article:published_time\" content=\"" + to_iso(lead.card.published) + "\">"));
    CHECK(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
    CHECK(page.contains("<meta property=\"og:locale\" content=\"en_GB\">"));
}

TEST_CASE("what may not be shown is not said to machines either; a date nobody stated is left out") {
    Site site({.base_url = "https://news.example"});
    auto& silent = site.stand.articles.front();
    silent.card.stated.reset();
    silent.extraction.marks.nosnippet = true;
    silent.extraction.description = "WORDS";
    silent.card.excerpt = "WORDS";
    silent.extraction.marks.not_free = true;
    const std::string page = site.article(silent.card);
    CHECK_FALSE(page.contains("WORDS"));
    const auto data = data_of(page);
    const Json* article = of_type(data, "NewsArticle");
    REQUIRE(article);
    CHECK_FALSE(article->find("datePublished"));
    CHECK_FALSE(article->find("description"));
    REQUIRE(article->find("isAccessibleForFree"));
    CHECK_FALSE((*article)["isAccessibleForFree"].boolean(true));
    CHECK_FALSE(page.contains("article:published_time"));
}

TEST_CASE("no word of a publisher ends the block") {
    Site site;
    auto hostile =
        test::make_article("evil.example", "</script><script>alert(1)</script><!-- \xE2\x80\xA8 & ]]>", "en", 1);
    hostile.extraction.authors = {"</SCRIPT >", "<!--<script>", "\xff\\u003c"};
    hostile.card.author = "</script>";
    hostile.card.section = "</script>";
    hostile.card.excerpt = "</script><img src=x>";
    hostile.card.source_name = "<!--</script>";
    site.stand.add(hostile);
    for (const std::string& page :
         {site.article(hostile.card), site.get("/en-gb"), site.get("/en-gb/src/evil.example")}) {
        const auto data = data_of(page);
        CHECK(data.size() <= 1);
        std::size_t scripts = 0;
        for (auto at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1)) ++scripts;
        CHECK(scripts == 1 + data.size());  // ours, and the block
    }
    const auto data = data_of(site.article(hostile.card));
    REQUIRE(of_type(data, "NewsArticle"));
    CHECK((*of_type(data, "NewsArticle"))["headline"].string().starts_with("</script><script>alert(1)</script><!--"));
}

TEST_CASE("the front says how to search, listings what they list, a source who it is") {
    Site site;
    const auto home = data_of(site.get("/en-gb"));
    const Json* web_site = of_type(home, "WebSite");
    REQUIRE(web_site);
    CHECK((*web_site)["potentialAction"]["target"]["urlTemplate"].string() == "/en-gb/search?q={search_term_string}");
    REQUIRE(of_type(home, "ItemList"));
    CHECK((*of_type(home, "ItemList"))["itemListElement"].items().size() >= 3);
    site.stand.articles.front().card.category = Category::sports;
    site.stand.articles.front().card.language = "en";
    ++site.stand.generation;
    const auto section = data_of(site.get("/en-gb/c/sports"));
    const Json* list = of_type(section, "CollectionPage");
    REQUIRE(list);
    CHECK((*list)["mainEntity"]["itemListElement"].items().size() == 1);
    const auto source = data_of(site.get("/en-gb/src/meridian.example"));
    REQUIRE(of_type(source, "NewsMediaOrganization"));
    CHECK((*of_type(source, "NewsMediaOrganization"))["name"].string() == "The Meridian");
    CHECK(data_of(site.get("/en-gb/search?q=tide")).empty());
    CHECK(data_of(site.get("/en-gb/nothing")).empty());
    // A private site may go by any name: nothing on its pages says which.
    for (const std::string_view target : {"/en-gb", "/en-gb/src/meridian.example", "/en-gb/c/sports"}) {
        CHECK_FALSE(site.get(target).contains("localhost"));
        CHECK_FALSE(site.get(target).contains("og:url"));
        CHECK_FALSE(site.get(target).contains("hreflang"));
    }
}

TEST_CASE("a page without a picture of its own has one drawn for where it is shared; a private site has none") {
    Site site({.base_url = "https://news.example"});
    const auto lead = site.stand.articles.at(5).card;
    const std::string page = site.article(lead);
    const auto at = page.find("og:image\" content=\"https://news.example/") + 39;
    const std::string place = page.substr(at, page.find('"', at) - at);
    CHECK(place.starts_with("/en-gb/a/"));
    CHECK(place.ends_with("/card.jpg"));
    CHECK(page.contains("<meta property=\"og:image:width\" content=\"1200\">"));
    CHECK(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
    CHECK(site.get("/en-gb").contains("content=\"https://news.example/en-gb/card.jpg\""));
    for (const std::string& address : {place, std::string("/en-gb/card.jpg"), std::string("/ar-ae/card.jpg")}) {
        const std::string bytes = site.get(address);
        const auto head = picture::read_head(bytes, {});
        REQUIRE(head.has_value());
        CHECK(head->format == picture::Format::jpeg);
        CHECK(head->width == 1200);
        CHECK(head->height == 630);
    }
    Site hidden;
    CHECK_FALSE(hidden.get("/en-gb").contains("og:image"));
}
