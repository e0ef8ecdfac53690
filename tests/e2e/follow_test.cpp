// The whole line on loopback: feeds and pages of a newsroom, followed by the real binary, served as a site.
#include <csignal>
#include <thread>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include "base/json.hpp"

#include "e2e/site.hpp"
#include "newsroom/newsroom.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr int publishers = 6;
constexpr int stories = 12;

void fill(newsroom::Newsroom& room) {
    for (int p = 0; p < publishers; ++p)
        for (int s = 0; s < stories; ++s) {
            const std::string text = fmt::format(
                "The ferry to quay {1} was stopped on day {0} of the strike, and harbour master number {1} would not "
                "say for how long.\n\n"
                "Passengers of line {1} waited under the {2} roof; a child counted {3} gulls.\n\n"
                "The council of district {1} meets again in {4} days to hear both sides.",
                p, s * 31 + 7, s % 2 ? "green" : "tin", p * 17 + s, s + 2);
            room.add_article({.url = fmt::format("https://paper{}.example/news/{}", p, s),
                              .title = fmt::format("Ferry {} stands still, says paper {}", s * 31 + 7, p),
                              .text = text,
                              .source = fmt::format("Paper {}", p),
                              .language = "en",
                              .published = at("2025-07-13T08:00:00Z") + std::chrono::minutes(p * 100 + s)});
        }
}

Environment newsroom_settings(const newsroom::Newsroom& room) {
    return {{"OCTAVO_FETCH_NEWSROOM_PORT", std::to_string(room.port())},
            {"OCTAVO_FETCH_HOST_DELAY_SECONDS", "0"},
            {"OCTAVO_FOLLOW_CATALOGUE", "false"}};
}

std::int64_t real_articles(const std::string& data) {
    const Ended stats = run({binary, "stats", "--json", "--data", data});
    return stats.code == 0 ? Json::parse(stats.out).value()["real_articles"].integer() : -1;
}

bool reaches(const std::string& data, std::int64_t count) {
    for (int tries = 0; tries < 300; ++tries) {
        if (real_articles(data) >= count) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

}  // namespace

TEST_CASE("publishers named by an OPML list are followed, and their articles push the sample out") {
    newsroom::Newsroom room;
    fill(room);
    REQUIRE(room.start());
    const TemporaryFolder data;
    write_file(data / "list.opml", room.opml());
    CHECK(run({binary, "import", data / "list.opml", "--data", data.path()}, {}, newsroom_settings(room)).code == 0);
    Site site({"run", "--port", "0", "--data", data.path()}, newsroom_settings(room));
    REQUIRE(site.port() != 0);
    REQUIRE(reaches(data.path(), publishers * stories));
    const Answer source = site.get("/en-gb/src/paper3.example");
    CHECK(source.status == 200);
    CHECK(source.body.find("says paper 3") != std::string::npos);
    const Answer found = site.get("/en-gb/search?q=gulls+strike");
    CHECK(found.status == 200);
    CHECK(found.body.find("paper") != std::string::npos);
    const Ended stats = run({binary, "stats", "--json", "--data", data.path()});
    CHECK(Json::parse(stats.out).value()["articles"].integer() == publishers * stories);  // the sample is gone
    CHECK(site.stop() == 0);
    CHECK(room.total().repeats == 0);
    CHECK(room.total().foreign_validators == 0);
}

TEST_CASE("killed while following and started again: every article once") {
    newsroom::Newsroom room;
    fill(room);
    REQUIRE(room.start());
    const TemporaryFolder data;
    write_file(data / "list.opml", room.opml());
    REQUIRE(run({binary, "import", data / "list.opml", "--data", data.path()}, {}, newsroom_settings(room)).code == 0);
    for (int crash = 0; crash < 3; ++crash) {
        Site site({"run", "--port", "0", "--data", data.path()}, newsroom_settings(room));
        REQUIRE(site.port() != 0);
        std::this_thread::sleep_for(std::chrono::milliseconds(150 * crash));
        site.process().signal(SIGKILL);
        site.process().wait();
    }
    const Ended check = run({binary, "check", "--data", data.path()});
    CHECK(check.code == 0);
    Site site({"run", "--port", "0", "--data", data.path()}, newsroom_settings(room));
    REQUIRE(reaches(data.path(), publishers * stories));
    CHECK(site.stop() == 0);
    CHECK(real_articles(data.path()) == publishers * stories);
}

TEST_CASE("an origin that hangs holds up neither its neighbours nor the end") {
    newsroom::Newsroom room;
    fill(room);
    room.fault("paper0.example", "*", newsroom::hang());
    REQUIRE(room.start());
    const TemporaryFolder data;
    write_file(data / "list.opml", room.opml());
    REQUIRE(run({binary, "import", data / "list.opml", "--data", data.path()}, {}, newsroom_settings(room)).code == 0);
    Site site({"run", "--port", "0", "--data", data.path()}, newsroom_settings(room));
    CHECK(reaches(data.path(), (publishers - 1) * stories));
    site.process().signal(SIGTERM);
    CHECK(site.process().wait(std::chrono::seconds(10)) == 0);
}

TEST_CASE("a site is added by its address: its feed is found, shown and followed") {
    newsroom::Newsroom room;
    fill(room);
    REQUIRE(room.start());
    const TemporaryFolder data;
    const Ended added =
        run({binary, "add", "https://paper2.example/feed.xml", "--data", data.path()}, {}, newsroom_settings(room));
    CHECK(added.code == 0);
    CHECK(added.out.find("Following") != std::string::npos);
    CHECK(added.out.find("Ferry") != std::string::npos);
    const Ended again =
        run({binary, "add", "https://paper2.example/feed.xml", "--data", data.path()}, {}, newsroom_settings(room));
    CHECK(again.out.find("Already followed") != std::string::npos);
    const Ended fetched = run({binary, "fetch", "--data", data.path()}, {}, newsroom_settings(room));
    CHECK(fetched.code == 0);
    CHECK(real_articles(data.path()) == stories);
    // A page that names its site's feed leads there too; a site that has nothing to follow is an honest no.
    CHECK(run({binary, "add", "paper3.example/news/1", "--data", data.path()}, {}, newsroom_settings(room))
              .out.find("Following") != std::string::npos);
    CHECK(run({binary, "add", "https://nobody.example/", "--data", data.path()}, {}, newsroom_settings(room)).code ==
          1);
}

TEST_CASE("beside a running Octavo, add, import and fetch are done by the running one") {
    newsroom::Newsroom room;
    fill(room);
    REQUIRE(room.start());
    const TemporaryFolder data;
    Site site({"run", "--port", "0", "--data", data.path()}, newsroom_settings(room));
    REQUIRE(site.port() != 0);
    const Ended added = run({binary, "add", "https://paper1.example/feed.xml", "--data", data.path()});
    CHECK(added.code == 0);
    CHECK(added.out.find("Following") != std::string::npos);
    write_file(data / "one.jsonl",
               "{\"url\":\"https://other.example/1\",\"title\":\"Tram opens\",\"text\":\"The tram opens at last, and "
               "the whole quarter came to see it.\"}\n");
    const Ended imported = run({binary, "import", data / "one.jsonl", "--data", data.path()});
    CHECK(imported.code == 0);
    CHECK(imported.out.find("stored") != std::string::npos);
    // Somebody asks for an import and goes away: that one ends, and the next one is done all the same.
    {
        const int asker = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        const std::string path = data / "octavo.sock";
        REQUIRE(path.size() < sizeof name.sun_path);
        std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
        REQUIRE(::connect(asker, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0);
        const std::string request = fmt::format("{{\"args\":[\"import\",\"{}\"]}}\n", data / "one.jsonl");
        REQUIRE(::write(asker, request.data(), request.size()) == static_cast<ssize_t>(request.size()));
        ::close(asker);
    }
    const Ended again = run({binary, "import", data / "one.jsonl", "--data", data.path()});
    CHECK(again.code == 0);
    CHECK(again.out.find("already there      1") != std::string::npos);
    CHECK(again.err.empty());
    CHECK(run({binary, "fetch", "--all", "--data", data.path()}).code == 0);
    CHECK(reaches(data.path(), stories + 1));
    CHECK(run({binary, "import", data / "absent.jsonl", "--data", data.path()}).code != 0);
    CHECK(site.stop() == 0);
    CHECK_FALSE(std::filesystem::exists(data / "octavo.sock"));
}
