// Feeds of one's own, links, and what is brought along from other readers: taken in, told, taken back.
#include "readers/bring.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "readers/house.hpp"
#include "readers/reading.hpp"
#include "readers/shelf.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::Bring;
using readers::OwnFeeds;
using readers::Refusal;
using readers::Takeout;
using State = store::Wish::State;

namespace {

struct House : test::AccountsHouse {
    std::unique_ptr<readers::Shelf> shelf = readers::Shelf::open(archive.folder.path(), clock).value();
    std::unique_ptr<readers::ReadStates> reading = readers::ReadStates::open(archive.folder.path(), clock).value();
    std::unique_ptr<store::Reader> reader = archive.reader();
    std::unique_ptr<Bring> bring = with(OwnFeeds::asked);
    House() {
        Feed feed;
        feed.url = "https://canal.example/feed";
        feed.id = feed_id(feed.url);
        feed.source = source_id("canal.example");
        REQUIRE(archive.store->put_feed(feed).has_value());
        archive.write({test::article(1), test::article(2)});
    }
    std::unique_ptr<Bring> with(OwnFeeds rule) {
        const auto judge = [](const Url& url) { return std::string(url.host() == "192.168.0.1" ? "private" : ""); };
        return Bring::open(archive.folder.path(), {.own_feeds = rule, .judge = judge}, clock).value();
    }
};

Takeout some() {
    Takeout out{.from = "OPML"};
    out.feeds = {{"https://canal.example/feed", "", "Canal", "Water"},
                 {"https://new.example/feed", "https://new.example/", "New", "Water"},
                 {"https://new.example/feed", "", "Twice", ""},
                 {"http://192.168.0.1/feed", "", "Private", ""}};
    out.items = {{"https://harbour.example/news/1", "Report", true, true, at("2026-01-02T03:04:05Z")},
                 {"http://harbour.example/news/2", "Read", false, true, {}},
                 {"https://elsewhere.example/x", "Elsewhere", true, false, {}}};
    return out;
}

}  // namespace

TEST_CASE("an export is taken in once: what is known is followed, what is not is asked for, and it can be taken back") {
    House house;
    const auto ada = house.join("Ada Quay");
    CHECK(house.shelf->follow(ada, "src/river.example", "en", "River").has_value());
    const auto number = house.bring->take(ada, some(), *house.reader).value();
    const auto report = house.bring->report(ada, number).value();
    CHECK(report.feeds == 3);
    CHECK(report.followed == 1);
    CHECK(report.asked == 1);
    CHECK(report.refused == 1);
    CHECK(report.already == 0);
    CHECK(report.starred == 2);
    CHECK(report.saved == 1);
    CHECK(report.links == 1);
    CHECK(report.known == 2);
    const auto follows = house.shelf->follows(ada).value();
    REQUIRE(follows.size() == 2);
    CHECK(follows[1].folder == "Water");
    CHECK(house.shelf->saved(ada, Instant::max(), 10).value().at(0).made == at("2026-01-02T03:04:05Z"));
    const auto wishes = house.bring->wishes(ada, INT64_MAX, 10).value();
    REQUIRE(wishes.size() == 1);
    CHECK(wishes[0].state == State::asked);
    CHECK(wishes[0].folder == "Water");
    const ArticleId one = test::article(1).parsed.id;
    CHECK(house.reading->state(ada, std::span(&one, 1)).value().is_read(one, house.clock.now(), ""));
    CHECK(house.reading->history(ada, Instant::max(), 10).value().empty());  // read elsewhere
    // A second time nothing is new.
    house.clock.advance(1min);
    const auto again = house.bring->take(ada, some(), *house.reader).value();
    const auto second = house.bring->report(ada, again).value();
    CHECK(second.followed == 0);
    CHECK(second.already == 2);
    CHECK(second.saved == 0);
    CHECK(house.bring->take_back(ada, again).has_value());
    CHECK(house.shelf->follows(ada).value().size() == 2);
    CHECK(house.bring->take_back(ada, number).has_value());
    CHECK(house.shelf->follows(ada).value().size() == 1);
    CHECK(house.shelf->saved(ada, Instant::max(), 10).value().empty());
    CHECK(house.bring->links(ada, Instant::max(), 10).value().empty());
    CHECK(house.bring->wishes(ada, INT64_MAX, 10).value().empty());
    CHECK_FALSE(house.reading->state(ada, std::span(&one, 1)).value().is_read(one, house.clock.now(), ""));
    CHECK(house.bring->take_back(ada, number).error().why == Refusal::too_late);
}

TEST_CASE("a list of a hundred thousand feeds is a thousand wishes, and the rest is told") {
    House house;
    const auto ada = house.join("Ada Quay");
    Takeout list{.from = "OPML"};
    for (int i = 0; i < 100'000; ++i) list.feeds.push_back({fmt::format("https://s{}.example/feed", i), "", "", ""});
    const auto number = house.bring->take(ada, list, *house.reader).value();
    const auto report = house.bring->report(ada, number).value();
    CHECK(report.asked == static_cast<std::int64_t>(readers::most_wishes));
    CHECK(report.left_out == 100'000 - static_cast<std::int64_t>(readers::most_wishes));
    CHECK(house.bring->wish(ada, "https://one.more.example/").error().why == Refusal::too_many);
}

TEST_CASE("stars beyond what one account can have are counted, and those that are there already take no room") {
    House house;
    const auto ada = house.join("Ada Quay");
    const auto stars = [](int from, int to) {
        Takeout list{.from = "Miniflux"};
        for (int i = from; i < to; ++i)
            list.items.push_back({.url = fmt::format("https://s.example/{}", i), .title = "", .starred = true});
        return list;
    };
    const int most = static_cast<int>(readers::most_links);
    const auto of = [&](const Takeout& list) {
        return house.bring->report(ada, house.bring->take(ada, list, *house.reader).value()).value();
    };
    CHECK(of(stars(0, most - 10)).no_room == 0);
    const auto again = of(stars(0, most));
    CHECK(again.links == 10);
    CHECK(again.no_room == 0);
    const auto over = of(stars(most - 5, most + 25));
    CHECK(over.links == 0);
    CHECK(over.no_room == 25);
    CHECK(of(stars(0, most + 25)).no_room == 25);
}

TEST_CASE("who may have feeds of their own") {
    House house;
    const auto ada = house.join("Ada Quay");
    auto editor = house.join("Ed Lock");
    editor.account.role = Role::editor;
    CHECK(house.bring->wish(ada, "new.example/feed").has_value());
    CHECK(house.bring->wishes(ada, INT64_MAX, 10).value().at(0).url == "http://new.example/feed");
    CHECK(house.bring->wish(ada, "http://192.168.0.1/").error().why == Refusal::bad_address);
    CHECK(house.bring->wish(ada, "javascript:alert(1)").error().why == Refusal::bad_address);
    CHECK(house.bring->wish(ada, "https://a:b@c.example/").error().why == Refusal::bad_address);
    CHECK(house.with(OwnFeeds::off)->wish(ada, "new.example").error().why == Refusal::not_allowed);
    CHECK(house.bring->wish(editor, "other.example").has_value());
    CHECK(house.bring->wishes(editor, INT64_MAX, 10).value().at(0).state == State::granted);
    CHECK(house.bring->count_waiting() == 1);
    // Who decides.
    const auto waiting = house.bring->waiting(editor, 0, 10).value();
    REQUIRE(waiting.size() == 1);
    const auto bo = house.join("Bo Lind");
    CHECK(house.bring->wish(bo, "new.example/feed").has_value());
    CHECK(house.bring->decide(editor, waiting[0].number, "http://another.example/", true).error().why ==
          Refusal::too_late);
    CHECK(house.bring->waiting(ada, 0, 10).error().why == Refusal::not_allowed);
    CHECK(house.bring->decide(ada, waiting[0].number, waiting[0].url, true).error().why == Refusal::not_allowed);
    CHECK(house.bring->decide(editor, waiting[0].number, waiting[0].url, true).has_value());
    CHECK(house.bring->decide(editor, waiting[0].number, waiting[0].url, false).error().why == Refusal::too_late);
    CHECK(house.bring->wishes(ada, INT64_MAX, 10).value().at(0).state == State::granted);
    CHECK(house.bring->wishes(bo, INT64_MAX, 10).value().at(0).state == State::granted);  // for all who ask for it
    CHECK(house.bring->wish(ada, "https://a.example/feed?token=abc").error().why == Refusal::bad_address);
}

TEST_CASE("stars without a date, or at one moment, have moments of their own: pages lose none") {
    House house;
    const auto ada = house.join("Ada Quay");
    Takeout list{.from = "NewsBlur"};
    for (int i = 0; i < 120; ++i)
        list.items.push_back({fmt::format("https://elsewhere.example/{}", i), "x", true, false,
                              i % 2 == 0 ? std::optional(at("2026-01-02T03:04:05Z")) : std::nullopt});
    CHECK(house.bring->take(ada, list, *house.reader).has_value());
    std::size_t seen = 0;
    for (Instant before = Instant::max();;) {
        const auto page = house.bring->links(ada, before, 50).value();
        seen += page.size();
        if (page.size() < 50) break;
        before = page.back().made;
    }
    CHECK(seen == 120);
    CHECK(house.bring->reports(ada).value().size() == 1);
}

TEST_CASE("links and wishes leave with the account, without a trace in the files") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    CHECK(house.bring->put_link(ada, "https://canarylink.example/", "canarytitle").has_value());
    CHECK(house.bring->put_link(ada, "ftp://x/", "x").error().why == Refusal::bad_address);
    CHECK(house.bring->wish(ada, "https://canarywish.example/").has_value());
    Takeout list{.from = "OPML"};
    list.feeds = {{"https://canal.example/feed", "", "", "canaryfolder"}};
    list.notes = {"canarynote"};
    CHECK(house.bring->take(ada, list, *house.reader).has_value());
    CHECK(house.bring->links(bo, Instant::max(), 10).value().empty());
    CHECK(house.bring->drop_link(bo, "https://canarylink.example/").has_value());
    CHECK(house.bring->links(ada, Instant::max(), 10).value().size() == 1);
    CHECK(house.accounts->remove(readers::By::command_line(), ada.account.id).has_value());
    CHECK(house.bring->put_link(ada, "https://late.example/", "x").error().why == Refusal::too_many);
    CHECK(house.bring->take(ada, list, *house.reader).error().why == Refusal::nobody);
    house.reader.reset();
    while (!house.accounts->tidy()) {
    }
    for (const auto& file : std::filesystem::directory_iterator(house.archive.folder.path())) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::string all{std::istreambuf_iterator<char>(in), {}};
        for (const std::string_view canary : {"canarylink", "canarytitle", "canarywish", "canaryfolder", "canarynote"})
            CHECK_MESSAGE(all.find(canary) == std::string::npos, file.path().string(), " ", canary);
    }
}
