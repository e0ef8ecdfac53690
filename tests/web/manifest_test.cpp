#include "web/manifest.hpp"

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "base/url.hpp"
#include "web/assets.hpp"
#include "web/newsstand.hpp"
#include "web/page.hpp"

using namespace octavo;

namespace {

struct Visit {
    explicit Visit(web::SiteSettings s = {}) : settings(std::move(s)) {}
    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    web::SiteSettings settings;
    web::Site site{settings, stand.archive(), clock, [] { return web::Outlook{}; }};
    std::unique_ptr<web::Seat> seat = site.seat();

    web::Response get(std::string_view target) { return seat->answer({.target = target, .host = "localhost:8080"}); }
    std::string location(std::string_view target) {
        const std::string extra = get(target).extra;
        const auto from = extra.find("Location: ");
        return from == std::string::npos ? "" : extra.substr(from + 10, extra.find('\r') - from - 10);
    }
};

// Width and height of a PNG (https://www.w3.org/TR/png-3/#11IHDR).
std::string size_of(std::string_view png) {
    const auto number = [&](std::size_t at) {
        std::uint32_t n = 0;
        for (std::size_t i = 0; i < 4; ++i) n = n << 8 | static_cast<std::uint8_t>(png[at + i]);
        return n;
    };
    if (png.size() < 24 || !png.starts_with("\x89PNG\r\n\x1a\n")) return {};
    return fmt::format("{}x{}", number(16), number(20));
}

}  // namespace

TEST_CASE("every edition has a manifest with what browsers ask of an app, in its language and direction") {
    Visit r({.name = "The \"Daily\" <Octavo>"});
    for (const Edition& edition : editions()) {
        CAPTURE(edition.code);
        const auto answer = r.get(fmt::format("/{}/app.webmanifest", edition.code));
        REQUIRE(answer.status == 200);
        CHECK(answer.page->type() == "application/manifest+json");
        const auto read = Json::parse(answer.page->bytes());
        REQUIRE(read);
        const Json& m = *read;
        CHECK(m["name"].string() == "The \"Daily\" <Octavo>");
        CHECK(m["lang"].string() == edition.language);
        CHECK(m["dir"].string() == name_of(direction_of(edition.language)));
        CHECK(m["id"].string() == "/");
        CHECK(m["scope"].string() == "/");
        CHECK(m["start_url"].string() == fmt::format("/{}", edition.code));
        CHECK(m["display"].string() == "standalone");
        std::set<std::string> icons;
        for (const Json& icon : m["icons"].items()) {
            const auto file = r.get(icon["src"].string());
            REQUIRE(file.status == 200);
            CHECK(file.page->type() == icon["type"].string());
            CHECK(size_of(file.page->bytes()) == icon["sizes"].string());
            icons.insert(fmt::format("{} {}", icon["sizes"].string(), icon["purpose"].string()));
        }
        CHECK(icons == std::set<std::string>{"192x192 any", "512x512 any", "512x512 maskable"});
        CHECK(m["shortcuts"].items().size() == 3);
        for (const Json& shortcut : m["shortcuts"].items()) {
            CHECK_FALSE(shortcut["name"].string().empty());
            CHECK(r.get(shortcut["url"].string()).status == 200);
        }
        CHECK(r.get(fmt::format("{}?url=https://x.example/", m["share_target"]["action"].string())).status == 302);
        CHECK(r.get(fmt::format("/{}", edition.code))
                  .page->bytes()
                  .contains(fmt::format("<link rel=\"manifest\" href=\"/{}/app.webmanifest\">", edition.code)));
    }
}

TEST_CASE("the worker knows the files of this build, may have the whole site, and is asked for at every visit") {
    Visit r;
    const auto answer = r.get("/sw.js");
    REQUIRE(answer.status == 200);
    CHECK(answer.keep == web::Keep::ask_again);
    CHECK(answer.extra == "Service-Worker-Allowed: /\r\n");
    const std::string& script = answer.page->bytes();
    const auto from = script.find("const build = {");
    REQUIRE(from != std::string::npos);
    const auto build = Json::parse(std::string_view(script).substr(from + 14, script.find("; //", from) - from - 14));
    REQUIRE(build);
    CHECK_FALSE((*build)["version"].string().empty());
    std::set<std::string> names;
    for (const Json& address : (*build)["shell"].items()) {
        CHECK(r.get(address.string()).status == 200);
        names.emplace(address.string());
    }
    for (const std::string_view name : {"octavo.js", "app.js", "offline.js", "newsreader-latin.woff2", "sign.svg"})
        CHECK(names.contains(std::string(web::asset_address(name))));
}

TEST_CASE("scripts ask for each other by the names of this build") {
    Visit r;
    const std::string script = r.get(web::asset_address("octavo.js")).page->bytes();
    CHECK(script.contains(fmt::format("import \"{}\"", web::asset_address("app.js"))));
    CHECK_FALSE(script.contains("\"./"));
}

TEST_CASE("the scripts of an article's page weigh at most 14 KB on the way") {
    Visit r;
    std::size_t bytes = 0;
    for (const std::string_view name : {"octavo.js", "app.js", "notes.js"})
        bytes += r.get(web::asset_address(name)).page->packed(web::Packing::brotli).size();
    MESSAGE("scripts of an article's page: " << bytes << " bytes (brotli)");
    CHECK(bytes <= 14 * 1024);
}

TEST_CASE("how to install it is said whole without script; what scripts show is hidden until they do") {
    Visit r;
    const std::string page = r.get("/en-gb/apps").page->bytes();
    for (const std::string_view part :
         {"data-platform=\"android\"", "data-platform=\"ios\"", "data-platform=\"desktop\"", "data-platform=\"mac\"",
          "data-platform=\"firefox\"", "href=\"/opml\"", "href=\"/en-gb/feed.xml\"", "<p id=\"install\" hidden>"})
        CHECK(page.contains(part));
    const std::string offline = r.get("/ar-ae/offline").page->bytes();
    CHECK(offline.contains("dir=\"rtl\""));
    CHECK(offline.contains("noindex"));
    CHECK(offline.contains(web::asset_address("offline.js")));
}

TEST_CASE(
    "a shared link opens its article where the archive has it, under any scheme and with trackers, else a search") {
    Visit r;
    const store::Card& card = r.stand.articles.front().card;
    const std::string article = fmt::format("/en-gb/{}", web::article_place(card.id, card.title));
    REQUIRE(card.url.starts_with("https://"));
    for (const std::string& url :
         {card.url, card.url + "?utm_source=x", "http" + card.url.substr(5), card.url + "#part"})
        CHECK(r.location("/en-gb/shared?url=" + percent_encode(url)) == article);
    CHECK(r.location("/en-gb/shared?title=A+title&text=" + percent_encode("Read this: " + card.url)) == article);
    CHECK(r.location("/en-gb/shared?title=Tram+opens&url=https://paper.example/1") == "/en-gb/search?q=Tram%20opens");
    CHECK(r.location("/en-gb/shared?url=https://paper.example/news/tram-opens-at-last.html") ==
          "/en-gb/search?q=tram%20opens%20at%20last");
    CHECK(r.location("/en-gb/shared?text=tide+tables") == "/en-gb/search?q=tide%20tables");
    for (const std::string_view nothing : {"/en-gb/shared", "/en-gb/shared?url=javascript:alert(1)",
                                           "/en-gb/shared?url=https://", "/en-gb/shared?url=https://paper.example/"})
        CHECK(r.location(nothing) == "/en-gb/search");
    // Nothing that is shared can end the header or lead elsewhere.
    for (const std::string_view hostile :
         {"/en-gb/shared?text=a%0d%0aSet-Cookie:b=c", "/en-gb/shared?url=https://e.example/%0d%0aX:y",
          "/en-gb/shared?title=//evil.example/%FF%00"})
        CHECK(r.location(hostile).starts_with("/en-gb/search"));
    CHECK(web::read_shared("text=" + std::string(5000, 'x')).words.size() == 200);
}
