// What people decide, from the command line, without a running Octavo and beside one: done once, written down, and
// kept.
#include <fstream>

#include "base/json.hpp"
#include "e2e/site.hpp"
#include "newsroom/newsroom.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr auto host = "paper.example";
const std::array matters = {
    "The mill pond froze early, and skaters from nine villages asked whether the ice would carry a fair this winter.",
    "A bakery moved into the empty granary, where ovens of the last century were found behind a wall of brick.",
    "Bell ringers practise again on Thursdays after a crack in the smallest bell was filed out by a smith."};

std::string page(std::size_t i) {
    std::string text;
    for (int p = 0; p < 4; ++p)
        text += fmt::format("<p>{} This was said in part {} of report {}.</p>", matters[i], p, i);
    return fmt::format(
        "<html lang=en><head><title>R</title></head><body><article><h1>The town hears report number "
        "{}</h1>{}</article></body></html>",
        i, text);
}

struct House {
    newsroom::Newsroom room;
    TemporaryFolder data;
    Environment settings;

    House() {
        std::string items;
        for (std::size_t i = 0; i < matters.size(); ++i) {
            room.add(host, fmt::format("/news/{}", i), {.body = page(i)});
            items += fmt::format(
                "<item><title>The town hears report number "
                "{0}</title><link>https://paper.example/news/{0}</link></item>",
                i);
        }
        room.add(host, "/feed.xml",
                 {.type = "application/rss+xml",
                  .body = fmt::format("<rss version='2.0'><channel><title>The Paper</title><link>https://paper.example/"
                                      "</link>{}</channel></rss>",
                                      items)});
        REQUIRE(room.start());
        settings = {{"OCTAVO_FETCH_NEWSROOM_PORT", std::to_string(room.port())},
                    {"OCTAVO_FETCH_HOST_DELAY_SECONDS", "0"},
                    {"OCTAVO_FOLLOW_SAMPLE", "false"},
                    {"OCTAVO_FOLLOW_CATALOGUE", "false"}};
    }
    Ended octavo(std::vector<std::string> words, const std::string& folder = {}) {
        words.insert(words.begin(), binary);
        words.insert(words.end(), {"--data", folder.empty() ? data.path() : folder});
        return run(words, {}, settings);
    }
    std::int64_t articles(const std::string& folder = {}) {
        return Json::parse(octavo({"stats", "--json"}, folder).out).value()["real_articles"].integer();
    }
    void follow() {
        REQUIRE(octavo({"add", "https://paper.example/feed.xml"}).code == 0);
        REQUIRE(octavo({"fetch", "--all"}).code == 0);
        REQUIRE(articles() == 3);
    }
};

}  // namespace

TEST_CASE("an article is taken down by its publisher's address, comes back by no fetch, and the log says so") {
    House house;
    house.follow();
    const std::string url = "https://paper.example/news/1";
    const Ended done = house.octavo({"takedown", url, "asked", "for", "by", "letter"});
    CHECK(done.code == 0);
    CHECK(done.out.starts_with("1 article taken down"));
    CHECK(house.articles() == 2);
    CHECK(house.octavo({"fetch", "--all"}).code == 0);
    CHECK(house.articles() == 2);
    const Json listed = Json::parse(house.octavo({"takedown", "--json"}).out).value();
    CHECK(listed["domain"].string() == host);
    CHECK(listed["reason"].string() == "asked for by letter");
    CHECK(house.octavo({"admin", "log"}).out.find("takedown") != std::string::npos);
    CHECK(house.octavo({"takedown", "https://paper.example/none"}).code != 0);
    CHECK(house.octavo({"takedown", "undo", url}).code == 0);
    CHECK(house.octavo({"takedown", "undo", url}).code != 0);
    CHECK(house.octavo({"check"}).code == 0);
}

TEST_CASE("a publisher is left out and let back, beside a running Octavo, whose pages say so at once") {
    House house;
    house.follow();
    Site site({"serve", "--port", "0", "--data", house.data.path()}, house.settings);
    REQUIRE(site.port() != 0);
    const Ended out = house.octavo({"optout", "https://www.Paper.example/", "by letter"});
    CHECK(out.code == 0);
    CHECK(out.out.starts_with("paper.example is left out: 1 feeds ended, 3 articles removed"));
    CHECK(site.get("/en-gb/src/paper.example").status == 410);
    const Ended refused = house.octavo({"add", "https://paper.example/feed.xml"});
    CHECK(refused.code != 0);
    CHECK(refused.err.find("asked to be left out") != std::string::npos);
    CHECK(refused.err.find("private_hosts") == std::string::npos);
    CHECK(house.octavo({"optout", "undo", "paper.example"}).code == 0);
    CHECK(house.octavo({"add", "https://paper.example/feed.xml"}).code == 0);
    CHECK(site.stop() == 0);
    CHECK(house.octavo({"check"}).code == 0);
}

TEST_CASE("sources are paused, named and forgotten; what is wrong is said with an example") {
    House house;
    house.follow();
    CHECK(house.octavo({"pause", host}).code == 0);
    CHECK(house.octavo({"set", host, "name=The Old Paper", "country=gb", "kind=sports"}).code == 0);
    const Json source = Json::parse(house.octavo({"sources", host, "--json"}).out).value();
    CHECK(source["name"].string() == "The Old Paper");
    CHECK(source["country"].string() == "GB");
    CHECK(house.octavo({"set", host, "country=Britain"}).code == 2);
    CHECK(house.octavo({"resume", host}).code == 0);
    for (const std::vector<std::string>& words : {std::vector<std::string>{"story", "merge", "x"},
                                                  {"hashtag", "alias", "Alder"},
                                                  {"optout", "not a domain"},
                                                  {"pause"}})
        CHECK(house.octavo(words).code == 2);
    CHECK(house.octavo({"hashtag", "ban", "Report"}).code == 0);
    CHECK(house.octavo({"hashtag"}).out.find("#Report  shown nowhere") != std::string::npos);
    CHECK(house.octavo({"remove", "--all", host}).code == 0);
    CHECK(house.articles() == 0);
    CHECK(house.octavo({"check"}).code == 0);
}

TEST_CASE("a backup restores what was there; what stood in its place is kept; nobody is at work meanwhile") {
    House house;
    house.follow();
    const std::string file = house.data.path() + "/one.db";
    CHECK(house.octavo({"backup", file}).code == 0);
    CHECK(house.octavo({"backup", file}).code != 0);  // overwrites nothing
    CHECK(house.octavo({"backup"}).out.find("/backups/octavo-") != std::string::npos);
    CHECK(house.octavo({"remove", "--all", host}).code == 0);
    REQUIRE(house.articles() == 0);
    {
        Site site({"serve", "--port", "0", "--data", house.data.path()}, house.settings);
        REQUIRE(site.port() != 0);
        CHECK(house.octavo({"restore", file}).code == 3);
        CHECK(site.stop() == 0);
    }
    const Ended restored = house.octavo({"restore", file});
    CHECK(restored.code == 0);
    CHECK(restored.out.find("octavo.db.before-") != std::string::npos);
    CHECK(house.articles() == 3);
    CHECK(house.octavo({"check"}).code == 0);
    // Taken down, left out and deleted since: so it stays, unless somebody says that it shall not.
    CHECK(house.octavo({"takedown", "https://paper.example/news/1", "asked for"}).code == 0);
    const Ended carried = house.octavo({"restore", file});
    CHECK(carried.code == 0);
    CHECK(carried.out.find("articles taken down: 1, publishers left out: 0") != std::string::npos);
    CHECK(house.articles() == 2);
    CHECK(house.octavo({"optout", "paper.example"}).code == 0);
    CHECK(house.octavo({"restore", file}).code == 0);
    CHECK(house.articles() == 0);
    CHECK(house.octavo({"check"}).code == 0);
    const Ended as_it_was = house.octavo({"restore", "--as-it-was", file});
    CHECK(as_it_was.code == 0);
    CHECK(as_it_was.out.find("It is as it was then") != std::string::npos);
    CHECK(house.articles() == 3);
    // What cannot be read does not stop a restore, and is said.
    std::ofstream(house.data.path() + "/octavo.db", std::ios::binary | std::ios::trunc) << "no archive at all";
    const Ended damaged = house.octavo({"restore", file});
    CHECK(damaged.code == 1);
    CHECK(damaged.out.find("could not be read") != std::string::npos);
    CHECK(house.articles() == 3);
    CHECK(house.octavo({"restore", house.data.path() + "/none.db"}).code != 0);
    const Ended no_archive = house.octavo({"restore", binary});
    CHECK(no_archive.code != 0);
    CHECK(house.articles() == 3);
}

TEST_CASE("the configuration is told with where each value came from, for programs too") {
    House house;
    const Ended config = house.octavo({"config", "--json"});
    CHECK(config.code == 0);
    CHECK(config.out.find(R"({"key":"follow.sample","value":"false","origin":"OCTAVO_FOLLOW_SAMPLE"})") !=
          std::string::npos);
    CHECK(config.out.find(R"({"key":"site.port","value":"8080","origin":"default"})") != std::string::npos);
}

TEST_CASE("rules of a source are tried, put to work and taken back, by a running Octavo and without one") {
    House house;
    house.follow();
    const std::string file = house.data.path() + "/mine.txt";
    std::ofstream(file) << "strip: //article/p[1]\n";
    const Ended tried = house.octavo({"rules", "try", host, file});
    CHECK(tried.code == 0);
    CHECK(tried.out.find("\n- The mill pond froze early") != std::string::npos);
    CHECK(house.octavo({"rules"}).out.starts_with("There are no site rules in "));
    const auto first_part = [&] {
        return house.octavo({"show", "https://paper.example/news/0"}).out.find("said in part 0") != std::string::npos;
    };
    {
        Site site({"serve", "--port", "0", "--data", house.data.path()}, house.settings);
        REQUIRE(site.port() != 0);
        REQUIRE(first_part());
        CHECK(house.octavo({"rules", "set", host, file}).code == 0);
        for (int i = 0; i < 100 && first_part(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
        CHECK_FALSE(first_part());
        CHECK(site.stop() == 0);
    }
    CHECK(house.octavo({"rules", "show", host}).out == "strip: //article/p[1]\n");
    CHECK(house.octavo({"admin", "log"}).out.find("set paper.example (1 lines, 22 bytes)") != std::string::npos);
    std::ofstream(file) << "body: //div[\n";
    const Ended bad = house.octavo({"rules", "set", host, file});
    CHECK(bad.code == 2);
    CHECK(bad.err.find("paper.example.txt:1: body:") != std::string::npos);
    CHECK(house.octavo({"rules", "remove", host}).code == 0);
    CHECK(house.octavo({"reread"}).code == 0);
    CHECK(first_part());
    CHECK(house.octavo({"rules", "undo", host}).code == 0);
    CHECK(house.octavo({"rules", "show", host}).code == 0);
    for (const std::vector<std::string>& words : {std::vector<std::string>{"rules", "set", host},
                                                  {"rules", "try"},
                                                  {"rules", "frame", host},
                                                  {"rules", "show", "../x"}})
        CHECK(house.octavo(words).code == 2);
}

TEST_CASE("the limits of one account are told and changed by command") {
    House house;
    house.follow();
    const std::string made = house.octavo({"admin", "quota", "Ada Quay"}).err;
    CHECK(made.find("nobody here is called") != std::string::npos);
    CHECK(house.octavo({"admin", "quota"}).code == 2);
    CHECK(house.octavo({"config"}).out.find("[quotas]") != std::string::npos);
}
