// What readers wish is found, followed once, and put on their list; what cannot be is told.
#include "pipeline/wishes.hpp"

#include <doctest/doctest.h>

#include <map>

#include "readers/house.hpp"

using namespace octavo;
using State = store::Wish::State;

namespace {

struct House : test::AccountsHouse {
    std::unique_ptr<store::Bringing> rows = store::Bringing::open(archive.folder.path()).value();
    std::unique_ptr<store::Shelves> shelves = store::Shelves::open(archive.folder.path()).value();
    pipeline::Wishes wishes{*archive.store, *rows, *shelves, clock};
    std::map<std::string, std::string> pages;
    int asked = 0;
    bool stopping = false;
    AccountId ada = join("Ada Quay").account.id;
    pipeline::WishTools tools() {
        return {.ask = [this](const Url& url, fetch::Purpose) -> Result<fetch::Fetched> {
                    ++asked;
                    if (stopping) return fail(Fault::cancelled, "stopping");
                    fetch::Fetched out{url};
                    const auto found = pages.find(url.href());
                    out.status = found == pages.end() ? 404 : 200;
                    if (found != pages.end()) out.body = found->second;
                    return out;
                },
                .command = [this](const std::function<Result<>(store::Store&)>& work) { return work(*archive.store); },
                .judge = [](const Url& url) { return std::string(url.host() == "10.0.0.1" ? "private" : ""); }};
    }
    void wish(const std::string& url, std::int64_t origin = 0, const std::string& folder = "") {
        REQUIRE(rows->wish({.number = 0,
                            .account = ada,
                            .url = url,
                            .site = origin ? "https://paper.example/" : "",
                            .title = "The Paper",
                            .folder = folder,
                            .state = State::granted,
                            .detail = {},
                            .place = {},
                            .made = clock.now(),
                            .origin = origin},
                           100)
                    .value());
    }
    store::Wish only() { return rows->wishes(ada, INT64_MAX, 10).value().at(0); }
};

constexpr std::string_view rss =
    "<rss version='2.0'><channel><title>The Paper</title><link>https://paper.example/</link><item><title>Tram</title>"
    "<link>https://paper.example/1</link></item></channel></rss>";

}  // namespace

TEST_CASE("a site that somebody typed is looked at, and its feed followed") {
    House house;
    house.pages["https://paper.example/"] =
        "<link rel=alternate type='application/rss+xml' href='/feed' title='The Paper'>";
    house.pages["https://paper.example/feed"] = std::string(rss);
    house.wish("https://paper.example/");
    CHECK(house.wishes.round(house.tools()).value() == 1);
    CHECK(house.only().state == State::followed);
    CHECK(house.only().place == "src/paper.example");
    CHECK(house.archive.reader()->feed_at("https://paper.example/feed").value().has_value());
    CHECK(house.shelves->follows(house.ada).value().at(0).place == "src/paper.example");
    CHECK(house.wishes.round(house.tools()).value() == 0);
}

TEST_CASE("a feed of a list is followed without a request, in its folder, and leaves with its import") {
    House house;
    house.wish("https://paper.example/feed", 1, "Water");
    CHECK(house.wishes.round(house.tools()).value() == 1);
    CHECK(house.asked == 0);
    const auto follows = house.shelves->follows(house.ada).value();
    REQUIRE(follows.size() == 1);
    CHECK(follows[0].folder == "Water");
    CHECK(house.archive.reader()->feeds_of(source_id("paper.example")).value().size() == 1);
}

TEST_CASE("nobody's word makes a feed another publisher's") {
    House house;
    house.wish("https://evil.example/feed", 1);  // whose list says: of paper.example
    CHECK(house.wishes.round(house.tools()).value() == 1);
    CHECK(house.only().place == "src/evil.example");
    const auto row = house.archive.reader()->source("evil.example").value();
    REQUIRE(row.has_value());
    CHECK(row->source.name == "evil.example");
    CHECK_FALSE(house.archive.reader()->source("paper.example").value().has_value());
}

TEST_CASE("what cannot be followed is refused with its reason; what was under way is tried again") {
    House house;
    house.wish("http://10.0.0.1/feed");
    CHECK(house.wishes.round(house.tools()).value() == 1);
    CHECK(house.only().state == State::refused);
    CHECK(house.only().detail == "private");
    CHECK(house.asked == 0);
    CHECK(house.rows->drop_wish(house.ada, house.only().number).has_value());
    house.wish("https://nothing.example/");
    house.stopping = true;
    CHECK_FALSE(house.wishes.round(house.tools()).has_value());
    CHECK(house.only().state == State::granted);
    house.stopping = false;
    CHECK(house.wishes.round(house.tools()).value() == 1);
    CHECK(house.only().state == State::refused);
    CHECK_FALSE(house.only().detail.empty());
    CHECK(house.shelves->follows(house.ada).value().empty());
}

TEST_CASE("a publisher who asked to be left out is refused to whoever wishes for it, once") {
    House house;
    REQUIRE(house.archive.store->leave_out("paper.example", "by letter", house.clock.now()));
    house.wish("https://paper.example/feed", 1);
    CHECK(house.wishes.round(house.tools()).value() == 1);
    CHECK(house.only().state == State::refused);
    CHECK(house.only().detail.contains("asked to be left out"));
    CHECK(house.wishes.round(house.tools()).value() == 0);
}
