#include "pipeline/feed_answer.hpp"

#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;

namespace {

constexpr auto sitemap_url = "https://paper.example/sitemap.xml";
constexpr auto front = "https://paper.example/";

std::string sitemap_of(int from, int to, std::string_view date) {
    std::string out = "<urlset>";
    for (int i = from; i < to; ++i)
        out += fmt::format(
            "<url><loc>https://paper.example/report/{0}</loc><news><publication_date>{1}</publication_date>"
            "<title>Report {0}</title></news></url>",
            i, date);
    std::string spaced;
    for (auto at = out.find("<news>"); at != std::string::npos; at = out.find("<news>"))
        out.replace(at, 6, "<n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>");
    for (auto at = out.find("</news>"); at != std::string::npos; at = out.find("</news>"))
        out.replace(at, 7, "</n:news>");
    return out + "</urlset>";
}

std::string index_of(std::initializer_list<std::string_view> parts) {
    std::string out = "<sitemapindex>";
    for (const auto part : parts) out += fmt::format("<sitemap><loc>https://paper.example/{}</loc></sitemap>", part);
    return out + "</sitemapindex>";
}

void put_reports(ScriptedWeb& web, int from, int to) {
    for (int i = from; i < to; ++i)
        web.put(fmt::format("https://paper.example/report/{}", i),
                {200, page(fmt::format("Report {}", i), i), "text/html", {}});
}

std::string list_of(int from, int to) {
    std::string out = "<html lang=en><title>The Paper</title><nav><a href=/sport>Sport</a></nav><ul>";
    for (int i = to - 1; i >= from; --i)
        out += fmt::format("<li><h3><a href='/report/{0}'>Report number {0} of the old market</a></h3>", i);
    return out + "</ul></html>";
}

void follow(House& house, const std::string& url, Feed::Kind kind) {
    house.follow(url, "paper.example");
    Feed feed = house.feed(url);
    feed.kind = kind;
    REQUIRE(house.line->command([&](store::Store& store) { return store.put_feed(feed); }));
}

}  // namespace

TEST_CASE("the pages of a news sitemap become articles, those older than two days do not") {
    House house;
    follow(house, sitemap_url, Feed::Kind::sitemap);
    put_reports(house.web, 0, 6);
    house.web.put(sitemap_url, {200, sitemap_of(0, 3, "2025-07-13T12:00:00Z"), "application/xml", "\"1\""});
    house.poll();
    CHECK(house.articles() == 3);
    CHECK(house.feed(sitemap_url).state == Feed::State::healthy);
    CHECK(house.feed(sitemap_url).etag == "\"1\"");
    house.web.put(sitemap_url, {200, sitemap_of(0, 6, "2025-07-10T12:00:00Z"), "application/xml", "\"2\""});
    house.poll();
    CHECK(house.articles() == 3);
    CHECK(house.web.asked("https://paper.example/report/4") == 0);
}

TEST_CASE("an index of sitemaps is gone through one part a poll, each asked with its own validators") {
    House house;
    follow(house, sitemap_url, Feed::Kind::sitemap);
    put_reports(house.web, 0, 8);
    house.web.put(sitemap_url, {200, index_of({"s1.xml", "s2.xml"}), "application/xml", "\"index\""});
    house.web.put("https://paper.example/s1.xml",
                  {200, sitemap_of(0, 3, "2025-07-13T12:00:00Z"), "text/xml", "\"s1\""});
    house.web.put("https://paper.example/s2.xml",
                  {200, sitemap_of(3, 5, "2025-07-14T06:00:00Z"), "text/xml", "\"s2\""});
    house.poll();
    CHECK(house.feed(sitemap_url).due <= house.clock.now());  // it goes on at once
    house.poll();
    house.poll();
    CHECK(house.articles() == 5);
    CHECK(house.feed(sitemap_url).due > house.clock.now());
    const auto unchanged = house.line->progress().unchanged;
    house.poll();
    house.poll();
    CHECK(house.line->progress().unchanged == unchanged + 2);  // both parts by their own ETags
    CHECK(house.web.asked(sitemap_url) == 1);
    house.clock.advance(7h);
    house.poll();
    CHECK(house.web.asked(sitemap_url) == 2);
    CHECK(house.line->progress().unchanged == unchanged + 3);
}

TEST_CASE("a part that has gone leads back to the index") {
    House house;
    follow(house, sitemap_url, Feed::Kind::sitemap);
    put_reports(house.web, 0, 4);
    house.web.put(sitemap_url, {200, index_of({"s1.xml"}), "application/xml", {}});
    house.poll();
    house.poll();  // 404
    CHECK(house.feed(sitemap_url).state == Feed::State::failing);
    house.web.put(sitemap_url, {200, index_of({"s2.xml"}), "application/xml", {}});
    house.web.put("https://paper.example/s2.xml", {200, sitemap_of(0, 2, "2025-07-14T06:00:00Z"), "text/xml", {}});
    house.poll();
    house.poll();
    CHECK(house.articles() == 2);
    CHECK(house.feed(sitemap_url).state == Feed::State::healthy);
}

TEST_CASE("a listing page gives its top at first and then what is new on it") {
    House house;
    follow(house, front, Feed::Kind::listing);
    put_reports(house.web, 0, 40);
    house.web.put(front, {200, list_of(0, 30), "text/html", {}});
    house.poll();
    CHECK(house.articles() == 10);
    CHECK(house.has("https://paper.example/report/29"));
    CHECK_FALSE(house.has("https://paper.example/report/3"));
    CHECK(house.feed(front).state == Feed::State::healthy);
    house.web.put(front, {200, list_of(2, 32), "text/html", {}});
    house.poll();
    CHECK(house.articles() == 12);
    CHECK(house.has("https://paper.example/report/31"));
    CHECK(house.web.asked("https://paper.example/report/3") == 0);
    CHECK(house.web.asked("https://paper.example/sport") == 0);
}

TEST_CASE("a listing page whose articles could not be fetched gives them out again") {
    House house;
    follow(house, front, Feed::Kind::listing);
    house.web.put(front, {200, list_of(0, 5), "text/html", {}});
    for (int i = 0; i < 5; ++i)
        house.web.put(fmt::format("https://paper.example/report/{}", i), {503, "busy", "text/html", {}});
    house.poll();
    CHECK(house.articles() == 0);
    put_reports(house.web, 0, 5);
    house.clock.advance(20min);
    house.poll();
    CHECK(house.articles() == 5);
}

TEST_CASE("a listing page that turns into scripts says so") {
    House house;
    follow(house, front, Feed::Kind::listing);
    house.web.put(front, {200, "<div id=root></div><script src=a.js></script>", "text/html", {}});
    house.poll();
    CHECK(house.feed(front).state == Feed::State::failing);
    CHECK(house.feed(front).reason.find("browser") != std::string::npos);
}
