#include "feed/platforms.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace octavo;

namespace {

std::string of_address(std::string_view address) {
    const auto found = feed::feeds_of_address(*Url::parse(address));
    return found.empty() ? "" : found.front().url;
}

std::string of_page(std::string_view html, std::string_view address) {
    const auto found = feed::feeds_of_page(html, *Url::parse(address));
    return found.empty() ? "" : found.front().url;
}

struct Case {
    std::string_view address, feed;
};

}  // namespace

TEST_CASE("the feed of a known platform follows from the address") {
    constexpr Case cases[] = {
        {"https://www.youtube.com/channel/UCabc/videos", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc"},
        {"https://m.youtube.com/playlist?si=x&list=PL1", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"},
        {"https://youtube.com/user/harbour", "https://www.youtube.com/feeds/videos.xml?user=harbour"},
        {"https://old.reddit.com/r/worldnews/top", "https://www.reddit.com/r/worldnews/.rss"},
        {"https://www.reddit.com/user/someone", "https://www.reddit.com/user/someone/.rss"},
        {"https://www.reddit.com/u/someone", "https://www.reddit.com/user/someone/.rss"},
        {"https://github.com/octavo/press/releases/tag/1", "https://github.com/octavo/press/releases.atom"},
        {"https://github.com/octavo/press", "https://github.com/octavo/press/releases.atom"},
        {"https://github.com/octavo/press/commits/main", "https://github.com/octavo/press/commits/main.atom"},
        {"https://github.com/octavo/press/tags", "https://github.com/octavo/press/tags.atom"},
        {"https://github.com/octavo", "https://github.com/octavo.atom"},
        {"https://gitlab.com/octavo/press/-/issues", "https://gitlab.com/octavo/press/-/tags?format=atom"},
        {"https://bsky.app/profile/harbour.example", "https://bsky.app/profile/harbour.example/rss"},
        {"https://medium.com/@writer/a-story-1", "https://medium.com/feed/@writer"},
        {"https://medium.com/some-publication", "https://medium.com/feed/some-publication"},
        {"https://writer.medium.com/", "https://writer.medium.com/feed"},
        {"https://letters.substack.com/p/one", "https://letters.substack.com/feed"},
        {"https://diary.wordpress.com/", "https://diary.wordpress.com/feed/"},
        {"https://diary.blogspot.com/2024/01/a.html", "https://diary.blogspot.com/feeds/posts/default"},
        {"https://diary.ghost.io/", "https://diary.ghost.io/rss/"},
        {"https://diary.tumblr.com/", "https://diary.tumblr.com/rss"},
        {"https://vimeo.com/channels/staffpicks", "https://vimeo.com/channels/staffpicks/videos/rss"},
        {"https://vimeo.com/harbour", "https://vimeo.com/harbour/videos/rss"},
        {"https://www.dailymotion.com/harbour", "https://www.dailymotion.com/rss/user/harbour"},
        {"https://stackoverflow.com/questions/tagged/c%2B%2B", "https://stackoverflow.com/feeds/tag?tagnames=c%2B%2B"},
        {"https://news.ycombinator.com/newest", "https://news.ycombinator.com/rss"},
        {"https://arxiv.org/list/cs.CL/recent", "https://rss.arxiv.org/rss/cs.CL"},
        {"https://social.example/@harbour/1234", "https://social.example/@harbour.rss"},
        {"https://social.example/users/harbour", "https://social.example/users/harbour.rss"},
        {"https://lemmy.example/c/news", "https://lemmy.example/feeds/c/news.xml"},
    };
    std::set<std::string_view> reached;
    for (const Case& c : cases) {
        CHECK_MESSAGE(of_address(c.address) == c.feed, c.address);
        for (const feed::AddressRule& rule : feed::address_rules())
            if (const auto found = feed::feeds_of_address(*Url::parse(c.address));
                !found.empty() && found.front().platform == rule.platform)
                reached.insert(rule.platform);
    }
    for (const feed::AddressRule& rule : feed::address_rules())
        CHECK_MESSAGE(reached.contains(rule.platform), "no case for ", rule.platform);
}

TEST_CASE("other addresses name no platform's feed") {
    for (const std::string_view address :
         {"https://paper.example/", "https://paper.example/2024/05/03/a-tram-opens", "https://www.youtube.com/",
          "https://www.youtube.com/playlist?list=", "https://www.youtube.com/@harbour", "https://github.com/",
          "https://notyoutube.com/channel/UCabc", "https://substack.com/"})
        CHECK_MESSAGE(of_address(address).empty(), address);
}

TEST_CASE("an address that any site might have is called a guess") {
    CHECK_FALSE(feed::feeds_of_address(*Url::parse("https://social.example/@harbour")).front().sure);
    CHECK(feed::feeds_of_address(*Url::parse("https://bsky.app/profile/a")).front().sure);
}

TEST_CASE("a page says what its site is made with, or carries the address inside") {
    const std::string origin = "https://e.example";
    const auto generator = [](std::string_view name) {
        return fmt::format("<html><head><meta name=\"generator\" content=\"{}\"></head>", name);
    };
    CHECK(of_page(generator("WordPress 6.5"), origin + "/a") == origin + "/feed/");
    CHECK(of_page("<img src='/wp-content/a.jpg'>", origin) == origin + "/feed/");
    CHECK(of_page(generator("blogger"), origin) == origin + "/feeds/posts/default");
    CHECK(of_page(generator("Ghost 5.8"), origin) == origin + "/rss/");
    CHECK(of_page(generator("Drupal 10 (https://www.drupal.org)"), origin) == origin + "/rss.xml");
    CHECK(of_page(generator("Joomla! - Open Source"), origin) == origin + "/?format=feed&type=rss");
    CHECK(of_page(generator("SPIP 4.1"), origin) == origin + "/spip.php?page=backend");
    CHECK(of_page(generator("Hugo 0.120.4"), origin) == origin + "/index.xml");
    CHECK(of_page(generator("Jekyll v4.3"), origin) == origin + "/feed.xml");
    CHECK(of_page(generator("Discourse 3.2"), origin) == origin + "/latest.rss");
    CHECK(of_page(generator("Wix.com Website Builder"), origin) == origin + "/blog-feed.xml");
    CHECK(of_page("<!-- This is Squarespace. -->", origin + "/blog") == origin + "/blog?format=rss");
    CHECK(of_page("<script src='https://substackcdn.com/x.js'>", origin) == origin + "/feed");
    CHECK(of_page("<meta property=\"al:android:package\" content=\"com.medium.reader\">", origin) == origin + "/feed");
    const std::string channel = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc";
    const std::string handle = "https://www.youtube.com/@harbour";
    CHECK(of_page("<link rel=\"canonical\" href=\"https://www.youtube.com/channel/UCabc\">", handle) == channel);
    CHECK(of_page("<meta itemprop=\"identifier\" content=\"UCabc\">", handle) == channel);
    CHECK(of_page("{\"externalId\":\"UCabc\"}", handle) == channel);
    CHECK(of_page("{\"channelId\":\"UCabc\",", handle) == channel);
    CHECK(of_page(R"({"feedUrl":"https:\/\/pods.example\/f?a=1\u0026b=2"})",
                  "https://podcasts.apple.com/us/podcast/x/id1") == "https://pods.example/f?a=1&b=2");
    CHECK(of_page(R"({"feedUrl":"https://pods.example/f"})", "https://itunes.apple.com/podcast/id1") ==
          "https://pods.example/f");
    CHECK(of_page("{\"channelId\":\"UCabc\",", "https://paper.example/").empty());
    CHECK(of_page(R"({"feedUrl":"javascript:alert"})", "https://podcasts.apple.com/x").empty());
}
