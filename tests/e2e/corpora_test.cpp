// The real input, where the measuring corpora lie beside the checkout: a stream of 10,935 articles imported,
// and 1,500 real pages served by the newsroom and followed. Prints what it saw; counts, never seconds.
#include <sstream>
#include <thread>

#include "base/json.hpp"
#include "e2e/site.hpp"
#include "newsroom/newsroom.hpp"
#include "support/corpora.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

Json stats_of(const std::string& data) {
    const Ended stats = run({binary, "stats", "--json", "--data", data});
    return stats.code == 0 ? Json::parse(stats.out).value() : Json{};
}

}  // namespace

TEST_CASE("the whole news stream is imported, searchable, and sound") {
    const auto news = corpora("news");
    if (!news) {
        MESSAGE("skipped: no ../shared/corpora/news");
        return;
    }
    const TemporaryFolder data;
    const Ended imported = run({binary, "import", (*news / "allsides.en.jsonl").string(), "--data", data.path()});
    MESSAGE(imported.out);
    CHECK(imported.code <= 1);
    const Json stats = stats_of(data.path());
    CHECK(stats["real_articles"].integer() > 10'800);
    CHECK(stats["stories"].integer() > 2'000);
    CHECK(run({binary, "check", "--data", data.path()}).code == 0);
    const Ended found = run({binary, "search", "impeachment", "senate", "--json", "--data", data.path()});
    CHECK(std::ranges::count(found.out, '\n') == 20);
    Site site({"serve", "--port", "0", "--data", data.path()});
    CHECK(site.get("/en-us").status == 200);
    CHECK(site.get("/en-us/search?q=impeachment").status == 200);
    CHECK(site.stop() == 0);
}

TEST_CASE("every page of the extraction corpus is served by the newsroom and followed") {
    const auto pages = corpora("extraction");
    if (!pages) {
        MESSAGE("skipped: no ../shared/corpora/extraction");
        return;
    }
    newsroom::Newsroom room({.feed_items = 2000});
    const auto added = room.add_pages(*pages);
    REQUIRE(added.has_value());
    REQUIRE(room.start());
    const Environment settings = {{"OCTAVO_FETCH_NEWSROOM_PORT", std::to_string(room.port())},
                                  {"OCTAVO_FETCH_HOST_DELAY_SECONDS", "0"}};
    const TemporaryFolder data;
    write_file(data / "list.opml", room.opml());
    REQUIRE(run({binary, "import", data / "list.opml", "--data", data.path()}, {}, settings).code == 0);
    Running fetching({binary, "fetch", "--data", data.path()}, settings);
    std::string table;
    while (const auto line = fetching.line(std::chrono::minutes(5))) table += *line + "\n";
    CHECK(fetching.wait() == 0);
    MESSAGE(fmt::format("{} pages of the newsroom\n{}", *added, table));
    // Most pages are articles; the rest are listings, walls and script shells, which are refused or kept as the feed
    // had them.
    CHECK(stats_of(data.path())["real_articles"].integer() > static_cast<std::int64_t>(*added * 8 / 10));
    CHECK(run({binary, "check", "--data", data.path()}).code == 0);
}
