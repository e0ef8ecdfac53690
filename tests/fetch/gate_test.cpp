#include "fetch/gate.hpp"

#include <doctest/doctest.h>

#include "newsroom/newsroom.hpp"
#include "newsroom/press.hpp"

using namespace octavo;
using namespace octavo::fetch;
using namespace std::chrono_literals;
namespace nr = octavo::newsroom;

namespace {

// A newsroom with one paper in it, and a gate that leads there. Deadlines are short so that waiting for them is.
struct Bench {
    nr::Newsroom newsroom;
    GateSettings settings;

    Bench() {
        newsroom.add_article({.url = "https://paper.example/tram",
                              .title = "Tram opens",
                              .text = "The tram opened.\n\nAt last.",
                              .published = at("2025-07-13T08:00:00Z")});
        REQUIRE(newsroom.start());
        settings.newsroom_port = newsroom.port();
    }
};

FetchRequest page(std::string_view url) { return {.url = *Url::parse(url)}; }

Fault fault_of(const Result<Fetched>& answer) {
    REQUIRE_FALSE(answer.has_value());
    return answer.error().fault;
}

}  // namespace

TEST_CASE("a page comes back decoded, with its headers in lower case and the bytes it took on the wire") {
    Bench bench;
    Gate gate(bench.settings);
    const auto answer = gate.get(page("https://paper.example/tram#top"));
    REQUIRE(answer.has_value());
    CHECK(answer->status == 200);
    CHECK(answer->body.contains("<p>The tram opened.</p>"));
    CHECK(answer->header("content-encoding") == "gzip");
    CHECK(answer->wire_bytes > 0);
    CHECK(answer->wire_bytes < answer->body.size());
    CHECK(gate.counts().requests == 1);
}

TEST_CASE("both validators go back byte for byte, and 304 has no body") {
    Bench bench;
    std::vector<nr::Asked> seen;
    bench.newsroom.set_witness([&](const nr::Asked& asked) { seen.push_back(asked); });
    Gate gate(bench.settings);
    const auto first = gate.get(page("https://paper.example/tram"));
    REQUIRE(first.has_value());
    FetchRequest again = page("https://paper.example/tram");
    again.etag = first->header("etag");
    again.last_modified = first->header("last-modified");
    REQUIRE_FALSE(again.etag.empty());
    REQUIRE_FALSE(again.last_modified.empty());
    const auto second = gate.get(again);
    REQUIRE(second.has_value());
    CHECK(second->status == 304);
    CHECK(second->body.empty());
    bench.newsroom.stop();
    REQUIRE(seen.size() == 2);
    CHECK(seen[1].if_none_match == again.etag);
    CHECK(seen[1].if_modified_since == again.last_modified);
    CHECK(bench.newsroom.counters("paper.example").repeats == 0);
}

TEST_CASE("a validator that could begin a new header line is not sent") {
    Bench bench;
    std::vector<nr::Asked> seen;
    bench.newsroom.set_witness([&](const nr::Asked& asked) { seen.push_back(asked); });
    Gate gate(bench.settings);
    FetchRequest request = page("https://paper.example/tram");
    request.etag = "\"x\"\r\nCookie: a=b";
    REQUIRE(gate.get(request).has_value());
    bench.newsroom.stop();
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].if_none_match.empty());
}

TEST_CASE("an address that may not be fetched opens no socket") {
    Gate gate({});
    for (const char* url :
         {"http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/", "http://localhost/",
          "ftp://paper.example/", "https://user:secret@paper.example/", "https://paper.example:22/"}) {
        CAPTURE(url);
        CHECK(fault_of(gate.get(page(url))) == Fault::refused);
    }
    CHECK(gate.counts().requests == 0);
    CHECK(gate.counts().sockets_opened == 0);
}

TEST_CASE("a public name that resolves to a private address is refused at connect time") {
    Bench bench;
    GateSettings settings;
    const std::uint16_t port = bench.newsroom.port();
    settings.rules.ports.push_back(port);
    settings.pinned_names = {fmt::format("rebind.example:{}:127.0.0.1", port),
                             fmt::format("six.example:{}:[::1]", port),
                             fmt::format("mapped.example:{}:[::ffff:127.0.0.1]", port)};
    Gate gate(settings);
    for (const char* host : {"rebind.example", "six.example", "mapped.example"}) {
        CAPTURE(host);
        CHECK(fault_of(gate.get(page(fmt::format("http://{}:{}/tram", host, port)))) == Fault::refused);
    }
    CHECK(gate.counts().sockets_opened == 0);
    CHECK(gate.counts().sockets_refused == 3);
    CHECK(bench.newsroom.total().requests == 0);
}

TEST_CASE("the operator's private host is reached") {
    Bench bench;
    bench.newsroom.add_article({.url = "http://hub.lan/feed", .title = "Hub", .text = "Ours."});
    GateSettings settings;
    const std::uint16_t port = bench.newsroom.port();
    settings.rules.ports.push_back(port);
    settings.rules.private_hosts_allowed = {"hub.lan"};
    settings.pinned_names = {fmt::format("hub.lan:{}:127.0.0.1", port)};
    Gate gate(settings);
    const auto answer = gate.get(page(fmt::format("http://hub.lan:{}/feed", port)));
    REQUIRE(answer.has_value());
    CHECK(answer->status == 200);
}

TEST_CASE("redirects are followed by us and named in the answer") {
    Bench bench;
    bench.newsroom.fault("old.example", "*", nr::redirect(301, "https://paper.example/moved"));
    bench.newsroom.fault("paper.example", "/moved", nr::redirect(302, "/tram"));
    Gate gate(bench.settings);
    const auto answer = gate.get(page("https://old.example/tram"));
    REQUIRE(answer.has_value());
    CHECK(answer->status == 200);
    CHECK(answer->url.href() == "https://paper.example/tram");
    REQUIRE(answer->redirects.size() == 2);
    CHECK(answer->redirects[0] == std::pair(301, std::string("https://paper.example/moved")));
    CHECK(answer->redirects[1] == std::pair(302, std::string("https://paper.example/tram")));

    FetchRequest alone = page("https://old.example/tram");
    alone.follow_redirects = false;
    const auto unfollowed = gate.get(alone);
    REQUIRE(unfollowed.has_value());
    CHECK(unfollowed->status == 301);
    CHECK(unfollowed->header("location") == "https://paper.example/moved");
}

TEST_CASE("a redirect to a private address, another scheme or another port is refused") {
    Bench bench;
    Gate gate(bench.settings);
    for (const char* target : {"http://127.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://2130706433/",
                               "//localhost/admin", "http://metadata.google.internal/", "file:///etc/passwd",
                               "gopher://paper.example/", "https://paper.example:25/", "https://a:b@paper.example/"}) {
        CAPTURE(target);
        for (const int code : {301, 302, 303, 307, 308}) {
            bench.newsroom.fault("turn.example", "*", nr::redirect(code, target));
            CHECK(fault_of(gate.get(page("https://turn.example/"))) == Fault::refused);
        }
    }
    CHECK(bench.newsroom.counters("turn.example").requests == 45);
}

TEST_CASE("a chain ends after five redirects, or three hosts") {
    Bench bench;
    bench.newsroom.set_hook([](const nr::Asked& asked) -> std::optional<nr::Behaviour> {
        if (asked.host == "round.example") return nr::redirect(302, asked.target + "x");
        if (asked.host.ends_with(".far.example")) return nr::redirect(302, fmt::format("https://x{}/", asked.host));
        return std::nullopt;
    });
    for (const char* host : {"round.example", "a.far.example", "xa.far.example", "xxa.far.example", "xxxa.far.example"})
        bench.newsroom.set_robots(host, "");
    Gate gate(bench.settings);
    CHECK(fault_of(gate.get(page("https://round.example/"))) == Fault::refused);
    CHECK(bench.newsroom.counters("round.example").requests == 6);
    CHECK(fault_of(gate.get(page("https://a.far.example/"))) == Fault::refused);
    CHECK(bench.newsroom.counters("xxa.far.example").requests == 1);
    CHECK(bench.newsroom.counters("xxxa.far.example").requests == 0);
}

TEST_CASE("caps of size: announced, unannounced, unpacked, and of the head") {
    Bench bench;
    bench.newsroom.fault("paper.example", "/endless", nr::endless());
    bench.newsroom.fault("paper.example", "/bomb", nr::bomb(40u << 20));
    bench.newsroom.fault("paper.example", "/small-bomb", nr::bomb(4u << 20));
    bench.newsroom.fault("paper.example", "/huge", nr::raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"));
    bench.newsroom.fault(
        "paper.example", "/long-head",
        nr::raw("HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x') + "\r\nContent-Length: 0\r\n\r\n"));
    std::string many = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 300; ++i) many += fmt::format("X-{}: 1\r\n", i);
    bench.newsroom.fault("paper.example", "/many-fields", nr::raw(many + "Content-Length: 0\r\n\r\n"));
    Gate gate(bench.settings);
    for (const char* path : {"/endless", "/bomb", "/small-bomb", "/huge", "/long-head", "/many-fields"}) {
        CAPTURE(path);
        CHECK(fault_of(gate.get(page(fmt::format("https://paper.example{}", path)))) == Fault::too_big);
    }
    CHECK(gate.counts().wire_bytes < (8u << 20) + (1u << 20));
}

TEST_CASE("robots.txt is read up to its cap and no further") {
    Bench bench;
    bench.newsroom.fault("paper.example", "/robots.txt", nr::endless());
    bench.settings.limits.max_robots = 100'000;
    Gate gate(bench.settings);
    FetchRequest request = page("https://paper.example/robots.txt");
    request.purpose = Purpose::robots;
    const auto answer = gate.get(request);
    REQUIRE(answer.has_value());
    CHECK(answer->cut);
    CHECK(answer->body.size() == 100'000);
}

TEST_CASE("an origin that hangs, stalls or trickles is left after its deadline, and holds up nobody else") {
    Bench bench;
    bench.newsroom.fault("hang.example", "*", nr::hang());
    bench.newsroom.fault("paper.example", "/stall", nr::stall(10));
    bench.newsroom.add("paper.example", "/stall", {.body = std::string(5000, 'x')});
    bench.newsroom.fault("paper.example", "/slow", nr::slow(5ms));
    bench.newsroom.add("paper.example", "/slow", {.body = std::string(5000, 'x')});
    bench.settings.limits.first_byte = 200ms;
    bench.settings.limits.low_speed_window = 200ms;
    bench.settings.limits.total = 3s;
    bench.settings.max_per_host = 8;
    Gate gate(bench.settings);
    std::atomic<int> late = 0;
    std::atomic<bool> early = false;
    for (const char* url : {"https://hang.example/", "https://paper.example/stall", "https://paper.example/slow"})
        gate.start(page(url),
                   [&](Result<Fetched> answer) { late += !answer && answer.error().fault == Fault::timed_out; });
    const auto healthy = gate.get(page("https://paper.example/tram"));
    REQUIRE(healthy.has_value());
    early = late == 0;
    CHECK(early);
    for (int i = 0; i < 400 && late < 3; ++i) std::this_thread::sleep_for(10ms);
    CHECK(late == 3);
}

TEST_CASE("a gate that was held up reads what came meanwhile before it blames anybody") {
    constexpr std::size_t many = 150;  // more than it is told of at once
    Bench bench;
    bench.settings.limits.first_byte = 1500ms;
    std::atomic<bool> held = false;
    std::atomic<std::size_t> asked = 0, answered = 0, ended = 0;
    bench.newsroom.set_hook([&](const nr::Asked&) -> std::optional<nr::Behaviour> {
        while (!held) std::this_thread::sleep_for(1ms);
        ++asked;
        return nr::status(404);
    });
    Gate gate(bench.settings);
    for (std::size_t i = 0; i < many; ++i)
        gate.start(page(fmt::format("https://p{}.example/", i)), [&](Result<Fetched> answer) {
            answered += answer ? 1 : 0;
            ++ended;
        });
    while (gate.counts().sockets_opened < many) std::this_thread::sleep_for(1ms);
    // Refused at once, on the gate's own thread, which stays here until all answers have come and should be overdue.
    gate.start(page("https://10.0.0.1/"), [&](const Result<Fetched>&) {
        held = true;
        for (int i = 0; i < 100 && asked < many; ++i) std::this_thread::sleep_for(10ms);
        std::this_thread::sleep_for(bench.settings.limits.first_byte);
        ++ended;
    });
    while (ended < many + 1) std::this_thread::sleep_for(1ms);
    CHECK(answered == many);
}

TEST_CASE("the publisher sees who left before his answer came, and who has had it") {
    Bench bench;
    bench.settings.limits.first_byte = 100ms;
    std::atomic<bool> gone = false;
    bench.newsroom.set_hook([&](const nr::Asked&) -> std::optional<nr::Behaviour> {
        while (!gone) std::this_thread::sleep_for(1ms);
        return std::nullopt;
    });
    {
        Gate gate(bench.settings);
        CHECK(fault_of(gate.get(page("https://paper.example/tram"))) == Fault::timed_out);
    }
    gone = true;
    while (bench.newsroom.counters("paper.example").untaken < 1) std::this_thread::sleep_for(1ms);
    bench.settings.limits.first_byte = 10s;
    Gate gate(bench.settings);
    REQUIRE(gate.get(page("https://paper.example/tram")).has_value());
    CHECK(bench.newsroom.counters("paper.example").repeats == 0);
    REQUIRE(gate.get(page("https://paper.example/tram")).has_value());
    CHECK(bench.newsroom.counters("paper.example").repeats == 1);
    CHECK(bench.newsroom.counters("paper.example").untaken == 1);
}

TEST_CASE("bodies in hand are bounded by what they weigh, not by how many there are") {
    Bench bench;
    bench.newsroom.add("paper.example", "/large", {.body = std::string(700'000, 'x')});
    bench.newsroom.add("paper.example", "/small", {.body = std::string(50'000, 'x')});
    bench.newsroom.add("paper.example", "/packed", {.body = nr::gzip(std::string(700'000, 'x')), .gzipped = true});
    bench.settings.max_bytes = 1'000'000;
    bench.settings.max_transfers = 4;
    Gate gate(bench.settings);
    {
        const auto held = gate.get(page("https://paper.example/large"));
        REQUIRE(held.has_value());
        CHECK(fault_of(gate.get(page("https://paper.example/large"))) == Fault::busy);
        CHECK(fault_of(gate.get(page("https://paper.example/packed"))) == Fault::busy);
        CHECK(gate.get(page("https://paper.example/small")).has_value());
    }
    CHECK(gate.get(page("https://paper.example/packed")).has_value());
    CHECK(gate.get(page("https://paper.example/large")).has_value());
}

TEST_CASE("a body that is cut short is no answer") {
    Bench bench;
    bench.newsroom.fault("paper.example", "/tram", nr::cut_after(20));
    Gate gate(bench.settings);
    CHECK(fault_of(gate.get(page("https://paper.example/tram"))) == Fault::unreachable);
    bench.newsroom.fault("paper.example", "/tram", nr::wrong_length(100'000));
    CHECK(fault_of(gate.get(page("https://paper.example/tram"))) == Fault::unreachable);
}

TEST_CASE("a kept connection that closes without an answer is not asked again in the same breath") {
    Bench bench;
    std::atomic<int> asked = 0;
    bench.newsroom.set_hook([&](const nr::Asked&) -> std::optional<nr::Behaviour> {
        return ++asked == 2 ? std::optional(nr::raw("")) : std::nullopt;
    });
    Gate gate(bench.settings);
    REQUIRE(gate.get(page("https://paper.example/tram")).has_value());
    CHECK(fault_of(gate.get(page("https://paper.example/tram"))) == Fault::unreachable);
    CHECK(asked == 2);
    CHECK(gate.get(page("https://paper.example/tram")).has_value());
}

TEST_CASE("what is no HTTP is no answer") {
    Bench bench;
    Gate gate(bench.settings);
    for (const char* bytes : {"", "SSH-2.0-OpenSSH\r\n", "\x16\x03\x01", "HTTP/9.9 maybe\r\n\r\n"}) {
        CAPTURE(bytes);
        bench.newsroom.fault("odd.example", "*", nr::raw(bytes));
        CHECK_FALSE(gate.get(page("https://odd.example/")).has_value());
    }
    bench.newsroom.fault(
        "odd.example", "*",
        nr::raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip, br\r\nContent-Length: 1\r\n\r\nx"));
    CHECK(fault_of(gate.get(page("https://odd.example/"))) == Fault::unsupported);
    bench.newsroom.fault(
        "odd.example", "*",
        nr::raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx"));
    CHECK(fault_of(gate.get(page("https://odd.example/"))) == Fault::malformed);
}

TEST_CASE("a status is an answer, with the time to wait when it names one") {
    Bench bench;
    bench.newsroom.fault("paper.example", "/busy", nr::status(429, "120"));
    bench.newsroom.fault("paper.example", "/broken", nr::status(500));
    Gate gate(bench.settings);
    const auto busy = gate.get(page("https://paper.example/busy"));
    REQUIRE(busy.has_value());
    CHECK(busy->status == 429);
    CHECK(busy->retry_after == Duration(120s));
    const auto broken = gate.get(page("https://paper.example/broken"));
    REQUIRE(broken.has_value());
    CHECK(broken->status == 500);
    CHECK(broken->retry_after == std::nullopt);
    CHECK(gate.get(page("https://paper.example/nothing"))->status == 404);
}

TEST_CASE("a closing gate answers everything it was asked, also what is asked while it closes") {
    Bench bench;
    bench.newsroom.fault("hang.example", "*", nr::hang());
    std::atomic<int> cancelled = 0;
    {
        bench.settings.max_transfers = 2;
        Gate gate(bench.settings);
        for (int i = 0; i < 5; ++i)
            gate.start(page("https://hang.example/"), [&](Result<Fetched> answer) {
                cancelled += !answer && answer.error().fault == Fault::cancelled;
                gate.start(page("https://hang.example/again"), [&](Result<Fetched> second) {
                    cancelled += !second && second.error().fault == Fault::cancelled;
                });
            });
    }
    CHECK(cancelled == 10);
}

TEST_CASE("a caller who stops waiting is let go at once") {
    Bench bench;
    bench.newsroom.fault("hang.example", "*", nr::hang());
    Gate gate(bench.settings);
    std::stop_source stop;
    std::jthread other([&] {
        std::this_thread::sleep_for(50ms);
        stop.request_stop();
    });
    CHECK(fault_of(gate.get(page("https://hang.example/"), stop.get_token())) == Fault::cancelled);
}

TEST_CASE("many pages of many hosts come through one thread, one connection a host at a time") {
    Bench bench;
    for (int host = 0; host < 10; ++host)
        for (int i = 0; i < 20; ++i)
            bench.newsroom.add_article({.url = fmt::format("https://site{}.example/{}", host, i),
                                        .title = fmt::format("T{}", i),
                                        .text = "Text."});
    Gate gate(bench.settings);
    std::atomic<int> good = 0, all = 0;
    for (int i = 0; i < 20; ++i)
        for (int host = 0; host < 10; ++host)
            gate.start(page(fmt::format("https://site{}.example/{}", host, i)), [&, i](Result<Fetched> answer) {
                good += answer && answer->body.contains(fmt::format("<h1>T{}</h1>", i));
                ++all;
            });
    for (int i = 0; i < 1000 && all < 200; ++i) std::this_thread::sleep_for(10ms);
    CHECK(good == 200);
    CHECK(bench.newsroom.total().most_at_once == 1);
    CHECK(gate.counts().sockets_opened == 10);
}

TEST_CASE("a connection is kept for who asks again, and closed with the answer where nobody will") {
    Bench bench;
    bench.newsroom.add_article({.url = "https://site.example/1", .title = "T", .text = "Text."});
    Gate gate(bench.settings);
    FetchRequest once = page("https://site.example/1");
    for (int i = 0; i < 3; ++i) REQUIRE(gate.get(once).has_value());
    CHECK(gate.counts().sockets_opened == 1);
    once.keep_alive = false;
    REQUIRE(gate.get(once).has_value());  // over the one that is there, which ends with it
    CHECK(gate.counts().sockets_opened == 1);
    REQUIRE(gate.get(once).has_value());
    CHECK(gate.counts().sockets_opened == 2);
}

TEST_CASE("a form goes to a hub by POST, with its length and nothing else of ours; nothing else is ever posted") {
    Bench bench;
    std::vector<nr::Asked> seen;
    bench.newsroom.set_witness([&](const nr::Asked& asked) { seen.push_back(asked); });
    bench.newsroom.add("hub.example", "/", {.type = "text/plain", .body = std::string(100'000, 'x')});
    bench.newsroom.fault("hub.example", "/moved", nr::redirect(307, "https://hub.example/"));
    Gate gate(bench.settings);
    FetchRequest request{.url = *Url::parse("https://hub.example/"), .purpose = Purpose::hub};
    request.form = "hub.mode=subscribe&hub.topic=a%26b";
    const auto answer = gate.get(request);
    REQUIRE(answer.has_value());
    CHECK(answer->status == 200);
    CHECK(answer->body.size() == 16u << 10);  // more of it is not read
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].method == "POST");
    CHECK(seen[0].body == request.form);
    CHECK(seen[0].content_type == "application/x-www-form-urlencoded");
    CHECK(seen[0].cookie.empty());

    // The same handle asks as ever afterwards; a redirect is the answer; a form with another purpose stays here.
    REQUIRE(gate.get(page("https://paper.example/tram")).has_value());
    CHECK(seen.back().method == "GET");
    CHECK(seen.back().body.empty());
    request.url = *Url::parse("https://hub.example/moved");
    CHECK(gate.get(request)->status == 307);
    FetchRequest stray = page("https://paper.example/tram");
    stray.form = "secret";
    REQUIRE(gate.get(stray).has_value());
    CHECK(seen.back().method == "GET");
    CHECK(seen.back().body.empty());
    request.url = *Url::parse("http://10.0.0.1/hub");
    CHECK(fault_of(Gate({}).get(request)) == Fault::refused);
}
