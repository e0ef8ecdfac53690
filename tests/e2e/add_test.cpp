// `octavo add` against sites of a newsroom: with link tags, with a news sitemap only, with nothing but a page of links.
#include "base/json.hpp"
#include "e2e/site.hpp"
#include "newsroom/newsroom.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr auto host = "paper.example";

std::string article_page(int i) {
    std::string text;
    for (int p = 0; p < 4; ++p)
        text += fmt::format(
            "<p>Part {} of report {}: the council of district {} met again on Tuesday and heard what the engineers had "
            "found under the old market, where nobody had looked since the flood of the year {}.</p>",
            p, i, i * 7 + p, 1800 + i);
    return fmt::format(
        "<html lang=en><head><title>Report {0}</title></head><body><article><h1>The council hears report "
        "number {0}</h1>{1}</article></body></html>",
        i, text);
}

// A site with articles and nothing else: every usual place of feeds and sitemaps is empty.
void bare_site(newsroom::Newsroom& room, int articles) {
    for (int i = 0; i < articles; ++i)
        room.add(host, fmt::format("/news/the-council-hears-report-number-{}", i), {.body = article_page(i)});
    for (const char* path : {"/feed.xml", "/sitemap.xml"}) room.fault(host, path, newsroom::status(404));
    room.set_robots(host, "User-agent: *\nDisallow: /private/\n");
}

std::string front_page(int articles, std::string_view head = {}) {
    std::string list;
    for (int i = articles - 1; i >= 0; --i)
        list += fmt::format(
            "<li><h3><a href='/news/the-council-hears-report-number-{0}'>The council hears report number "
            "{0}</a></h3></li>",
            i);
    return fmt::format(
        "<html lang=en><head><title>The Paper</title>{}</head><body><nav><a "
        "href=/sport>Sport</a></nav><ul>{}</ul></body></html>",
        head, list);
}

std::string feed(std::string_view title, int from, int to) {
    std::string items;
    for (int i = from; i < to; ++i)
        items += fmt::format(
            "<item><title>The council hears report number {0}</title>"
            "<link>https://paper.example/news/the-council-hears-report-number-{0}</link></item>",
            i);
    return fmt::format(
        "<rss version='2.0'><channel><title>{}</title><link>https://paper.example/</link>"
        "<language>en</language>{}</channel></rss>",
        title, items);
}

Environment settings(const newsroom::Newsroom& room) {
    return {{"OCTAVO_FETCH_NEWSROOM_PORT", std::to_string(room.port())},
            {"OCTAVO_FETCH_HOST_DELAY_SECONDS", "0"},
            {"OCTAVO_FOLLOW_SAMPLE", "false"},
            {"OCTAVO_FOLLOW_CATALOGUE", "false"}};
}

struct House {
    newsroom::Newsroom room;
    TemporaryFolder data;

    Ended octavo(std::vector<std::string> words) {
        words.insert(words.begin(), binary);
        words.insert(words.end(), {"--data", data.path()});
        return run(words, {}, settings(room));
    }
    std::int64_t articles() {
        const Ended stats = octavo({"stats", "--json"});
        return Json::parse(stats.out).value()["real_articles"].integer();
    }
};

}  // namespace

TEST_CASE("a site with several feeds: its own is followed, the others are named with the command to add them") {
    House house;
    bare_site(house.room, 6);
    house.room.add(host, "/",
                   {.body = front_page(6,
                                       "<link rel=alternate type=application/rss+xml href=/tag/sport.xml title=Sport>"
                                       "<link rel=alternate type=application/rss+xml href=/all.xml title=All>")});
    house.room.add(host, "/all.xml", {.type = "application/rss+xml", .body = feed("The Paper", 0, 6)});
    house.room.add(host, "/tag/sport.xml", {.type = "application/rss+xml", .body = feed("Sport", 0, 2)});
    REQUIRE(house.room.start());

    const Ended looked = house.octavo({"add", "--dry-run", "https://paper.example/"});
    CHECK(looked.code == 0);
    CHECK(looked.out.find("Found The Paper\n  https://paper.example/all.xml\n  feed, en, 6 entries") == 0);
    const Ended added = house.octavo({"add", "paper.example"});
    CHECK(added.code == 0);
    CHECK(added.out.find("Following The Paper") == 0);
    CHECK(added.out.find("    - The council hears report number 0") != std::string::npos);
    CHECK(added.out.find("octavo add https://paper.example/tag/sport.xml") != std::string::npos);
    const Ended json = house.octavo({"add", "--json", "--all", "https://paper.example/"});
    const auto lines = json.out.find('\n');
    REQUIRE(lines != std::string::npos);
    const Json first = Json::parse(json.out.substr(0, lines)).value();
    CHECK(first["status"].string() == "already");
    CHECK(first["kind"].string() == "feed");
    CHECK(first["entries"].integer() == 6);
    CHECK(Json::parse(json.out.substr(lines + 1)).value()["status"].string() == "followed");
    CHECK(house.octavo({"fetch"}).code == 0);
    CHECK(house.articles() == 6);
    CHECK(house.room.counters(host).most_at_once == 1);
}

TEST_CASE("--first follows the feed that the page names first") {
    House house;
    bare_site(house.room, 2);
    house.room.add(host, "/",
                   {.body = front_page(2,
                                       "<link rel=alternate type=application/rss+xml href=/tag/sport.xml title=Sport>"
                                       "<link rel=alternate type=application/rss+xml href=/all.xml title=All>")});
    house.room.add(host, "/all.xml", {.type = "application/rss+xml", .body = feed("The Paper", 0, 2)});
    house.room.add(host, "/tag/sport.xml", {.type = "application/rss+xml", .body = feed("Sport", 0, 2)});
    REQUIRE(house.room.start());
    CHECK(house.octavo({"add", "--first", "https://paper.example/"}).out.find("Following Sport") == 0);
}

TEST_CASE("a site without feeds is followed by its news sitemap") {
    House house;
    bare_site(house.room, 5);
    house.room.add(host, "/", {.body = "<html><body><p>Welcome to the paper.</p></body></html>"});
    house.room.set_robots(host, "User-agent: *\nDisallow:\nSitemap: https://paper.example/maps/news.xml\n");
    std::string map = "<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>";
    const Instant now = SystemClock{}.now();
    for (int i = 0; i < 5; ++i)
        map += fmt::format(
            "<url><loc>https://paper.example/news/the-council-hears-report-number-{0}</"
            "loc><news:news><news:publication>"
            "<news:name>The Paper</news:name><news:language>en</news:language></news:publication>"
            "<news:publication_date>{1}</news:publication_date><news:title>Report {0}</news:title></news:news></url>",
            i, to_iso(now - std::chrono::hours(i * 20)));
    house.room.add(host, "/maps/news.xml", {.type = "application/xml", .body = map + "</urlset>"});
    REQUIRE(house.room.start());
    const Ended added = house.octavo({"add", "https://paper.example/"});
    CHECK(added.code == 0);
    CHECK(added.out.find("news sitemap, en, 3 entries") != std::string::npos);  // of the last two days
    CHECK(house.octavo({"fetch"}).code == 0);
    CHECK(house.articles() == 3);
    CHECK(house.octavo({"sources"}).out.find("(sitemap") != std::string::npos);
}

TEST_CASE("a site with nothing but a page of links is followed by that page, and its archive is not fetched") {
    House house;
    bare_site(house.room, 30);
    house.room.add(host, "/", {.body = front_page(28)});
    REQUIRE(house.room.start());
    const Ended added = house.octavo({"add", "https://paper.example/"});
    CHECK(added.code == 0);
    CHECK(added.out.find("list of articles on the page, en, 28 entries") != std::string::npos);
    CHECK(house.octavo({"fetch"}).code == 0);
    CHECK(house.articles() == 10);
    house.room.add(host, "/", {.body = front_page(30)});
    CHECK(house.octavo({"fetch", "--all"}).code == 0);
    CHECK(house.articles() == 12);
    CHECK(house.room.counters(host).most_at_once == 1);
}

TEST_CASE("what cannot be followed says why and what to do") {
    House house;
    bare_site(house.room, 1);
    house.room.add(host, "/", {.body = "<html><body><p>Nothing here.</p></body></html>"});
    house.room.add(host, "/app", {.body = "<html><body><div id=root></div><script src=/a.js></script></body></html>"});
    house.room.add(host, "/private/page", {.body = front_page(5)});
    REQUIRE(house.room.start());
    const Ended nothing = house.octavo({"add", "https://paper.example/"});
    CHECK(nothing.code == 1);
    CHECK(nothing.err.find("no feed, no news sitemap, no list of articles") != std::string::npos);
    CHECK(nothing.err.find("https://paper.example/rss.xml: the server answered 404") != std::string::npos);
    CHECK(house.octavo({"add", "https://paper.example/app"}).err.find("in a browser") != std::string::npos);
    const Ended refused = house.octavo({"add", "https://paper.example/private/page"});
    CHECK(refused.code == 1);
    CHECK(refused.err.find("robots.txt") != std::string::npos);
    CHECK(refused.err.find("we obey") != std::string::npos);
    const Ended local = run({binary, "add", "http://192.168.1.4/feed", "--data", house.data.path()});
    CHECK(local.code == 1);
    CHECK(local.err.find("private_hosts") != std::string::npos);
}

TEST_CASE("what is removed is asked for no more, and what it told stays") {
    House house;
    house.room.add(host, "/feed.xml", {.type = "application/rss+xml", .body = feed("The Paper", 0, 3)});
    house.room.add(host, "/sport.xml", {.type = "application/rss+xml", .body = feed("The Paper: Sport", 3, 5)});
    for (int i = 0; i < 5; ++i)
        house.room.add(host, fmt::format("/news/the-council-hears-report-number-{}", i), {.body = article_page(i)});
    REQUIRE(house.room.start());
    for (const char* path : {"/feed.xml", "/sport.xml"})
        REQUIRE(house.octavo({"add", fmt::format("https://{}{}", host, path)}).code == 0);
    REQUIRE(house.octavo({"fetch"}).code == 0);
    CHECK(house.articles() == 5);

    const Ended one = house.octavo({"remove", "https://paper.example/sport.xml"});
    CHECK(one.code == 0);
    CHECK(one.out.find("https://paper.example/sport.xml") != std::string::npos);
    CHECK(one.out.find("its others go on") != std::string::npos);
    const Ended rest = house.octavo({"remove", "paper.example", "--json"});
    CHECK(rest.code == 0);
    const auto row = Json::parse(rest.out);
    REQUIRE(row);
    CHECK((*row)["url"].string() == "https://paper.example/feed.xml");
    CHECK((*row)["status"].string() == "removed");
    CHECK((*row)["articles"].integer() == 5);

    const auto asked = house.room.counters(host).requests;
    CHECK(house.octavo({"fetch", "--all"}).out.find("No feed is due") != std::string::npos);
    CHECK(house.room.counters(host).requests == asked);
    CHECK(house.articles() == 5);
    const Ended again = house.octavo({"remove", "paper.example"});
    CHECK(again.code == 1);
    CHECK(again.err.find("is not followed") != std::string::npos);
    const Ended nobody = house.octavo({"remove", "nobody.example"});
    CHECK(nobody.code == 1);
    CHECK(nobody.err.find("octavo sources lists what is") != std::string::npos);
}
