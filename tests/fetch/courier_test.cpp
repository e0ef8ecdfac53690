#include "fetch/courier.hpp"

#include <doctest/doctest.h>

#include "newsroom/newsroom.hpp"
#include "support/scripted_fetcher.hpp"

using namespace octavo;
using namespace octavo::fetch;
using namespace octavo::test;
using namespace std::chrono_literals;

namespace {

// Answers as they come back, by address.
struct Inbox {
    std::mutex mutex;
    std::condition_variable more;
    std::vector<std::pair<std::string, Result<Fetched>>> answers;

    Courier::Done taker(std::string url) {
        return [this, url = std::move(url)](Result<Fetched> answer) {
            {
                const std::scoped_lock lock(mutex);
                answers.emplace_back(url, std::move(answer));
            }
            more.notify_all();
        };
    }
    std::size_t count() {
        const std::scoped_lock lock(mutex);
        return answers.size();
    }
    void wait_for(std::size_t number) {
        std::unique_lock lock(mutex);
        REQUIRE(more.wait_for(lock, 20s, [&] { return answers.size() >= number; }));
    }
    std::optional<Fault> fault(std::size_t index) {
        const std::scoped_lock lock(mutex);
        REQUIRE(index < answers.size());
        return answers[index].second ? std::nullopt : std::optional(answers[index].second.error().fault);
    }
};

struct World {
    ManualClock clock{at("2025-07-13T08:00:00Z")};
    std::mutex mutex;
    std::map<std::string, Answer> script;  // by address; robots.txt is 404 unless said otherwise
    ScriptedFetcher web{[this](const FetchRequest& request) {
        const std::scoped_lock lock(mutex);
        if (const auto found = script.find(request.url.href()); found != script.end()) return found->second;
        return answer(request.purpose == Purpose::robots ? 404 : 200);
    }};
    Manners manners;
    Inbox inbox;
    std::unique_ptr<Courier> courier;

    void say(const std::string& url, Answer reply) {
        const std::scoped_lock lock(mutex);
        script.insert_or_assign(url, std::move(reply));
    }
    void open() { courier = std::make_unique<Courier>(clock, web, manners); }
    void ask(std::string url) {
        if (!courier) open();
        REQUIRE(courier->submit({.url = *Url::parse(url)}, inbox.taker(url)));
    }
    // Everything due by now has been sent when this returns.
    std::vector<std::string> pages() {
        courier->run_due();
        return web.pages();
    }
    void pass(Duration time) {
        clock.advance(time);
        courier->run_due();
    }
};

}  // namespace

TEST_CASE("robots.txt is asked before the first page of a host, and then for a day not again") {
    World world;
    world.ask("https://paper.example/a");
    world.courier->run_due();
    REQUIRE(world.web.asked().size() == 1);
    CHECK(world.web.asked()[0].url.href() == "https://paper.example/robots.txt");
    world.pass(1s);
    CHECK(world.pages() == std::vector<std::string>{"https://paper.example/a"});
    world.clock.advance(23h);
    world.ask("https://paper.example/b");
    CHECK(world.pages().size() == 2);
    CHECK(world.web.asked().size() == 3);
    world.clock.advance(2h);
    world.ask("https://paper.example/c");
    world.courier->run_due();
    CHECK(world.web.asked().back().purpose == Purpose::robots);
}

TEST_CASE("what robots.txt forbids is refused without a request") {
    World world;
    world.say("https://paper.example/robots.txt",
              answer().body("User-agent: *\nDisallow: /private/\n").header("etag", "\"r1\""));
    world.ask("https://paper.example/private/a");
    world.ask("https://paper.example/public");
    world.courier->run_due();
    world.pass(1s);
    world.inbox.wait_for(2);
    CHECK(world.pages() == std::vector<std::string>{"https://paper.example/public"});
    CHECK(world.inbox.fault(0) == Fault::refused);
    CHECK(world.inbox.fault(1) == std::nullopt);
    SUBCASE("and the next day it is asked again with its validator") {
        world.say("https://paper.example/robots.txt", answer(304));
        world.clock.advance(25h);
        world.ask("https://paper.example/private/b");
        world.courier->run_due();
        world.pass(1s);
        CHECK(world.web.asked().back().etag == "\"r1\"");
        world.inbox.wait_for(3);
        CHECK(world.inbox.fault(2) == Fault::refused);
    }
}

TEST_CASE("a robots.txt that cannot be read closes the site until it can") {
    World world;
    world.manners.max_hold = 1h;
    for (const Answer& reply : {answer(500), answer(503), failing(Fault::unreachable), failing(Fault::timed_out)}) {
        World fresh;
        fresh.say("https://paper.example/robots.txt", reply);
        fresh.ask("https://paper.example/a");
        fresh.courier->run_due();
        fresh.pass(1s);
        fresh.inbox.wait_for(1);
        CHECK(fresh.inbox.fault(0) == Fault::unreachable);
        CHECK(fresh.pages().empty());
        fresh.say("https://paper.example/robots.txt", answer(404));
        fresh.clock.advance(24h);
        fresh.ask("https://paper.example/a");
        fresh.courier->run_due();
        fresh.pass(1s);
        CHECK(fresh.pages().size() == 1);
    }
}

TEST_CASE("a robots.txt that has moved is asked for there, each hop in its turn, and its rules hold here") {
    for (const char* place : {"/rules.txt", "https://www.paper.example/robots.txt"}) {
        CAPTURE(place);
        World world;
        const Url here = *Url::parse("https://paper.example/robots.txt");
        const std::string there = Url::parse(place, here)->href();
        world.say(here.href(), answer(301).header("location", place));
        world.say(there, answer().body("User-agent: *\nDisallow: /private/\n"));
        world.ask("https://paper.example/private/a");
        world.ask("https://paper.example/public");
        world.courier->run_due();
        const bool same_host = place[0] == '/';
        CHECK(world.web.asked().size() == (same_host ? 1 : 2));  // two requests to one host need a pause
        for (int i = 0; i < 4; ++i) world.pass(1s);
        world.inbox.wait_for(2);
        CHECK(world.web.asked().size() == 3);
        CHECK(world.inbox.fault(0) == Fault::refused);
        CHECK(world.web.asked().back().url.href() == "https://paper.example/public");
    }
}

TEST_CASE("a robots.txt that moves for ever closes the site") {
    World world;
    world.manners.max_hold = 1h;
    world.say("https://paper.example/robots.txt", answer(302).header("location", "/robots.txt"));
    world.ask("https://paper.example/a");
    world.courier->run_due();
    for (int i = 0; i < 10; ++i) world.pass(1s);
    world.inbox.wait_for(1);
    CHECK(world.inbox.fault(0) == Fault::unreachable);
    CHECK(world.web.asked().size() == 6);
    CHECK(world.pages().empty());
}

TEST_CASE("one request at a time to a host, and the pause begins when it ends") {
    World world;
    world.manners.host_delay = 2s;
    world.ask("https://paper.example/a");
    world.ask("https://paper.example/b");
    world.ask("https://paper.example/c");
    world.courier->run_due();
    world.pass(2s);
    CHECK(world.pages().size() == 1);
    world.web.hold();
    world.pass(2s);
    CHECK(world.pages().size() == 2);
    world.pass(10s);
    CHECK(world.pages().size() == 2);  // the second one is not answered yet
    world.web.let_go();
    world.pass(1999ms);
    CHECK(world.pages().size() == 2);
    world.pass(1ms);
    CHECK(world.pages().size() == 3);
}

TEST_CASE("Crawl-delay lengthens the pause, up to a cap, and never shortens it") {
    const auto pause = [](std::string_view crawl_delay) {
        World world;
        world.say("https://paper.example/robots.txt",
                  answer().body(fmt::format("User-agent: *\nCrawl-delay: {}\n", crawl_delay)));
        world.ask("https://paper.example/a");
        world.ask("https://paper.example/b");
        world.courier->run_due();
        world.pass(60s);
        REQUIRE(world.pages().size() == 1);
        int seconds = 0;
        for (; world.pages().size() == 1; ++seconds) world.pass(1s);
        return seconds;
    };
    CHECK(pause("5") == 5);
    CHECK(pause("0.1") == 1);
    CHECK(pause("3600") == 60);
}

TEST_CASE("429 quiets every host of the registrable domain, for as long as it asks") {
    World world;
    world.manners.max_hold = 1h;
    world.say("https://a.paper.example/1", answer(429).retry_after(90s));
    world.ask("https://a.paper.example/1");
    world.courier->run_due();
    world.pass(1s);
    world.ask("https://b.paper.example/2");
    world.ask("https://other.example/3");
    world.pass(88s);
    world.pass(1s);
    CHECK(world.pages() == std::vector<std::string>{"https://a.paper.example/1", "https://other.example/3"});
    world.pass(1s);
    world.pass(1s);
    CHECK(world.pages().size() == 3);
}

TEST_CASE("who would have to wait too long is sent back at once") {
    World world;
    world.say("https://paper.example/1", answer(429).retry_after(6h));
    world.ask("https://paper.example/1");
    world.ask("https://paper.example/2");
    world.courier->run_due();
    world.pass(1s);
    world.inbox.wait_for(2);
    CHECK(world.inbox.fault(0) == std::nullopt);
    CHECK(world.inbox.fault(1) == Fault::busy);
    CHECK(world.pages().size() == 1);
    CHECK(world.courier->waiting() == 0);
}

TEST_CASE("503 quiets its address and nothing else") {
    World world;
    world.say("https://paper.example/1", answer(503).retry_after(90s));
    world.ask("https://paper.example/1");
    world.courier->run_due();
    world.pass(1s);
    world.ask("https://paper.example/1");
    world.ask("https://paper.example/2");
    world.pass(1s);
    world.inbox.wait_for(3);
    CHECK(world.pages() == std::vector<std::string>{"https://paper.example/1", "https://paper.example/2"});
    CHECK(world.inbox.fault(1) == Fault::busy);
    world.pass(90s);
    world.ask("https://paper.example/1");
    CHECK(world.pages().size() == 3);
}

TEST_CASE("when the clock is set back, what is to be waited for moves with it") {
    World world;
    world.say("https://paper.example/1", answer(429).retry_after(90s));
    world.ask("https://paper.example/1");
    world.courier->run_due();
    world.pass(1s);
    world.ask("https://paper.example/2");
    world.clock.set(at("2015-01-01T00:00:00Z"));
    world.courier->run_due();
    CHECK(world.pages() == std::vector<std::string>{"https://paper.example/1"});
    world.pass(88s);
    CHECK(world.pages().size() == 1);
    world.pass(3s);
    CHECK(world.pages() == std::vector<std::string>{"https://paper.example/1", "https://paper.example/2"});
    CHECK(world.web.asked().size() == 3);  // and robots.txt is as good as it was
}

TEST_CASE("hosts take turns: one with many addresses does not hold up one with few") {
    World world;
    world.manners.host_delay = 0ms;
    world.manners.max_parallel = 1;
    world.web.hold();
    for (int i = 0; i < 50; ++i) world.ask(fmt::format("https://big.example/{}", i));
    world.ask("https://small.example/1");
    world.web.let_go();
    world.inbox.wait_for(51);
    const auto pages = world.pages();
    const auto small = std::ranges::find(pages, "https://small.example/1") - pages.begin();
    CHECK(small <= 3);
}

TEST_CASE("at most so many requests at once, over all hosts") {
    World world;
    world.manners.max_parallel = 3;
    world.web.hold();
    for (int i = 0; i < 10; ++i) world.ask(fmt::format("https://h{}.example/", i));
    world.courier->run_due();
    CHECK(world.web.asked().size() == 3);
    CHECK(world.courier->under_way() == 3);
    CHECK(world.courier->waiting() == 10);
    world.courier->stop();
    world.web.let_go();
}

TEST_CASE("each hop of a redirect waits its turn and asks its own robots.txt") {
    World world;
    world.say("https://old.example/1", answer(301).header("location", "https://new.example/1"));
    world.say("https://new.example/robots.txt", answer().body("User-agent: *\nDisallow: /secret\n"));
    world.say("https://old.example/2", answer(302).header("location", "https://new.example/secret"));
    world.say("https://old.example/3", answer(302).header("location", "/3"));
    world.ask("https://old.example/1");
    world.ask("https://old.example/2");
    world.ask("https://old.example/3");
    world.courier->run_due();
    for (int i = 0; i < 20; ++i) world.pass(1s);
    world.inbox.wait_for(3);
    const auto pages = world.pages();
    CHECK(std::ranges::count(pages, "https://new.example/1") == 1);
    CHECK(std::ranges::count(pages, "https://new.example/secret") == 0);
    CHECK(std::ranges::count(pages, "https://old.example/3") == 6);
    const std::scoped_lock lock(world.inbox.mutex);
    for (const auto& [url, reply] : world.inbox.answers) {
        CAPTURE(url);
        if (url.ends_with('1')) {
            REQUIRE(reply.has_value());
            CHECK(reply->url.href() == "https://new.example/1");
            CHECK(reply->redirects == Hops{{301, "https://new.example/1"}});
        } else {
            REQUIRE_FALSE(reply.has_value());
            CHECK(reply.error().fault == Fault::refused);
        }
    }
}

TEST_CASE("a host that never answers is asked less and less often") {
    World world;
    world.manners.max_hold = 24h;
    for (int i = 0; i < 20; ++i) {
        world.say(fmt::format("https://dead.example/{}", i), failing(Fault::timed_out));
        world.ask(fmt::format("https://dead.example/{}", i));
    }
    world.courier->run_due();
    for (int i = 0; i < 60; ++i) world.pass(1s);
    CHECK(world.pages().size() < 10);
}

TEST_CASE("too much for one host is sent back as busy; too much for all makes submit wait") {
    World world;
    world.manners.max_waiting_per_host = 3;
    world.manners.max_waiting = 5;
    world.web.hold();
    for (int i = 0; i < 4; ++i) world.ask(fmt::format("https://a.example/{}", i));
    world.inbox.wait_for(1);
    CHECK(world.inbox.fault(0) == Fault::busy);
    world.ask("https://b.example/1");
    world.ask("https://b.example/2");
    std::atomic<int> accepted = -1;
    std::jthread pusher(
        [&] { accepted = world.courier->submit({.url = *Url::parse("https://c.example/")}, world.inbox.taker("c")); });
    std::this_thread::sleep_for(50ms);
    CHECK(accepted == -1);
    world.courier->stop();
    pusher.join();
    CHECK(accepted == 0);
    world.web.let_go();
}

TEST_CASE("a courier that stops answers all that waits, at once, and takes nothing more") {
    World world;
    world.web.hold();
    for (int i = 0; i < 5; ++i) world.ask("https://paper.example/");
    world.courier->run_due();
    world.courier->stop();
    CHECK(world.inbox.count() == 5);
    for (std::size_t i = 0; i < 5; ++i) CHECK(world.inbox.fault(i) == Fault::cancelled);
    CHECK_FALSE(world.courier->submit({.url = *Url::parse("https://paper.example/")}, world.inbox.taker("late")));
    world.courier.reset();
    world.web.let_go();  // the answer to robots.txt, when nobody is there any more
    CHECK(world.inbox.count() == 5);
}

TEST_CASE("hosts nobody asks for are forgotten, the oldest first") {
    World world;
    world.manners.max_hosts = 10;
    world.manners.host_delay = 0ms;
    for (int i = 0; i < 30; ++i) world.ask(fmt::format("https://h{}.example/", i));
    world.inbox.wait_for(30);
    world.courier->run_due();
    const std::size_t before = world.web.asked().size();
    CHECK(before == 60);
    world.ask("https://h29.example/");  // remembered
    world.inbox.wait_for(31);
    CHECK(world.web.asked().size() == before + 1);
    world.ask("https://h0.example/");  // forgotten: robots.txt again
    world.inbox.wait_for(32);
    CHECK(world.web.asked().size() == before + 3);
}

TEST_CASE("through the gate to the newsroom, with its pauses kept") {
    newsroom::Newsroom room({.delay = 30ms});
    for (int host = 0; host < 3; ++host)
        for (int i = 0; i < 4; ++i)
            room.add_article({.url = fmt::format("https://s{}.example/{}", host, i), .title = "T", .text = "Text."});
    REQUIRE(room.start());
    const SystemClock clock;
    Gate gate({.newsroom_port = room.port()});
    Inbox inbox;
    Courier courier(clock, gate, {.host_delay = 30ms});
    for (int host = 0; host < 3; ++host)
        for (int i = 0; i < 4; ++i) {
            const std::string url = fmt::format("https://s{}.example/{}", host, i);
            REQUIRE(courier.submit({.url = *Url::parse(url)}, inbox.taker(url)));
        }
    REQUIRE(courier.submit({.url = *Url::parse("https://s0.example/private/x")}, inbox.taker("private")));
    inbox.wait_for(13);
    const auto total = room.total();
    CHECK(total.requests == 15);
    CHECK(total.robots == 3);
    CHECK(total.too_soon == 0);
    CHECK(total.most_at_once == 1);
    CHECK(total.repeats == 0);
    CHECK(gate.counts().sockets_opened == 3);  // kept while the host has more to give
}
