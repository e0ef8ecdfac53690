#include "pipeline/finder.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace octavo;
using namespace std::chrono_literals;
using pipeline::find_sources;

namespace {

const Instant today = at("2025-07-14T08:00:00Z");

// A web of a few pages, which counts what it is asked for.
struct Web {
    std::map<std::string, std::string> pages;
    std::vector<std::string> asked;

    pipeline::Ask ask() {
        return [this](const Url& url, fetch::Purpose) -> Result<fetch::Fetched> {
            asked.push_back(url.href());
            fetch::Fetched out{url};
            const auto found = pages.find(url.href());
            out.status = found == pages.end() ? 404 : 200;
            if (found != pages.end()) out.body = found->second;
            return out;
        };
    }
    Result<pipeline::Findings> find(std::string_view url) { return find_sources(*Url::parse(url), ask(), today); }
};

std::string rss(std::string_view title, int entries = 3, std::string_view date = "Sun, 13 Jul 2025 08:00:00 GMT") {
    std::string items;
    for (int i = 0; i < entries; ++i)
        items +=
            fmt::format("<item><title>{} {}</title><link>https://paper.example/{}</link><pubDate>{}</pubDate></item>",
                        title, i, i, date);
    return fmt::format(
        "<rss version='2.0'><channel><title>{}</title><link>https://paper.example/</link><language>en</language>{}"
        "</channel></rss>",
        title, items);
}

std::string feed_link(std::string_view href, std::string_view title) {
    return fmt::format("<link rel=alternate type='application/rss+xml' href='{}' title='{}'>", href, title);
}

std::string list_page() {
    std::string out = "<html lang=en><title>The Paper</title><nav><a href=/sport>Sport</a></nav><ul>";
    for (int i = 0; i < 8; ++i)
        out += fmt::format(
            "<li><h3><a href='/news/the-council-votes-on-item-{0}'>The council votes on item {0}</a></h3>", i);
    return out + "</ul></html>";
}

std::string news_sitemap() {
    return "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
           "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://paper.example/a-tram</loc>"
           "<news:news><news:publication><news:name>The Paper</news:name><news:language>en</news:language>"
           "</news:publication><news:publication_date>2025-07-14T06:00:00Z</news:publication_date>"
           "<news:title>A tram opens</news:title></news:news></url></urlset>";
}

}  // namespace

TEST_CASE("a feed's own address is described") {
    Web web{{{"https://paper.example/feed", rss("The Paper", 5)}}, {}};
    const auto found = web.find("https://paper.example/feed");
    REQUIRE(found);
    REQUIRE(found->found.size() == 1);
    const auto& feed = found->found.front();
    CHECK(feed.kind == Feed::Kind::feed);
    CHECK(feed.title == "The Paper");
    CHECK(feed.language == "en");
    CHECK(feed.entries == 5);
    CHECK(feed.newest == at("2025-07-13T08:00:00Z"));
    CHECK(feed.samples == std::vector<std::string>{"The Paper 0", "The Paper 1", "The Paper 2"});
    CHECK(web.asked.size() == 1);
}

TEST_CASE("of a site's feeds the site's own comes first, whatever the order of its links") {
    Web web{{{"https://paper.example/", feed_link("/comments/feed", "Comments") +
                                            feed_link("/category/sport/feed", "Sport") +
                                            feed_link("/podcast.xml", "The Podcast") + feed_link("/feed", "All")},
             {"https://paper.example/comments/feed", rss("Comments")},
             {"https://paper.example/category/sport/feed", rss("Sport")},
             {"https://paper.example/podcast.xml", rss("The Podcast")},
             {"https://paper.example/feed", rss("The Paper")}},
            {}};
    const auto found = web.find("https://paper.example/");
    REQUIRE(found);
    REQUIRE(found->found.size() == 4);
    CHECK(found->found[0].url == "https://paper.example/feed");
    CHECK(found->found.back().url == "https://paper.example/comments/feed");
    CHECK_FALSE(found->list);
    CHECK(web.asked.size() == 5);
}

TEST_CASE("a section's page prefers the section's feed, a dead feed comes behind a living one") {
    Web web{{{"https://paper.example/sport", feed_link("/feed", "All") + feed_link("/sport/feed", "Sport")},
             {"https://paper.example/sport/feed", rss("Sport")},
             {"https://paper.example/feed", rss("The Paper")}},
            {}};
    CHECK(web.find("https://paper.example/sport")->found[0].url == "https://paper.example/sport/feed");
    Web old{{{"https://paper.example/", feed_link("/a.xml", "A") + feed_link("/b.xml", "B")},
             {"https://paper.example/a.xml", rss("A", 3, "Sun, 13 Jul 2014 08:00:00 GMT")},
             {"https://paper.example/b.xml", rss("B")}},
            {}};
    CHECK(old.find("https://paper.example/")->found[0].title == "B");
}

TEST_CASE("where no link tag names a feed, the page's links, its maker and common paths do, in this order") {
    Web linked{{{"https://paper.example/", "<a href='/our.rss'>RSS</a>"}, {"https://paper.example/our.rss", rss("P")}},
               {}};
    CHECK(linked.find("https://paper.example/")->found[0].how == "linked by the page");
    Web made{{{"https://paper.example/", "<meta name=\"generator\" content=\"Ghost 5.8\">"},
              {"https://paper.example/rss/", rss("P")}},
             {}};
    CHECK(made.find("https://paper.example/")->found[0].how == "Ghost");
    Web common{{{"https://paper.example/", "<p>Hello</p>"}, {"https://paper.example/rss.xml", rss("P")}}, {}};
    const auto found = common.find("https://paper.example/");
    CHECK(found->found[0].how == "a common address");
    CHECK(common.asked == std::vector<std::string>{"https://paper.example/", "https://paper.example/feed/",
                                                   "https://paper.example/rss.xml"});
}

TEST_CASE("an article's page without a word about feeds leads to its site's front page") {
    Web web{{{"https://paper.example/news/a-tram", "<p>Text</p>"},
             {"https://paper.example/", feed_link("/feed-x", "All")},
             {"https://paper.example/feed-x", rss("The Paper")}},
            {}};
    const auto found = web.find("https://paper.example/news/a-tram");
    REQUIRE(found);
    CHECK(found->found[0].how == "named by the front page");
}

TEST_CASE("a known platform is asked straight away; a guess only when the page says nothing") {
    Web reddit{{{"https://www.reddit.com/r/news/.rss", rss("news")}}, {}};
    CHECK(reddit.find("https://www.reddit.com/r/news/top")->found[0].how == "Reddit");
    CHECK(reddit.asked.size() == 1);
    Web handle{{{"https://www.youtube.com/@harbour", "{\"channelId\":\"UCabc\"}"},
                {"https://www.youtube.com/feeds/videos.xml?channel_id=UCabc", rss("Harbour")}},
               {}};
    CHECK(handle.find("https://www.youtube.com/@harbour")->found[0].how == "YouTube");
    Web social{{{"https://social.example/@harbour", "<p>A profile</p>"},
                {"https://social.example/@harbour.rss", rss("Harbour")}},
               {}};
    CHECK(social.find("https://social.example/@harbour")->found[0].how == "Mastodon");
    CHECK(social.asked.front() == "https://social.example/@harbour");
    Web pods{{{"https://podcasts.apple.com/us/podcast/x/id1", R"({"feedUrl":"https://pods.example/f.xml"})"},
              {"https://pods.example/f.xml", rss("Pod")}},
             {}};
    CHECK(pods.find("https://podcasts.apple.com/us/podcast/x/id1")->found[0].how == "Apple Podcasts");
}

TEST_CASE("a site without feeds is followed by its news sitemap, named by robots.txt or not") {
    Web named{{{"https://paper.example/", list_page()},
               {"https://paper.example/robots.txt", "Sitemap: https://paper.example/x/news.xml\n"},
               {"https://paper.example/x/news.xml", news_sitemap()}},
              {}};
    const auto found = named.find("https://paper.example/");
    REQUIRE(found);
    const auto& sitemap = found->found.front();
    CHECK(sitemap.kind == Feed::Kind::sitemap);
    CHECK(sitemap.how == "named by robots.txt");
    CHECK(sitemap.title == "The Paper");
    CHECK(sitemap.samples == std::vector<std::string>{"A tram opens"});
    CHECK(sitemap.newest == at("2025-07-14T06:00:00Z"));
    Web common{{{"https://paper.example/", "<p>x</p>"}, {"https://paper.example/news-sitemap.xml", news_sitemap()}},
               {}};
    CHECK(common.find("https://paper.example/")->found[0].how == "a common address");
    Web index{{{"https://paper.example/", "<p>x</p>"},
               {"https://paper.example/sitemap.xml",
                "<sitemapindex><sitemap><loc>https://paper.example/s1.xml</loc></sitemap></sitemapindex>"},
               {"https://paper.example/s1.xml", news_sitemap()}},
              {}};
    CHECK(index.find("https://paper.example/")->found[0].url == "https://paper.example/sitemap.xml");
    CHECK(index.find("https://paper.example/")->found[0].entries == 1);
}

TEST_CASE("a site with nothing but a page of articles is followed by that page") {
    Web web{{{"https://paper.example/", list_page()}}, {}};
    const auto found = web.find("https://paper.example/");
    REQUIRE(found);
    CHECK(found->found[0].kind == Feed::Kind::listing);
    CHECK(found->found[0].entries == 8);
    CHECK(found->found[0].title == "The Paper");
    CHECK(found->found[0].language == "en");
    CHECK(web.asked.size() <= 16);
}

TEST_CASE("what finds nothing says what was tried and what to do") {
    Web empty{{{"https://paper.example/", "<p>Nothing here</p>"}}, {}};
    const auto nothing = empty.find("https://paper.example/");
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().fault == Fault::not_found);
    CHECK(nothing.error().detail.find("https://paper.example/feed/: the server answered 404") != std::string::npos);
    Web scripts{{{"https://paper.example/", "<div id=root></div><script src=a.js></script>"}}, {}};
    CHECK(scripts.find("https://paper.example/").error().fault == Fault::unsupported);
    CHECK(scripts.find("https://paper.example/").error().detail.find("in a browser") != std::string::npos);
    Web missing;
    CHECK(missing.find("https://paper.example/").error().detail.find("404") != std::string::npos);
    const pipeline::Ask refused = [](const Url&, fetch::Purpose) -> Result<fetch::Fetched> {
        return fail(Fault::refused, "robots.txt of https://paper.example says no");
    };
    CHECK(find_sources(*Url::parse("https://paper.example/"), refused, today).error().fault == Fault::refused);
}

TEST_CASE("a list is taken whole, and its feeds are not asked for") {
    Web web{{{"https://lists.example/all.opml",
              "<opml><body><outline type='rss' text='A' xmlUrl='https://a.example/f'/><outline type='rss' text='B' "
              "xmlUrl='https://b.example/f'/></body></opml>"}},
            {}};
    const auto found = web.find("https://lists.example/all.opml");
    REQUIRE(found);
    CHECK(found->list);
    CHECK(found->found.size() == 2);
    CHECK(web.asked.size() == 1);
}
