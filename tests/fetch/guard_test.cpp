#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "fetch/guard.hpp"

using namespace octavo;
using namespace octavo::fetch;

namespace {

Verdict verdict(std::string_view url) { return Guard().judge(url).verdict; }
bool public_ip(std::string_view ip) { return Guard().judge_ip(ip, "name.example").allowed(); }

}  // namespace

TEST_CASE("every spelling of a loopback address is the loopback address") {
    for (const char* host : {"127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0x7F000001", "127.0.0.1.",
                             "%31%32%37.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]",
                             "[64:ff9b::127.0.0.1]", "[::127.0.0.1]", "[2002:7f00:1::]"}) {
        CAPTURE(host);
        CHECK(verdict(fmt::format("http://{}/feed.xml", host)) == Verdict::block);
    }
}

TEST_CASE("both edges of each denied range are denied, and their neighbours outside are not") {
    struct Edge {
        const char* before;
        const char* first;
        const char* last;
        const char* after;
    };
    // An empty neighbour lies in another denied range.
    const Edge edges[] = {
        {"", "0.0.0.0", "0.255.255.255", "1.0.0.0"},
        {"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
        {"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
        {"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
        {"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
        {"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
        {"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
        {"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
        {"192.31.195.255", "192.31.196.0", "192.31.196.255", "192.31.197.0"},
        {"192.52.192.255", "192.52.193.0", "192.52.193.255", "192.52.194.0"},
        {"192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"},
        {"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
        {"192.175.47.255", "192.175.48.0", "192.175.48.255", "192.175.49.0"},
        {"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
        {"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
        {"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
        {"223.255.255.255", "224.0.0.0", "255.255.255.255", ""},
        {"168.63.129.15", "168.63.129.16", "168.63.129.16", "168.63.129.17"},
        {"2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"},
        {"2001:db7:ffff::", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
        {"2001:ffff::", "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
        {"2620:4f:7fff::", "2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::"},
        {"3ffe:ffff::", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
        {"", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", ""},
        {"", "::", "::ffff:ffff", ""},
        {"", "::ffff:0:0:0", "::ffff:0:255.255.255.255", ""},
        {"", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""},
        {"", "fe80::", "ff02::1", ""},
        {"", "4000::", "5f00::1", ""},
        {"", "100::", "100::1:0:0:0:1", ""},
    };
    for (const Edge& edge : edges) {
        CAPTURE(edge.first);
        if (*edge.before) CHECK(public_ip(edge.before));
        CHECK_FALSE(public_ip(edge.first));
        CHECK_FALSE(public_ip(edge.last));
        if (*edge.after) CHECK(public_ip(edge.after));
    }
}

TEST_CASE("an IPv4 address inside an IPv6 one is judged as the IPv4 address it is") {
    CHECK(public_ip("::ffff:8.8.8.8"));
    CHECK_FALSE(public_ip("::ffff:10.0.0.1"));
    CHECK(public_ip("64:ff9b::8.8.8.8"));
    CHECK_FALSE(public_ip("64:ff9b::169.254.169.254"));
    CHECK_FALSE(public_ip("2a00::5efe:10.0.0.1"));
    CHECK_FALSE(public_ip("2a00::200:5efe:8.8.8.8"));
}

TEST_CASE("local names are blocked whatever they would resolve to") {
    for (const char* host : {"localhost", "LOCALHOST", "localhost.", "feeds.localhost", "printer.local", "wiki.corp",
                             "metadata.google.internal", "router.home.arpa", "nas.lan", "intranet",
                             "kubernetes.default.svc", "news.onion"}) {
        CAPTURE(host);
        CHECK(verdict(fmt::format("https://{}/", host)) == Verdict::block);
    }
    CHECK(verdict("https://local.example.org/") == Verdict::allow);
    CHECK(verdict("https://thelocal.com/") == Verdict::allow);
}

TEST_CASE("what is no fetchable address is rejected") {
    for (const char* url :
         {"", "feed.xml", "//example.org/", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/",
          "data:text/html,x", "javascript:alert(1)", "https://example.org:22/", "https://example.org:0/",
          "https://user@example.org/", "https://user:secret@example.org/", "http://256.256.256.256/"}) {
        CAPTURE(url);
        CHECK(verdict(url) == Verdict::reject);
    }
    CHECK(verdict("HTTPS://Example.ORG:8443/a?b#c") == Verdict::allow);
    CHECK(verdict("http://8.8.8.8/") == Verdict::allow);
}

TEST_CASE("an address that two parsers read as two hosts is rejected") {
    for (const char* url :
         {"http://example.org\\@10.0.0.1/", "http://example.org#@10.0.0.1/", "http://10.0.0.1;example.org/",
          "http://010.000.000.001/", "http:\\\\example.org/", "http://a..example.org/"}) {
        CAPTURE(url);
        CHECK(verdict(url) == Verdict::reject);
    }
    CHECK(verdict("https://example.org/@writer?mail=a@b.example#@top") == Verdict::allow);
    CHECK(verdict("https://example.org/a\\b") == Verdict::allow);
    CHECK(verdict("https://xn--e1afmkfd.example/") == Verdict::allow);
    CHECK(verdict("https://my_blog.example.org./") == Verdict::allow);
}

TEST_CASE("the operator may open a private host, by its exact name, and only that one") {
    const Guard guard(
        GuardRules{.ports = {80, 1200}, .private_hosts_allowed = {"RSSHub.lan", "10.0.0.7", "[fd00::7]"}});
    CHECK(guard.judge("http://rsshub.lan:1200/feed").allowed());
    CHECK(guard.judge_ip("10.9.9.9", "rsshub.lan").allowed());
    CHECK(guard.judge("http://10.0.0.7/").allowed());
    CHECK(guard.judge("http://[fd00::7]/").allowed());
    CHECK_FALSE(guard.judge("http://other.rsshub.lan/").allowed());
    CHECK_FALSE(guard.judge("http://10.0.0.8/").allowed());
    CHECK_FALSE(guard.judge("http://rsshub.lan:22/").allowed());
    CHECK_FALSE(guard.judge_ip("10.9.9.9", "rsshub.example").allowed());
}

TEST_CASE("a socket address is judged by family and bytes") {
    const Guard guard;
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    inet_pton(AF_INET, "192.168.1.1", &v4.sin_addr);
    CHECK(guard.judge_address(reinterpret_cast<const sockaddr*>(&v4), "a.example").verdict == Verdict::block);
    inet_pton(AF_INET, "8.8.4.4", &v4.sin_addr);
    CHECK(guard.judge_address(reinterpret_cast<const sockaddr*>(&v4), "a.example").verdict == Verdict::allow);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    inet_pton(AF_INET6, "::ffff:127.0.0.1", &v6.sin6_addr);
    CHECK(guard.judge_address(reinterpret_cast<const sockaddr*>(&v6), "a.example").verdict == Verdict::block);
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    CHECK(guard.judge_address(reinterpret_cast<const sockaddr*>(&local), "a.example").verdict == Verdict::block);
}
