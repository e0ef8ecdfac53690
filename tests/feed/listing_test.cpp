#include "feed/listing.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/url.hpp"

using namespace octavo;
using namespace std::chrono_literals;

namespace {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string host_of(const std::string& name) {
    if (name == "german_uuid") return "https://www.blatt.example/";
    if (name == "chinese") return "http://www.zhbao.example/";
    if (name == "subdomains") return "https://www.paper.example/";
    if (name == "portuguese") return "https://g.diario.example/";
    return "https://www.paper.example/";
}

struct Score {
    std::size_t right = 0, wrong = 0, missed = 0;
    double precision() const { return right + wrong == 0 ? 1 : double(right) / double(right + wrong); }
    double recall() const { return right + missed == 0 ? 1 : double(right) / double(right + missed); }
};

// The marked links (data-article) against those that are taken for articles.
Score score(const std::string& html, const std::string& url) {
    std::set<std::string> wanted;
    const auto base = Url::parse(url);
    for (auto at = html.find("<a "); at != std::string::npos; at = html.find("<a ", at + 1)) {
        const std::string tag = html.substr(at, html.find('>', at) - at);
        if (tag.find("data-article") == std::string::npos) continue;
        const auto from = tag.find("href=\"") + 6;
        wanted.insert(Url::parse(tag.substr(from, tag.find('"', from) - from), *base)->without_fragment());
    }
    Score out;
    for (const auto& link : feed::articles_on(*feed::links_of(html, url), url)) {
        if (link.score <= 0) continue;
        if (wanted.erase(link.url) > 0) {
            ++out.right;
        } else {
            ++out.wrong;
            MESSAGE("taken for an article: " << link.url << " (" << link.title << ") " << link.score);
        }
    }
    for (const std::string& url_missed : wanted) MESSAGE("missed: " << url_missed);
    out.missed = wanted.size();
    return out;
}

std::string front_page(int from, int to) {
    std::string items;
    for (int i = to - 1; i >= from; --i)
        items += fmt::format(
            "<li><h3><a href='/news/the-council-votes-on-item-{0}'>The council votes on item {0}</a></h3></li>", i);
    return fmt::format(
        "<html><body><nav><a href='/sport'>Sport</a><a href='/world'>World</a></nav><ul>{}</ul>"
        "<div class=about><a href='/news/how-we-report-the-news'>How we report the news of the "
        "day</a></div></body></html>",
        items);
}

constexpr auto front = "https://paper.example/";

feed::ListingVisit visit(feed::ListingMemory& memory, const std::string& html, std::string_view when) {
    memory = feed::ListingMemory::read(memory.bytes());  // as it is between polls
    return feed::visit_listing(memory, *feed::links_of(html, front), front, at(when));
}

}  // namespace

TEST_CASE("article links are told from the rest on twenty kinds of front page") {
    const auto folder = std::filesystem::path(OCTAVO_SOURCE_DIR) / "tests" / "data" / "listing";
    Score all;
    std::string table;
    int pages = 0;
    for (const auto& file : std::set<std::filesystem::path>(std::filesystem::directory_iterator(folder), {})) {
        const std::string name = file.stem().string();
        CAPTURE(name);
        const Score one = score(read_file(file), host_of(name));
        table += fmt::format("  {:<20} precision {:.3f}  recall {:.3f}\n", name, one.precision(), one.recall());
        CHECK(one.recall() >= 0.9);
        CHECK(one.precision() >= 0.8);
        all.right += one.right;
        all.wrong += one.wrong;
        all.missed += one.missed;
        ++pages;
    }
    MESSAGE("listing pages:\n"
            << table
            << fmt::format("  {:<20} precision {:.3f}  recall {:.3f}", "all of them", all.precision(), all.recall()));
    CHECK(pages >= 15);
    CHECK(all.precision() >= 0.97);
    CHECK(all.recall() >= 0.98);
}

TEST_CASE("the first visit takes the page's top, later ones what is new, and never the archive") {
    feed::ListingMemory memory;
    const auto first = visit(memory, front_page(0, 30), "2024-11-05T08:00:00Z");
    REQUIRE(first.news.size() == 10);
    CHECK(first.news.front().url == "https://paper.example/news/the-council-votes-on-item-29");
    CHECK(first.articles >= 30);
    // Given out again until they are stored or two days old: a crash loses none.
    CHECK(visit(memory, front_page(0, 30), "2024-11-05T09:00:00Z").news.size() == 10);
    const auto later = visit(memory, front_page(3, 33), "2024-11-08T08:00:00Z");
    REQUIRE(later.news.size() == 3);
    CHECK(later.news.front().title == "The council votes on item 32");
    CHECK(memory.visits() == 3);
}

TEST_CASE("a page that was rebuilt is seen as if for the first time") {
    feed::ListingMemory memory;
    visit(memory, front_page(0, 60), "2024-11-05T08:00:00Z");
    CHECK(visit(memory, front_page(1000, 1100), "2024-11-09T08:00:00Z").news.size() == 10);
}

TEST_CASE("what is old by its own date is no news, however new the link is") {
    feed::ListingMemory memory;
    visit(memory, front_page(0, 10), "2024-11-05T08:00:00Z");
    std::string html = front_page(0, 10);
    html.insert(
        html.find("<ul>") + 4,
        "<li><h3><a href='/2019/02/03/from-our-archive-the-great-flood'>From our archive: the great flood</a></h3>"
        "<li><h3><a href='/2024/11/06/the-bridge-is-open-again'>The bridge is open again</a></h3>");
    const auto found = visit(memory, html, "2024-11-08T08:00:00Z");
    REQUIRE(found.news.size() == 1);
    CHECK(found.news.front().date == at("2024-11-06T00:00:00Z"));
}

TEST_CASE("shapes of addresses whose links come and go gain weight, those that stay lose it") {
    feed::ListingMemory memory;
    for (int day = 1; day <= 9; ++day)
        visit(memory, front_page(day * 5, day * 5 + 10), fmt::format("2024-11-0{}T08:00:00Z", day));
    const auto page = *feed::links_of(front_page(0, 3), front);
    CHECK(memory.weight_of(feed::shape_of("https://paper.example/news/an-item-of-some-length", "paper.example")) > 0.5);
    CHECK(memory.weight_of(feed::shape_of("https://paper.example/sport", "paper.example")) < 0);
    CHECK(memory.bytes().size() < 4000);
}

TEST_CASE("a memory of thousands of links stays small and whole") {
    feed::ListingMemory memory;
    for (int visits = 0; visits < 12; ++visits)
        visit(memory, front_page(visits * 400, visits * 400 + 400), fmt::format("2024-11-{:02}T08:00:00Z", 1 + visits));
    CHECK(memory.bytes().size() < (32u << 10));
    CHECK(feed::ListingMemory::read(memory.bytes()).bytes() == memory.bytes());
    CHECK(feed::ListingMemory::read("nonsense").visits() == 0);
    CHECK(feed::ListingMemory::read("").visits() == 0);
}

TEST_CASE("a page of more links than are remembered for long brings only what is new on it") {
    feed::ListingMemory memory;
    visit(memory, front_page(0, 2500), "2024-11-05T08:00:00Z");
    CHECK(visit(memory, front_page(0, 2500), "2024-11-08T08:00:00Z").news.empty());
    CHECK(visit(memory, front_page(2, 2502), "2024-11-11T08:00:00Z").news.size() == 2);
    CHECK(memory.bytes().size() < (64u << 10));
}

TEST_CASE("addresses of articles have shapes") {
    const auto shape = [](std::string_view url) { return feed::shape_of(url, "e.example"); };
    CHECK(shape("https://e.example/2024/05/03/a-tram-opens-at-last") ==
          shape("https://www.e.example/2023/11/30/what-the-river-left-behind"));
    CHECK(shape("https://e.example/sport") != shape("https://e.example/sport/a-tram-opens-at-last"));
    CHECK(shape("https://e.example/a.php?id=1&b=2") == shape("https://e.example/c.php?id=77&b=3"));
    CHECK(shape("https://e.example/x-1.html") != shape("https://e.example/x-1.pdf"));
}

TEST_CASE("a page that scripts make is told from one that has little to say") {
    CHECK(feed::needs_browser(*feed::links_of("<html><body><div id=root></div><script src=a.js></script>", front)));
    CHECK_FALSE(feed::needs_browser(*feed::links_of(front_page(0, 5), front)));
}

TEST_CASE("links that lead to feeds are found where no link tag names them") {
    const auto page = feed::links_of(
        "<a href='/feedback'>Feedback</a><a href='/rss.xml'>RSS</a><a href='/comments/feed/'>Comments</a>"
        "<a href='https://feeds.paper.example/news.rss'>News</a><a href='/sitemap.xml'>Sitemap</a>",
        front);
    const auto found = feed::feeds_linked(*page);
    REQUIRE(found.size() == 2);
    CHECK(found[0].url == "https://paper.example/rss.xml");
    CHECK(found[1].url == "https://feeds.paper.example/news.rss");
}
