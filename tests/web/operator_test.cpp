#include "web/operator.hpp"

#include <doctest/doctest.h>

using namespace octavo;

namespace {

web::PeerAddress address(std::string_view text) { return web::read_address(text).value(); }

bool let_in(web::Request request, std::vector<web::PeerAddress> trusted = {}) {
    return web::is_operator(request, true, trusted);
}

}  // namespace

TEST_CASE("a private site has nobody but its operator") {
    CHECK(web::is_operator({.target = "/", .host = "x", .peer = address("192.0.2.1")}, false, {}));
}

TEST_CASE("of a public site, the operator's page is for who sits at the machine") {
    const auto loopback = address("127.0.0.1");
    CHECK(let_in({.host = "localhost:8080", .peer = loopback}));
    CHECK(let_in({.host = "127.0.0.1", .peer = loopback}));
    CHECK(let_in({.host = "[::1]:80", .peer = address("::1")}));
    CHECK_FALSE(let_in({.host = "localhost", .peer = address("192.0.2.1")}));
    CHECK_FALSE(let_in({.host = "news.example", .peer = loopback}));  // came by a proxy that says nothing
    CHECK_FALSE(let_in({.host = "localhost.evil.example", .peer = loopback}));
    CHECK_FALSE(let_in({.host = "", .peer = loopback}));
    CHECK_FALSE(let_in({.host = "[", .peer = loopback}));
    CHECK_FALSE(let_in({.host = "localhost", .peer = loopback, .proxied = true}));
    CHECK_FALSE(let_in({.host = "localhost", .peer = loopback, .forwarded_for = "127.0.0.1", .proxied = true}));
}

TEST_CASE("a trusted proxy's word counts, and nothing a reader writes before it") {
    const auto proxy = address("127.0.0.1");
    CHECK(let_in({.host = "news.example", .peer = proxy, .forwarded_for = "127.0.0.1", .proxied = true}, {proxy}));
    CHECK(let_in({.host = "news.example", .peer = proxy, .forwarded_for = "::1", .proxied = true}, {proxy}));
    CHECK_FALSE(
        let_in({.host = "localhost", .peer = proxy, .forwarded_for = "::1, 192.0.2.1", .proxied = true}, {proxy}));
    CHECK_FALSE(let_in({.host = "news.example", .peer = proxy}, {proxy}));
}
