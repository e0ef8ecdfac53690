// WebSub end to end, on loopback: the real binary subscribes at a real hub, is verified, is pushed to; forged, replayed
// and oversized messages get nowhere.
#include <thread>

#include <openssl/hmac.h>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "e2e/site.hpp"
#include "newsroom/hub.hpp"

using namespace octavo;
using namespace octavo::test;
using newsroom::Hub;

namespace {

std::string sign(std::string_view secret, std::string_view body) {
    std::array<unsigned char, 32> out{};
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(body.data()), body.size(), out.data(), &size);
    return "sha256=" + to_hex({reinterpret_cast<const char*>(out.data()), size});
}

std::string item(int n) {
    return fmt::format(
        "<item><title>Lock {0} opens</title><link>https://paper.example/lock/{0}</link><guid>lock-{0}"
        "</guid></item>",
        n);
}

std::string feed_of(std::string_view items) {
    return fmt::format(
        "<?xml version='1.0'?><rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel>"
        "<title>Paper</title><link>https://paper.example/</link>"
        "<a:link rel='hub' href='https://hub.example/'/>"
        "<a:link rel='self' href='https://paper.example/news.xml'/>{}</channel></rss>",
        items);
}

std::string page_of(int n) {
    std::string text;
    for (int i = 0; i < 4; ++i)
        text += fmt::format(
            "<p>Keeper {1} of lock {0} told the council that gate {2} had been mended with {3} bolts, "
            "and that boats may pass again from Thursday at {1} o'clock.</p>",
            n, n + i, n * 7 + i, 40 + n * 3 + i);
    return fmt::format(
        "<!doctype html><html lang=en><title>Lock {0} opens</title><article><h1>Lock {0} opens</h1>{1}"
        "</article></html>",
        n, text);
}

Environment settings(const newsroom::Newsroom& room) {
    return {{"OCTAVO_FETCH_NEWSROOM_PORT", std::to_string(room.port())},
            {"OCTAVO_FETCH_HOST_DELAY_SECONDS", "0"},
            {"OCTAVO_FOLLOW_CATALOGUE", "false"},
            {"OCTAVO_FOLLOW_SAMPLE", "false"},
            {"OCTAVO_SITE_BASE_URL", "https://news.example"}};
}

Json source_of(const std::string& data) {
    const Ended said = run({binary, "sources", "paper.example", "--json", "--data", data});
    return said.code == 0 ? Json::parse(said.out).value() : Json();
}

template <class Done>
bool reaches(Done done) {
    for (int tries = 0; tries < 300; ++tries) {
        if (done()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

}  // namespace

TEST_CASE("a hub is asked, verified and believed when it signs; nobody else is") {
    newsroom::Newsroom room;
    for (int n = 0; n < 4; ++n) room.add("paper.example", fmt::format("/lock/{}", n), {.body = page_of(n)});
    room.add("paper.example", "/news.xml", {.type = "application/rss+xml", .body = feed_of(item(0) + item(1))});
    Hub hub(room);
    REQUIRE(room.start());
    const TemporaryFolder data;
    REQUIRE(run({binary, "add", "https://paper.example/news.xml", "--data", data.path()}, {}, settings(room)).code ==
            0);
    CHECK(hub.requests().empty());  // a command is no site, and subscribes nowhere
    Site site({"run", "--port", "0", "--data", data.path()}, settings(room));
    REQUIRE(site.port() != 0);

    REQUIRE(hub.wait_for_requests(1));
    const Hub::Request request = hub.requests()[0];
    CHECK(request.mode == "subscribe");
    CHECK(request.topic == "https://paper.example/news.xml");
    CHECK(request.callback.starts_with("https://news.example/websub/"));
    CHECK(request.secret.size() == 64);
    CHECK(request.asked.content_type == "application/x-www-form-urlencoded");
    CHECK(request.asked.cookie.empty());
    CHECK(request.asked.user_agent.contains("Octavo"));
    CHECK(room.counters("hub.example").robots == 1);  // a hub is asked like everybody else

    // Before it is verified, and by those who guess.
    const std::string news = feed_of(item(2));
    CHECK(Hub::push(request.callback, site.port(), news, sign(request.secret, news)).status == 404);
    Hub::Request other = request;
    other.topic = "https://paper.example/else.xml";
    CHECK(Hub::verify(other, site.port(), "x").status == 404);
    other = request;
    other.callback.back() = other.callback.back() == '0' ? '1' : '0';
    CHECK(Hub::verify(other, site.port(), "x").status == 404);
    CHECK(Hub::push(other.callback, site.port(), news, sign(request.secret, news)).status == 404);

    const auto verified = Hub::verify(request, site.port(), "challenge-7");
    CHECK(verified.status == 200);
    CHECK(verified.body == "challenge-7");
    CHECK(Hub::verify(request, site.port(), "challenge-7").status == 404);  // replayed

    // Forged: taken with a smile, and not read.
    CHECK(Hub::push(request.callback, site.port(), news, "").status == 202);
    CHECK(Hub::push(request.callback, site.port(), news, sign("guess", news)).status == 202);
    CHECK(Hub::push(request.callback, site.port(), feed_of(item(3)), sign(request.secret, news)).status == 202);
    CHECK(reaches([&] { return source_of(data.path())["feeds"].items()[0]["hub"]["forged"].integer() == 3; }));
    CHECK(source_of(data.path())["articles"].integer() == 2);
    CHECK(Hub::push(request.callback, site.port(), std::string(5u << 20, 'x'), "").status == 413);

    // Real: there within moments, once.
    CHECK(Hub::push(request.callback, site.port(), news, sign(request.secret, news)).status == 202);
    CHECK(reaches([&] { return source_of(data.path())["articles"].integer() == 3; }));
    CHECK(site.get("/en-gb/src/paper.example").body.contains("Lock 2 opens"));
    room.add("paper.example", "/news.xml",
             {.type = "application/rss+xml", .body = feed_of(item(0) + item(1) + item(2))});
    REQUIRE(run({binary, "fetch", "--all", "--data", data.path()}).code == 0);
    const Json source = source_of(data.path());
    CHECK(source["articles"].integer() == 3);
    const Json& feed = source["feeds"].items()[0];
    CHECK(feed["hub"]["state"].string() == "active");
    CHECK(feed["hub"]["pushes"].integer() == 1);
    const Ended shown = run({binary, "sources", "paper.example", "--data", data.path()});
    for (const std::string& secret : {request.secret, request.callback.substr(28)}) {
        CHECK_FALSE(source.dump().contains(secret));
        CHECK_FALSE(shown.out.contains(secret));
    }

    // The operator sees it, readers of a public site do not.
    const Answer status = site.get("/en-gb/status");
    CHECK(status.status == 200);
    CHECK(status.body.contains("https://hub.example/"));
    CHECK_FALSE(status.body.contains(request.secret));
    CHECK_FALSE(status.body.contains(request.callback.substr(28)));
    CHECK(site.get("/en-gb/status", "X-Forwarded-For: 192.0.2.1\r\n").status == 403);
    CHECK(site.stop() == 0);
}

TEST_CASE("a private site, or one that is told so, subscribes nowhere") {
    newsroom::Newsroom room;
    room.add("paper.example", "/lock/0", {.body = page_of(0)});
    room.add("paper.example", "/news.xml", {.type = "application/rss+xml", .body = feed_of(item(0))});
    Hub hub(room);
    REQUIRE(room.start());
    for (const auto& [name, value] :
         {std::pair{"OCTAVO_SITE_BASE_URL", ""}, std::pair{"OCTAVO_FOLLOW_WEBSUB", "false"}}) {
        const TemporaryFolder data;
        auto environment = settings(room);
        std::erase_if(environment, [&](const auto& variable) { return variable.first == name; });
        environment.emplace_back(name, value);
        REQUIRE(run({binary, "add", "https://paper.example/news.xml", "--data", data.path()}, {}, environment).code ==
                0);
        Site site({"run", "--port", "0", "--data", data.path()}, environment);
        REQUIRE(site.port() != 0);
        CHECK(reaches([&] { return source_of(data.path())["articles"].integer() == 1; }));
        CHECK(hub.requests().empty());
        CHECK(site.stop() == 0);
    }
}
