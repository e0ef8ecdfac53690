// What was read, brought along and asked for, on the pages.
#include "base/json.hpp"
#include "web/club.hpp"
#include "web/my_news.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Lounge {
    Club club;
    readers::SignedIn in;
    Club::From from;
    std::string token;
    explicit Lounge(readers::OwnFeeds own_feeds = readers::OwnFeeds::asked, Role role = Role::reader)
        : club(readers::SignUp::open, {}, own_feeds),
          in(club.join("Ada Quay", role)),
          from(Club::with(in)),
          token(club.token(in)) {}
    web::Response press(const std::string& place, std::string_view body) {
        return club.send(place, token + "&" + std::string(body), from);
    }
    std::string page(std::string_view place) { return bytes(club.look(place, from)); }
    // Follows the publishers of two articles; gives their domains.
    std::pair<std::string, std::string> follow_two() {
        const auto& articles = club.stand.articles;
        const std::string one = articles.at(0).card.source_domain;
        const auto other = std::ranges::find_if(articles, [&](const auto& a) { return a.card.source_domain != one; });
        REQUIRE(other != articles.end());
        const std::string two = other->card.source_domain;
        for (const auto& domain : {one, two})
            REQUIRE(club.shelf->follow(who(), "src/" + domain, "en", domain).has_value());
        return {one, two};
    }
    readers::Visitor who() { return *club.accounts->visitor(in.secret).value(); }
    web::Response upload(std::string_view file, bool with_token = true) {
        Club::From as = from;
        as.type = "multipart/form-data; boundary=X";
        std::string body;
        if (with_token)
            body = fmt::format("--X\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{}\r\n", token.substr(6));
        body += fmt::format(
            "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.opml\"\r\n\r\n{}\r\n--X--\r\n", file);
        return club.send("/en-gb/my/bring", body, as);
    }
};

std::string upto(const std::string& page) {
    const auto at = page.find("name=\"upto\" value=\"");
    REQUIRE(at != std::string::npos);
    return page.substr(at + 19, page.find('"', at + 19) - at - 19);
}

constexpr std::string_view list =
    "<opml version=\"2.0\"><body><outline text=\"Water\"><outline text=\"New\" xmlUrl=\"https://new.example/feed\"/>"
    "</outline></body></opml>";

}  // namespace

TEST_CASE("one's own news marked as read, shown without it, and back") {
    Lounge r;
    r.follow_two();
    const std::string first = r.page("/en-gb/my");
    REQUIRE(first.contains("class=\"under why\""));
    CHECK_FALSE(first.contains("why seen"));
    r.club.clock.advance(std::chrono::seconds(1));
    const auto marked = r.press("/en-gb/my", "do=read_all&upto=" + upto(first));
    CHECK(marked.status == 303);
    const std::string back = header(marked, "Location");
    CHECK(back.contains("/en-gb/my?undo="));
    const std::string after = r.page(back);
    CHECK(after.contains("Everything here is marked as read."));
    CHECK(after.contains("why seen"));
    CHECK(r.press("/en-gb/my", "do=show&what=unread").status == 303);
    CHECK(r.page("/en-gb/my").contains("You have read all of it."));
    CHECK(r.press("/en-gb/my", "do=undo&what=" + back.substr(back.find('=') + 1)).status == 303);
    CHECK(r.page("/en-gb/my").contains("class=\"under why\""));
    CHECK(r.press("/en-gb/my", "do=undo&what=77").status == 422);
    CHECK_FALSE(r.page("/en-gb/my?undo=77").contains("Everything here"));
}

TEST_CASE("an article that is opened is read, but not by a browser that only prepares for it") {
    Lounge r;
    const auto& articles = r.club.stand.articles;
    const auto& card = articles.at(0).card;
    const auto look = [&](std::size_t which, std::string_view purpose, bool head) {
        const std::string place = "/en-gb/a/" + articles.at(which).card.id.text();
        const std::string there = header(r.club.look(place, r.from), "Location");
        return r.club.ask({.head = head,
                           .target = there,
                           .host = r.from.host,
                           .cookie = r.from.cookie,
                           .peer = web::read_address(r.from.address).value(),
                           .purpose = purpose});
    };
    CHECK(look(1, "prefetch;prerender", false).status == 503);  // it is to be asked for when it is opened
    (void)look(2, "", true);
    CHECK(look(0, "", false).status == 200);
    // They are noted one after the other, on a thread of their own: whatever was to be noted before it is there by
    // then.
    const auto known = [&] { return r.club.reads->history(r.who(), Instant::max(), 10).value(); };
    for (int i = 0; i < 500 && known().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    REQUIRE(known().size() == 1);
    CHECK(known()[0].article == card.id);
    CHECK(r.page("/en-gb/my/history").contains(card.title));
    CHECK(r.press("/en-gb/my/history", "do=off").status == 303);
    CHECK(r.page("/en-gb/my/history").contains("What you open is not noted."));
    CHECK(r.press("/en-gb/my/history", "do=forget").status == 303);
    CHECK_FALSE(r.page("/en-gb/my/history").contains(card.title));
    CHECK(r.press("/en-gb/my/history", "do=sing").status == 403);
}

TEST_CASE("a file from another reader: taken in, reported, taken back; nothing without a proof") {
    Lounge r;
    CHECK(r.page("/en-gb/my/bring").contains("multipart/form-data"));
    CHECK(r.upload(list, false).status == 403);
    const auto taken = r.upload(list);
    CHECK(taken.status == 303);
    const std::string report = header(taken, "Location");
    REQUIRE(report.contains("/en-gb/my/bring?report="));
    const std::string number = report.substr(report.find("report=") + 7);
    CHECK(r.page("/en-gb/my/bring").contains(report));
    CHECK(r.page(report).contains("What was taken in"));
    CHECK(r.page("/en-gb/my/follows").contains("waits for an editor"));
    CHECK(r.press("/en-gb/my/bring", "do=take_back&what=" + number).status == 303);
    CHECK_FALSE(r.page("/en-gb/my/follows").contains("waits for an editor"));
    CHECK(r.club.look(report, r.from).status == 404);
    const auto bad = r.upload("nothing of this kind");
    CHECK(bad.status == 422);
    CHECK(bytes(bad).contains("Nothing could be taken in"));
    CHECK(bytes(r.upload("")).contains("Choose a file first."));
    // Another's report is nobody else's.
    const std::string again = header(r.upload(list), "Location");
    const auto bo = r.club.join("Bo Lind");
    CHECK(r.club.look(again, Club::with(bo)).status == 404);
    CHECK(r.club.look(again, r.from).status == 200);
}

TEST_CASE("a feed of one's own is asked for, and an editor decides") {
    Lounge r;
    CHECK(r.press("/en-gb/my/follows", "do=wish&what=new.example").status == 303);
    CHECK(r.press("/en-gb/my/follows", "do=wish&what=javascript%3Aalert(1)").status == 422);
    const auto editor = r.club.join("Ed Lock", Role::editor);
    const auto from = Club::with(editor);
    const std::string desk = bytes(r.club.look("/en-gb/admin/wishes", from));
    CHECK(desk.contains("http://new.example/"));
    CHECK(desk.contains("Ada Quay"));
    CHECK(r.club.look("/en-gb/admin/wishes", r.from).status == 403);
    const auto wish = r.club.bring->waiting(readers::By::command_line(), 0, 10).value().at(0);
    const auto decide = [&](const std::string& url) {
        const std::string body = fmt::format("{}&do=decline&what={}+{}", r.club.token(editor), wish.number, url);
        CHECK(r.club.send("/en-gb/admin/wishes", body, from).status == 303);
    };
    decide("http%3A%2F%2Fanother.example%2F");
    CHECK(r.page("/en-gb/my/follows").contains("waits for an editor"));
    decide("http%3A%2F%2Fnew.example%2F");
    CHECK(r.page("/en-gb/my/follows").contains("An editor decided against it."));
    CHECK(r.press("/en-gb/my/follows", fmt::format("do=drop_wish&what={}", wish.number)).status == 303);
    CHECK_FALSE(r.page("/en-gb/my/follows").contains("new.example"));
    const auto deeds =
        r.club.accounts->deeds(readers::By::command_line(), std::numeric_limits<std::int64_t>::max(), 20).value();
    REQUIRE_FALSE(deeds.empty());
    CHECK(deeds[0].deed == "decline_feed");
    CHECK(deeds[0].detail.empty());  // the log outlives accounts
    Lounge closed(readers::OwnFeeds::off);
    CHECK(closed.page("/en-gb/my/follows").contains("New feeds are added by the editors of this site."));
}

TEST_CASE("a link from anywhere is saved: by a form, by a bookmark, by sharing; an article of ours as itself") {
    Lounge r;
    CHECK(header(r.club.look("/add?url=https%3A%2F%2Felsewhere.example%2Fx&title=An+%22x%22", r.from), "Location")
              .contains("/my/link?url=https%3A%2F%2Felsewhere.example%2Fx&title=An%20%22x%22"));
    const std::string form = r.page("/en-gb/my/link?url=https%3A%2F%2Felsewhere.example%2Fx&title=%3Cb%3E");
    CHECK(form.contains("https://elsewhere.example/x"));
    CHECK(form.contains("&lt;b&gt;"));
    CHECK(r.press("/en-gb/my/link", "do=save&url=https%3A%2F%2Felsewhere.example%2Fx&title=%3Cb%3E").status == 303);
    const std::string saved = r.page("/en-gb/my/saved");
    CHECK(saved.contains("elsewhere.example"));
    CHECK(saved.contains("&lt;b&gt;"));
    CHECK(r.press("/en-gb/my/link", "do=save&url=javascript%3Aalert(1)").status == 422);
    CHECK(r.press("/en-gb/my/link", "do=drop&url=https%3A%2F%2Felsewhere.example%2Fx").status == 303);
    CHECK_FALSE(r.page("/en-gb/my/saved").contains("elsewhere.example"));
    const std::string shared = "/en-gb/shared?url=https%3A%2F%2Felsewhere.example%2Fx";
    CHECK(header(r.club.look(shared, r.from), "Location").contains("my/link"));
    CHECK(header(r.club.look(shared), "Location").contains("search"));
}

TEST_CASE("listings stand in folders of one's own, and the news can be shown by one of them") {
    Lounge r;
    const auto [one, two] = r.follow_two();
    CHECK(r.page("/en-gb/my").contains("src/" + two));
    CHECK(r.press("/en-gb/my/follows", "do=file&what=src%2F" + one + "&folder=Games+%26+more").status == 303);
    CHECK(r.page("/en-gb/my").contains("folder=Games%20%26%20more"));
    const std::string games = r.page("/en-gb/my?folder=Games%20%26%20more");
    CHECK(games.contains("aria-current=\"true\"><bdi>Games &amp; more"));
    CHECK(games.contains("src/" + one));
    CHECK_FALSE(games.contains("src/" + two));
    CHECK(r.press("/en-gb/my/follows", "do=file&what=src%2F" + one + "&folder=" + std::string(61, 'x')).status == 422);
}
