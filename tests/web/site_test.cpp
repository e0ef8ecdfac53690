#include "web/site.hpp"

#include <doctest/doctest.h>

#include "base/base64.hpp"
#include "base/json.hpp"
#include "web/visit.hpp"

using namespace octavo;
using web::Request;
using web::Response;

using test::Visit;

namespace {

std::string header(const Response& response, std::string_view name) {
    std::string head;
    web::append_head(head, response, "now", false);
    const auto at = head.find(fmt::format("\r\n{}: ", name));
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
}

}  // namespace

TEST_CASE("the root leads to the reader's edition") {
    Visit r;
    CHECK(header(r.get("/"), "Location") == "/en-gb");
    CHECK(header(r.seat->answer({.target = "/", .accept_language = "ar,en;q=0.5"}), "Location") == "/ar-ae");
    CHECK(header(r.seat->answer({.target = "/", .accept_language = "ar", .cookie = "a=b; edition=ja-jp"}),
                 "Location") == "/ja-jp");
    CHECK(header(r.seat->answer({.target = "/", .cookie = "edition=xx"}), "Location") == "/en-gb");
}

TEST_CASE("choosing an edition is remembered and keeps the page; it leads nowhere else") {
    Visit r;
    const auto chosen = r.get("/?edition=ar-ae&at=src/example.org");
    CHECK(chosen.status == 302);
    CHECK(header(chosen, "Location") == "/ar-ae/src/example.org");
    CHECK(header(chosen, "Set-Cookie").starts_with("edition=ar-ae; "));
    CHECK(header(r.get("/?edition=ar-ae&at=//evil.example"), "Location") == "/ar-ae");
    CHECK(header(r.get("/?edition=ar-ae&at=x%0d%0aSet-Cookie:a=b"), "Location") == "/ar-ae");
    CHECK(header(r.get("/?edition=ar-ae&at=../.."), "Location") == "/ar-ae");
    CHECK(header(r.get("/?edition=evil"), "Set-Cookie").empty());
}

TEST_CASE("sections and places have pages and feeds; a place has one address") {
    Visit r;
    r.stand.articles.front().card.category = Category::sports;
    r.stand.articles.front().card.language = "en";
    r.stand.articles.front().places = {"FR", "2996944"};
    const std::string title = r.stand.articles.front().card.title;
    for (const std::string_view target : {"/en-gb/c/sports", "/en-gb/l/fr", "/en-gb/l/lyon-2996944"}) {
        const auto page = r.get(target);
        CHECK(page.status == 200);
        CHECK(page.page->bytes().contains(title));
        CHECK(r.get(fmt::format("{}/feed.xml", target)).page->bytes().contains("<rss"));
    }
    CHECK(r.get("/en-gb/l/fr").page->bytes().contains("/en-gb/l/lyon-2996944"));  // what lies in it
    CHECK(r.get("/en-gb/l/lyon-2996944").page->bytes().contains("href=\"/en-gb/l/fr\""));
    CHECK(r.get("/en-gb/l").page->bytes().contains("href=\"/en-gb/l/fr\""));
    CHECK(r.get("/en-gb/c/health").status == 200);  // nothing in it, and it says so
    CHECK(r.get("/en-gb/l/2996944").status == 301);
    CHECK(header(r.get("/en-gb/l/leon-2996944"), "Location") == "/en-gb/l/lyon-2996944");
    CHECK(r.get("/en-gb/l/zz").status == 404);
    CHECK(r.get("/en-gb/l/1").status == 404);
}

TEST_CASE("a hashtag has a page, a feed and one address; what rises is on today's page") {
    Visit r;
    const store::TagRef tag{tag_id("tidalpower"), "TidalPower"};
    for (auto& article : r.stand.articles) article.tags = {tag};
    const std::string address = "/en-gb/" + web::tag_place(tag);
    const auto page = r.get(address);
    CHECK(page.status == 200);
    CHECK(page.page->bytes().contains("<h1 dir=\"auto\">#TidalPower</h1>"));
    CHECK(page.page->bytes().contains("<rect"));
    CHECK_FALSE(page.page->bytes().contains("noindex"));
    CHECK(r.get(address + "/feed.json").page->bytes().contains("#TidalPower"));
    CHECK(header(r.get("/en-gb/t/else-" + tag.id.text()), "Location") == address);
    CHECK(r.get("/en-gb/t/x-" + tag_id("nothing").text()).status == 404);
    CHECK(r.get("/en-gb/t").page->bytes().contains("#TidalPower"));
    CHECK(r.get("/en-gb").page->bytes().contains("href=\"" + address + "\""));
    CHECK(r.get(r.address(0)).page->bytes().contains("href=\"" + address + "\""));
}

TEST_CASE("what is not there suggests what may have been meant") {
    Visit r;
    r.stand.articles.front().card.excerpt = "nothing but zanderfillet";
    const auto page = r.get("/en-gb/a/zanderfillet-bvq3k2vs5h7la");
    CHECK(page.status == 404);
    CHECK(page.page->bytes().contains("Perhaps one of these"));
    CHECK(page.page->bytes().contains(r.address(0)));
    CHECK_FALSE(r.get("/en-gb/a/bvq3k2vs5h7la").page->bytes().contains("Perhaps one of these"));
}

TEST_CASE("every page is found") {
    Visit r;
    const auto story = r.stand.articles.at(2).card;
    for (const std::string& target : {std::string("/en-gb"),
                                      std::string("/ar-ae"),
                                      std::string("/en-gb?before=999999999999999999"),
                                      r.address(),
                                      r.address(3, "ja-jp"),
                                      std::string("/en-gb/src"),
                                      std::string("/en-gb/style"),
                                      std::string("/ar-ae/style"),
                                      std::string("/en-gb/src/meridian.example"),
                                      std::string("/en-gb/search"),
                                      std::string("/en-gb/search?q=tide"),
                                      std::string("/en-gb/search?q=nowhere"),
                                      std::string("/en-gb/feed.xml"),
                                      std::string("/en-gb/feed.atom"),
                                      std::string("/en-gb/feed.json"),
                                      std::string("/en-gb/src/meridian.example/feed.xml"),
                                      std::string("/en-gb/search/feed.json?q=tide"),
                                      std::string("/en-gb/apps"),
                                      std::string("/ar-ae/offline"),
                                      std::string("/en-gb/app.webmanifest"),
                                      std::string("/sw.js"),
                                      std::string("/robots.txt"),
                                      std::string("/opml"),
                                      std::string("/healthz"),
                                      std::string("/drawing/x.svg"),
                                      fmt::format("/en-gb/{}", web::story_place(story.story, story.title))}) {
        CAPTURE(target);
        const auto response = r.get(target);
        CHECK(response.status == 200);
        REQUIRE(response.page);
        CHECK_FALSE(response.page->bytes().empty());
    }
}

TEST_CASE("a wrong slug leads to the right one, and an id alone to the edition") {
    Visit r;
    const auto id = r.stand.articles.front().card.id.text();
    const auto wrong = r.get("/en-gb/a/some-other-title-" + id);
    CHECK(wrong.status == 301);
    CHECK(header(wrong, "Location") == r.address());
    CHECK(r.get("/a/" + id).status == 302);
    CHECK(header(r.get("/a/" + id), "Location") == r.address());
    CHECK(r.get("/a/aaaaaaaaaaaab").status == 404);
}

TEST_CASE("a story that went into another leads on to it for ever") {
    Visit r;
    const auto story = r.stand.articles.at(2).card;
    const StoryId gone{story.story.value + 1};
    const std::string old = fmt::format("/en-gb/{}", web::story_place(gone, "A title it once had"));
    CHECK(r.get(old).status == 404);
    r.stand.moved_stories.emplace_back(gone, story.story);
    ++r.stand.generation;
    const auto answer = r.get(old);
    CHECK(answer.status == 301);
    CHECK(header(answer, "Location") == fmt::format("/en-gb/{}", web::story_place(story.story, story.title)));
}

TEST_CASE("an address of nothing is a 404 in the reader's language") {
    Visit r;
    for (const std::string_view target : {"/en-gb/nothing", "/nothing", "/en-gb/a/x-aaaaaaaaaaaab",
                                          "/en-gb/src/unknown.example", "/assets/x.css", "/picture/x.png"}) {
        CAPTURE(target);
        CHECK(r.get(target).status == 404);
    }
    const auto german = r.seat->answer({.target = "/nothing", .accept_language = "de"});
    CHECK(german.page->bytes().find("Diese Seite gibt es nicht") != std::string::npos);
    CHECK(r.get("/ar-ae/nothing").page->bytes().find("dir=\"rtl\"") != std::string::npos);
}

TEST_CASE("only GET and HEAD are answered") {
    Visit r;
    const auto response = r.seat->answer({.get = false, .target = "/en-gb"});
    CHECK(response.status == 405);
    CHECK(header(response, "Allow") == "GET, HEAD");
}

TEST_CASE("every answer carries the guards, errors too") {
    Visit r;
    for (const auto& response : {r.get("/en-gb"), r.get("/"), r.get("/nothing"), r.get("/drawing/x.svg"),
                                 r.seat->answer({.get = false, .target = "/"}), r.seat->refuse(400, ""),
                                 r.seat->refuse(431, "de"), r.seat->refuse(503, ""), r.seat->refuse(500, "")}) {
        CAPTURE(response.status);
        CHECK(
            header(response, "Content-Security-Policy").starts_with("default-src 'none'; script-src 'self' 'sha256-"));
        CHECK(header(response, "X-Content-Type-Options") == "nosniff");
        CHECK(header(response, "Referrer-Policy") == "no-referrer");
        CHECK(header(response, "Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(header(response, "Cross-Origin-Resource-Policy") == "same-origin");
        CHECK_FALSE(header(response, "Permissions-Policy").empty());
        CHECK_FALSE(header(response, "Cache-Control").empty());
    }
}

TEST_CASE("the style is written into the page, and the policy knows it by its hash") {
    Visit r;
    const auto response = r.get("/en-gb");
    const std::string& page = response.page->bytes();
    const auto between = [&](std::string_view begin, std::string_view end) {
        const auto at = page.find('>', page.find(begin)) + 1;
        return page.substr(at, page.find(end, at) - at);
    };
    const std::string policy(header(response, "Content-Security-Policy"));
    for (const auto& text : {between("<style", "</style>"), between("<script data-then", "</script>")}) {
        CHECK(text.size() > 100);
        CHECK(policy.contains(fmt::format("'sha256-{}'", to_base64(sha256(text)))));
    }
    CHECK_FALSE(page.contains("/*"));
}

TEST_CASE("a page says in its head what to fetch ahead of a click; nothing else does") {
    Visit r;
    const auto page = r.get("/en-gb");
    const std::string rules = header(page, "Speculation-Rules");
    REQUIRE(rules.size() > 2);
    const auto file = r.get(std::string_view(rules).substr(1, rules.size() - 2));
    CHECK(file.status == 200);
    CHECK(file.page->type() == "application/speculationrules+json");
    CHECK(Json::parse(file.page->bytes()));
    CHECK(header(r.get("/en-gb/feed.xml"), "Speculation-Rules").empty());
}

TEST_CASE("a page the browser has is not sent again") {
    Visit r;
    const auto first = r.get("/en-gb");
    const auto again = r.seat->answer({.target = "/en-gb", .if_none_match = first.page->etag()});
    CHECK(again.status == 304);
    r.stand.add(test::make_article("new.example", "Something new", "en", 0));
    r.clock.advance(std::chrono::seconds(2));
    CHECK(r.seat->answer({.target = "/en-gb", .if_none_match = first.page->etag()}).status == 200);
}

TEST_CASE("a listing is rendered once for many readers") {
    Visit r;
    for (int i = 0; i < 100; ++i) r.get("/en-gb");
    CHECK(r.site.cache().renders() == 1);
}

TEST_CASE("assets are named by their bytes and kept for ever") {
    Visit r;
    const std::string page = r.get("/en-gb").page->bytes();
    const auto at = page.find("/assets/octavo.");
    REQUIRE(at != std::string::npos);
    const auto script = r.get(page.substr(at, page.find_first_of("\" ", at) - at));
    CHECK(script.status == 200);
    CHECK(header(script, "Cache-Control").find("immutable") != std::string::npos);
    CHECK(page.find("url(/assets/newsreader-latin.") != std::string::npos);
    CHECK(page.find("url(newsreader") == std::string::npos);
}

TEST_CASE("an archive that fails is a page that says so, and comes back by itself") {
    Visit r;
    r.stand.broken = true;
    const auto response = r.get("/en-gb");
    CHECK(response.status == 500);
    CHECK(response.page->bytes().find("burnt") == std::string::npos);  // what failed is the log's business
    CHECK(r.get("/healthz").status == 500);
    r.stand.broken = false;
    CHECK(r.get("/en-gb").status == 200);
    CHECK(r.get("/healthz").status == 200);
}

TEST_CASE("without a network the page says so and goes on") {
    Visit r;
    r.outlook.offline = true;
    CHECK(r.get("/en-gb").page->bytes().find("banner quiet") != std::string::npos);
}

TEST_CASE("a private site asks robots to stay away, a public one lets them read") {
    Visit r;
    CHECK(r.get("/robots.txt").page->bytes().find("Disallow: /\n") != std::string::npos);
    web::SiteSettings open;
    open.base_url = "https://news.example/";
    web::Site site(open, r.stand.archive(), r.clock, [] { return web::Outlook{}; });
    const auto seat = site.seat();
    CHECK(seat->answer({.target = "/robots.txt"}).page->bytes().find("Disallow: /\n") == std::string::npos);
    CHECK(seat->answer({.target = "/en-gb/feed.xml", .host = "evil.example"})
              .page->bytes()
              .find("https://news.example/en-gb/a/") != std::string::npos);
}

TEST_CASE("an article whose text has left answers 410 with what is still known, each time it is asked for") {
    Visit r;
    auto& gone = r.stand.articles.at(0);
    gone.expired = true;
    gone.extraction.blocks.clear();
    for (int time = 0; time < 2; ++time) {
        const auto answer = r.get(r.address());
        CHECK(answer.status == 410);
        const std::string& bytes = answer.page->bytes();
        CHECK(bytes.find("It was in the archive once and has expired.") != std::string::npos);
        CHECK(bytes.find(gone.card.title) != std::string::npos);
        CHECK(bytes.find(gone.card.url) != std::string::npos);
    }
    CHECK(r.get(r.address(1)).status == 200);
}

TEST_CASE("one address that searches without end is asked to wait; others, and all other pages, are not") {
    Visit r;
    int answered = 0;
    for (int i = 0; i < 200; ++i) {
        const auto page = r.from("192.0.2.1", fmt::format("/en-gb/search?q=word{}", i));
        answered += page.status == 200 ? 1 : 0;
    }
    CHECK(answered == 60);
    const auto refused = r.from("192.0.2.1", "/en-gb/search?q=tram");
    CHECK(refused.status == 429);
    CHECK(header(refused, "Retry-After") == "1");
    CHECK(refused.page->bytes().find("Too many requests") != std::string::npos);
    CHECK(r.from("192.0.2.1", "/en-gb?before=5").status == 429);
    CHECK(r.from("192.0.2.1", "/en-gb/search/feed.xml?q=tram").status == 429);
    for (const std::string_view cheap : {"/en-gb", "/en-gb/search", "/en-gb/src", "/assets/sign.svg", "/healthz"})
        CHECK(r.from("192.0.2.1", cheap).status != 429);
    CHECK(r.from("192.0.2.2", "/en-gb/search?q=tram").status == 200);
    CHECK(r.from("127.0.0.1", "/en-gb/search?q=tram").status == 200);
    r.clock.advance(std::chrono::seconds(1));
    CHECK(r.from("192.0.2.1", "/en-gb/search?q=tram").status == 200);
}

TEST_CASE("behind a trusted proxy it is the reader who is counted; nobody else can name another") {
    Visit r(web::SiteSettings{.trusted_proxies = {"127.0.0.1"}, .searches_a_minute = 60, .searches_at_once = 2});
    const auto status = [&](std::string_view peer, std::string_view reader) {
        return r.from(peer, "/en-gb/search?q=tram", reader).status;
    };
    for (const int expected : {200, 200, 429}) CHECK(status("127.0.0.1", "198.51.100.1") == expected);
    CHECK(status("127.0.0.1", "198.51.100.2") == 200);
    CHECK(status("127.0.0.1", "203.0.113.5, 198.51.100.1") == 429);
    for (const int expected : {200, 200, 429})
        CHECK(status("192.0.2.7", fmt::format("198.51.100.{}", expected)) == expected);
}

TEST_CASE(
    "the operator's page says of every troubled feed why, when it is tried next and what to do, in every language") {
    Visit r;
    for (const Edition& edition : editions()) {
        CAPTURE(edition.code);
        const Response page = r.get(fmt::format("/{}/status", edition.code));
        REQUIRE(page.status == 200);
        CHECK(page.keep == web::Keep::not_at_all);
        const web::Tongue tongue(edition);
        const std::string& html = page.page->bytes();
        for (const web::Say word : {web::Say::attention, web::Say::why_silent, web::Say::do_look, web::Say::why_gone,
                                    web::Say::do_gone, web::Say::hub_active, web::Say::next_try, web::Say::work}) {
            std::string escaped;
            markup::append_escaped(escaped, tongue.say(word));
            CHECK(html.contains(escaped));
        }
        CHECK(html.contains("no answer in 30 s"));
        CHECK(html.contains("https://hub.example/"));
        CHECK(html.contains("noindex"));
    }
    r.stand.feeds.clear();
    CHECK(r.get("/en-gb/status").page->bytes().contains("Nothing needs attention."));
}

TEST_CASE("of a public site, readers do not see the operator's page") {
    Visit r({.base_url = "https://news.example", .trusted_proxies = {"192.0.2.9"}});
    CHECK(r.from("192.0.2.1", "/en-gb/status").status == 403);
    CHECK(r.from("127.0.0.1", "/en-gb/status").status == 403);  // by no name of this machine
    CHECK(r.from("192.0.2.9", "/en-gb/status", "198.51.100.7").status == 403);
    CHECK(r.from("192.0.2.9", "/en-gb/status", "127.0.0.1").status == 200);
    CHECK(r.seat
              ->answer(
                  {.target = "/en-gb/status", .host = "localhost:8080", .peer = web::read_address("127.0.0.1").value()})
              .status == 200);
}

TEST_CASE("what an article said before is shown beside what it says now, and only where the text may be") {
    Visit r;
    auto& article = r.stand.articles.front();
    const Instant then = article.card.published;
    article.versions = {{8, then + std::chrono::hours(2)}, {3, then}};
    store::OldVersion old{article.card.id, {3, then}, article.extraction};
    old.extraction.title = "What it was called before";
    r.stand.old_versions = {old};
    const std::string address = r.address(0) + "/v/3";
    CHECK(r.get(r.address(0)).page->bytes().contains("href=\"" + address + "\""));
    const auto page = r.get(address);
    CHECK(page.status == 200);
    CHECK(page.page->bytes().contains("<del>What"));
    CHECK(r.get(r.address(1) + "/v/3").status == 404);  // of another article
    CHECK(r.get(r.address(0) + "/v/4").status == 404);
    CHECK(r.get(r.address(0) + "/v/x").status == 404);
    CHECK(header(r.get(fmt::format("/en-gb/a/else-{}/v/3", article.card.id.text())), "Location") == address);

    web::SiteSettings open;
    open.base_url = "https://news.example";
    Visit in_public(open);
    auto& shown = in_public.stand.articles.front();
    shown.card.sample = false;
    shown.full_text_allowed = false;
    shown.versions = article.versions;
    in_public.stand.old_versions = {old};
    in_public.stand.old_versions.front().article = shown.card.id;
    CHECK(in_public.get(in_public.address(0) + "/v/3").status == 404);
    CHECK_FALSE(in_public.get(in_public.address(0)).page->bytes().contains("/v/3"));
}
