// Rules that changed and pages that are kept: the real binary, a newsroom on loopback, no page asked for twice.
#include "base/json.hpp"
#include "e2e/site.hpp"
#include "newsroom/newsroom.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr int articles = 8;

// Two papers that tell of different things: what one says is no copy of the other's.
void fill(newsroom::Newsroom& room) {
    for (int n = 0; n < articles; ++n) {
        room.add_article({.url = fmt::format("https://paper.example/news/{}", n),
                          .title = fmt::format("The weir of district {} is opened", n),
                          .text = fmt::format("The engineers opened weir {0} on Monday, and its keeper was not asked."
                                              "\n\nA child counted {1} eels below the {0} gates, and the council of "
                                              "district {0} will hear both sides.",
                                              n, n * 7 + 3),
                          .source = "paper.example",
                          .language = "en",
                          .published = at("2025-07-13T08:00:00Z") + std::chrono::minutes(n)});
        room.add_article({.url = fmt::format("https://gazette.example/news/{}", n),
                          .title = fmt::format("Choir number {} sings in the old brewery", n),
                          .text = fmt::format("Engineers had mended the roof over the {0} singers in spring."
                                              "\n\nSomebody counted {1} umbrellas all the same, while the tenors of "
                                              "choir {0} sang about the sea.",
                                              n, n * 11 + 5),
                          .source = "gazette.example",
                          .language = "en",
                          .published = at("2025-07-13T09:00:00Z") + std::chrono::minutes(n)});
    }
}

// The texts alone: what a feed said of an article stays as it was.
std::string text_of_source(const std::string& data, std::string_view host) {
    std::string all;
    std::istringstream lines(run({binary, "export", "-", "--data", data}).out);
    for (std::string line; std::getline(lines, line);)
        if (const auto row = Json::parse(line); row && line.find(host) != std::string::npos)
            all += std::string((*row)["text"].string()) + "\n";
    return all;
}

}  // namespace

TEST_CASE("a changed file of rules is applied to stored articles, of its site alone, and nothing is fetched for it") {
    newsroom::Newsroom room;
    fill(room);
    REQUIRE(room.start());
    const TemporaryFolder data;
    const TemporaryFolder rules;
    Environment environment = {{"OCTAVO_FETCH_NEWSROOM_PORT", std::to_string(room.port())},
                               {"OCTAVO_FETCH_HOST_DELAY_SECONDS", "0"},
                               {"OCTAVO_FOLLOW_CATALOGUE", "false"},
                               {"OCTAVO_EXTRACT_RULES", rules.path()}};
    write_file(data / "list.opml", room.opml());
    REQUIRE(run({binary, "import", data / "list.opml", "--data", data.path()}, {}, environment).code == 0);
    REQUIRE(run({binary, "fetch", "--data", data.path()}, {}, environment).code == 0);
    CHECK(text_of_source(data.path(), "paper.example").find("counted") != std::string::npos);
    const auto asked = room.total().requests;

    // Tried on a page first, then put to work.
    write_file(rules / "paper.example.txt", "body: //article/p[not(@class)][1]\n");
    const Ended tried = run({binary, "extract", "--rules", rules / "paper.example.txt", "--why",
                             "https://paper.example/news/3", "--data", data.path()},
                            {}, environment);
    CHECK(tried.code == 0);
    CHECK(tried.out.find("engineers") != std::string::npos);
    CHECK(tried.out.find("body by rule") != std::string::npos);

    const Ended again = run({binary, "reread", "--json", "--data", data.path()}, {}, environment);
    CHECK(again.code == 0);
    const Json report = Json::parse(again.out).value();
    CHECK(report["pages"].integer() == articles);
    CHECK(report["kept"].integer() == 0);
    CHECK(text_of_source(data.path(), "paper.example").find("counted") == std::string::npos);
    CHECK(text_of_source(data.path(), "paper.example").find("engineers") != std::string::npos);
    CHECK(text_of_source(data.path(), "gazette.example").find("counted") != std::string::npos);
    CHECK(room.total().requests == asked + 1);  // the one page that was tried
    CHECK(run({binary, "check", "--data", data.path()}).code == 0);

    // Beside a running Octavo, which reads again by itself what the rules now say.
    write_file(rules / "paper.example.txt", "body: //article/p[not(@class)][2]\n");
    environment.emplace_back("OCTAVO_FOLLOW_ENABLED", "false");
    Site site({"run", "--port", "0", "--data", data.path()}, environment);
    REQUIRE(site.port() != 0);
    const Ended beside = run({binary, "reread", "--data", data.path()}, {}, environment);
    CHECK(beside.code == 0);
    CHECK(text_of_source(data.path(), "paper.example").find("counted") != std::string::npos);
    CHECK(text_of_source(data.path(), "paper.example").find("engineers") == std::string::npos);
    const Ended twice = run({binary, "reread", "--data", data.path()}, {}, environment);
    CHECK(twice.out.find("Nothing to read again") != std::string::npos);
    CHECK(site.get("/en-gb/search?q=engineers").body.find("The weir of district") == std::string::npos);
    CHECK(site.get("/en-gb/search?q=engineers").body.find("in the old brewery") != std::string::npos);
    CHECK(site.stop() == 0);
}
