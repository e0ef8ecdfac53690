#include "web/media.hpp"

#include <doctest/doctest.h>

#include "web/visit.hpp"

using namespace octavo;
using test::Visit;
using web::medium_of;
using Is = web::Medium::Is;

namespace {

Block embed(std::string url, std::string title = "") {
    return {.type = Block::Type::embed,
            .text = std::move(title),
            .html = {},
            .items = {},
            .url = std::move(url),
            .alt = {}};
}

std::string policy_of(const web::Response& response) {
    std::string head;
    web::append_head(head, response, "now", false);
    CHECK(head.find("Content-Security-Policy:") == head.rfind("Content-Security-Policy:"));
    const auto at = head.find("Content-Security-Policy: ") + 25;
    return head.substr(at, head.find("\r\n", at) - at);
}

// The first article of the newsstand, which plays these.
std::string plays(Visit& r, std::vector<Block> embeds) {
    auto& blocks = r.stand.articles.front().extraction.blocks;
    std::ranges::move(embeds, std::back_inserter(blocks));
    return r.address();
}

}  // namespace

TEST_CASE("a medium is told by its address: a film, a sound, where it is, how long it plays") {
    CHECK(medium_of(embed("https://cdn.example/a/Tram.MP4?x=1")).is == Is::film);
    CHECK(medium_of(embed("https://cdn.example/a.mp3")).is == Is::sound);
    CHECK(medium_of(embed("https://cdn.example:8443/a.mp3")).origin == "https://cdn.example:8443");
    CHECK(medium_of(embed("https://www.cdn.example/a.mp3#t=0,1834")).host == "cdn.example");
    CHECK(medium_of(embed("https://cdn.example/a.mp3#t=0,1834")).seconds == 1834);
    CHECK(medium_of(embed("https://cdn.example/episode#t=0,90")).is == Is::sound);  // no page has a length
    CHECK(medium_of(embed("https://www.youtube.com/embed/x")).is == Is::film);
    CHECK(medium_of(embed("https://open.spotify.com/embed/x")).is == Is::sound);
    CHECK(medium_of(embed("https://notyoutube.com/embed/x")).is == Is::other);
    for (const std::string_view odd : {"#t=0,", "#t=0,-5", "#t=0,9x", "#t=5,9", "#t=0,99999999", "#t=0,99999999999999"})
        CHECK(medium_of(embed(fmt::format("https://cdn.example/a.mp3{}", odd))).seconds == 0);
}

TEST_CASE("only a file at an https address of a plain name can be played here") {
    for (const std::string_view url :
         {"http://cdn.example/a.mp3", "https://www.youtube.com/embed/x", "https://cdn.example/page", "javascript:x.mp3",
          "data:audio/mp3,x", "https://u:p@cdn.example/a.mp3", "https://cdn.example;script-src/a.mp3",
          "https://a,b.example/a.mp3", "https://[::1]/a.mp3", "//cdn.example/a.mp3", "/a.mp3", ""})
        CHECK(medium_of(embed(std::string(url))).origin.empty());
    Block figure = embed("https://cdn.example/a.mp3");
    figure.type = Block::Type::figure;
    CHECK(medium_of(figure).origin.empty());
}

TEST_CASE("an article says what it plays and loads none of it; the page that does lets in the one host that has it") {
    Visit r;
    const std::string article =
        plays(r, {embed("https://www.youtube.com/embed/x", "A talk"),
                  embed("https://cdn.example/tram.mp3#t=0,1834", "The tram"), embed("https://films.example/tram.mp4"),
                  embed("http://plain.example/a.mp3")});
    const auto page = r.get(article);
    REQUIRE(page.status == 200);
    const std::string& html = page.page->bytes();
    for (const std::string_view never : {"<audio", "<video", "<iframe", "src=\"http"})
        CHECK_FALSE(html.contains(never));
    CHECK(html.contains("rel=\"noopener noreferrer\" href=\"https://www.youtube.com/embed/x\""));
    CHECK(html.contains("<b>The tram</b>"));
    CHECK(html.contains("Original at cdn.example"));
    CHECK(html.contains("31 min"));
    CHECK(html.contains("href=\"" + article + "/media/2\""));
    CHECK(html.contains("href=\"" + article + "/media/3\""));
    CHECK_FALSE(html.contains("/media/1\""));
    CHECK_FALSE(html.contains("/media/4\""));
    CHECK(policy_of(page).contains("media-src 'self'; "));  // a briefing is read aloud from here

    const auto sound = r.get(article + "/media/2");
    REQUIRE(sound.status == 200);
    CHECK(policy_of(sound).starts_with("default-src 'none'; "));
    CHECK(policy_of(sound).contains("; media-src https://cdn.example; "));
    const std::string& player = sound.page->bytes();
    CHECK(
        player.contains("<audio controls preload=\"none\" aria-label=\"The tram\" "
                        "src=\"https://cdn.example/tram.mp3#t=0,1834\"></audio>"));
    CHECK(player.contains("<meta name=\"robots\" content=\"noindex\">"));
    CHECK(player.contains("loads the file from cdn.example"));
    const auto film = r.get(article + "/media/3");
    CHECK(policy_of(film).contains("; media-src https://films.example; "));
    CHECK(film.page->bytes().contains("<video controls"));
    CHECK(r.get("/ar-ae" + article.substr(6) + "/media/3").page->bytes().contains("تشغيل"));
}

TEST_CASE("what cannot be played has no page, and an old title leads to the right one") {
    Visit r;
    const std::string article =
        plays(r, {embed("https://www.youtube.com/embed/x"), embed("https://cdn.example/a.mp3")});
    for (const std::string_view none : {"/media/1", "/media/3", "/media/0", "/media/-1", "/media/99999999999",
                                        "/media/", "/media/2x", "/media/2/", "/media"})
        CHECK(r.get(article + std::string(none)).status == 404);
    const std::string id = article.substr(article.size() - 13);
    CHECK(r.get("/en-gb/a/another-title-" + id + "/media/2").status == 301);
    CHECK(r.get("/en-gb/a/nothing-aaaaaaaaaaaaa/media/2").status == 404);
}

TEST_CASE("a public site plays nothing of an article it may show an excerpt of only, and robots are kept off") {
    web::SiteSettings settings;
    settings.base_url = "https://news.example";
    Visit r(settings);
    const std::string article = plays(r, {embed("https://cdn.example/a.mp3")});
    auto& front = r.stand.articles.front();
    front.card.sample = false;
    front.full_text_allowed = false;
    CHECK(r.get(article + "/media/1").status == 404);
    front.full_text_allowed = true;
    CHECK(r.get(article + "/media/1").status == 200);
    CHECK(r.get("/robots.txt").page->bytes().contains("\nDisallow: /en-gb/a/*/media/\n"));
}

TEST_CASE("hostile words of a player stay words") {
    Visit r;
    const std::string hostile = "\"><script>alert(1)</script>";
    const std::string article = plays(r, {embed("https://cdn.example/a.mp4?\"><script>alert(1)</script>", hostile)});
    for (const std::string& address : {article, article + "/media/1"}) {
        const auto page = r.get(address);
        REQUIRE(page.status == 200);
        CHECK_FALSE(page.page->bytes().contains("<script>alert"));
        CHECK(page.page->bytes().contains("&lt;script&gt;alert(1)"));
    }
}
