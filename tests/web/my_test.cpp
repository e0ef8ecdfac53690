// What an account keeps, on the pages: listings that are followed and merged, the reading list, words never shown.
#include "web/my_news.hpp"

#include "base/json.hpp"
#include "web/club.hpp"
#include "web/tongue.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Lounge {
    Club club;
    readers::SignedIn in = club.join("Ada Quay");
    Club::From from = Club::with(in);
    std::string token = club.token(in);
    web::Response press(const std::string& place, std::string_view body) {
        return club.send(place, token + "&" + std::string(body), from);
    }
    std::string page(std::string_view place) { return bytes(club.look(place, from)); }
    const store::Card& card(std::size_t i = 0) { return club.stand.articles.at(i).card; }
};

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t n = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++n;
    return n;
}

}  // namespace

TEST_CASE("the first visit asks what interests, and what is ticked is followed") {
    Lounge r;
    // Places that are written about, those of one's own country first.
    const auto about = [&](int n, std::string_view place) {
        auto article = make_article("places.example", fmt::format("Report {}", n), "en", n);
        article.places = {std::string(place)};
        r.club.stand.add(std::move(article));
    };
    about(7001, "FR"), about(7002, "FR"), about(7003, "GB.SCT"), about(7004, "GB");
    const std::string first = r.page("/en-gb/my");
    CHECK(first.contains("What interests you?"));
    CHECK(first.find("value=\"l/scotland-gb.sct\"") < first.find("value=\"l/fr\""));
    CHECK(first.contains("value=\"l/fr\""));
    CHECK(first.find("value=\"l/gb\"") != std::string::npos);
    CHECK(first.find("value=\"l/gb\"") == first.rfind("value=\"l/gb\""));  // once
    CHECK(first.contains("value=\"l/london-"));                            // among its largest cities
    CHECK(first.contains("<a href=\"/en-gb\">To today’s page</a>"));
    CHECK(r.press("/en-gb/my", "do=begin&place=c%2Fsports&place=l%2Funited-kingdom-gb&place=c%2Fnonsense&place=me")
              .status == 303);
    const auto follows = r.club.shelf->follows(*r.club.accounts->visitor(r.in.secret).value()).value();
    REQUIRE(follows.size() == 2);
    CHECK(follows[0].place == "c/sports@en");
    CHECK(follows[1].place == "l/gb@en");
    CHECK_FALSE(r.page("/en-gb/my").contains("What interests you?"));
}

TEST_CASE("a source is followed from its page; its articles stand in my news with the reason, until it is not") {
    Lounge r;
    const std::string place = "src/" + r.card().source_domain;
    CHECK(r.page("/en-gb/" + place).contains("href=\"/en-gb/my/follow/" + place + "\""));
    const auto ask = r.page("/en-gb/my/follow/" + place);
    CHECK(ask.contains("Follow \u2068" + r.card().source_name + "\u2069?"));
    const auto done = r.press("/en-gb/my/follow/" + place, "do=follow");
    CHECK(header(done, "Location") == "/en-gb/" + place);
    const std::string mine = r.page("/en-gb/my");
    CHECK(mine.contains(r.card().title));
    CHECK(mine.contains("You follow <a href=\"/en-gb/" + place + "\">"));
    // Others follow nothing by it, and it is nobody's to see.
    const auto other = r.club.join("Bo Lind");
    CHECK(bytes(r.club.look("/en-gb/my", Club::with(other))).contains("What interests you?"));
    CHECK(r.page("/en-gb/my/follow/" + place).contains("Stop following"));
    CHECK(r.press("/en-gb/my/follows", "do=unfollow&what=" + place).status == 303);
    CHECK(r.page("/en-gb/my").contains("What interests you?"));
}

TEST_CASE("a story stands in my news once, whatever is followed of it, and what is muted not at all") {
    Lounge r;
    std::set<std::string> sources;
    for (const auto& article : r.club.stand.articles) sources.insert(article.card.source_domain);
    for (const std::string& domain : sources)
        CHECK(r.press("/en-gb/my/follow/src/" + domain, "do=follow").status == 303);
    const std::string all = r.page("/en-gb/my");
    std::set<StoryId> stories;
    for (const auto& article : r.club.stand.articles) stories.insert(article.card.story);
    CHECK(count(all, "<article class=\"row") <= stories.size() + 1);
    CHECK(all.contains(r.card().title));
    const std::string domain = r.card().source_domain;
    CHECK(r.press("/en-gb/my/follows", "do=mute&what=" + domain).status == 303);
    CHECK_FALSE(
        r.page("/en-gb/my").contains("href=\"/en-gb/src/" + domain + "\">" + r.card().source_name + "</a><time"));
    CHECK(r.page("/en-gb/my/follows").contains(domain));
    CHECK(r.press("/en-gb/my/follows", "do=unmute&what=" + domain).status == 303);
    CHECK(r.page("/en-gb/my") == all);
    const auto empty = r.press("/en-gb/my/follows", "do=mute&what=+");
    CHECK(empty.status == 422);
    CHECK(bytes(empty).contains("role=\"alert\""));
}

TEST_CASE("an article is put on the list and taken off it") {
    Lounge r;
    const std::string place = "/en-gb/my/save/" + r.card().id.text();
    CHECK(r.page("/en-gb/my/saved").contains("Nothing is on your list yet"));
    CHECK(r.page("/en-gb/" + web::article_place(r.card().id, r.card().title)).contains("href=\"" + place + "\""));
    const auto done = r.press(place, "do=save");
    CHECK(header(done, "Location") == "/en-gb/" + web::article_place(r.card().id, r.card().title));
    CHECK(r.page("/en-gb/my/saved").contains(r.card().title));
    CHECK(r.page(place).contains("Take off the list"));
    CHECK(header(r.press(place, "do=unsave&back=list"), "Location") == "/en-gb/my/saved");
    CHECK(r.page("/en-gb/my/saved").contains("Nothing is on your list yet"));
    // One that has expired can still be taken off.
    const std::string gone = "/en-gb/my/save/" + ArticleId{77}.text();
    CHECK(r.club.look(gone, r.from).status == 404);
    CHECK(r.press(gone, "do=unsave").status == 303);
}

TEST_CASE("what is no listing cannot be followed") {
    Lounge r;
    for (const std::string_view none :
         {"c/nonsense", "src/nobody.example", "me", "admin", "about", "search", "search?q=", "t/bvq3k2vs5h7la",
          "s/bvq3k2vs5h7la", "c/sports/feed.xml", "..", "a/x"})
        CHECK_MESSAGE(r.club.look(fmt::format("/en-gb/my/follow/{}", none), r.from).status == 404, none);
    CHECK(r.press("/en-gb/my/follow/c/sports", "do=everything").status == 422);
}

TEST_CASE("of many listings only so many cards are read as are shown") {
    Lounge r;
    auto hands = r.club.stand.archive().open().value();
    web::Searches searches(r.club.clock);
    const readers::Muted nothing;
    std::vector<web::Listing> listings;
    for (int i = 0; i < 200; ++i)
        listings.push_back({.place = "src/x", .link = "src/x", .title = "X", .query = {.source = r.card().source}});
    const auto mine =
        web::my_listing(hands, listings, {.muted = nothing, .before = store::newest, .limit = 30}, searches).value();
    CHECK(mine.items.size() >= 1);
    std::set<ArticleId> seen;
    for (const auto& item : mine.items) CHECK(seen.insert(item.card.id).second);
    CHECK(mine.asked <= 200 * 4 + 200 * 16);
    // Page by page, nothing twice and nothing lost.
    const auto some = web::my_listing(hands, std::span(listings).first(1),
                                      {.muted = nothing, .before = store::newest, .limit = 1}, searches)
                          .value();
    REQUIRE(some.items.size() == 1);
    if (some.older) {
        const auto next = web::my_listing(hands, std::span(listings).first(1),
                                          {.muted = nothing, .before = *some.older, .limit = 1}, searches)
                              .value();
        REQUIRE(next.items.size() == 1);
        CHECK(next.items[0].card.id != some.items[0].card.id);
        CHECK(next.items[0].card.position < some.items[0].card.position);
    }
}

TEST_CASE("a section is followed in each language by itself, and called so") {
    Lounge r;
    CHECK(r.press("/en-gb/my/follow/c/sports", "do=follow").status == 303);
    CHECK_FALSE(r.page("/fr-fr/my/follow/c/sports").contains("value=\"unfollow\""));
    CHECK(r.press("/fr-fr/my/follow/c/sports", "do=follow").status == 303);
    const std::string all = r.page("/en-gb/my/follows");
    CHECK(all.contains("<bdi>Sport</bdi>"));
    CHECK(all.contains("<bdi>Sport (French)</bdi>"));
    CHECK(r.press("/en-gb/my/follows", "do=unfollow&what=c%2Fsports%40fr").status == 303);
    CHECK_FALSE(r.page("/en-gb/my/follows").contains("French"));
}

TEST_CASE("a search is followed by its words, and who has to sign in first comes back to it") {
    Lounge r;
    const auto door = r.club.look("/en-gb/my/follow/search/harbour%20%26%20lock");
    const std::string at = header(door, "Location");
    CHECK(at == "/en-gb/sign-in?at=my/follow/search/harbour%2520%2526%2520lock");
    CHECK(header(r.club.send(at, "name=Ada+Quay&password=correct+horse+battery"), "Location") ==
          "/en-gb/my/follow/search/harbour%20%26%20lock");
    CHECK(r.page("/en-gb/my/follow/search/harbour%20%26%20lock").contains("harbour &amp; lock"));
    CHECK(r.press("/en-gb/my/follow/search/harbour%20%26%20lock", "do=follow").status == 303);
    CHECK(r.page("/en-gb/my/follows").contains("href=\"/en-gb/search?q=harbour%20%26%20lock\""));
}

TEST_CASE("where nearly all is muted a page ends after so many cards, and the next goes on") {
    Lounge r;
    auto hands = r.club.stand.archive().open().value();
    web::Searches searches(r.club.clock);
    Newsstand& stand = r.club.stand;
    for (int i = 0; i < 3000; ++i)
        stand.add(make_article("many.example", fmt::format("Report number {}", i), "en", 2000 + i));
    const auto many = std::ranges::find(stand.articles, "many.example",
                                        [](const auto& article) { return article.card.source_domain; });
    REQUIRE(many != stand.articles.end());
    const std::vector<web::Listing> listings = {
        {.place = "src/x", .link = "src/x", .title = "X", .query = {.source = many->card.source}}};
    const readers::Muted all({"report"});
    const auto first =
        web::my_listing(hands, listings, {.muted = all, .before = store::newest, .limit = 30}, searches).value();
    CHECK(first.items.empty());
    REQUIRE(first.older.has_value());
    CHECK(first.asked < 1100);
    const auto second =
        web::my_listing(hands, listings, {.muted = all, .before = *first.older, .limit = 30}, searches).value();
    CHECK(second.older.value_or(0) < *first.older);
}

TEST_CASE("all that is kept can be taken along, by its owner alone") {
    Lounge r;
    CHECK(r.press("/en-gb/my/follow/src/" + r.card().source_domain, "do=follow").status == 303);
    CHECK(r.press("/en-gb/my/save/" + r.card().id.text(), "do=save").status == 303);
    CHECK(r.press("/en-gb/my/follows", "do=mute&what=Casino").status == 303);
    CHECK(r.press("/en-gb/" + web::article_place(r.card().id, r.card().title) + "/comments",
                  "do=say&text=%22Quoted%22+words")
              .status == 303);
    const auto answer = r.club.look("/en-gb/me/export.json", r.from);
    CHECK(answer.keep == web::Keep::not_at_all);
    CHECK(header(answer, "Content-Disposition").contains("attachment"));
    const auto json = Json::parse(bytes(answer));
    REQUIRE(json.has_value());
    CHECK((*json)["account"]["name"].string() == "Ada Quay");
    CHECK((*json)["follows"].items()[0]["place"].string() == "src/" + r.card().source_domain);
    CHECK((*json)["left_out"].items()[0].string() == "casino");
    CHECK((*json)["reading_list"].items()[0]["title"].string() == r.card().title);
    CHECK((*json)["comments"].items()[0]["text"].string() == "\"Quoted\" words");
    CHECK_FALSE(bytes(answer).contains("argon2"));
    CHECK_FALSE(bytes(answer).contains(r.in.secret));
    CHECK(r.page("/en-gb/me/follows.opml").contains("<opml version=\"2.0\">"));
    CHECK(r.club.look("/en-gb/me/export.json").status == 303);
    const auto other = r.club.join("Bo Lind");
    CHECK_FALSE(bytes(r.club.look("/en-gb/me/export.json", Club::with(other))).contains("casino"));
}
