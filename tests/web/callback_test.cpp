// The callback of hubs over a real socket: who gets through the door, and how much he may bring.
#include "web/callback.hpp"

#include <doctest/doctest.h>

#include "newsroom/hub.hpp"
#include "web/net.hpp"
#include "web/newsstand.hpp"

using namespace octavo;
using newsroom::Hub;

namespace {

constexpr auto callback = "https://news.example/websub/0123abcd";

struct Press {
    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    web::SiteSettings settings;
    std::mutex mutex;
    std::vector<HubPush> pushes;
    int answer = 202;
    web::Wires wires{.knows_hub = [](std::string_view token) { return token == "0123abcd"; },
                     .verify_hub = [](std::string_view, const HubSays& says) -> std::optional<std::string> {
                         if (says.topic != "https://paper.example/f?a=1&b=2") return std::nullopt;
                         return says.challenge;
                     },
                     .take_push =
                         [this](HubPush push) {
                             const std::scoped_lock lock(mutex);
                             pushes.push_back(std::move(push));
                             return answer;
                         },
                     .ledger = {}};
    web::Site site;
    web::Listener listener;

    explicit Press(web::SiteSettings s = {.port = 0})
        : settings(std::move(s)),
          site(
              settings, stand.archive(), clock, [] { return web::Outlook{}; }, wires),
          listener(settings, [this] { return site.seat(); }) {
        REQUIRE(listener.start());
    }
    std::uint16_t port() const { return listener.port(); }
};

}  // namespace

TEST_CASE("a challenge is echoed as plain text, to a GET that asks for what we asked for") {
    Press press;
    const std::string query =
        "hub.mode=subscribe&hub.topic=https%3A%2F%2Fpaper.example%2Ff%3Fa%3D1%26b%3D2&"
        "hub.challenge=%3Cscript%3E&hub.lease_seconds=86400";
    const auto reply = Hub::get(callback, press.port(), query);
    CHECK(reply.status == 200);
    CHECK(reply.body == "<script>");
    CHECK(Hub::get(callback, press.port(), "hub.mode=subscribe&hub.topic=other&hub.challenge=x").status == 404);
    CHECK(Hub::get("https://news.example/websub/guess", press.port(), query).status == 404);
    CHECK(Hub::get(callback, press.port(), "").status == 404);
    const auto head = Hub::call(press.port(), fmt::format("HEAD /websub/0123abcd?{} HTTP/1.1\r\nHost: a\r\n"
                                                          "Connection: close\r\n\r\n",
                                                          query));
    CHECK(head.status == 404);
}

TEST_CASE("a push is taken whole, at its own address alone") {
    Press press;
    const std::string body(300'000, 'x');
    CHECK(Hub::push(callback, press.port(), body, "sha256=00").status == 202);
    REQUIRE(press.pushes.size() == 1);
    CHECK(press.pushes[0].body == body);
    CHECK(press.pushes[0].token == "0123abcd");
    CHECK(press.pushes[0].signature == "sha256=00");
    CHECK(press.pushes[0].content_type == "application/rss+xml");
    CHECK(Hub::push(callback, press.port(), "", "").status == 202);
    CHECK(press.pushes.size() == 2);
    CHECK(Hub::push("https://news.example/websub/guess", press.port(), body, "").status == 404);
    CHECK(Hub::push("https://news.example/en-gb", press.port(), "x", "").status == 405);
    CHECK(press.pushes.size() == 2);
    press.answer = 503;
    CHECK(Hub::push(callback, press.port(), "x", "").status == 503);
}

TEST_CASE("a push in chunks is the same push, within the same caps") {
    Press press({.port = 0, .max_body = 1000, .max_bodies = 1500});
    const auto push = [&](std::string_view chunks, std::string_view fields = "") {
        return Hub::call(press.port(), fmt::format("POST /websub/0123abcd HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                                                   "chunked\r\n{}\r\n{}",
                                                   fields, chunks))
            .status;
    };
    CHECK(push("5\r\n<rss>\r\n6;a=\"b\"\r\n</rss>\r\n0\r\nDigest: x\r\n\r\n") == 202);
    REQUIRE(press.pushes.size() == 1);
    CHECK(press.pushes[0].body == "<rss></rss>");
    CHECK(push("3E8\r\n" + std::string(1000, 'x') + "\r\n0\r\n\r\n") == 202);
    CHECK(push("3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n") == 413);
    CHECK(push("1F4\r\n" + std::string(500, 'x') + "\r\n1F5\r\n") == 413);
    CHECK(push("fffffffff\r\n") == 413);
    for (const char* bad : {"\r\n", "x\r\n", "-1\r\n", "0x5\r\nabcde\r\n", "1\nx\n0\n\n", "1\r\nxx\r\n", " 1\r\nx"}) {
        CAPTURE(bad);
        CHECK(push(bad) == 400);
    }
    CHECK(push("1\r\nx\r\n0\r\n\r\n", "Content-Length: 1\r\n") == 400);
    CHECK(press.pushes.size() == 2);
}

TEST_CASE("a push that is too big or one too many is refused before it is read") {
    Press press({.port = 0, .max_body = 1000, .max_bodies = 1500});
    CHECK(Hub::push(callback, press.port(), std::string(1000, 'x'), "").status == 202);
    CHECK(Hub::push(callback, press.port(), std::string(1001, 'x'), "").status == 413);
    CHECK(Hub::call(press.port(),
                    "POST /websub/0123abcd HTTP/1.1\r\nHost: a\r\nContent-Length: "
                    "18446744073709551614\r\n\r\n")
              .status == 413);
    CHECK(press.pushes.size() == 1);
}

TEST_CASE("a push that stops half-way is let go, and nothing is read of it; requests behind one are answered") {
    Press press({.port = 0, .body_seconds = 0});
    CHECK(
        Hub::call(press.port(), "POST /websub/0123abcd HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf").status ==
        0);
    CHECK(Hub::call(press.port(),
                    "POST /websub/0123abcd HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nha")
              .status == 0);
    CHECK(press.pushes.empty());
    Press calm;
    const auto both = Hub::call(calm.port(),
                                "POST /websub/0123abcd HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n"
                                "bodyGET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(both.status == 202);
    CHECK(both.body.ends_with("ok\n"));
    CHECK(calm.pushes.at(0).body == "body");
    const auto waited = Hub::call(calm.port(),
                                  "POST /websub/0123abcd HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                                  "Expect: 100-continue\r\nConnection: close\r\n\r\nbody");
    CHECK(waited.status == 202);
}
