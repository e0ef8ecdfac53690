// The real server on a loopback socket: what goes over the wire, byte by byte.
#include "web/net.hpp"

#include <doctest/doctest.h>

#include "web/caller.hpp"
#include "web/newsstand.hpp"

using namespace octavo;

namespace {

struct Press {
    test::Newsstand stand = test::invented_news();
    ManualClock clock{test::press_time()};
    web::SiteSettings settings;
    web::Site site;
    web::Listener listener;

    explicit Press(web::SiteSettings s = {.port = 0})
        : settings(std::move(s)),
          site(settings, stand.archive(), clock, [] { return web::Outlook{}; }),
          listener(settings, [this] { return site.seat(); }) {}
};

using test::Caller;

std::string ask(std::uint16_t port, std::string_view request) {
    Caller caller(port);
    caller.say(request);
    return caller.answer();
}

constexpr std::string_view host = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
std::string get(std::string_view target) { return fmt::format("GET {}{}", target, host); }

}  // namespace

TEST_CASE("a page over the wire, and another over the same connection") {
    Press press;
    REQUIRE(press.listener.start());
    Caller caller(press.listener.port());
    caller.say(get("/en-gb"));
    const std::string first = caller.answer();
    CHECK(first.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(first.ends_with("</html>"));
    caller.say(get("/en-gb/src"));
    CHECK(caller.answer().starts_with("HTTP/1.1 200 OK\r\n"));
}

TEST_CASE("HEAD has the headers of GET and no body") {
    Press press;
    REQUIRE(press.listener.start());
    Caller caller(press.listener.port());
    caller.say(fmt::format("HEAD /en-gb{}", host));
    const std::string head = caller.answer(false);
    CHECK(head.find("Content-Length: ") != std::string::npos);
    CHECK(head.ends_with("\r\n\r\n"));
    CHECK(caller.quiet());
}

TEST_CASE("requests sent together are answered in their order") {
    Press press;
    REQUIRE(press.listener.start());
    Caller caller(press.listener.port());
    std::string many;
    for (int i = 0; i < 40; ++i) many += get(i % 2 == 0 ? "/robots.txt" : "/healthz");
    caller.say(many);
    for (int i = 0; i < 40; ++i) CHECK(caller.answer().ends_with(i % 2 == 0 ? "Disallow: /\n" : "ok\n"));
}

TEST_CASE("a request that comes in single bytes is a request") {
    Press press;
    REQUIRE(press.listener.start());
    Caller caller(press.listener.port());
    for (const char c : get("/healthz")) caller.say({&c, 1});
    CHECK(caller.answer().ends_with("ok\n"));
}

TEST_CASE("packed for those who take it") {
    Press press;
    REQUIRE(press.listener.start());
    const std::string packed =
        ask(press.listener.port(), "GET /en-gb HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br\r\n\r\n");
    CHECK(packed.find("Content-Encoding: br\r\n") != std::string::npos);
    CHECK(packed.find("Vary: Accept-Encoding\r\n") != std::string::npos);
    CHECK(packed.size() < ask(press.listener.port(), get("/en-gb")).size() / 2);
    CHECK(ask(press.listener.port(), "GET /en-gb HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n")
              .starts_with("HTTP/1.1 304 "));
}

TEST_CASE("what cannot be a request is refused with the page that fits, and the connection closed") {
    Press press;
    REQUIRE(press.listener.start());
    const auto status = [&](std::string_view request) {
        Caller caller(press.listener.port());
        caller.say(request);
        const std::string answer = caller.all();
        CHECK(answer.find("Content-Security-Policy: default-src 'none'") != std::string::npos);
        return answer.substr(9, 3);
    };
    CHECK(status("\x16\x03\x01 tls\r\n\r\n") == "400");
    CHECK(status("GET /en-gb HTTP/1.1\r\n\r\n") == "400");  // no host
    CHECK(status("GET /en-gb HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == "400");
    CHECK(status("GET /en-gb HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n") == "400");
    CHECK(status("GET /en-gb HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello") == "400");
    CHECK(status("POST /en-gb HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello") == "405");
    CHECK(status("GET /en-gb HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == "400");
    CHECK(status("GET /" + std::string(6000, 'a') + std::string(host)) == "414");
    CHECK(status("GET /en-gb HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'a')) == "431");
    CHECK(status("GET /" + std::string(20000, 'a')) == "414");
    CHECK(status("GET /healthz HTTP/1.0\r\n\r\n") == "200");
    CHECK(status("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") == "200");
}

TEST_CASE("an absolute target is its path") {
    Press press;
    REQUIRE(press.listener.start());
    CHECK(ask(press.listener.port(), "GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
              .ends_with("ok\n"));
}

TEST_CASE("a head that dawdles and a connection that sleeps are let go") {
    Press press({.port = 0, .header_seconds = 0, .idle_seconds = 0});
    REQUIRE(press.listener.start());
    Caller slow(press.listener.port()), idle(press.listener.port());
    slow.say("GET /en-gb HTT");
    CHECK(slow.all().empty());
    CHECK(idle.all().empty());
}

TEST_CASE("more connections than allowed are told so") {
    Press press({.port = 0, .max_connections = 2});
    REQUIRE(press.listener.start());
    Caller a(press.listener.port()), b(press.listener.port());
    a.say(get("/healthz")), b.say(get("/healthz"));
    CHECK(a.answer().ends_with("ok\n"));
    CHECK(b.answer().ends_with("ok\n"));
    Caller c(press.listener.port());
    CHECK(c.all().starts_with("HTTP/1.1 503 "));
}

TEST_CASE("an event stream says when the archive has changed; its listeners have a cap and places of their own") {
    Press press({.port = 0, .max_connections = 2, .max_event_streams = 2});
    REQUIRE(press.listener.start());
    const auto head = ask(press.listener.port(), fmt::format("HEAD /events{}", host));
    CHECK(head.starts_with("HTTP/1.1 200 "));
    {
        Caller a(press.listener.port()), b(press.listener.port());
        a.say(get("/events")), b.say(get("/events"));
        const std::string begun = a.until("retry: ");
        CHECK(begun.contains("Content-Type: text/event-stream\r\n"));
        CHECK(begun.contains("Content-Security-Policy: "));
        CHECK_FALSE(begun.contains("Content-Length"));
        CHECK(b.until("retry: ").contains("200 OK"));
        Caller third(press.listener.port());
        third.say(get("/events"));
        CHECK(third.all().starts_with("HTTP/1.1 503 "));
        CHECK(ask(press.listener.port(), get("/healthz")).ends_with("ok\n"));  // pages have their own places
        std::atomic_ref(press.stand.generation).fetch_add(1);
        CHECK(a.until("event: news\n").contains("data: "));
        CHECK(b.until("event: news\n").contains("data: "));
    }
    // Who left makes room.
    std::string again;
    for (int tries = 0; tries < 100 && !again.contains("200 OK"); ++tries) {
        Caller next(press.listener.port());
        next.say(get("/events"));
        again = next.until("\r\n\r\n");
    }
    CHECK(again.contains("200 OK"));
    press.listener.stop();  // and does not wait for those that listen
}

TEST_CASE("a taken port is said clearly, and the first server stays") {
    Press first;
    REQUIRE(first.listener.start());
    Press second({.port = first.listener.port()});
    const auto started = second.listener.start();
    REQUIRE_FALSE(started.has_value());
    CHECK(started.error().fault == Fault::busy);
    CHECK(started.error().detail.find(fmt::format("port {} on 127.0.0.1 is taken", first.listener.port())) !=
          std::string::npos);
    CHECK(ask(first.listener.port(), get("/healthz")).ends_with("ok\n"));
}

TEST_CASE("an address that is none is a matter of configuration") {
    Press press({.listen = "not an address", .port = 0});
    const auto started = press.listener.start();
    REQUIRE_FALSE(started.has_value());
    CHECK(started.error().fault == Fault::usage);
}

TEST_CASE("stopping closes idle connections and takes no new ones; it can be started and stopped often") {
    for (int i = 0; i < 5; ++i) {
        Press press;
        REQUIRE(press.listener.start());
        const auto port = press.listener.port();
        Caller idle(port), used(port);
        used.say(get("/healthz"));
        CHECK(used.answer().ends_with("ok\n"));
        press.listener.stop();
        CHECK(idle.all().empty());
        CHECK(used.all().empty());
        CHECK_FALSE(Caller(port).connected());
        press.listener.stop();
    }
}

TEST_CASE("an odd target is a 404 page, not an accident") {
    Press press;
    REQUIRE(press.listener.start());
    for (const std::string_view target :
         {"/%00", "/%ff%fe", "/en-gb/a/%2e%2e%2f", "/..%2f..%2fetc/passwd", "/en-gb/search/x", "/assets/..", "*"}) {
        CAPTURE(target);
        CHECK(ask(press.listener.port(), get(target)).starts_with("HTTP/1.1 404 "));
    }
}
