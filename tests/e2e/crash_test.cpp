// kill -9 while importing: what was acknowledged is there, once, and the archive is sound.
// OCTAVO_CRASHES=50 runs as many crashes; the daily run does fewer.
#include <cstdlib>
#include <random>
#include <set>
#include <sstream>

#include "base/json.hpp"
#include "e2e/site.hpp"
#include "feed/warc_writer.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

// Articles about different things, so that most are no copies of each other.
std::string rows(int count) {
    std::mt19937 engine(20250713);
    const auto random = [&] { return static_cast<unsigned>(engine()); };
    std::string out;
    const auto word = [&] {
        std::string w;
        for (unsigned n = 3 + random() % 6; n > 0; --n) w += static_cast<char>('a' + random() % 26);
        return w;
    };
    for (int i = 0; i < count; ++i) {
        std::string text;
        for (int n = 0; n < 120; ++n) text += word() + (n % 30 == 29 ? ".\\n\\n" : " ");
        out += fmt::format(
            "{{\"url\":\"https://p{}.example/n/"
            "{}\",\"source\":\"p{}.example\",\"published\":\"2025-07-{:02}T08:00:00Z\","
            "\"lang\":\"en\",\"title\":\"{} {} {}\",\"text\":\"{}\"}}\n",
            i % 9, i, i % 9, i % 28 + 1, word(), word(), word(), text);
    }
    return out;
}

}  // namespace

TEST_CASE("kill -9 during import loses nothing that was acknowledged and doubles nothing") {
    const TemporaryFolder folder;
    constexpr int count = 3000;
    write_file(folder / "rows.jsonl", rows(count));
    const char* wanted = std::getenv("OCTAVO_CRASHES");
    const int crashes = wanted ? std::atoi(wanted) : 6;
    std::mt19937 engine(7);
    const auto random = [&] { return static_cast<unsigned>(engine()); };
    std::set<std::string> acknowledged;
    for (int crash = 0; crash < crashes; ++crash) {
        Running import({binary, "import", folder / "rows.jsonl", "--json", "--data", folder / "archive"});
        const unsigned enough = 1 + random() % (2 * count / static_cast<unsigned>(crashes));
        for (unsigned seen = 0; seen < enough;) {
            const auto line = import.line();
            if (!line) break;
            const auto row = Json::parse(*line);
            REQUIRE(row.has_value());
            if ((*row)["written"].string() == "unchanged") continue;
            acknowledged.emplace((*row)["id"].string());
            ++seen;
        }
        import.signal(9);
        import.wait();
    }
    const Ended check = run({binary, "check", "--data", folder / "archive"});
    CHECK(check.out.find("sound") != std::string::npos);
    CHECK(check.code == 0);
    REQUIRE(run({binary, "export", folder / "out.jsonl", "--data", folder / "archive"}).code == 0);
    std::multiset<std::string> kept;
    std::istringstream lines(read_file(folder / "out.jsonl"));
    for (std::string line; std::getline(lines, line);) kept.emplace(Json::parse(line).value()["article"].string());
    for (const std::string& id : acknowledged) CHECK(kept.count(id) == 1);
    CHECK(acknowledged.size() > 10);
    CHECK(kept.size() == std::set<std::string>(kept.begin(), kept.end()).size());

    // The same command goes on where the last one ended.
    CHECK(run({binary, "import", folder / "rows.jsonl", "--data", folder / "archive"}).code == 0);
    const Ended stats = run({binary, "stats", "--json", "--data", folder / "archive"});
    CHECK(Json::parse(stats.out).value()["articles"].integer() == count);
}

TEST_CASE("kill -9 while importing a web archive: the next run goes on where it was and doubles nothing") {
    const TemporaryFolder folder;
    constexpr int count = 3000;
    std::mt19937 engine(11);
    std::string packed;
    for (int i = 0; i < count; ++i) {
        std::string body =
            fmt::format("<!doctype html><html lang=en><title>Report {0}</title><article><h1>Report {0}</h1>", i);
        for (int p = 0; p < 3; ++p) {
            body += "<p>";
            for (int n = 0; n < 40; ++n) body += fmt::format("w{:x} ", static_cast<unsigned>(engine()) >> 12);
            body += "</p>";
        }
        packed += feed::warc_records({.uri = fmt::format("https://p{}.example/n/{}", i % 9, i),
                                      .date = at("2025-07-13T08:00:00Z"),
                                      .status = 200,
                                      .headers = {{"content-type", "text/html"}},
                                      .body = body + "</article></html>",
                                      .metadata = {}});
    }
    write_file(folder / "crawl.warc.gz", packed);
    std::uint64_t acknowledged = 0;
    for (int crash = 0; crash < 3; ++crash) {
        Running import({binary, "import", folder / "crawl.warc.gz", "--json", "--data", folder / "archive"});
        for (int seen = 0; seen < 700;) {
            const auto line = import.line();
            if (!line) break;
            if (line->find("\"unchanged\"") != std::string::npos) continue;
            ++acknowledged;
            ++seen;
        }
        import.signal(9);
        import.wait();
    }
    CHECK(acknowledged == 2100);
    const Ended last = run({binary, "import", folder / "crawl.warc.gz", "--json", "--data", folder / "archive"});
    CHECK(last.code == 0);
    CHECK(last.err.find("goes on at byte ") != std::string::npos);
    // It did not begin again: most of what was acknowledged was not read once more.
    CHECK(std::ranges::count(last.out, '\n') < count - 1000);
    const Ended stats = run({binary, "stats", "--json", "--data", folder / "archive"});
    CHECK(Json::parse(stats.out).value()["articles"].integer() == count);
    CHECK(run({binary, "check", "--data", folder / "archive"}).code == 0);
}

TEST_CASE("an import that meets a full disk ends with code 3, sound, and goes on when there is room") {
    const TemporaryFolder folder;
    write_file(folder / "rows.jsonl", rows(2000));
    const Ended full =
        run({"prlimit", "--fsize=2200000", binary, "import", folder / "rows.jsonl", "--data", folder / "archive"});
    CHECK(full.code == 3);
    CHECK(full.err.find("make room") != std::string::npos);
    CHECK(run({binary, "check", "--data", folder / "archive"}).code == 0);
    CHECK(run({binary, "import", folder / "rows.jsonl", "--data", folder / "archive"}).code == 0);
    const Ended stats = run({binary, "stats", "--json", "--data", folder / "archive"});
    CHECK(Json::parse(stats.out).value()["articles"].integer() == 2000);
}
