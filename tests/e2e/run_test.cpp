// First sight: an empty folder becomes a full site with one command.
#include "e2e/site.hpp"

#include "base/json.hpp"

using namespace octavo;
using namespace octavo::test;

TEST_CASE("an empty folder opens with the sample edition, marked as one, and stops when asked") {
    const TemporaryFolder data;
    Site site({"run", "--port", "0", "--data", data.path()}, {{"OCTAVO_FOLLOW_CATALOGUE", "false"}});
    REQUIRE(site.port() != 0);
    CHECK(site.lines()[0].find("sample edition") != std::string::npos);
    CHECK(site.lines()[2].find("octavo add") != std::string::npos);

    CHECK(site.get("/", "Accept-Language: ar\r\n").header("location") == "/ar-ae");
    const Answer today = site.get("/en-gb");
    CHECK(today.status == 200);
    CHECK(today.body.find("sample") != std::string::npos);
    const auto link = today.body.find("/en-gb/a/");
    REQUIRE(link != std::string::npos);
    const Answer article = site.get(today.body.substr(link, today.body.find('"', link) - link));
    CHECK(article.status == 200);
    CHECK(article.body.find("<time") != std::string::npos);
    CHECK(site.get("/ar-ae").body.find("dir=\"rtl\"") != std::string::npos);
    CHECK(site.get("/en-gb/a/nothing-aaaaaaaaaaaab").status == 404);
    for (const char* path : {"/", "/en-gb", "/nowhere", "/en-gb/search?q=harbour"})
        CHECK(site.get(path).header("content-security-policy").starts_with("default-src 'none'"));
    CHECK(site.stop() == 0);

    const Ended stats = run({binary, "stats", "--json", "--data", data.path()});
    CHECK(stats.code == 0);
    CHECK(Json::parse(stats.out).value()["articles"].integer() >= 80);
    CHECK(Json::parse(stats.out).value()["real_articles"].integer() == 0);
}

TEST_CASE("the command line looks at the archive while the site runs") {
    const TemporaryFolder data;
    Site site({"serve", "--port", "0", "--data", data.path()});
    REQUIRE(site.port() != 0);
    CHECK(run({binary, "stats", "--data", data.path()}).code == 0);
    CHECK(run({binary, "sources", "--data", data.path()}).code == 0);
    CHECK(run({binary, "check", "--data", data.path()}).out.find("sound") != std::string::npos);
    const std::string backup = data / "copy.db";
    CHECK(run({binary, "backup", backup, "--data", data.path()}).code == 0);
    const TemporaryFolder restored;
    std::filesystem::copy_file(backup, restored / "octavo.db");
    CHECK(run({binary, "check", "--data", restored.path()}).code == 0);
    CHECK(run({binary, "stats", "--json", "--data", restored.path()}).out ==
          run({binary, "stats", "--json", "--data", restored.path()}).out);
    CHECK(site.stop() == 0);
}

TEST_CASE("what is exported is imported again, whole and once") {
    const TemporaryFolder data, other;
    std::string rows;
    for (int i = 0; i < 40; ++i)
        rows += fmt::format(
            "{{\"url\":\"https://p{}.example/n/"
            "{}\",\"source\":\"p{}.example\",\"published\":\"2025-07-{:02}T08:00:00Z\","
            "\"lang\":\"en\",\"title\":\"The tram number {} leaves the harbour\",\"text\":\"Tram {} left the harbour "
            "at {} sharp.\\n\\n"
            "Nobody in quarter {} had expected a tram so early in the year.\"}}\n",
            i % 4, i, i % 4, i % 28 + 1, i, i, i, i * 7);
    write_file(data / "rows.jsonl", rows);
    const Ended first = run({binary, "import", data / "rows.jsonl", "--data", data.path()});
    CHECK(first.code == 0);
    const Ended again = run({binary, "import", data / "rows.jsonl", "--data", data.path()});
    CHECK(again.code == 0);
    CHECK(again.out.find("already there") != std::string::npos);
    REQUIRE(run({binary, "export", data / "out.jsonl", "--data", data.path()}).code == 0);
    REQUIRE(run({binary, "import", data / "out.jsonl", "--data", other.path()}).code == 0);
    const auto articles = [](const std::string& folder) {
        return Json::parse(run({binary, "stats", "--json", "--data", folder}).out).value()["articles"].integer();
    };
    CHECK(articles(data.path()) == 40);
    CHECK(articles(other.path()) == 40);
    const Ended found = run({binary, "search", "tram", "quarter", "--limit", "5", "--json", "--data", other.path()});
    CHECK(found.code == 0);
    CHECK(std::ranges::count(found.out, '\n') == 5);
}
