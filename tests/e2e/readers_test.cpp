// Other people's readers read what we publish: newsboat, sfeed and feedparser, as Debian packages them, against the
// running site. A feed that only its own writer can read is none. JSON Feed none of the three knows: our own parser
// reads it in tests/web/feeds_out_test.cpp, and here it is what the titles are compared with.
#include <filesystem>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "e2e/site.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

// Titles and texts that have broken a reader before.
constexpr std::string_view hard_rows =
    R"({"url":"https://a.example/1?x=1&y=%22","source":"a.example","published":"2025-07-01T08:00:00Z","lang":"en","title":"Fish & chips: \"two\" 'three' © tram","text":"The tram & its driver < five minutes > late, said ]]> the board."}
{"url":"https://a.example/2","source":"a.example","published":"2025-07-02T23:59:59+09:00","lang":"ja","title":"市電が開業 🚋","text":"市電がついに開業した。\u0001\u000b"}
{"url":"https://b.example/3","source":"b.example","lang":"ar","author":"كاتب <b>","title":"افتتاح الترام &amp; الميناء","text":"افتتح الترام أخيرا في المدينة القديمة."}
{"url":"https://b.example/4","source":"b.example","published":"1999-12-31T00:00:00Z","lang":"en","title":"Tram line 7","text":"Old."}
{"id":"no-address","source":"c.example","published":"2025-07-03T08:00:00Z","lang":"en","title":"A tram without an address","text":"It has none."}
)";

constexpr std::string_view ask_feedparser = R"(
import json, sys, feedparser
for url in sys.argv[1:]:
    f = feedparser.parse(url)
    wrong = []
    if f.bozo: wrong.append('bozo: %r' % f.get('bozo_exception'))
    if f.get('status') != 200: wrong.append('status %s' % f.get('status'))
    for k in ('title', 'link', 'updated_parsed'):
        if not f.feed.get(k): wrong.append('feed without ' + k)
    for e in f.entries:
        for k in ('title', 'link', 'id', 'published_parsed', 'author'):
            if not e.get(k): wrong.append('entry without %s: %s' % (k, e.get('link')))
    print(json.dumps({'url': url, 'version': f.version, 'wrong': wrong, 'titles': [e.get('title', '') for e in f.entries]}))
)";

bool there(const std::vector<std::string>& command) { return run(command).code == 0; }

struct Published {
    TemporaryFolder data;
    std::unique_ptr<Site> site;
    std::vector<std::string> places = {"/en-gb/feed", "/ar-ae/feed", "/ja-jp/feed", "/en-gb/src/a.example/feed",
                                       "/en-gb/search/feed"};
    Published() {
        write_file(data / "rows.jsonl", hard_rows);
        REQUIRE(run({binary, "import", data / "rows.jsonl", "--data", data.path()}).code == 0);
        site = std::make_unique<Site>(
            std::vector<std::string>{"run", "--port", "0", "--data", data.path()},
            Environment{{"OCTAVO_FOLLOW_CATALOGUE", "false"}, {"OCTAVO_FOLLOW_SAMPLE", "false"}});
        REQUIRE(site->port() != 0);
    }
    static std::string query(std::string_view place) { return place.contains("/search/") ? "?q=tram" : ""; }
    std::string target(std::string_view place, std::string_view form) const {
        return fmt::format("{}.{}{}", place, form, query(place));
    }
    std::string url(std::string_view place, std::string_view form) const {
        return fmt::format("http://127.0.0.1:{}{}", site->port(), target(place, form));
    }
    // As the JSON Feed says.
    std::vector<std::string> titles(std::string_view place) const {
        std::vector<std::string> out;
        const auto json = Json::parse(site->get(target(place, "json")).body);
        REQUIRE(json);
        for (const Json& item : (*json)["items"].items()) out.emplace_back(item["title"].string());
        return out;
    }
};

}  // namespace

TEST_CASE("feedparser reads every feed we publish without a complaint") {
    if (!there({"/usr/bin/python3", "-c", "import feedparser"})) {
        MESSAGE("SKIPPED: python3-feedparser is not installed");
        return;
    }
    const Published published;
    for (const auto& place : published.places) {
        const auto titles = published.titles(place);
        CHECK(titles.size() >= 1);
        for (const char* form : {"xml", "atom"}) {
            const Ended ended =
                run({"/usr/bin/python3", "-c", std::string(ask_feedparser), published.url(place, form)});
            REQUIRE_MESSAGE(ended.code == 0, ended.err);
            const auto said = Json::parse(utf8::trim(ended.out));
            REQUIRE(said);
            CHECK((*said)["version"].string() == (std::string_view(form) == "xml" ? "rss20" : "atom10"));
            for (const Json& wrong : (*said)["wrong"].items())
                FAIL_CHECK(published.url(place, form) << ": " << wrong.string());
            const auto read = (*said)["titles"].items();
            REQUIRE(read.size() == titles.size());
            for (std::size_t i = 0; i < read.size(); ++i) CHECK(read[i].string() == titles[i]);
        }
    }
}

TEST_CASE("sfeed reads every feed we publish") {
    if (run({"sfeed"}).code != 0) {
        MESSAGE("SKIPPED: sfeed is not installed");
        return;
    }
    const Published published;
    for (const auto& place : published.places)
        for (const char* form : {"xml", "atom"}) {
            const Ended ended = run({"sfeed"}, published.site->get(published.target(place, form)).body);
            CHECK(ended.code == 0);
            CHECK(ended.err.empty());
            // Time, title, link, content, type, id, author, enclosure, category; parted by tabs.
            std::vector<std::string> titles;
            for (std::string_view rest = ended.out; !rest.empty();) {
                const auto line = rest.substr(0, rest.find('\n'));
                rest.remove_prefix(std::min(line.size() + 1, rest.size()));
                std::vector<std::string> fields;
                for (std::string_view left = line;; left.remove_prefix(left.find('\t') + 1)) {
                    fields.emplace_back(left.substr(0, left.find('\t')));
                    if (left.find('\t') == std::string_view::npos) break;
                }
                REQUIRE(fields.size() >= 7);
                CHECK_FALSE(fields[0].empty());
                titles.push_back(fields[1]);
                CHECK(fields[2].starts_with("http://"));
                CHECK(fields[5].starts_with("urn:octavo:article:"));
                CHECK_FALSE(fields[6].empty());
            }
            CHECK(titles == published.titles(place));
        }
}

TEST_CASE("newsboat reads every feed we publish without a complaint") {
    if (!there({"newsboat", "--version"})) {
        MESSAGE("SKIPPED: newsboat is not installed");
        return;
    }
    const Published published;
    for (const auto& place : published.places)
        for (const char* form : {"xml", "atom"}) {
            const TemporaryFolder home;
            write_file(home / "urls", published.url(place, form) + "\n");
            write_file(home / "config", "error-log " + (home / "errors") + "\n");
            std::vector<std::string> newsboat = {
                "newsboat",      "-q", "-u",         home / "urls", "-c", home / "cache.db", "-C",
                home / "config", "-d", home / "log", "-l",          "2"};
            const auto ask = [&](const std::string& what) {
                auto command = newsboat;
                command.insert(command.end(), {"-x", what});
                return run(command, {}, {{"HOME", home.path()}, {"LANG", "C.UTF-8"}, {"http_proxy", ""}});
            };
            const Ended reload = ask("reload");
            CHECK_MESSAGE(reload.code == 0, reload.err);
            const Ended unread = ask("print-unread");
            CHECK(unread.out.starts_with(fmt::format("{} unread", published.titles(place).size())));
            std::error_code ignored;
            if (std::filesystem::exists(home / "errors", ignored)) CHECK(read_file(home / "errors") == "");
        }
}
