#include "pipeline/websub.hpp"

#include "pipeline/house.hpp"
#include "pipeline/subscriptions.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;
using pipeline::HubLinks;
using pipeline::Subscriptions;
using State = Subscription::State;

namespace {

constexpr auto topic = "https://paper.example/feed.xml";
constexpr auto hub = "https://hub.example/";
constexpr std::string_view xml = "application/rss+xml";

std::string with_hub(std::string feed, std::string_view at = hub) {
    const auto channel = feed.find("<channel>") + 9;
    feed.insert(channel, fmt::format("<link xmlns='http://www.w3.org/2005/Atom' rel='hub' href='{}'/>", at));
    return feed;
}

// Subscriptions alone, over a real archive with one feed, whose hub this test plays.
struct Desk {
    Folder folder;
    std::unique_ptr<store::Store> store = *store::Store::open(folder.path());
    std::unique_ptr<store::Reader> reader = *store->reader();
    ManualClock clock{at("2025-07-14T08:00:00Z")};
    Subscriptions subscriptions{clock, "https://news.example"};
    Feed feed;

    Desk() {
        feed.url = topic;
        feed.id = feed_id(topic);
        feed.source = source_id("paper.example");
        feed.due = clock.now();
        REQUIRE(store->put_feed(feed));
        REQUIRE(subscriptions.open(*store, *reader, true));
    }
    void saw(std::string_view at = hub, std::size_t fresh = 0) {
        subscriptions.saw({feed, HubLinks{std::string(at), at.empty() ? "" : topic}, fresh});
    }
    Subscription one() {
        const auto all = subscriptions.all();
        REQUIRE(all.size() == 1);
        return all.front();
    }
    // The request that is due, and how the hub answers it.
    std::optional<std::string> request(int status, std::string body = {}, std::string location = {}) {
        (void)subscriptions.tick(*store);
        auto errand = subscriptions.take_errand();
        if (!errand) return std::nullopt;
        fetch::Fetched answer{.url = errand->request.url, .status = status};
        answer.body = std::move(body);
        if (!location.empty()) answer.headers.emplace_back("location", std::move(location));
        subscriptions.heard(errand->token, answer);
        return errand->request.url.href() + " " + errand->request.form;
    }
    std::optional<std::string> verify(std::string_view mode, std::optional<std::int64_t> lease = 86'400,
                                      std::string_view of = topic) {
        return subscriptions.verify(
            one().token,
            {.mode = std::string(mode), .topic = std::string(of), .challenge = "c", .lease_seconds = lease});
    }
    int push(std::string body, std::string signature = {}) {
        const Subscription s = one();
        if (signature.empty()) signature = "sha256=" + pipeline::sign(s.secret, "sha256", body);
        return subscriptions.push({s.token, std::string(xml), std::move(signature), std::move(body)});
    }
    void activate() {
        saw();
        REQUIRE(request(202));
        REQUIRE(verify("subscribe") == "c");
    }
};

}  // namespace

TEST_CASE("signatures: the four methods, and nothing else, right to the last letter") {
    // RFC 2202 and RFC 4231, test case 2.
    const std::string_view secret = "Jefe", body = "what do ya want for nothing?";
    CHECK(pipeline::sign(secret, "sha1", body) == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    CHECK(pipeline::sign(secret, "sha256", body) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    for (const std::string_view method : {"sha1", "sha256", "sha384", "sha512", "SHA256"}) {
        const std::string right = fmt::format("{}={}", method, pipeline::sign(secret, method, body));
        CHECK(pipeline::is_signed(secret, right, body));
        CHECK_FALSE(pipeline::is_signed(secret, right, "what do ya want for nothing!"));
        CHECK_FALSE(pipeline::is_signed("jefe", right, body));
        CHECK_FALSE(pipeline::is_signed(secret, right.substr(0, right.size() - 2), body));
        CHECK_FALSE(pipeline::is_signed(secret, right + "00", body));
    }
    for (const std::string_view bad : {"", "sha256", "sha256=", "=", "md5=750c783e6ab0b503eaa86e310a5db738", "sha3=00"})
        CHECK_FALSE(pipeline::is_signed(secret, bad, body));
    CHECK_FALSE(pipeline::is_signed("", "sha256=" + pipeline::sign("", "sha256", body), body));
}

TEST_CASE("a hub is found in the feed, and in the Link fields before it; its topic is what the feed calls itself") {
    fetch::Fetched answer{.url = *Url::parse("https://paper.example/feed?x=1"), .status = 200};
    feed::ParsedFeed parsed;
    CHECK(pipeline::hub_links(answer, parsed) == HubLinks{});
    parsed.hub = "https://hub.example/a";
    CHECK(pipeline::hub_links(answer, parsed) == HubLinks{"https://hub.example/a", "https://paper.example/feed?x=1"});
    parsed.self = "https://paper.example/feed";
    CHECK(pipeline::hub_links(answer, parsed).topic == "https://paper.example/feed");
    answer.headers = {{"link", "</b>; rel=\"hub\", <https://other.example/>; rel=next"}, {"link", "</self>; rel=self"}};
    CHECK(pipeline::hub_links(answer, parsed) == HubLinks{"https://paper.example/b", "https://paper.example/self"});
    answer.headers = {{"link", "<javascript:alert(1)>; rel=hub, <https://a:b@hub.example/>; rel=hub"}};
    parsed.hub = "ftp://hub.example/";
    CHECK(pipeline::hub_links(answer, parsed).hub.empty());
}

TEST_CASE("a hub is asked, verifies, pushes; its lease is renewed at half-time, and polling slows only when it works") {
    Desk desk;
    desk.saw();
    CHECK(desk.one().state == State::wanted);
    CHECK_FALSE(desk.verify("subscribe"));  // nothing was asked yet
    const auto form = desk.request(202);
    REQUIRE(form);
    CHECK(
        form->starts_with("https://hub.example/ hub.mode=subscribe&hub.topic=https%3A%2F%2Fpaper.example%2Ffeed.xml"));
    CHECK(form->contains("hub.callback=https%3A%2F%2Fnews.example%2Fwebsub%2F" + desk.one().token));
    CHECK(form->contains("hub.secret=" + desk.one().secret));
    CHECK(desk.one().token.size() == 32);
    CHECK(desk.one().secret.size() == 64);

    CHECK_FALSE(desk.verify("subscribe", 86'400, "https://paper.example/other.xml"));
    CHECK_FALSE(desk.verify("unsubscribe"));
    CHECK_FALSE(desk.subscriptions.verify("no such token", {.mode = "subscribe", .topic = topic, .challenge = "c"}));
    CHECK(desk.push("<rss/>") == 404);  // not verified yet
    CHECK(desk.verify("subscribe", 86'400) == "c");
    CHECK_FALSE(desk.verify("subscribe", 86'400));  // a replay
    CHECK(desk.one().state == State::active);

    const Instant usual = desk.clock.now() + 1h;
    CHECK(desk.subscriptions.due(desk.feed.id, usual, desk.clock.now()) == usual);  // not proven
    CHECK(desk.push("<rss/>") == 202);
    REQUIRE(desk.subscriptions.take_push());
    desk.subscriptions.brought(desk.feed.id, 1);
    CHECK(desk.subscriptions.due(desk.feed.id, usual, desk.clock.now()) == desk.clock.now() + 12h);
    CHECK(desk.subscriptions.due(desk.feed.id, desk.clock.now() + 20h, desk.clock.now()) == desk.clock.now() + 20h);

    CHECK_FALSE(desk.request(202));
    desk.clock.advance(12h);
    CHECK(desk.request(202)->contains("hub.mode=subscribe"));
    CHECK(desk.verify("subscribe", 86'400) == "c");
    desk.saw(hub, 3);  // a poll found what was not pushed
    CHECK_FALSE(desk.one().proven);
    CHECK(desk.subscriptions.due(desk.feed.id, desk.clock.now() + 1h, desk.clock.now()) == desk.clock.now() + 1h);
}

TEST_CASE("when the lease ends without a renewal, the feed is polled as usual, and the hub is asked again") {
    Desk desk;
    desk.activate();
    CHECK(desk.push("<rss/>") == 202);
    desk.subscriptions.brought(desk.feed.id, 1);
    desk.clock.advance(12h);
    REQUIRE(desk.request(500, "out of order"));
    CHECK(desk.one().state == State::active);
    desk.clock.advance(12h + 1s);
    CHECK(desk.push("<rss/>") == 410);
    const auto hasten = desk.subscriptions.tick(*desk.store);
    REQUIRE(hasten.size() == 1);
    CHECK(hasten.front() == desk.feed.id);
    CHECK(desk.one().state == State::wanted);
    CHECK_FALSE(desk.one().reason.empty());
}

TEST_CASE("a forged push is answered like a good one, counted, and not read") {
    Desk desk;
    desk.activate();
    CHECK(desk.push("<rss/>", "sha256=00") == 202);
    CHECK(desk.push("<rss/>", "sha256=" + pipeline::sign("guess", "sha256", "<rss/>")) == 202);
    CHECK(desk.subscriptions.push({desk.one().token, std::string(xml), "", "<rss/>"}) == 202);
    CHECK(desk.one().forged == 3);
    CHECK(desk.one().pushes == 0);
    CHECK_FALSE(desk.subscriptions.take_push());
}

TEST_CASE("a hub without https gets no secret, and what it pushes is only a hint") {
    Desk desk;
    desk.saw("http://hub.example/");
    const auto form = desk.request(202);
    REQUIRE(form);
    CHECK_FALSE(form->contains("hub.secret"));
    REQUIRE(desk.verify("subscribe") == "c");
    CHECK(desk.push("<rss>news that nobody signed</rss>", "sha1=00") == 202);
    const auto push = desk.subscriptions.take_push();
    REQUIRE(push);
    CHECK(push->hint);
    CHECK(push->body.empty());
}

TEST_CASE("a hub that pushes without end is slowed down, and what waits is bounded") {
    Desk desk;
    desk.activate();
    int taken = 0;
    while (taken < 1000 && desk.push("<rss/>") == 202) ++taken;
    CHECK(taken == 30);
    CHECK(desk.push("<rss/>") == 429);
    desk.clock.advance(20s);
    CHECK(desk.push("<rss/>") == 202);
    desk.clock.advance(2h);
    for (int i = 0; i < 20; ++i) (void)desk.push(std::string(4u << 20, 'x'));
    std::size_t bytes = 0;
    while (const auto push = desk.subscriptions.take_push()) bytes += push->body.size();
    CHECK(bytes <= (32u << 20));
}

TEST_CASE("a hub that says no, by its answer or by its word, is left alone for a week, and says why") {
    Desk desk;
    desk.saw();
    REQUIRE(desk.request(403, "only for members"));
    CHECK(desk.one().state == State::denied);
    CHECK(desk.one().reason == "the hub refuses (403): only for members");
    desk.clock.advance(6 * 24h);
    CHECK_FALSE(desk.request(202));
    desk.clock.advance(25h);
    REQUIRE(desk.request(202));
    REQUIRE(desk.verify("subscribe") == "c");
    CHECK(desk.subscriptions.verify(desk.one().token, {.mode = "denied", .topic = topic, .reason = "spam\x1b[1m"}) ==
          "");
    CHECK(desk.one().state == State::denied);
    CHECK(desk.one().reason.starts_with("the hub denies it: spam"));
    CHECK_FALSE(desk.one().reason.contains('\x1b'));
    CHECK(desk.push("<rss/>") == 410);
}

TEST_CASE("a hub that never verifies is asked again, later each time; one that redirects is followed, not from https") {
    Desk desk;
    desk.saw();
    REQUIRE(desk.request(307, "", "https://new.example/hub"));
    CHECK(desk.request(202)->starts_with("https://new.example/hub "));
    CHECK(desk.one().hub == hub);  // what the feed names stays
    desk.clock.advance(61min);
    CHECK_FALSE(desk.request(202));
    CHECK(desk.one().reason.contains("never verified"));
    desk.clock.advance(10min);
    REQUIRE(desk.request(308, "", "http://plain.example/"));
    CHECK_FALSE(desk.request(202));
    CHECK(desk.one().failures > 0);
}

TEST_CASE("a feed that is removed, gone, or names another hub leaves its hub, who verifies that too") {
    Desk desk;
    desk.activate();
    SUBCASE("removed") { REQUIRE(desk.store->remove_feed(desk.feed.id)); }
    SUBCASE("gone") {
        desk.feed.state = Feed::State::gone;
        desk.saw();
    }
    SUBCASE("no hub any more") { desk.saw(""); }
    desk.clock.advance(2min);
    const auto form = desk.request(202);
    REQUIRE(form);
    CHECK(form->contains("hub.mode=unsubscribe"));
    CHECK_FALSE(desk.verify("subscribe"));
    CHECK(desk.verify("unsubscribe") == "c");
    (void)desk.subscriptions.tick(*desk.store);
    CHECK(desk.subscriptions.all().empty());
    CHECK(desk.reader->subscriptions()->empty());
}

TEST_CASE("subscriptions outlive a restart; at another address, or without one, they end") {
    Desk desk;
    desk.activate();
    CHECK(desk.push("<rss/>") == 202);
    desk.subscriptions.brought(desk.feed.id, 1);
    (void)desk.subscriptions.tick(*desk.store);
    Subscriptions again(desk.clock, "https://news.example");
    REQUIRE(again.open(*desk.store, *desk.reader, true));
    REQUIRE(again.all().size() == 1);
    CHECK(again.all().front().secret == desk.one().secret);
    CHECK(again.due(desk.feed.id, desk.clock.now(), desk.clock.now()) == desk.clock.now() + 12h);
    Subscriptions command(desk.clock, "");
    REQUIRE(command.open(*desk.store, *desk.reader, false));  // `octavo add`: none of its business
    CHECK(desk.reader->subscriptions()->size() == 1);
    Subscriptions moved(desk.clock, "https://other.example");
    REQUIRE(moved.open(*desk.store, *desk.reader, true));
    CHECK(moved.all().empty());
    CHECK(moved.tick(*desk.store).size() == 1);
    CHECK(desk.reader->subscriptions()->empty());
}

TEST_CASE("a push is read like a poll: its new entries become articles, once, and the next poll doubles nothing") {
    auto settings = quick();
    settings.hub_site = "https://news.example";
    House house(settings);
    house.follow(topic, "paper.example");
    for (int i = 0; i < 5; ++i)
        house.web.put(fmt::format("https://paper.example/report/{}", i),
                      {200, page(fmt::format("Report {}", i), i), "text/html", {}});
    house.web.put(topic, {200, with_hub(rss("paper.example", 0, 3)), std::string(xml), "\"v1\""});
    house.web.put(hub, {202, "", "text/plain", {}});
    house.poll();
    CHECK(house.articles() == 3);
    const auto wait = [](const auto& done) {
        for (int tries = 0; tries < 5000 && !done(); ++tries) std::this_thread::sleep_for(2ms);
        return done();
    };
    auto& subscriptions = house.line->subscriptions();
    REQUIRE(wait([&] { return house.web.asked(hub) == 1; }));
    const Subscription s = subscriptions.all().at(0);
    REQUIRE(subscriptions.verify(s.token, {.mode = "subscribe", .topic = topic, .challenge = "c"}) == "c");
    const std::string pushed = with_hub(rss("paper.example", 2, 5));
    CHECK(subscriptions.push(
              {s.token, std::string(xml), "sha256=" + pipeline::sign(s.secret, "sha256", pushed), pushed}) == 202);
    REQUIRE(wait([&] { return house.articles() == 5; }));
    house.line->drain();
    CHECK(house.line->progress().pushes == 1);
    CHECK(house.web.asked("https://paper.example/report/2") == 1);
    CHECK(house.feed(topic).etag == "\"v1\"");  // the poll's, byte for byte
    CHECK(house.feed(topic).due >= house.clock.now() + 11h);

    house.web.put(topic, {200, pushed, std::string(xml), "\"v2\""});
    house.poll();
    CHECK(house.articles() == 5);
    CHECK(house.web.asked("https://paper.example/report/4") == 1);
    CHECK(house.feed(topic).due >= house.clock.now() + 11h);

    // What is no feed is not believed to be news: the feed is asked instead, at its usual pace.
    CHECK(subscriptions.push(
              {s.token, "text/html", "sha256=" + pipeline::sign(s.secret, "sha256", "<p>hello"), "<p>hello"}) == 202);
    REQUIRE(wait([&] { return house.line->progress().pushes == 2; }));
    house.line->drain();
    CHECK(house.feed(topic).due <= house.clock.now() + 6min);
    CHECK(house.articles() == 5);
}
