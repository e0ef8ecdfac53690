#include "pipeline/line.hpp"

#include <sys/resource.h>

#include <csignal>

#include "base/utf8.hpp"
#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace std::chrono_literals;
using pipeline::Line;
using pipeline::Outcome;

namespace {

constexpr auto feed_url = "https://paper.example/feed.xml";
constexpr std::string_view xml = "application/rss+xml";

void publish(ScriptedWeb& web, std::string_view host, int from, int to, std::string etag = {}) {
    web.put(fmt::format("https://{}/feed.xml", host), {200, rss(host, from, to), std::string(xml), std::move(etag)});
    for (int i = from; i < to; ++i)
        web.put(fmt::format("https://{}/report/{}", host, i),
                {200, page(fmt::format("Report {} of {}", i, host), i), "text/html", {}});
}

pipeline::Submission note(int number, std::string_view domain, std::string_view text = {}) {
    pipeline::Submission out;
    out.source.domain = out.source.name = domain;
    out.source.id = source_id(domain);
    out.job.url = fmt::format("https://{}/{}", domain, number);
    out.job.hints.title = fmt::format("Note {}", number);
    out.job.hints.content =
        text.empty() ? fmt::format("Note {} tells of bridge {} and of ferry {}.", number, number * 3, number * 5)
                     : std::string(text);
    out.job.hints.plain = true;
    out.job.hints.published = at("2025-07-13T08:00:00Z") + std::chrono::minutes(number);
    out.job.seen = at("2025-07-14T08:00:00Z");
    return out;
}

}  // namespace

TEST_CASE("the new entries of a feed become articles, and are not asked for again") {
    House house;
    house.follow(feed_url, "paper.example");
    publish(house.web, "paper.example", 0, 3, "\"v1\"");
    house.poll();
    CHECK(house.articles() == 3);
    CHECK(house.has("https://paper.example/report/2"));
    CHECK(house.feed(feed_url).etag == "\"v1\"");
    CHECK(house.feed(feed_url).state == Feed::State::healthy);

    house.poll();
    CHECK(house.line->progress().unchanged == 1);
    CHECK(house.web.asked("https://paper.example/report/0") == 1);
    publish(house.web, "paper.example", 1, 4, "\"v2\"");
    house.poll();
    CHECK(house.articles() == 4);
    CHECK(house.web.asked("https://paper.example/report/2") == 1);
    CHECK(house.web.asked("https://paper.example/report/3") == 1);
}

TEST_CASE("a page that fails, or that robots.txt forbids, keeps what its feed said") {
    House house;
    house.follow(feed_url, "paper.example");
    publish(house.web, "paper.example", 0, 3);
    house.web.put("https://paper.example/robots.txt", {200, "User-agent: *\nDisallow: /report/1\n", "text/plain", {}});
    house.web.put("https://paper.example/report/0", {500, "oh no", "text/html", {}});
    house.poll();
    CHECK(house.articles() == 3);
    CHECK(house.web.asked("https://paper.example/report/1") == 0);
    for (const int i : {0, 1}) {
        const auto id = *house.reader->article_at(fmt::format("https://paper.example/report/{}", i));
        REQUIRE(id);
        const auto article = **house.reader->article(*id);
        CHECK(plain_text(article.extraction) == fmt::format("What the feed says of report {} of paper.example.", i));
    }
}

TEST_CASE("a page that fails for now is asked for again later, and then replaces what the feed said") {
    House house;
    house.follow(feed_url, "paper.example");
    publish(house.web, "paper.example", 0, 1);
    house.web.put("https://paper.example/report/0", {503, "busy", "text/html", {}});
    house.poll();
    const auto id = *house.reader->article_at("https://paper.example/report/0");
    REQUIRE(id);
    CHECK((*house.reader->article(*id))->extraction.why.find("from the feed") != std::string::npos);

    house.web.put("https://paper.example/report/0", {200, page("Report 0", 0), "text/html", {}});
    house.clock.advance(16min);
    while (house.line->progress().updated < 1) std::this_thread::sleep_for(2ms);
    house.line->drain();
    CHECK(plain_text((*house.reader->article(*id))->extraction).find("under the old market") != std::string::npos);
    CHECK(house.articles() == 1);
}

TEST_CASE("an entry that can be had nowhere is refused once, and not asked for at every poll") {
    House house;
    house.follow(feed_url, "paper.example");
    house.web.put(
        feed_url,
        {200,
         "<rss><channel><item><title>Gone</title><link>https://paper.example/gone</link></item></channel></rss>",
         std::string(xml),
         {}});
    house.poll();
    CHECK(house.articles() == 0);
    CHECK(house.line->progress().refused == 1);
    house.web.put(feed_url, {200,
                             "<rss><channel><item><title>Gone</title><link>https://paper.example/gone</link></"
                             "item><!-- --></channel></rss>",
                             std::string(xml),
                             {}});
    house.poll();
    CHECK(house.web.asked("https://paper.example/gone") == 1);
}

TEST_CASE("a feed with many new entries takes its share at each poll and loses none") {
    auto settings = quick();
    settings.entries_a_poll = 20;
    House house(settings);
    house.follow(feed_url, "paper.example");
    house.follow("https://small.example/feed.xml", "small.example");
    publish(house.web, "paper.example", 0, 50, "\"all\"");
    publish(house.web, "small.example", 0, 1);
    house.poll();
    CHECK(house.articles() == 21);
    CHECK(house.has("https://small.example/report/0"));
    CHECK(house.feed(feed_url).etag == "\"all\"");  // the publisher says "not modified": the rest is kept here
    CHECK_FALSE(house.feed(feed_url).memory.empty());
    house.poll();
    CHECK(house.articles() == 41);
    house.poll();
    CHECK(house.articles() == 51);
    CHECK(house.feed(feed_url).etag == "\"all\"");
    CHECK(house.feed(feed_url).memory.empty());
    CHECK(house.line->progress().unchanged == 4);  // both feeds, twice
    house.poll();
    CHECK(house.articles() == 51);
}

TEST_CASE("a feed that changes before all of it is in loses none, nor does one whose page fails meanwhile") {
    auto settings = quick();
    settings.entries_a_poll = 20;
    House house(settings);
    house.follow(feed_url, "paper.example");
    publish(house.web, "paper.example", 0, 30, "\"v1\"");
    house.web.put("https://paper.example/report/29", {503, "busy", "text/html", {}});
    house.poll();
    CHECK(house.articles() == 20);
    publish(house.web, "paper.example", 0, 35, "\"v2\"");
    house.poll();
    CHECK(house.articles() == 35);
    CHECK(house.feed(feed_url).etag == "\"v2\"");
    CHECK(house.feed(feed_url).memory.empty());
}

TEST_CASE("a feed that is too large to be kept is asked for whole until all of it is in") {
    auto settings = quick();
    settings.entries_a_poll = 1;
    House house(settings);
    house.follow(feed_url, "paper.example");
    std::string noise;  // packs badly
    for (std::uint64_t i = 0; i < 60'000; ++i) noise += fmt::format("{:x}", mix64(i));
    house.web.put(feed_url,
                  {200,
                   "<rss><channel><item><title>One</title><link>https://paper.example/report/1</link></item><item>"
                   "<title>Two</title><link>https://paper.example/report/2</link></item><!-- " +
                       noise + " --></channel></rss>",
                   std::string(xml), "\"large\""});
    house.web.put("https://paper.example/report/1", {200, page("Report 1", 1), "text/html", {}});
    house.web.put("https://paper.example/report/2", {200, page("Report 2", 2), "text/html", {}});
    house.poll();
    CHECK(house.articles() == 1);
    CHECK(house.feed(feed_url).etag.empty());
    CHECK(house.feed(feed_url).memory.empty());
    house.poll();
    CHECK(house.articles() == 2);
    CHECK(house.feed(feed_url).etag == "\"large\"");
}

TEST_CASE("a hanging origin holds up neither the others nor the stop") {
    House house;
    house.follow(feed_url, "paper.example");
    house.follow("https://well.example/feed.xml", "well.example");
    publish(house.web, "paper.example", 0, 2);
    publish(house.web, "well.example", 0, 5);
    house.web.hang("https://paper.example/report/0");
    REQUIRE(house.line->poll(Line::Which::all));
    while (house.articles() < 5) std::this_thread::sleep_for(2ms);
    house.line->stop();
    CHECK(!house.has("https://paper.example/report/0"));
}

TEST_CASE("what was in hand when the line stopped is fetched by the next one, once") {
    Folder folder;
    {
        House house(quick(), &folder);
        house.follow(feed_url, "paper.example");
        publish(house.web, "paper.example", 0, 6, "\"v1\"");
        house.web.hang("https://paper.example/report/3");
        REQUIRE(house.line->poll(Line::Which::all));
        while (house.articles() < 1) std::this_thread::sleep_for(2ms);
        house.line->stop();
        CHECK(house.feed(feed_url).etag.empty());
    }
    House house(quick(), &folder);
    publish(house.web, "paper.example", 0, 6, "\"v1\"");
    house.poll();
    CHECK(house.articles() == 6);
    CHECK(house.has("https://paper.example/report/3"));
    CHECK(house.feed(feed_url).etag == "\"v1\"");
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("feeds are polled by themselves when they are due") {
    auto settings = quick();
    settings.follow = true;
    House house(settings);
    publish(house.web, "paper.example", 0,
            2);  // before it is followed: the clock stands still, the first poll must find it
    house.follow(feed_url, "paper.example");
    while (house.articles() < 2) std::this_thread::sleep_for(2ms);
    const int asked = house.web.asked(feed_url);
    publish(house.web, "paper.example", 0, 3);
    house.clock.advance(25h);
    while (house.articles() < 3) std::this_thread::sleep_for(2ms);
    CHECK(house.web.asked(feed_url) > asked);
}

TEST_CASE("a page reached under another address is known by both") {
    House house;
    house.follow(feed_url, "paper.example");
    publish(house.web, "paper.example", 0, 1);
    auto html = page("Report 0", 0);
    html.insert(html.find("</head>"), "<link rel=canonical href='https://www.paper.example/long/report-0'>");
    house.web.put("https://paper.example/report/0", {200, html, "text/html", {}});
    house.poll();
    CHECK(house.has("https://www.paper.example/long/report-0"));
    CHECK(house.has("https://paper.example/report/0"));
    house.web.put(feed_url, {200, rss("paper.example", 0, 1) + " ", std::string(xml), {}});
    house.poll();
    CHECK(house.web.asked("https://paper.example/report/0") == 1);
    CHECK(house.articles() == 1);
}

TEST_CASE("nobody answers: we are offline, and feeds are not blamed for it") {
    House house;
    for (int i = 0; i < 8; ++i)
        house.follow(fmt::format("https://p{}.example/feed.xml", i), fmt::format("p{}.example", i));
    house.web.unplug();
    REQUIRE(house.line->poll(Line::Which::all));
    while (!house.line->progress().offline) std::this_thread::sleep_for(2ms);
    int blamed = 0;
    const auto feeds = house.reader->feeds();
    for (const auto& feed : *feeds) blamed += feed.failures > 0 ? 1 : 0;
    CHECK(blamed <= 2);
}

TEST_CASE("an article is acknowledged after its commit, in the order given, whatever the number of workers") {
    const auto placed = [](unsigned workers) {
        House house(quick(workers));
        std::vector<std::string> acknowledged;
        for (int i = 0; i < 60; ++i) {
            // Tellings of one event now and then, so that placing has something to decide.
            auto submission = note(
                i, fmt::format("p{}.example", i % 7),
                i % 5 == 0 ? fmt::format("The volcano above the harbour erupted before dawn and the ferry port was "
                                         "closed, said officer {}. Ash fell on the northern villages.",
                                         i)
                           : std::string());
            submission.done = [&, reader = house.reader.get()](const Outcome& outcome) {
                REQUIRE(outcome.written);
                CHECK(reader->article(outcome.id)->has_value());
                acknowledged.push_back(fmt::format("{} {}", outcome.url, outcome.copy));
            };
            REQUIRE(house.line->submit(std::move(submission)));
        }
        house.line->drain();
        CHECK(acknowledged.size() == 60);
        REQUIRE(house.reader->each_placed({}, [&](const store::Card& card, const Reading&, const Placement& placement) {
            acknowledged.push_back(
                fmt::format("{} {} {}", card.id.text(), placement.story.text(), placement.duplicate_of.text()));
        }));
        return acknowledged;
    };
    const auto one = placed(1);
    CHECK(one.size() == 120);
    CHECK(one == placed(3));
}

TEST_CASE("the same article again is already there, and keeps its place") {
    House house;
    std::vector<store::Written> written;
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 3; ++i) {
            auto submission = note(i, "p.example");
            submission.done = [&](const Outcome& outcome) { written.push_back(*outcome.written); };
            REQUIRE(house.line->submit(std::move(submission)));
        }
        house.line->drain();
    }
    using enum store::Written;
    CHECK(written == std::vector{stored, stored, stored, unchanged, unchanged, unchanged});
    CHECK(house.articles() == 3);
}

TEST_CASE("one article that cannot be had does not lose its batch") {
    House house;
    int stored = 0, refused = 0;
    for (int i = 0; i < 10; ++i) {
        auto submission = note(i, "p.example");
        if (i == 4) submission.job.hints = {};
        submission.done = [&](const Outcome& outcome) { ++(outcome.written ? stored : refused); };
        REQUIRE(house.line->submit(std::move(submission)));
    }
    house.line->drain();
    CHECK(stored == 9);
    CHECK(refused == 1);
}

TEST_CASE("commands run on the writer, also from its own callbacks, and not after the stop") {
    House house;
    auto submission = note(1, "p.example");
    bool inside = false;
    submission.done = [&](const Outcome&) {
        inside = house.line->command([](store::Store& store) { return store.put_fact("a", "b"); }).has_value();
    };
    REQUIRE(house.line->submit(std::move(submission)));
    house.line->drain();
    CHECK(inside);
    house.line->stop();
    const auto late = house.line->command([](store::Store&) -> Result<> { return {}; });
    REQUIRE(!late);
    CHECK(late.error().fault == Fault::cancelled);
    CHECK(!house.line->submit(note(2, "p.example")));
}

TEST_CASE("every submission is answered once, also when the line is stopped in the middle") {
    House house(quick(1));
    std::atomic<int> answered = 0, taken = 0;
    std::thread feeder([&] {
        for (int i = 0; i < 500; ++i) {
            auto submission = note(i, "p.example");
            submission.done = [&](const Outcome&) { ++answered; };
            if (!house.line->submit(std::move(submission))) return;
            ++taken;
        }
    });
    while (answered < 20) std::this_thread::yield();
    house.line->stop();
    feeder.join();
    CHECK(answered == taken);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("a full disk pauses the line: nothing is acknowledged, nothing is lost, and it goes on by itself") {
    House house;
    for (int i = 0; i < 5; ++i) REQUIRE(house.line->submit(note(i, "p.example")));
    house.line->drain();
    // No file of this process may grow: what a full disk does, for us alone.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit small = before;
    small.rlim_cur = 4096;
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::atomic<int> acknowledged = 0;
    for (int i = 5; i < 40; ++i) {
        auto submission = note(i, "p.example");
        submission.done = [&](const Outcome& outcome) { acknowledged += outcome.written ? 1 : 0; };
        REQUIRE(house.line->submit(std::move(submission)));
    }
    while (!house.line->progress().paused) std::this_thread::sleep_for(1ms);
    CHECK(acknowledged == 0);
    CHECK(house.articles() == 5);
    REQUIRE(setrlimit(RLIMIT_FSIZE, &before) == 0);
    house.line->drain();
    CHECK(acknowledged == 35);
    CHECK(house.articles() == 40);
    CHECK(!house.line->progress().paused);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("the writer lets texts go by itself when their year is over") {
    House house;
    const auto days_seen = [&] {
        std::int64_t count = 0;
        REQUIRE(house.line->command([&](store::Store& store) -> Result<> {
            const auto connection = TRY(store.database().connect_reader());
            const auto row = TRY(store::use(*connection, "SELECT count(*) FROM days"));
            if (TRY(row->step())) count = row->integer(0);
            return {};
        }));
        return count;
    };
    REQUIRE(house.line->submit(note(1, "p.example")));
    house.line->drain();
    const auto id = house.reader->list({})->at(0).id;
    for (const auto& [days, seen] : {std::pair{1, 1}, {367, 2}, {1, 3}}) {
        CHECK_FALSE(house.reader->article(id)->value().expired);
        house.clock.advance(std::chrono::days(days));
        while (days_seen() < seen) std::this_thread::sleep_for(1ms);
    }
    while (!house.reader->article(id)->value().expired) std::this_thread::sleep_for(1ms);
    CHECK(house.articles() == 1);
}

TEST_CASE("an article in several pages is read whole, in order, and its last page ends the row") {
    House house;
    const auto part = [](int n, std::string_view more) {
        std::string html = page("The long report", n);
        return html.insert(html.find("</body>"), more);
    };
    house.web.put("https://long.example/feed", {.body = rss("long.example", 0, 1), .type = "application/rss+xml"});
    house.web.put("https://long.example/report/0", {.body = part(1, "<div>1 <a href='/report/0?page=2'>2</a></div>")});
    house.web.put("https://long.example/report/0?page=2",
                  {.body = part(2, "<a rel=next href='/report/0?page=3'>On</a>")});
    // The third page does not exist, and the server answers with the second once more.
    house.web.put("https://long.example/report/0?page=3",
                  {.body = part(2, "<a rel=next href='/report/0?page=4'>On</a>")});
    house.follow("https://long.example/feed", "long.example");
    house.poll();
    CHECK(house.articles() == 1);
    const auto id = *house.reader->article_at("https://long.example/report/0");
    REQUIRE(id);
    const auto article = *house.reader->article(*id);
    REQUIRE(article);
    const std::string text = plain_text(article->extraction);
    const auto first = text.find("Report 1 part 0"), second = text.find("Report 2 part 3");
    CHECK(first != std::string::npos);
    CHECK(second != std::string::npos);
    CHECK(first < second);
    CHECK(text.find("Report 2 part 0") == text.rfind("Report 2 part 0"));
    CHECK(house.has("https://long.example/report/0?page=2"));  // it leads to the article
    CHECK(house.web.asked("https://long.example/report/0?page=2") == 1);
    CHECK(house.web.asked("https://long.example/report/0?page=4") == 0);
    house.poll();
    CHECK(house.web.asked("https://long.example/report/0?page=2") == 1);
}
