// Readers' lists on the pages: made, filled, put in order, made public, followed, reported, taken out of view.
#include "web/lists.hpp"

#include "base/json.hpp"
#include "web/club.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Study {
    Club club;
    readers::SignedIn in = club.join("Ada Quay"), bo = club.join("Bo Lind"), mo = club.join("Mo Dell", Role::moderator);
    web::Response press(const std::string& place, std::string_view body, const readers::SignedIn& who) {
        return club.send(place, club.token(who) + "&" + std::string(body), Club::with(who));
    }
    web::Response press(const std::string& place, std::string_view body) { return press(place, body, in); }
    std::string page(std::string_view place) { return bytes(club.look(place, Club::with(in))); }
    const store::Card& card(std::size_t i = 0) { return club.stand.articles.at(i).card; }
    // A list of Ada's: its own page.
    std::string make(std::string_view body) {
        const auto done = press("/en-gb/my/lists", "do=make&" + std::string(body));
        REQUIRE(done.status == 303);
        return header(done, "Location");
    }
    static std::string id_of(std::string_view own) { return std::string(own.substr(own.rfind('/') + 1)); }
    void put(std::string_view own, std::size_t i, std::string_view said = "") {
        const std::string save = "/en-gb/my/save/" + card(i).id.text();
        REQUIRE(press(save, fmt::format("do=lists&list={}&said={}", id_of(own), said)).status == 303);
    }
};

}  // namespace

TEST_CASE("a list is made, filled from an article's page, put in order, renamed and emptied") {
    Study r;
    CHECK(r.page("/en-gb/my/lists").contains("You have no lists yet"));
    const std::string own = r.make("name=Canals+%26+locks&about=Why+they+leak");
    CHECK(own.starts_with("/en-gb/my/lists/"));
    CHECK(r.page(own).contains("Canals &amp; locks"));
    CHECK(r.page(own).contains("private · 0 articles"));
    const std::string save = "/en-gb/my/save/" + r.card().id.text();
    CHECK(r.page(save).contains("Canals &amp; locks</bdi>"));
    r.put(own, 0, "The+best+of+them.");
    CHECK(r.page(save).contains("value=\"" + Study::id_of(own) + "\" checked"));
    r.put(own, 1);
    const auto stands = [&](std::size_t i) { return r.page(own).find("id=\"of" + r.card(i).id.text()); };
    CHECK(stands(1) < stands(0));
    CHECK(r.page(own).contains("The best of them."));
    CHECK(r.press(own, "do=up&what=" + r.card(0).id.text()).status == 303);
    CHECK(stands(0) < stands(1));
    CHECK(r.press(own, "do=say&said=Or+not&what=" + r.card(1).id.text()).status == 303);
    CHECK(r.page(own).contains("Or not"));
    CHECK(r.press(own, "do=take_out&what=" + r.card(1).id.text()).status == 303);
    CHECK(stands(1) == std::string::npos);
    CHECK(r.press(own, "do=change&name=&about=x").status == 422);
    CHECK(r.press(own, "do=change&name=Locks&about=").status == 303);
    CHECK(r.page("/en-gb/my/lists").contains("<bdi>Locks</bdi>"));
    // A form that knew of no list takes out of none; and in a new one.
    CHECK(r.press(save, "do=lists&new=Another").status == 303);
    CHECK(stands(0) != std::string::npos);
    // Not ticked any more: out.
    CHECK(r.page(save).contains("name=\"was\" value=\"" + Study::id_of(own) + "\""));
    CHECK(r.press(save, "do=lists&was=" + Study::id_of(own)).status == 303);
    CHECK(stands(0) == std::string::npos);
    CHECK(r.page("/en-gb/my/lists").contains("<bdi>Another</bdi>"));
    CHECK(r.press(own, "do=everything").status == 422);
    CHECK(r.press("/en-gb/my/lists", "do=make&name=").status == 422);
}

TEST_CASE("a deleted list can be taken back from where it is said") {
    Study r;
    const std::string own = r.make("name=Canals");
    r.put(own, 0);
    const std::string then = header(r.press(own, "do=drop"), "Location");
    CHECK(then == "/en-gb/my/lists?undo=" + Study::id_of(own));
    CHECK(r.page(then).contains("The list is deleted."));
    CHECK(r.club.look(own, Club::with(r.in)).status == 404);
    CHECK(r.press("/en-gb/my/lists", "do=undo&what=" + Study::id_of(own), r.bo).status == 422);
    CHECK(r.press("/en-gb/my/lists", "do=undo&what=" + Study::id_of(own)).status == 303);
    CHECK(r.page(own).contains(r.card().title));
}

TEST_CASE("another's list is nobody's to see or to change, by whatever address") {
    Study r;
    const std::string own = r.make("name=Secret"), id = Study::id_of(own);
    r.put(own, 0);
    for (const auto* who : {&r.bo, &r.mo}) {
        CHECK(r.club.look(own, Club::with(*who)).status == 404);
        for (const std::string_view doing : {"change&name=Mine&public=yes", "drop", "take_out", "say", "up"})
            (void)r.press(own, fmt::format("do={}&what={}&said=x", doing, r.card().id.text()), *who);
        (void)r.press("/en-gb/my/save/" + r.card(1).id.text(), "do=lists&list=" + id, *who);
        CHECK(r.club.look("/en-gb/lists/" + id + "/report", Club::with(*who)).status == 404);
    }
    CHECK(r.press("/en-gb/admin/lists", "do=bar&what=" + id, r.mo).status != 303);
    CHECK(r.club.look("/en-gb/lists/secret-" + id).status == 404);
    CHECK(r.club.look("/en-gb/lists/secret-" + id + "/feed.xml").status == 404);
    const std::string page = r.page(own);
    CHECK(page.contains("Secret"));
    CHECK(page.contains(r.card().title));
    CHECK_FALSE(page.contains("id=\"of" + r.card(1).id.text()));
    CHECK(page.contains("private · 1 article"));
}

TEST_CASE("a public list is there for everybody, with its owner's name, as page and as feeds, and can be followed") {
    Study r;
    const std::string own = r.make("name=%3Cb%3EHarbours&about=%22Quays%22&public=yes"), id = Study::id_of(own);
    for (std::size_t i = 0; i < 3; ++i) r.put(own, i, i == 0 ? "Read+%3Ci%3Ethis" : "");
    CHECK(header(r.club.look("/en-gb/lists/" + id), "Location") == "/en-gb/lists/b-harbours-" + id);
    const std::string place = "/en-gb/lists/b-harbours-" + id;
    const auto answer = r.club.look(place);
    CHECK(answer.status == 200);
    const std::string page = bytes(answer);
    CHECK(page.contains("A list by <bdi>Ada Quay</bdi>"));
    CHECK(page.contains("&lt;b&gt;Harbours"));
    CHECK(page.contains("Read &lt;i&gt;this"));
    CHECK_FALSE(page.contains("<b>Harbours"));
    CHECK(page.contains(r.card(2).title));
    CHECK(page.contains("\"ItemList\""));
    CHECK(page.contains("<meta name=\"robots\" content=\"noindex\">"));  // its account is new
    r.club.clock.advance(std::chrono::hours(73));
    CHECK_FALSE(bytes(r.club.look(place)).contains("<meta name=\"robots\" content=\"noindex\">"));
    for (const std::string_view feed : {"/feed.xml", "/feed.atom", "/feed.json"}) {
        const auto made = r.club.look(place + std::string(feed));
        CHECK(made.status == 200);
        CHECK(bytes(made).contains(r.card(1).id.text()));
    }
    // Followed, its articles are in one's own news.
    CHECK(page.contains("href=\"/en-gb/my/follow/lists/b-harbours-" + id + "\""));
    CHECK(r.press("/en-gb/my/follow/lists/b-harbours-" + id, "do=follow", r.bo).status == 303);
    const std::string news = bytes(r.club.look("/en-gb/my", Club::with(r.bo)));
    CHECK(news.contains(r.card(0).title));
    CHECK(news.contains("You follow <a href=\"/en-gb/lists/b-harbours-" + id));
    // What has left the archive is not there, and neither is the list of an account that is closed.
    const std::string title = r.card(2).title;
    r.club.stand.articles.erase(r.club.stand.articles.begin() + 2);
    CHECK_FALSE(bytes(r.club.look(place)).contains(title));
    CHECK(r.club.accounts->shut(readers::By::command_line(), r.in.account.id, true).has_value());
    CHECK(r.club.look(place).status == 404);
    // Who followed it keeps nothing of what it was called.
    const std::string follows = bytes(r.club.look("/en-gb/my/follows", Club::with(r.bo)));
    CHECK_FALSE(follows.contains("Harbours"));
    CHECK(follows.contains("<bdi>Lists</bdi>"));
}

TEST_CASE("a list is reported, and a moderator takes it out of view; its owner sees why") {
    Study r;
    const std::string own = r.make("name=Pills&public=yes"), id = Study::id_of(own);
    const std::string place = "/en-gb/lists/pills-" + id;
    CHECK(r.club.look(place + "/report").status == 303);  // to the door
    CHECK(r.press(place + "/report", "do=report&why=nonsense", r.bo).status == 400);
    CHECK(header(r.press(place + "/report", "do=report&why=advertising", r.bo), "Location") ==
          place + "/report?reported=1");
    CHECK_FALSE(bytes(r.club.look(place + "/report", Club::with(r.bo))).contains("value=\"bar\""));
    CHECK(bytes(r.club.look("/en-gb/me/export.json", Club::with(r.bo)))
              .contains(fmt::format("\"reported\":[{{\"list\":\"{}\",\"why\":\"advertising\"", id)));
    const auto desk = [&] { return bytes(r.club.look("/en-gb/admin/lists", Club::with(r.mo))); };
    CHECK(desk().contains("<bdi>Pills</bdi>"));
    CHECK(desk().contains("1 report: Advertising"));
    r.put(own, 0, "Buy+them");
    CHECK(bytes(r.club.look(place + "/feed.atom")).contains("<summary>Ada Quay: Buy them\n"));
    CHECK_FALSE(bytes(r.club.look(place + "/report", Club::with(r.mo))).contains("Buy them"));  // it is there for all
    CHECK(r.press("/en-gb/admin/lists", "do=bar&what=" + id, r.bo).status == 403);
    CHECK(r.press("/en-gb/admin/lists", "do=bar&what=" + id, r.mo).status == 303);
    CHECK(r.club.look(place).status == 404);
    CHECK(r.club.look(place + "/feed.atom").status == 404);
    CHECK(r.page(own).contains("A moderator took this list out of public view"));
    // Who decides can read what they let back; nobody else.
    CHECK(desk().contains("href=\"" + place + "/report\""));
    const auto read = r.club.look(place + "/report", Club::with(r.mo));
    CHECK(bytes(read).contains("Buy them"));
    CHECK(read.keep == web::Keep::not_at_all);
    CHECK(r.club.look(place + "/report", Club::with(r.bo)).status == 404);
    const std::string quiet = r.make("name=Quiet");
    const auto opened = r.press(quiet, "do=change&name=Loud&public=yes");
    CHECK(opened.status == 422);
    CHECK(bytes(opened).contains("private · 0 articles"));
    CHECK(bytes(opened).contains("value=\"Loud\""));
    CHECK_FALSE(bytes(opened).contains("See it as others do"));
    const auto more = r.press("/en-gb/my/lists", "do=make&name=More+pills&public=yes");
    CHECK(more.status == 422);
    CHECK(bytes(more).contains("other lists of yours can only be private"));
    CHECK(r.press("/en-gb/admin/lists", "do=unbar&what=" + id, r.mo).status == 303);
    CHECK(r.club.look(place).status == 200);
    CHECK(desk().contains("Nobody has reported a list"));
}

TEST_CASE("lists come page by page, without losing or repeating an entry") {
    Study r;
    const std::string own = r.make("name=Long&public=yes"), id = Study::id_of(own);
    const auto who = r.club.accounts->visitor(r.in.secret).value().value();
    for (int i = 0; i < 70; ++i) {
        const auto made = r.club.stand.add(make_article("many.example", fmt::format("Report {}", i), "en", 3000 + i));
        REQUIRE(r.club.lists->put(who, *store::ListId::parse(id), made, "").has_value());
    }
    const auto count = [](std::string_view text) {
        std::size_t n = 0;
        for (auto at = text.find("<article class=\"row"); at != std::string_view::npos;
             at = text.find("<article class=\"row", at + 1))
            ++n;
        return n;
    };
    for (const auto& [first, shown] : {std::pair(std::string("/en-gb/lists/long-") + id, 30), std::pair(own, 50)}) {
        std::size_t all = 0;
        for (std::string place = first; !place.empty();) {
            const std::string page = r.page(place);
            CHECK(count(page) <= static_cast<std::size_t>(shown));
            all += count(page);
            const auto at = page.find(first + "?before=");
            // Of a further page of one's own the forms lead back to itself.
            const auto next = page.find("rel=\"next\"");
            place = next == std::string::npos ? "" : page.substr(page.find("/en-gb/", next), 200);
            place = place.substr(0, place.find('"'));
            CHECK((at == std::string::npos) <= place.empty());
        }
        CHECK(all == 70);
    }
}
