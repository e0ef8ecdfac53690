// The whole way: articles written to a real archive, asked for over a real socket, as the binary does it.
#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/archive.hpp"
#include "web/server.hpp"

using namespace octavo;

namespace {

std::string speak(std::uint16_t port, std::string_view request) {
    const int s = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(s, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
    REQUIRE(::send(s, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()));
    std::string answer;
    char part[8192];
    for (ssize_t n; (n = ::recv(s, part, sizeof part, 0)) > 0;) answer.append(part, static_cast<std::size_t>(n));
    ::close(s);
    return answer;
}

std::string ask(std::uint16_t port, std::string_view path) {
    return speak(port, fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path));
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("what is written to the archive is read on the site, found by its search, and gone from no page's cache") {
    const test::Folder folder;
    const auto store = std::move(*store::Store::open(folder.path()));
    REQUIRE(store->put_source(test::source("harbour.example")));
    const auto lock = test::article(1);
    REQUIRE(store->write(std::vector{lock}));

    ManualClock clock{at("2025-07-01T03:00:00Z")};
    web::Server server({.port = 0}, *store, clock, [] { return web::Outlook{}; });
    REQUIRE(server.start());
    const auto port = server.port();

    const auto root = ask(port, "/");
    CHECK(has(root, "HTTP/1.1 302"));
    CHECK(has(root, "Content-Security-Policy: default-src 'none'"));

    const auto today = ask(port, "/en-gb");
    CHECK(has(today, "HTTP/1.1 200"));
    CHECK(has(today, ">Report number 1</a>"));
    CHECK(has(today, ">2 hours ago</time>"));

    const auto place = fmt::format("/en-gb/a/report-number-1-{}", lock.parsed.id.text());
    const auto page = ask(port, place);
    CHECK(has(page, "<h1>Report number 1</h1>"));
    CHECK(has(page, ">The harbour master opened the new lock on Monday.</p>"));
    CHECK(has(page, "href=\"https://harbour.example/news/1\""));
    CHECK_FALSE(has(page, "lock.jpg"));  // a publisher's picture is not fetched by the reader's browser

    CHECK(has(ask(port, "/en-gb/search?q=harbour"), "<mark>harbour</mark>"));
    CHECK(has(ask(port, "/en-gb/src/harbour.example"), "1 article</span>"));
    CHECK(has(ask(port, "/en-gb/feed.xml"), "<title>Report number 1</title>"));
    CHECK(has(ask(port, "/en-gb/a/nothing-aaaaaaaaaaaaa"), "HTTP/1.1 404"));

    // The API over the wire: another site's page asks whether it may, then reads; a HEAD has no body.
    const auto may = speak(port,
                           "OPTIONS /api/v1/articles HTTP/1.1\r\nHost: localhost\r\nOrigin: https://else.example\r\n"
                           "Access-Control-Request-Method: GET\r\nConnection: close\r\n\r\n");
    CHECK(has(may, "HTTP/1.1 204"));
    CHECK(has(may, "Access-Control-Allow-Origin: *\r\n"));
    CHECK_FALSE(has(may, "Content-Length"));
    const auto articles = ask(port, "/api/v1/articles");
    CHECK(has(articles, "Content-Type: application/json"));
    CHECK(has(articles, "\"title\":\"Report number 1\""));
    CHECK(has(ask(port, "/api/v1/search?q=harbour"), "\"matches\":1"));
    CHECK_FALSE(
        has(speak(port, "HEAD /api/v1/articles HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), "title"));
    CHECK(has(speak(port, "PUT /api/v1/articles HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
              "application/problem+json"));

    // A commit is seen a second later at most: the page kept for the archive as it was is not served again.
    REQUIRE(
        store->write(std::vector{test::article(2, "harbour.example", "The new lock was closed again on Tuesday.")}));
    clock.advance(std::chrono::seconds(1));
    CHECK(has(ask(port, "/en-gb"), ">Report number 2</a>"));

    // Two servers on one port: the second says so.
    web::Server second({.port = port}, *store, clock, [] { return web::Outlook{}; });
    const auto refused = second.start();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::busy);
    server.stop();
}
