#include "pipeline/reread.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "extract/page.hpp"
#include "pipeline/house.hpp"

using namespace octavo;
using namespace octavo::test;
using namespace octavo::pipeline;

namespace {

constexpr auto feed_of = "https://{}/feed.xml";

// Two rooms a page: rules say which is the article.
std::string two_rooms(int i) {
    return fmt::format(
        "<!doctype html><html lang=en><head><title>Report {0}</title></head><body><h1>Report {0}</h1>"
        "<div class=a><p>In the first room of report {0} the council heard of ferry {1}, which had not been seen "
        "since the flood, and was glad of it.</p></div>"
        "<div class=b><p>In the second room of report {0} the engineers spoke of weir {2}, of its gates, of its "
        "keepers, of its eels, and of what it would cost, which was a great deal more than anybody had said.</p>"
        "<p>Nobody left before midnight, and the weir was opened all the same, with a band.</p></div></body></html>",
        i, i * 3, i * 5);
}

void publish(House& house, const std::string& host, int from, int to) {
    house.follow(fmt::format(feed_of, host), host);
    house.web.put(fmt::format(feed_of, host), {200, rss(host, from, to), "application/rss+xml", {}});
    for (int i = from; i < to; ++i) house.web.put(fmt::format("https://{}/report/{}", host, i), {200, two_rooms(i)});
    house.poll();
}

std::string text_of(House& house, const std::string& host, int i) {
    const auto id = house.reader->article_at(fmt::format("https://{}/report/{}", host, i)).value();
    return plain_text(house.reader->article(*id).value()->extraction);
}

// As if the articles had been written by an older Octavo.
void make_older(House& house) {
    const auto connection = house.archive->database().connect(store::Durability::normal).value();
    REQUIRE(connection->execute("UPDATE page_origins SET extractor = 1; UPDATE readings SET reader = 0"));
}

RereadReport reread(House& house, RereadWish wish = {}) { return house.line->reread(wish, {}, {}).value(); }

LineSettings ruled(const Folder& rules) {
    auto settings = quick();
    settings.rules = RuleShelf::open(rules.path(), RuleShelf::Missing::is_refused).value();
    return settings;
}

std::int64_t matches(House& house, std::string_view term) {
    const auto connection = house.archive->database().connect_reader().value();
    const auto row =
        store::use(*connection, fmt::format("SELECT count(*) FROM fulltext WHERE fulltext MATCH '{}'", term));
    (void)(*row)->step();
    return (*row)->integer(0);
}

}  // namespace

TEST_CASE("pages that an older extractor read are read again, once; a second walk looks at nothing") {
    House house;
    publish(house, "paper.example", 0, 40);
    make_older(house);
    const auto first = reread(house, {.threads = 2});
    CHECK(first.pages == 40);
    CHECK(first.kept == 0);
    CHECK(first.readings == 0);  // came with the pages
    CHECK(first.looked_at == 80);
    const auto second = reread(house);
    CHECK(second.looked_at == 0);
    CHECK(second.pages + second.readings == 0);
    const auto all = reread(house, {.all = true});
    CHECK(all.pages == 40);
    CHECK(all.readings == 40);
    CHECK(house.articles() == 40);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("readings of older code are made again from the stored texts, where no page is kept too") {
    auto settings = quick();
    settings.keep_raw = false;
    House house(settings);
    publish(house, "paper.example", 0, 5);
    make_older(house);
    const auto before = house.reader->list({}).value();
    const auto report = reread(house);
    CHECK(report.pages == 0);
    CHECK(report.readings == 5);
    const auto after = house.reader->list({}).value();
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        CHECK(after[i].id == before[i].id);
        CHECK(after[i].story == before[i].story);
        CHECK(after[i].language == before[i].language);
    }
    CHECK(matches(house, "weir") == 5);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("a changed file of rules re-reads the pages of its site, and of no other") {
    const Folder archive;
    const Folder rules;
    rules.write("gazette.example.txt", "body: //div[@class='b']\n");
    {
        House house(ruled(rules), &archive);
        publish(house, "paper.example", 0, 6);
        publish(house, "gazette.example", 0, 4);
        CHECK(text_of(house, "paper.example", 1).find("weir") != std::string::npos);
        CHECK(reread(house).pages == 0);  // all was read by the rules in force
    }
    rules.write("paper.example.txt", "body: //div[@class='a']\n");
    {
        House house(ruled(rules), &archive);
        const auto card = house.reader->list({.source = source_id("paper.example")})->at(0);
        const auto report = reread(house);
        CHECK(report.pages == 6);
        CHECK(report.kept == 0);
        for (int i = 0; i < 6; ++i) {
            CHECK(text_of(house, "paper.example", i).find("first room") != std::string::npos);
            CHECK(text_of(house, "paper.example", i).find("weir") == std::string::npos);
            CHECK(text_of(house, "gazette.example", i % 4).find("weir") != std::string::npos);
        }
        CHECK(matches(house, "weir") == 4);
        CHECK(matches(house, "ferri OR ferry") == 6);
        const auto again = house.reader->list({.source = source_id("paper.example")})->at(0);
        CHECK(again.id == card.id);
        CHECK(again.position == card.position);
        CHECK(again.story == card.story);
        CHECK(reread(house).looked_at == 0);
        CHECK(house.archive->check([](int) {})->empty());
    }
    // Taken away again: the sites are read without them.
    House house(quick(), &archive);
    CHECK(reread(house).pages == 10);
    CHECK(text_of(house, "paper.example", 0).find("weir") != std::string::npos);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("a page in which no article is found any more leaves the text that was read, and is not asked again") {
    const Folder archive;
    const Folder rules;
    {
        House house(quick(), &archive);
        publish(house, "paper.example", 0, 3);
    }
    rules.write("paper.example.txt", "body: //div[@class='none']\nautodetect_on_failure: no\n");
    House house(ruled(rules), &archive);
    const auto report = reread(house);
    CHECK(report.pages == 3);
    CHECK(report.kept == 3);
    for (int i = 0; i < 3; ++i) CHECK(text_of(house, "paper.example", i).find("weir") != std::string::npos);
    CHECK(reread(house).looked_at == 0);
    // Nor when another site's rules change: it was read by the rules in force.
    rules.write("gazette.example.txt", "body: //main\n");
    house.line->stop();
    house.line.reset();
    house.reader.reset();
    house.archive.reset();
    House other(ruled(rules), &archive);
    const auto later = reread(other);
    CHECK(later.pages == 0);
    CHECK(later.looked_at == 3);
}

TEST_CASE("what only the feed said is still known when its page is read again") {
    House house;
    house.follow("https://paper.example/feed.xml", "paper.example");
    house.web.put("https://paper.example/feed.xml",
                  {200,
                   "<rss><channel><item><title>Report 0</title><link>https://paper.example/report/0</link>"
                   "<author>Ada Quay</author><pubDate>Sun, 13 Jul 2025 08:00:00 GMT</pubDate></item></channel></rss>",
                   "application/rss+xml",
                   {}});
    house.web.put("https://paper.example/report/0", {200, two_rooms(0)});
    house.poll();
    const auto before = house.reader->list({})->at(0);
    REQUIRE(before.stated == at("2025-07-13T08:00:00Z"));
    make_older(house);
    CHECK(reread(house).pages == 1);
    const auto after = house.reader->list({})->at(0);
    CHECK(after.stated == before.stated);
    CHECK(after.author == before.author);
}

TEST_CASE("an article in several pages is read again whole") {
    House house;
    house.follow("https://paper.example/feed.xml", "paper.example");
    house.web.put("https://paper.example/feed.xml", {200, rss("paper.example", 0, 1), "application/rss+xml", {}});
    auto first = two_rooms(0);
    first.insert(first.find("</head>"), "<link rel=next href='/report/0?page=2'>");
    first.insert(first.find("</body>"), "<a rel=next href='/report/0?page=2'>Next page</a>");
    house.web.put("https://paper.example/report/0", {200, first});
    auto second = two_rooms(0);
    for (const auto& [from, to] : {std::pair{"In the first room", "On the next day, in the third room"},
                                   std::pair{"In the second room", "On the next day, in the fourth room"},
                                   std::pair{"Nobody left", "On the next day nobody left"}})
        second.replace(second.find(from), std::string_view(from).size(), to);
    house.web.put("https://paper.example/report/0?page=2", {200, second});
    house.poll();
    const std::string whole = text_of(house, "paper.example", 0);
    REQUIRE(whole.find("fourth room") != std::string::npos);
    make_older(house);
    CHECK(reread(house).pages == 1);
    CHECK(text_of(house, "paper.example", 0) == whole);
    CHECK(house.articles() == 1);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("a walk that is stopped goes on where it ended") {
    House house;
    publish(house, "paper.example", 0, 100);
    make_older(house);
    std::stop_source stop;
    RereadWatch watch;
    watch.progress = [&](std::uint64_t, std::uint64_t total, const RereadReport&) {
        CHECK(total == 200);
        stop.request_stop();
    };
    const auto part = house.line->reread({}, watch, stop.get_token()).value();
    CHECK(part.interrupted);
    CHECK(part.pages == 32);
    const auto rest = reread(house);
    CHECK(part.pages + rest.pages == 100);
    CHECK(part.looked_at + rest.looked_at == 200);
    CHECK_FALSE(rest.interrupted);
}

TEST_CASE("a press that starts reads again by itself, while articles come in") {
    const Folder archive;
    {
        House house(quick(), &archive);
        publish(house, "paper.example", 0, 60);
        make_older(house);
    }
    auto settings = quick();
    settings.reread = true;
    House house(settings, &archive);
    publish(house, "gazette.example", 0, 30);
    CHECK(house.articles() == 90);
    const auto done = [&] {
        const auto connection = house.archive->database().connect_reader().value();
        const auto row = store::use(*connection, "SELECT count(*) FROM page_origins WHERE extractor = 1");
        (void)(*row)->step();
        return (*row)->integer(0) == 0;
    };
    while (!done()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    house.line->stop();
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("kill -9 in the middle of a walk, again and again: nothing is read twice, and the archive is sound") {
    const Folder archive;
    constexpr int rounds = 3;
    constexpr std::uint64_t articles = 160;
    {
        House house(quick(), &archive);
        publish(house, "paper.example", 0, 80);
        publish(house, "gazette.example", 80, 160);
        make_older(house);
    }
    for (int round = 0; round < rounds; ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(ends[0]);
            House house(quick(), &archive);
            RereadWatch watch;
            watch.progress = [&](std::uint64_t, std::uint64_t, const RereadReport&) {
                if (::write(ends[1], "s", 1) != 1) _exit(1);
            };
            (void)house.line->reread({}, watch, {});
            _exit(0);
        }
        ::close(ends[1]);
        char slice = 0;
        CHECK(::read(ends[0], &slice, 1) == 1);
        ::usleep(static_cast<useconds_t>(round * 3000));  // somewhere in the next one
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(ends[0]);
        House house(quick(), &archive);
        CHECK(house.archive->check([](int) {})->empty());
        CHECK(house.articles() == articles);
    }
    House house(quick(), &archive);
    std::int64_t left = 0;
    {
        const auto connection = house.archive->database().connect_reader().value();
        const auto row = store::use(*connection, "SELECT count(*) FROM page_origins WHERE extractor = 1");
        (void)(*row)->step();
        left = (*row)->integer(0);
    }
    CHECK(left <= static_cast<std::int64_t>(articles) - rounds * 32);  // each round's acknowledged slices stayed done
    CHECK(reread(house).pages == static_cast<std::uint64_t>(left));
    CHECK(reread(house).looked_at == 0);
    CHECK(house.archive->check([](int) {})->empty());
}

TEST_CASE("rules put while the line runs hold for the next page, and kept pages of that site are read again by them") {
    const Folder folder;
    const auto rules = RuleShelf::open(folder.path("rules"), RuleShelf::Missing::is_empty).value();
    auto settings = quick();
    settings.rules = rules;
    settings.reread = true;
    House house(settings);
    publish(house, "paper.example", 0, 2);
    publish(house, "other.example", 0, 2);
    CHECK(text_of(house, "paper.example", 0).contains("second room"));
    REQUIRE(rules->put("paper.example", "body: //div[@class='a']\n"));
    publish(house, "paper.example", 0, 3);
    CHECK_FALSE(text_of(house, "paper.example", 2).contains("second room"));
    house.line->reread_soon();
    for (int i = 0; i < 2000 && text_of(house, "paper.example", 0).contains("second room"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK_FALSE(text_of(house, "paper.example", 0).contains("second room"));
    CHECK(text_of(house, "other.example", 0).contains("second room"));
}
