#include "base/url.hpp"

#include <doctest/doctest.h>

using octavo::Url;

namespace {

std::string href(std::string_view text, std::string_view base = {}) {
    std::optional<Url> url;
    if (base.empty())
        url = Url::parse(text);
    else if (const auto b = Url::parse(base))
        url = Url::parse(text, *b);
    return url ? url->href() : "none";
}
std::string normal(std::string_view text) {
    const auto url = Url::parse(text);
    return url ? octavo::normalize(*url) : "none";
}
std::string stripped(std::string_view text) { return octavo::strip_trackers(*Url::parse(text)); }

}  // namespace

TEST_CASE("addresses are read as browsers read them") {
    CHECK(href("HTTPS://Example.ORG:443/a/../b?x#y") == "https://example.org/b?x#y");
    CHECK(href("https://zürich.example/ä") == "https://xn--zrich-kva.example/%C3%A4");
    CHECK(href("http://0x7f.1/") == "http://127.0.0.1/");
    CHECK(href("../c", "https://e.org/a/b/") == "https://e.org/a/c");
    CHECK(href("//cdn.example/x", "https://e.org/") == "https://cdn.example/x");
    CHECK(href("no scheme") == "none");
    CHECK(href("http://exa mple.org/") == "none");
    CHECK(href("https://") == "none");
}

TEST_CASE("dot segments keep the query behind them") {
    CHECK(href("https://e.org/a/b/..?q=1") == "https://e.org/a/?q=1");
    CHECK(href("https://e.org/a/b/%2E%2e?q=1") == "https://e.org/a/?q=1");
    CHECK(href("https://e.org/a/.?q") == "https://e.org/a/?q");
    CHECK(href("..?q", "https://e.org/a/b/c") == "https://e.org/a/?q");
    CHECK(href("https://e.org/a.?q") == "https://e.org/a.?q");
    CHECK(href("https://e.org/a..#f") == "https://e.org/a..#f");
}

TEST_CASE("a percent sign that escapes nothing does not swallow the query") {
    const auto url = Url::parse("https://e.org/100%?id=5");
    REQUIRE(url.has_value());
    CHECK(url->path() == "/100%25");
    CHECK(url->query() == "id=5");
    CHECK(href("https://e.org/a%2#f") == "https://e.org/a%252#f");
    CHECK(href("https://e.org/%41?x") == "https://e.org/%41?x");
    CHECK(href("https://e.org/'/%/..#f") == "https://e.org/'/#f");
    CHECK(href("https://e.org/a/%/../b/./c?q=%") == "https://e.org/a/b/c?q=%");
}

TEST_CASE("ill-formed UTF-8 is repaired before it is read") {
    CHECK(href("https://e.org/\xFF") == "https://e.org/%EF%BF%BD");
}

TEST_CASE("a circumflex in a path is escaped, in a query not") {
    CHECK(href("https://e.org/a^b?c^d") == "https://e.org/a%5Eb?c^d");
    CHECK(Url::parse("https://e.org/a^b")->path() == "/a%5Eb");
}

TEST_CASE("the parts of an address") {
    const auto url = Url::parse("https://user:pw@news.example:8443/a/b?x=1#f");
    REQUIRE(url.has_value());
    CHECK(url->host() == "news.example");
    CHECK(url->port() == 8443);
    CHECK(url->path() == "/a/b");
    CHECK(url->query() == "x=1");
    CHECK(url->origin() == "https://news.example:8443");
    CHECK(url->target() == "/a/b?x=1");
    CHECK(url->has_credentials());
    CHECK(Url::parse("https://e.org")->target() == "/");
    CHECK(Url::parse("https://e.org?a/b")->target() == "/?a/b");
}

TEST_CASE("what people type may lack its scheme") {
    CHECK(Url::parse_typed(" news.example/a ")->href() == "http://news.example/a");
    CHECK(Url::parse_typed("news.example:8080/a")->href() == "http://news.example:8080/a");
    CHECK(Url::parse_typed("https://news.example")->href() == "https://news.example/");
    CHECK_FALSE(Url::parse_typed("/just/a/path"));
}

TEST_CASE("two spellings of one page have one normal form") {
    const std::string page = "https://news.example/a/b?id=7&x=1";
    for (const std::string_view other :
         {"https://news.example/a/b?x=1&id=7", "https://NEWS.example:443/a//b?id=7&x=1#comments",
          "https://news.example/a/./c/../b?id=7&x=1&utm_source=feed&fbclid=z", "https://news.example/%61/b?id=%37&x=1&",
          "https://me@news.example/a/b;jsessionid=0F9A?id=7&x=1", "https://news.example/a/b?id=7&x=1&PHPSESSID=1",
          "https://news.example/a/b?id=7&x=1&sid=0123456789abcdef0123"}) {
        CAPTURE(other);
        CHECK(normal(other) == page);
    }
}

TEST_CASE("what names another page stays apart") {
    CHECK(normal("https://e.org/article.php?sid=4711") == "https://e.org/article.php?sid=4711");
    CHECK(normal("https://e.org/#!/story/5") == "https://e.org/#!/story/5");
    CHECK(normal("http://e.org/a") != normal("https://e.org/a"));
    CHECK(normal("https://e.org/a") != normal("https://e.org/a/"));
    CHECK(normal("https://e.org/a%2Fb") != normal("https://e.org/a/b"));
    CHECK(normal("https://e.org/?q=a%26b") == "https://e.org/?q=a%26b");
}

TEST_CASE("a normal form is its own normal form") {
    CHECK(normal("https://e.org/a/%/.%2e/b") == "https://e.org/a/b");
    CHECK(normal("https://e.org/a%e\n\n#") == normal("https://e.org/a%e#"));
    for (const std::string_view text :
         {"https://e.org/%7euser/%2e%2e/x", "https://e.org/100%/a%zz?b=&c=%", "https://e.org//a///b?&&b&a",
          "https://e.org/{x}|y?^`", "mailto:a@e.org", "https://e.org/?utm_source=a", "https://e.org/a;JSESSIONID=1;b",
          "https://e.org/?="}) {
        CAPTURE(text);
        CHECK(normal(normal(text)) == normal(text));
    }
}

TEST_CASE("trackers go, everything else keeps its place and its spelling") {
    CHECK(stripped("https://e.org/a?b=2&utm_source=x&a=J%20D#f") == "https://e.org/a?b=2&a=J%20D#f");
    CHECK(stripped("https://e.org/a?UTM_Source=x&gclid=1") == "https://e.org/a");
    CHECK(stripped("https://e.org/a?crop/10x20/webp") == "https://e.org/a?crop/10x20/webp");
    CHECK(stripped("https://e.org/a?b=1#utm_source=x") == "https://e.org/a?b=1#utm_source=x");
}

TEST_CASE("labels of campaigns and clicks are trackers; what may name a page is none") {
    for (const std::string_view tracker :
         {"xtor=RSS-3208", "wt_zmc=fix.int", "at_medium=RSS", "__hssc=1.2", "_ga=2.1", "gad_source=1", "ysclid=l",
          "guce_referrer_sig=AQ", "smid=nytcore", "wt.mc_id=rss", "Mbid=x", "fb_action_ids=1", "mtm_x=", "utm_x"}) {
        CAPTURE(tracker);
        CHECK(stripped(fmt::format("https://e.org/a?id=1&{}", tracker)) == "https://e.org/a?id=1");
    }
    for (const std::string_view name : {"ref=feed", "source=rss", "partner=rss", "mod=rss", "tag=tram", "id=1", "p=2",
                                        "at=3", "wt=4", "at_home=5", "utm=6", "ga=7", "ns=8"}) {
        CAPTURE(name);
        CHECK(stripped(fmt::format("https://e.org/a?{}", name)) == fmt::format("https://e.org/a?{}", name));
    }
}

TEST_CASE("an address that is plain already is what the parser makes of it") {
    const auto agree = [](const std::string& text) {
        CAPTURE(text);
        const auto quick = Url::parse(text), parsed = Url::parse("\n" + text);  // a line end in front: to be parsed
        REQUIRE(quick.has_value() == parsed.has_value());
        if (!quick) return;
        CHECK(quick->href() == parsed->href());
        CHECK(quick->scheme() == parsed->scheme());
        CHECK(quick->host() == parsed->host());
        CHECK(quick->port() == parsed->port());
        CHECK(quick->path() == parsed->path());
        CHECK(quick->query() == parsed->query());
        CHECK(quick->origin() == parsed->origin());
        CHECK(quick->has_credentials() == parsed->has_credentials());
        if (Url::is_plain(text)) CHECK(parsed->href() == text);
    };
    int plain = 0;
    for (int c = 1; c < 256; ++c)
        for (const std::string_view form :
             {"https://e{}.org/", "http://e.{}g/a", "http://{}.org/", "https://e.org{}/a", "https://e.org/a{}b",
              "https://e.org/{}", "https://e.org/a/{}/b?c", "https://e.org/a?b{}c", "https://e.org/?{}",
              "https://e.org/#b{}c", "https://e.org/%{}0", "https://e.org/%2{}", "https://e.org/.{}/a"}) {
            const std::string text = fmt::format(fmt::runtime(form), static_cast<char>(c));
            agree(text);
            plain += Url::is_plain(text);
        }
    CHECK(plain > 500);
    for (const std::string_view text :
         {"https://e.org",      "https://e.org:443/",      "https://e.org:8080/a",  "https://a@e.org/",
          "http://10.0.0.1/",   "http://e.0x7f/",          "http://1e.org/",        "http://xn--nxa.gr/",
          "http://e..org/",     "http://e.org./",          "http:///e.org",         "https://e.org/a/../b",
          "https://e.org/a/.",  "https://e.org/%2E%2e/b",  "https://e.org/a%2eb",   "https://e.org/%",
          "https://e.org//a//", "https://e.org/a?b?c#d#e", "https://e.org/a'b?c'd", "https://e.org?b",
          "https://e.org#b"})
        agree(std::string(text));
    CHECK(Url::is_plain("https://www.news-1.example/2025/07/tram_(new)?id=7&x=%20#top"));
}

TEST_CASE("an address inside an AMP cache's or a redirector's address is taken out, and only out of those") {
    const auto inside = [](std::string_view text) { return unwrapped(*Url::parse(text)).href(); };
    CHECK(inside("https://www.google.com/url?rct=j&sa=t&url=https://tram.example/1%3Fa%3Db&ct=ga") ==
          "https://tram.example/1?a=b");
    CHECK(inside("http://www.bing.com/news/apiclick.aspx?ref=rss&url=https%3a%2f%2ftram.example%2f1&c=2") ==
          "https://tram.example/1");
    CHECK(inside("https://tram-example.cdn.ampproject.org/c/s/tram.example/1?a=b") == "https://tram.example/1?a=b");
    CHECK(inside("https://www.google.com/amp/s/tram.example/amp/1") == "https://tram.example/amp/1");
    CHECK(inside(
              "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttp%3A%2F%2Ftram.example%2F") ==
          "http://tram.example/");
    CHECK(inside("https://www.google.co.uk/url?q=https://tram.example/1") == "https://tram.example/1");
    CHECK(inside("https://news.google.de/news/url?sa=t&url=https://tram.example/1") == "https://tram.example/1");
    CHECK(inside("https://www.bing-amp.com/c/s/tram.example/1") == "https://tram.example/1");
    CHECK(inside("http://us.rd.yahoo.com/dailynews/rss/*http%3A//tram.example/1?a=b") == "http://tram.example/1?a=b");
    CHECK(inside("https://r.search.yahoo.com/_ylt=A/RV=2/RU=https%3a%2f%2ftram.example%2f1%3fa%3db/RK=2/RS=x") ==
          "https://tram.example/1?a=b");
    CHECK(inside("https://go.theregister.com/feed/www.theregister.example/2025/07/14/tram/") ==
          "https://www.theregister.example/2025/07/14/tram/");
    CHECK(inside("https://slack-redir.net/link?url=https%3A%2F%2Ftram.example%2F1&v=3") == "https://tram.example/1");
    for (const std::string_view same :
         {"https://rd.yahoo.com/rss/", "https://r.search.yahoo.com/_ylt=A/RU=", "https://go.theregister.com/feed/",
          "https://google.example/url?q=https://e.org/", "https://ard.yahoo.com/*http://e.org/",
          "https://tram.example/url?url=https://e.org/", "https://www.google.com/url?url=javascript:alert(1)",
          "https://www.google.com/amp/", "https://www.google.com/url?q=tram",
          "https://evil-google.com/url?q=http://e.org/", "https://www.google.com/url?q=https://a:b@e.org/"})
        CHECK(inside(same) == same);
}
