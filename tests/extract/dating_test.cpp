#include "extract/dating.hpp"

#include <doctest/doctest.h>

#include "extract/page.hpp"

using namespace octavo;

namespace {

struct Asked {
    std::string head = {}, body = {}, url = "https://herald.example/a", lang = "en-GB", below = {};
};

Extraction read(const Asked& asked) {
    extract::Extractor extractor;
    const std::string page =
        "<!doctype html><html lang=\"" + asked.lang + "\"><head><title>The tram opens at last - Herald</title>" +
        asked.head + "</head><body>" + asked.body +
        "<p>The new line opened on Monday morning, and the first passengers said that the journey is short.</p>"
        "<p>Prices stay as they are until the spring, the company said, and the buses run on.</p>" +
        asked.below + "</body></html>";
    return extractor.extract(
        {.bytes = page, .url = asked.url, .content_type = {}, .robots = {}, .now = at("2025-08-01T00:00:00Z")});
}

std::string day(const Asked& asked) {
    const Extraction e = read(asked);
    return e.published ? to_iso(*e.published, e.published_as) : "none";
}

constexpr const char* headline = "<h1>The tram opens at last</h1>";

}  // namespace

TEST_CASE("a date keeps the zone and the precision its page wrote") {
    const auto meta = [](std::string content) {
        return day({.head = "<meta property=article:published_time content=\"" + content + "\">"});
    };
    CHECK(meta("2025-05-03T00:30:00+02:00") == "2025-05-03T00:30:00+02:00");
    CHECK(meta("2025-05-03T00:30:00Z") == "2025-05-03T00:30:00Z");
    CHECK(meta("2025-05-03 00:30") == "2025-05-03T00:30:00");
    CHECK(meta("2025-05-03") == "2025-05-03");
    CHECK(meta("2025-05") == "none");  // a month is no day
    CHECK(meta("2025") == "none");
}

TEST_CASE("the same minute in UTC and in local time tells the zone") {
    CHECK(day({.head = "<meta property=article:published_time content=\"2025-05-03T03:30:59Z\">"
                       "<meta name=sailthru.date content=\"2025-05-02 22:30:59\">"}) == "2025-05-02T22:30:59-05:00");
    CHECK(day({.head = "<meta property=article:published_time content=\"2025-05-03T03:30:59Z\">"
                       "<meta name=sailthru.date content=\"2025-05-02 22:17:00\">"}) == "2025-05-03T03:30:59Z");
}

TEST_CASE("an address is a witness in every order of day and year, and against data that was touched since") {
    CHECK(day({.url = "https://herald.example/2025/5/3/tram"}) == "2025-05-03");
    CHECK(day({.url = "https://herald.example/news/03-05-2025-tram"}) == "2025-05-03");
    CHECK(day({.url = "https://herald.example/2025-05/03/c_77.htm"}) == "2025-05-03");
    CHECK(day({.url = "https://herald.example/20250503/tram"}) == "2025-05-03");
    CHECK(day({.url = "https://herald.example/2019-10/12-best-films"}) == "none");
    CHECK(day({.url = "https://herald.example/12345678/9"}) == "none");
    CHECK(day({.head = "<meta property=article:published_time content=\"2025-06-20T10:00:00Z\">",
               .url = "https://herald.example/2025/05/03/tram"}) == "2025-05-03");
}

TEST_CASE("a visible date counts by what it says of itself and how near the headline it stands") {
    CHECK(day({.body = std::string(headline) + "<p>By Ana Lima | 3 May 2025</p>"}) == "2025-05-03");
    CHECK(day({.body = "<p class=date>3 May 2025</p>" + std::string(headline)}) == "2025-05-03");
    CHECK(day({.body = std::string(headline) + "<dl><dt>Date</dt><dd>03/05/2025</dd></dl>"}) == "2025-05-03");
    CHECK(day({.body = std::string(headline) + "<span class=updated title=\"2025-05-03T18:52:11+00:00\"></span>"}) ==
          "2025-05-03T18:52:11Z");
    // A list of other articles below has dates too.
    std::string teasers;
    for (int i = 1; i < 20; ++i)
        teasers += "<div class=date>" + std::to_string(i) + " January 2024</div><h3><a href=/x>Another story</a></h3>";
    CHECK(day({.body = std::string(headline) + "<span>Stand: 03.05.2025 18:00 Uhr</span>", .below = teasers}) ==
          "2025-05-03T18:00:00");
}

TEST_CASE("a date behind a word for change is when the page was changed") {
    const Extraction e = read(
        {.body = std::string(headline) + "<p>Published: 3 May 2025</p><p>Zuletzt aktualisiert am 6. Mai 2025</p>"});
    CHECK(to_iso(e.published.value(), e.published_as) == "2025-05-03");
    CHECK(to_iso(e.modified.value(), e.modified_as) == "2025-05-06");
}

TEST_CASE("copyright lines, readers' comments, days to come and days before the web are not the article's") {
    CHECK(day({.body = std::string(headline) + "<p>Copyright 3 May 2025</p>"}) == "none");
    CHECK(day({.body = std::string(headline) +
                       "<div class=comments><p><time datetime=2025-05-03>x</time></p></div>"}) == "none");
    CHECK(day({.body = std::string(headline) + "<p>Opens on 3 May 2031</p>"}) == "none");
    CHECK(day({.body = std::string(headline) + "<p>Born 3 May 1948</p>"}) == "none");
}

TEST_CASE("data that was published when it was last changed yields to a page that says otherwise") {
    const std::string data =
        R"(<script type="application/ld+json">{"@type":"Article","headline":"The tram opens at last",)"
        R"("datePublished":"2025-06-20T09:45:00Z","dateModified":"2025-06-20T09:45:00Z"}</script>)";
    CHECK(day({.head = data}) == "2025-06-20T09:45:00Z");
    CHECK(day({.head = data, .body = std::string(headline) + "<p class=meta>Published <time>3 May 2025</time></p>"}) ==
          "2025-05-03");
    CHECK(day({.head = data + "<meta property=article:published_time content=2025-05-03T07:00:00Z>"}) ==
          "2025-05-03T07:00:00Z");
    // Without a word of when it was published, the data stands.
    CHECK(day({.head = data, .body = std::string(headline) + "<p class=meta><time>3 May 2025</time></p>"}) ==
          "2025-06-20T09:45:00Z");
}

TEST_CASE("an address that names the month tells which of a page's days is the article's") {
    const std::string far = "<p class=side>12 April 2025</p>" + std::string(headline);
    const std::string foot = "<div><span>was posted on 9 May 2025 at 10:52</span></div>";
    CHECK(day({.body = far, .url = "https://herald.example/2025/05/tram.html", .below = foot}) ==
          "2025-05-09T10:52:00");
    CHECK(day({.body = std::string(headline) + "<abbr itemprop=datePublished title=\"2025-05-09T10:52:00+02:00\">10:52"
                                               "</abbr>"}) == "2025-05-09T10:52:00+02:00");
}

TEST_CASE("data that is no JSON, or of a how-to, and the picture's folder are asked where nothing else says a day") {
    const auto script = [](std::string data) {
        return day({.head = "<script type=\"application/ld+json\">" + data + "</script>"});
    };
    CHECK(script(R"({"@type":"NewsArticle" "image": {"url" 7}, "datePublished": "2025-05-03T18:10:00+01:00"})") ==
          "2025-05-03T18:10:00+01:00");
    CHECK(script(R"({"@type":"HowTo","datePublished":"2025-05-03"})") == "2025-05-03");
    CHECK(script(R"({"@type":"Comment","datePublished":"2025-05-03"})") == "none");
    CHECK(script(R"({"@type" "datePublished" : )") == "none");
    // A page that is no article may show the house's own picture.
    const std::string picture = "<meta property=og:image content=https://herald.example/files/2025/05/03/tram.png>";
    CHECK(day({.head = "<meta property=og:type content=article>" + picture}) == "2025-05-03");
    CHECK(day({.head = picture}) == "none");
}

TEST_CASE("where 3/4 is in March, the page's language and its country say") {
    const std::string body = std::string(headline) + "<p class=date>3/4/2025</p>";
    CHECK(day({.body = body, .lang = "en-US"}) == "2025-03-04");
    CHECK(day({.body = body, .lang = "en-GB"}) == "2025-04-03");
    CHECK(day({.body = body, .lang = "it"}) == "2025-04-03");
    CHECK(day({.body = body, .url = "https://herald.co.uk/a", .lang = "en"}) == "2025-04-03");
    CHECK(day({.body = body, .lang = "en"}) == "2025-03-04");
}
