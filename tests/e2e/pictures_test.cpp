// Publishers' pictures by the real binary: a newsroom's articles with pictures of every kind, followed, shown, asked
// for as a browser does.
#include <set>
#include <thread>

#include "base/json.hpp"
#include "e2e/site.hpp"
#include "newsroom/newsroom.hpp"
#include "picture/camera.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Story {
    std::string path, title, picture, inside;
};
const std::vector<Story> stories = {
    {"/tram", "The tram line to the harbour opens after nine years of work", "/tram.jpg", "/rails.png"},
    {"/bees", "Beekeepers count fewer hives than in any spring before", "/bees.webp", ""},
    {"/dome", "The old observatory shows its dome again to everybody", "/turned.jpg", ""},
    {"/fair", "A fair without horses is held for the first time", "/page.jpg", ""},
    {"/lock", "The lock keeper retires and nobody wants the house", "/private/lock.jpg", ""},
};

std::string page_of(const Story& story, std::string_view robots = "") {
    std::string text;
    for (int i = 0; i < 4; ++i)
        text += fmt::format(
            "<p>{}. Paragraph {} tells what happened on that day in the words of those who were there, and "
            "what the council of the town means to do about it before the winter comes.</p>",
            story.title, i);
    const std::string inside = story.inside.empty() ? ""
                                                    : fmt::format(
                                                          "<figure><img src=\"{}\" width=900 height=600 "
                                                          "alt=\"Inside\"><figcaption>The rails</figcaption></figure>",
                                                          story.inside);
    return fmt::format(
        "<!doctype html><html lang=en><head><title>{0}</title><meta property=og:type content=article>"
        "<meta property=og:title content=\"{0}\"><meta name=robots content=\"{3}\">"
        "<meta property=og:image content=\"https://paper.example{1}\"></head><body><article><h1>{0}</h1>{2}"
        "</article></body></html>",
        story.title, story.picture, text + inside, robots);
}

void fill(newsroom::Newsroom& room) {
    std::string items;
    for (const Story& story : stories) {
        room.add("paper.example", story.path, {.body = page_of(story)});
        items += fmt::format(
            "<item><title>{}</title><link>https://paper.example{}</link><pubDate>Thu, 20 Nov 2025 08:00:00 "
            "GMT</pubDate></item>",
            story.title, story.path);
    }
    const Story shy{"/shy", "A painter who shows her pictures nowhere else", "/shy.jpg", "/shy-too.jpg"};
    room.add("paper.example", shy.path, {.body = page_of(shy, "noimageindex")});
    items += fmt::format("<item><title>{}</title><link>https://paper.example/shy</link></item>", shy.title);
    room.add("paper.example", "/latest.rss",
             {.type = "application/rss+xml",
              .body = "<rss version=\"2.0\"><channel><title>Paper</title><link>https://paper.example/</link>" + items +
                      "</channel></rss>"});
    const auto scene = camera::scene(1000, 700);
    const auto add = [&](std::string_view path, std::string body) {
        room.add("paper.example", path, {.type = "image/jpeg", .body = std::move(body)});
    };
    add("/tram.jpg", camera::jpeg(scene, {.progressive = true}));
    add("/rails.png", camera::png(camera::scene(900, 600)));
    add("/bees.webp", camera::webp(scene));
    add("/turned.jpg", camera::jpeg(scene, {.orientation = 6, .comment = "a secret place"}));
    add("/page.jpg", "<!doctype html><title>Subscribe</title>");
    add("/private/lock.jpg", camera::jpeg(scene));
    add("/shy.jpg", camera::jpeg(scene));
    add("/shy-too.jpg", camera::jpeg(scene));
    room.set_robots("paper.example", "User-agent: *\nDisallow: /private/\n");
}

// Every address of a picture that a page names in src and srcset, the sample's drawings and blurs left out.
std::set<std::string> pictures_on(const std::string& page) {
    std::set<std::string> found;
    for (auto at = page.find("/p/"); at != std::string::npos; at = page.find("/p/", at + 1))
        found.insert(page.substr(at, page.find_first_of(" \"", at) - at));
    return found;
}

}  // namespace

TEST_CASE("publishers' pictures are shown from our own house: asked for once, shrunk, stripped, kept over a restart") {
    newsroom::Newsroom room;
    fill(room);
    REQUIRE(room.start());
    const Environment settings = {{"OCTAVO_FETCH_NEWSROOM_PORT", std::to_string(room.port())},
                                  {"OCTAVO_FETCH_HOST_DELAY_SECONDS", "0"},
                                  {"OCTAVO_FOLLOW_CATALOGUE", "false"},
                                  {"OCTAVO_FOLLOW_SAMPLE", "false"}};
    const TemporaryFolder data;
    write_file(data / "list.opml",
               "<opml version=\"2.0\"><body><outline type=\"rss\" "
               "xmlUrl=\"https://paper.example/latest.rss\"/></body></opml>");
    CHECK(run({binary, "import", data / "list.opml", "--data", data.path()}, {}, settings).code == 0);
    std::set<std::string> pictures;
    {
        Site site({"run", "--port", "0", "--data", data.path()}, settings);
        REQUIRE(site.port() != 0);
        std::string page;
        for (int tries = 0; tries < 300 && pictures_on(page).size() < 15; ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            page = site.get("/en-gb/src/paper.example").body;
        }
        CHECK(page.find("src=\"http") == std::string::npos);
        CHECK(page.find("paper.example/tram.jpg") == std::string::npos);
        pictures = pictures_on(page);
        REQUIRE_FALSE(pictures.empty());
        int shown = 0, sheets = 0;
        for (const std::string& address : pictures) {
            Answer answer = site.get(address);
            // As a reader does who loads the page again: a browser is not let wait for ever.
            for (int tries = 0; tries < 20 && answer.status == 200 && !answer.body.starts_with("RIFF"); ++tries)
                answer = site.get(address);
            shown += answer.status == 200 && answer.body.starts_with("RIFF") ? 1 : 0;
            sheets += answer.status == 404 ? 1 : 0;
            CHECK(answer.body.find("a secret place") == std::string::npos);
        }
        CHECK(shown == 9);   // three pictures in three widths
        CHECK(sheets == 6);  // a page that calls itself a picture, and one that robots.txt keeps from us
        CHECK(site.get("/p/aaaaaaaaaaaaa/640/" + pictures.begin()->substr(pictures.begin()->rfind('/') + 1)).status ==
              404);
        // The next time the page is made it leaves no room for what is not to be had.
        std::string later;
        for (int tries = 0; tries < 400 && (later.empty() || pictures_on(later).size() > 9); ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            later = site.get("/en-gb/src/paper.example").body;
        }
        CHECK(pictures_on(later).size() == 9);
        CHECK(later.find("data:image/webp;base64,") != std::string::npos);
        const auto link = later.find("/en-gb/a/the-tram-line");
        REQUIRE(link != std::string::npos);
        const std::string article = site.get(later.substr(link, later.find('"', link) - link)).body;
        CHECK(article.find("width=\"1000\" height=\"700\"") != std::string::npos);
        CHECK(article.find("The rails") != std::string::npos);
        const auto status = site.get("/en-gb/status").body;
        CHECK(status.find("Pictures") != std::string::npos);
        CHECK(site.stop() == 0);
    }
    const auto asked = room.counters("paper.example").requests;
    Site site({"serve", "--port", "0", "--data", data.path()}, settings);
    const std::string page = site.get("/en-gb/src/paper.example").body;
    CHECK(pictures_on(page).size() == 9);
    CHECK(site.get(*pictures_on(page).begin()).body.starts_with("RIFF"));
    CHECK(site.stop() == 0);
    CHECK(room.counters("paper.example").requests == asked);  // serving alone asks nobody
    CHECK(room.total().disallowed == 0);
    CHECK(room.total().repeats == 0);
}
