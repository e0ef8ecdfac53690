#include <doctest/doctest.h>

#include "base/json.hpp"
#include "web/api_table.hpp"
#include "web/json_schema.hpp"
#include "web/newsstand.hpp"
#include "web/paper.hpp"

using namespace octavo;
using test::header_of;
using test::Paper;
using test::report;

namespace {

// Twelve articles of three publishers in two languages; story 1 is told by two of them.
void fill(Paper& paper) {
    std::vector<store::ArticleWrite> batch;
    for (int n = 1; n <= 12; ++n) {
        auto write = report(n, n % 3 == 0 ? "canal.example" : "harbour.example", n <= 3 ? 1 : n, n > 9 ? "de" : "en");
        write.parsed.reading.hashtags = {"PortAlder", "Locks"};
        write.parsed.reading.places = {{"GB", 0.9F}, {"FR", 0.4F}};
        write.parsed.reading.category = n % 2 == 0 ? Category::sports : Category::business;
        Block heading;
        heading.type = Block::Type::heading;
        heading.level = 2;
        heading.text = "What <it> costs";
        Block list;
        list.type = Block::Type::list;
        list.items = {"One", "Two"};
        write.parsed.extraction.blocks.push_back(heading);
        write.parsed.extraction.blocks.push_back(list);
        write.parsed.extraction.tags = {"Port"};
        batch.push_back(write);
    }
    paper.archive.write(batch);
}

Json read(const web::Response& response) {
    REQUIRE(response.page);
    auto json = Json::parse(response.page->bytes());
    REQUIRE_MESSAGE(json.has_value(), response.page->bytes());
    return *std::move(json);
}

// A request for every path of the document, with real ids where it wants one.
std::string filled(std::string_view path) {
    std::string target(path);
    const auto put = [&](std::string_view hole, const std::string& value) {
        if (const auto at = target.find(hole); at != std::string::npos) target.replace(at, hole.size(), value);
    };
    const std::string id = path.starts_with("/articles")  ? test::article(1).parsed.id.text()
                           : path.starts_with("/stories") ? StoryId{1001}.text()
                                                          : tag_id("portalder").text();
    put("{id}", path.starts_with("/places") ? "GB" : id);
    put("{domain}", "harbour.example");
    if (path == "/search") target += "?q=harbour";
    return std::string(web::api_root) + target;
}

void is_problem(const web::Response& response, const Json& document, int status) {
    CHECK(response.status == status);
    const Json problem = read(response);
    test::SchemaCheck check(document);
    const auto wrong = check(problem, document["components"]["schemas"]["Problem"]);
    CAPTURE(fmt::format("{}", fmt::join(wrong, "; ")));
    CHECK(wrong.empty());
    CHECK(response.page->type() == "application/problem+json");
    CHECK(problem["status"].integer() == status);
}

}  // namespace

TEST_CASE("every path of the API's document is there, and every answer fits its schema") {
    for (const bool is_public : {false, true}) {
        Paper paper(is_public ? web::SiteSettings{.base_url = "https://news.example"} : web::SiteSettings{});
        fill(paper);
        const Json document = read(paper.get("/api/v1/openapi.json"));
        CHECK(document["openapi"].string() == "3.1.0");
        CHECK(document["servers"].items()[0]["url"].string() ==
              (is_public ? "https://news.example/api/v1" : "http://localhost:8080/api/v1"));
        test::SchemaCheck check(document);
        std::size_t paths = 0;
        for (const auto& [path, item] : document["paths"].members()) {
            CAPTURE(path);
            ++paths;
            const auto response = paper.get(filled(path));
            REQUIRE(response.page);
            CAPTURE(response.page->bytes().substr(0, 400));
            CHECK(response.status == 200);
            CHECK(response.page->type() == "application/json; charset=utf-8");
            CHECK(header_of(response, "Access-Control-Allow-Origin") == "*");
            CHECK_FALSE(header_of(response, "ETag").empty());
            const Json& schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"];
            if (path == "/openapi.json") continue;
            const auto wrong = check(read(response), schema);
            CAPTURE(fmt::format("{}", fmt::join(wrong, "; ")));
            CHECK(wrong.empty());
        }
        CHECK(paths == web::api_operations().size());
        CHECK(paths == 16);
    }
}

TEST_CASE("a list goes on to its end, each article once, and filters do what they say") {
    Paper paper;
    fill(paper);
    const auto walk = [&](std::string target) {
        std::vector<std::string> titles;
        for (int pages = 0; !target.empty() && pages < 20; ++pages) {
            const Json page = read(paper.get(target));
            for (const Json& article : page["articles"].items()) titles.emplace_back(article["title"].string());
            const std::string_view next = page["next"].string();
            if (!next.empty()) REQUIRE(next.starts_with("http://localhost:8080/api/v1/articles?"));
            target = next.empty() ? "" : std::string(next.substr(std::string_view("http://localhost:8080").size()));
        }
        return titles;
    };
    const auto all = walk("/api/v1/articles?limit=5");
    CHECK(all.size() == 12);
    CHECK(all.front() == "Report number 12");
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == 12);
    CHECK(walk("/api/v1/articles?limit=2&language=de").size() == 3);
    CHECK(walk("/api/v1/articles?category=sports").size() == 6);
    CHECK(walk("/api/v1/articles?limit=1&category=sports&language=de").size() == 2);
    CHECK(walk("/api/v1/articles?place=FR").size() == 12);
    CHECK(walk("/api/v1/articles?place=HU").empty());
    CHECK(walk("/api/v1/articles?source=canal.example").size() == 4);
    CHECK(walk("/api/v1/articles?story=" + StoryId{1001}.text()).size() == 3);
    CHECK(walk("/api/v1/articles?tag=" + tag_id("locks").text()).size() == 12);
    // Sources and results go on by their own cursors.
    const Json sources = read(paper.get("/api/v1/sources?limit=1"));
    CHECK(sources["sources"].items().size() == 1);
    CHECK(sources["next"].string() == "http://localhost:8080/api/v1/sources?limit=1&after=canal.example");
    const Json results = read(paper.get("/api/v1/search?q=harbour%20master&limit=5"));
    CHECK(results["results"].items().size() == 5);
    CHECK(results["next"].string().contains("q=harbour%20master&limit=5&from=5"));
    const Json& hit = results["results"].items()[0];
    REQUIRE(hit["marks"].items().size() >= 1);
    const auto from = static_cast<std::size_t>(hit["marks"].items()[0]["from"].integer());
    CHECK(hit["snippet"].string().substr(from).starts_with("harbour"));
}

TEST_CASE("an article has its text, its story, its topics and its versions; a story its rank, term by term") {
    Paper paper;
    fill(paper);
    auto again = report(1, "harbour.example", 1);
    again.parsed.extraction.blocks.front().text = "The harbour master opened the new lock on Tuesday.";
    again.parsed.served = digest("another version");
    again.fetched = at("2025-07-01T20:00:00Z");
    paper.archive.write({again});
    const Json article = read(paper.get("/api/v1/articles/" + test::article(1).parsed.id.text()));
    CHECK(article["shown"].string() == "whole");
    CHECK(article["blocks"].items()[0]["text"].string().contains("Tuesday"));
    CHECK(article["versions"].items().size() == 2);
    CHECK(article["versions"].items()[1].string() == "2025-07-01T20:00:00Z");
    CHECK(article["coverage"].items().size() == 3);
    CHECK(article["original"].string() == "https://harbour.example/news/1");
    CHECK(article["url"].string().starts_with("http://localhost:8080/en-gb/a/report-number-1-"));

    const Json front = read(paper.get("/api/v1/stories?edition=en-gb"));
    double last = 1e9, sum = 0;
    for (const Json& story : front["stories"].items()) {
        CHECK(story["rank"]["score"].number() <= last);
        last = story["rank"]["score"].number();
    }
    const Json rank = read(paper.get("/api/v1/stories/" + StoryId{1001}.text() + "/rank"))["rank"];
    for (const Json& term : rank["terms"].items()) sum += term["points"].number();
    CHECK(rank["place"].integer() >= 1);
    if (rank["repeats"].integer() == 0) CHECK(rank["score"].number() == doctest::Approx(sum));
    const Json story = read(paper.get("/api/v1/stories/" + StoryId{1001}.text()));
    CHECK(story["coverage"]["sources"].integer() == 2);
    CHECK(story["articles"].items()[0]["title"].string() == "Report number 1");
}

TEST_CASE("the API shows no more of a text than the pages do") {
    Paper paper({.base_url = "https://news.example"});
    auto closed = report(1, "harbour.example", 1);
    closed.parsed.from_feed = false;
    closed.parsed.extraction.blocks.push_back(closed.parsed.extraction.blocks.front());
    closed.parsed.extraction.blocks.back().text =
        "SECRETBODY is for the publisher's own readers, and it goes on for a good deal longer than the excerpt does, "
        "so "
        "that no passage of it around a word that was searched for could be taken for the excerpt.";
    closed.parsed.search.body += " secretbody";
    auto silent = report(2, "canal.example", 2);
    silent.parsed.extraction.marks.nosnippet = true;
    silent.parsed.extraction.blocks.front().text = "SECRETSILENCE";
    silent.parsed.excerpt.clear();  // as the worker leaves it
    paper.archive.write({closed, silent});
    const Json first = read(paper.get("/api/v1/articles/" + closed.parsed.id.text()));
    CHECK(first["shown"].string() == "excerpt");
    CHECK(first["blocks"].items().empty());
    CHECK_FALSE(first["excerpt"].string().empty());
    const Json second = read(paper.get("/api/v1/articles/" + silent.parsed.id.text()));
    CHECK(second["shown"].string() == "nothing");
    CHECK_FALSE(second.find("excerpt"));
    for (const std::string& target :
         {std::string("/api/v1/articles"), "/api/v1/articles/" + closed.parsed.id.text(),
          "/api/v1/articles/" + silent.parsed.id.text(), std::string("/api/v1/stories"),
          std::string("/api/v1/search?q=secretbody"), std::string("/api/v1/search?q=report")}) {
        CAPTURE(target);
        CHECK_FALSE(paper.body(target).contains("SECRET"));
    }
}

TEST_CASE("what is gone, or told elsewhere, says so") {
    test::Newsstand stand = test::invented_news();
    ManualClock clock(test::press_time());
    web::Site site({}, stand.archive(), clock, [] { return web::Outlook{}; });
    const auto seat = site.seat();
    auto& article = stand.articles.front();
    article.expired = true;
    const auto gone = seat->answer({.target = "/api/v1/articles/" + article.card.id.text()});
    CHECK(gone.status == 410);
    CHECK(read(gone)["expired"].boolean());
    CHECK(read(gone)["title"].string() == article.card.title);
    stand.moved_stories.emplace_back(StoryId{7}, article.card.story);
    for (const std::string_view end : {"", "/rank"}) {
        const auto moved = seat->answer({.target = fmt::format("/api/v1/stories/{}{}", StoryId{7}.text(), end)});
        CHECK(moved.status == 301);
        CHECK(header_of(moved, "Location") ==
              fmt::format("/api/v1/stories/{}{}?edition=en-gb", article.card.story.text(), end));
    }
    stand.broken = true;
    ++stand.generation;
    clock.advance(std::chrono::minutes(1));
    CHECK(seat->answer({.target = "/api/v1/articles"}).status == 500);
    CHECK(seat->answer({.target = "/api/v1/articles"}).page->type() == "application/problem+json");
}

TEST_CASE("a wrong request is told what is wrong, where, and what would be right") {
    Paper paper;
    fill(paper);
    const Json document = read(paper.get("/api/v1/openapi.json"));
    const std::string id = test::article(1).parsed.id.text();
    struct Wrong {
        std::string target;
        int status;
        std::string_view parameter;
    };
    const std::vector<Wrong> wrongs = {
        {"/api/", 404, ""},
        {"/api/v1x", 404, ""},
        {"/api/v1/nothing", 404, ""},
        {"/api/v1/articles/", 404, ""},
        {"/api/v1/articles/" + id + "/more", 404, ""},
        {"/api/v1/articles/aaaaaaaaaaaab", 404, ""},
        {"/api/v1/articles/AAAAAAAAAAAAB", 400, "id"},
        {"/api/v1/articles/%ff", 400, ""},
        {"/api/v1/articles/../../etc/passwd", 404, ""},
        {"/api/v1/articles?limit=0", 400, "limit"},
        {"/api/v1/articles?limit=101", 400, "limit"},
        {"/api/v1/articles?limit=-1", 400, "limit"},
        {"/api/v1/articles?limit=1e3", 400, "limit"},
        {"/api/v1/articles?limit=99999999999999999999", 400, "limit"},
        {"/api/v1/articles?limit=", 400, "limit"},
        {"/api/v1/articles?limit=5&limit=6", 400, "limit"},
        {"/api/v1/articles?before=abc", 400, "before"},
        {"/api/v1/articles?before=9223372036854775807", 400, "before"},
        {"/api/v1/articles?before=92233720368547758070", 400, "before"},
        {"/api/v1/articles?language=EN-gb", 400, "language"},
        {"/api/v1/articles?category=nothing", 400, "category"},
        {"/api/v1/articles?place=../..", 400, "place"},
        {"/api/v1/articles?tag=x", 400, "tag"},
        {"/api/v1/articles?source=a/b", 400, "source"},
        {"/api/v1/articles?source=unknown.example", 404, ""},
        {"/api/v1/articles?copies=1", 400, "copies"},
        {"/api/v1/articles?unknown=1", 400, "unknown"},
        {"/api/v1/articles?category=sports&place=FR", 400, "place"},
        {"/api/v1/articles?story=" + StoryId{1001}.text() + "&source=canal.example", 400, "source"},
        {"/api/v1/articles?language=%00", 400, "language"},
        {"/api/v1/articles?language=%c3%28", 400, "language"},
        {"/api/v1/stories?edition=xx", 400, "edition"},
        {"/api/v1/stories/aaaaaaaaaaaab", 404, ""},
        {"/api/v1/stories/aaaaaaaaaaaab/rank", 404, ""},
        {"/api/v1/tags/aaaaaaaaaaaab", 404, ""},
        {"/api/v1/places/ZZ", 404, ""},
        {"/api/v1/places?inside=ZZ", 404, ""},
        {"/api/v1/sources/unknown.example", 404, ""},
        {"/api/v1/search", 400, "q"},
        {"/api/v1/search?q=", 400, "q"},
        {"/api/v1/search?q=x&order=oldest", 400, "order"},
        {"/api/v1/search?q=x&from=2001", 400, "from"},
        {"/api/v1/search?q=" + std::string(401, 'x'), 400, "q"},
    };
    for (const Wrong& wrong : wrongs) {
        CAPTURE(wrong.target);
        const auto response = paper.get(wrong.target);
        is_problem(response, document, wrong.status);
        const Json problem = read(response);
        CAPTURE(problem["detail"].string());
        CHECK(problem["parameter"].string() == wrong.parameter);
        CHECK_FALSE(problem["detail"].string().empty());
        CHECK(header_of(response, "Access-Control-Allow-Origin") == "*");
    }
    std::string many = "/api/v1/articles?";
    for (int i = 0; i < 200; ++i) many += "&&&x=1";
    is_problem(paper.get(many), document, 400);
}

TEST_CASE("other sites' pages may ask, and only read") {
    Paper paper;
    const auto allowed = paper.ask({.get = false, .options = true, .target = "/api/v1/articles"});
    CHECK(allowed.status == 204);
    CHECK(header_of(allowed, "Access-Control-Allow-Origin") == "*");
    CHECK(header_of(allowed, "Access-Control-Allow-Methods") == "GET, HEAD, OPTIONS");
    CHECK(header_of(allowed, "Content-Length").empty());
    CHECK(header_of(allowed, "Access-Control-Allow-Credentials").empty());
    const auto refused = paper.ask({.get = false, .target = "/api/v1/articles"});
    CHECK(refused.status == 405);
    CHECK(header_of(refused, "Allow") == "GET, HEAD, OPTIONS");
    CHECK(paper.ask({.get = false, .options = true, .target = "/en-gb"}).status == 405);
    CHECK(header_of(paper.get("/en-gb"), "Access-Control-Allow-Origin").empty());
}

TEST_CASE("an answer the client has is not sent again, and a limit is announced before it is reached") {
    Paper paper({.searches_a_minute = 60, .searches_at_once = 3});
    fill(paper);
    const auto first = paper.get("/api/v1/articles");
    const auto again =
        paper.ask({.target = "/api/v1/articles", .host = "localhost:8080", .if_none_match = first.page->etag()});
    CHECK(again.status == 304);
    CHECK(header_of(paper.from("127.0.0.1", "/api/v1/articles"), "RateLimit")
              .empty());  // the operator's own machine is not counted

    for (const std::string_view left : {"2", "1", "0"}) {
        const auto response = paper.from("192.0.2.7", "/api/v1/editions");
        CHECK(response.status == 200);
        CHECK(header_of(response, "RateLimit").starts_with(fmt::format("\"requests\";r={};t=", left)));
        CHECK(header_of(response, "RateLimit-Policy") == "\"requests\";q=3;w=3");
    }
    const auto refused = paper.from("192.0.2.7", "/api/v1/editions");
    CHECK(refused.status == 429);
    CHECK(header_of(refused, "Retry-After") == "1");
    CHECK(refused.page->type() == "application/problem+json");
    CHECK(paper.from("192.0.2.8", "/api/v1/editions").status == 200);
    paper.clock.advance(std::chrono::seconds(1));
    CHECK(paper.from("192.0.2.7", "/api/v1/editions").status == 200);
}
