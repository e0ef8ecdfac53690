#include "feed/robots.hpp"

#include <doctest/doctest.h>

using octavo::feed::Robots;

TEST_CASE("the longest match decides, and Allow on a tie") {
    const auto r =
        Robots::parse("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /same\nDisallow: /same\n");
    CHECK(r.allowed("OctavoBot", "/"));
    CHECK_FALSE(r.allowed("OctavoBot", "/a/x"));
    CHECK(r.allowed("OctavoBot", "/a/b"));
    CHECK_FALSE(r.allowed("OctavoBot", "/a/b/c/d"));
    CHECK(r.allowed("OctavoBot", "/same"));
}

TEST_CASE("a group of one's own hides the group of all, and one's groups count together") {
    const auto r = Robots::parse(
        "User-agent: *\nDisallow: /\n\nUser-agent: octavobot/2.0\nDisallow: /x\n\nuser-agent: other\nuser-agent: "
        "OCTAVOBOT\nDisallow: /y\n");
    CHECK(r.allowed("OctavoBot", "/z"));
    CHECK_FALSE(r.allowed("OctavoBot", "/x"));
    CHECK_FALSE(r.allowed("OctavoBot", "/y"));
    CHECK_FALSE(r.allowed("Somebody", "/z"));
}

TEST_CASE("a group without rules allows everything") {
    const auto r = Robots::parse("User-agent: OctavoBot\nDisallow:\n\nUser-agent: *\nDisallow: /\n");
    CHECK(r.allowed("OctavoBot", "/anything"));
}

TEST_CASE("stars stand for anything, a dollar at the end for the end") {
    const auto r = Robots::parse("User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /x$y\n");
    CHECK_FALSE(r.allowed("o", "/f/g.pdf"));
    CHECK(r.allowed("o", "/f/g.pdf?x"));
    CHECK_FALSE(r.allowed("o", "/a11b22c33"));
    CHECK(r.allowed("o", "/a11c22b"));
    CHECK_FALSE(r.allowed("o", "/x$y"));
    CHECK_FALSE(Robots::parse("User-agent: *\nDisallow: /*a*a*a$").allowed("o", "/aXaYa"));
}

TEST_CASE("escapes and bytes outside ASCII compare alike") {
    const auto r = Robots::parse("User-agent: *\nDisallow: /caf\xC3\xA9\nDisallow: /%e2%82%ac\n");
    CHECK_FALSE(r.allowed("o", "/caf%C3%A9/1"));
    CHECK_FALSE(r.allowed("o", "/caf%c3%a9"));
    CHECK_FALSE(r.allowed("o", "/\xE2\x82\xAC"));
}

TEST_CASE("misspelt keys, missing colons, comments, any line end") {
    const auto r = Robots::parse("\xEF\xBB\xBFuseragent: * # all\rDissallow: /a\r\ndisallow /b\n   ALLOW : /a/c\n");
    CHECK_FALSE(r.allowed("o", "/a"));
    CHECK_FALSE(r.allowed("o", "/b"));
    CHECK(r.allowed("o", "/a/c"));
}

TEST_CASE("an allowed index page frees the front page") {
    const auto r = Robots::parse("User-agent: *\nDisallow: /\nAllow: /index.html\n");
    CHECK(r.allowed("o", "/"));
    CHECK_FALSE(r.allowed("o", "/x"));
}

TEST_CASE("crawl delay and sitemaps") {
    const auto r = Robots::parse(
        "Sitemap: https://e.org/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x\nUser-agent: o\nDisallow: "
        "/\nsite-map: https://e.org/t.xml\n");
    CHECK(r.crawl_delay("else") == 2.5);
    CHECK_FALSE(r.crawl_delay("o").has_value());
    CHECK(r.sitemaps() == std::vector<std::string>{"https://e.org/s.xml", "https://e.org/t.xml"});
    CHECK_FALSE(Robots::parse("User-agent: *\nCrawl-delay: -1\n").crawl_delay("o").has_value());
    CHECK_FALSE(Robots::parse("User-agent: *\nCrawl-delay: nan\n").crawl_delay("o").has_value());
}

TEST_CASE("whole addresses are read for their path and query") {
    const auto r = Robots::parse("User-agent: *\nDisallow: /a?b\nDisallow: /?c\n");
    CHECK_FALSE(r.allowed_url("o", "https://e.org/a?b=1#f"));
    CHECK(r.allowed_url("o", "https://e.org/a#?b"));
    CHECK_FALSE(r.allowed_url("o", "https://e.org?c"));
    CHECK(r.allowed_url("o", "https://e.org"));
}

TEST_CASE("an empty file, or one of rubbish, allows") {
    CHECK(Robots::parse("").allowed("o", "/"));
    CHECK(Robots::parse("<html>Not found</html>").allowed("o", "/"));
    CHECK(Robots::parse("Disallow: /\n").allowed("o", "/"));  // belongs to no agent
}

TEST_CASE("what is kept for one agent says the same to it, and holds less") {
    std::string text = "User-agent: Octavo\nDisallow: /a\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /\n\n";
    for (int i = 0; i < 100; ++i)
        text += fmt::format("User-agent: robot{}\nDisallow: /a/long/path/for/robot{}\n\n", i, i);
    text += "Sitemap: https://paper.example/a/sitemap/with/a/long/name.xml\n";
    for (const std::string_view agent : {"octavo", "another"}) {
        const Robots whole = Robots::parse(text);
        Robots kept = whole;
        kept.keep_for(agent);
        for (const std::string_view target : {"/", "/a", "/b"})
            CHECK(kept.allowed(agent, target) == whole.allowed(agent, target));
        CHECK(kept.crawl_delay(agent) == whole.crawl_delay(agent));
        CHECK(kept.bytes() * 20 < whole.bytes());
        CHECK(kept.sitemaps().empty());
    }
}
