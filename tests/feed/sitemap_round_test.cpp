#include "feed/sitemap_round.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using namespace std::chrono_literals;

namespace {
const Instant today = at("2024-11-05T12:00:00Z");
}

TEST_CASE("of a news sitemap two days are news, newest first") {
    feed::Sitemap sitemap;
    for (const char* date :
         {"2024-11-04T10:00:00Z", "2024-11-05T10:00:00Z", "2024-11-01T10:00:00Z", "2099-01-01T00:00:00Z"}) {
        sitemap.locs.push_back(std::string("https://e.org/") + date);
        sitemap.modified.emplace_back();
        sitemap.news.push_back({sitemap.locs.back(), "T", "en", "P", at(date)});
    }
    sitemap.news.push_back({"https://e.org/undated", "T", "en", "P", {}});
    const auto news = feed::fresh_news(sitemap, today);
    REQUIRE(news.size() == 2);
    CHECK(news[0].loc == "https://e.org/2024-11-05T10:00:00Z");
    CHECK(news[0].published == at("2024-11-05T10:00:00Z"));
}

TEST_CASE("of an ordinary sitemap at most fifty, and its lastmod is no date of publication") {
    feed::Sitemap sitemap;
    for (int i = 0; i < 5000; ++i) {
        sitemap.locs.push_back(fmt::format("https://e.org/{}", i));
        sitemap.modified.emplace_back(today - 1h);
    }
    sitemap.locs.emplace_back("https://e.org/undated");
    sitemap.modified.emplace_back();
    const auto news = feed::fresh_news(sitemap, today);
    CHECK(news.size() == 50);
    CHECK_FALSE(news.front().published.has_value());
}

TEST_CASE("an index is followed to its newest parts") {
    feed::Sitemap index;
    const auto part = [&](const char* url, std::optional<Instant> modified) {
        index.sitemaps.emplace_back(url);
        index.sitemaps_modified.push_back(modified);
    };
    part("https://e.org/post-sitemap9.xml", today - 3h);
    part("https://e.org/post-sitemap1.xml", today - 700h);
    part("https://e.org/post-sitemap10.xml", today - 1h);
    part("https://e.org/image-sitemap.xml", today);
    part("https://e.org/category-sitemap.xml", today);
    part("https://e.org/author-sitemap.xml", today);
    part("https://e.org/sitemap-news.xml", {});
    CHECK(feed::newest_parts(index, today) == std::vector<std::string>{"https://e.org/sitemap-news.xml",
                                                                       "https://e.org/post-sitemap10.xml",
                                                                       "https://e.org/post-sitemap9.xml"});
    feed::Sitemap undated;
    for (const int month : {8, 11, 9, 10}) {
        undated.sitemaps.push_back(fmt::format("https://e.org/sitemap-2024-{}.xml", month));
        undated.sitemaps_modified.emplace_back();
    }
    CHECK(feed::newest_parts(undated, today, {.parts = 2}) ==
          std::vector<std::string>{"https://e.org/sitemap-2024-11.xml", "https://e.org/sitemap-2024-10.xml"});
}

TEST_CASE("a round goes from the index through its parts and back after six hours, each with its own validators") {
    feed::SitemapRound round;
    const auto kept = [&] { round = feed::SitemapRound::read(round.bytes()); };
    CHECK(round.here().url.empty());
    round.advance(today);
    CHECK(round.here().url.empty());  // nothing but the index is known
    round.found({"https://e.org/a.xml", "https://e.org/b.xml", "https://e.org/a.xml"}, today);
    CHECK(round.more());
    round.advance(today);
    round.here().etag = "\"a1\"";
    kept();
    CHECK(round.here().url == "https://e.org/a.xml");
    round.advance(today);
    CHECK(round.here().url == "https://e.org/b.xml");
    CHECK_FALSE(round.more());
    round.advance(today + 1h);
    CHECK(round.here().url == "https://e.org/a.xml");
    CHECK(round.here().etag == "\"a1\"");
    round.advance(today + 1h);
    round.advance(today + 7h);
    CHECK(round.here().url.empty());
    round.found({"https://e.org/c.xml", "https://e.org/a.xml"}, today + 7h);
    round.advance(today + 7h);
    CHECK(round.here().url == "https://e.org/c.xml");
    CHECK(round.here().etag.empty());
    round.advance(today + 7h);
    CHECK(round.here().etag == "\"a1\"");
    round.begin_again();
    round.advance(today + 7h);
    CHECK(round.here().url.empty());
}

TEST_CASE("an index inside an index stays a stop before its own parts") {
    feed::SitemapRound round;
    round.found({"https://e.org/2024.xml"}, today);
    round.advance(today);
    round.found({"https://e.org/2024-11.xml"}, today);
    CHECK(round.here().url == "https://e.org/2024.xml");
    round.advance(today);
    CHECK(round.here().url == "https://e.org/2024-11.xml");
}

TEST_CASE("bytes that are no round are one that has not begun") {
    for (const std::string_view bytes : {"", "nonsense", "\x01\x00\x09"}) {
        CHECK(feed::SitemapRound::read(bytes).here().url.empty());
        CHECK_FALSE(feed::SitemapRound::read(bytes).more());
    }
}
