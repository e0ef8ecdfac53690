// Comments on the pages: said, answered, shown on every report of a story, held, reported, looked at by a moderator;
// and hostile words.
#include "web/comments.hpp"

#include "web/club.hpp"
#include "web/comment_parts.hpp"
#include "web/page.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Place {
    Club club;
    readers::SignedIn ada = club.join("Ada Quay"), bo = club.join("Bo Lind"),
                      mod = club.join("Mo Dell", Role::moderator);

    // Of a story that several tell, where there is one.
    std::vector<const store::Card*> story() const {
        for (const auto& article : club.stand.articles) {
            std::vector<const store::Card*> cards;
            for (const auto& other : club.stand.articles)
                if (article.card.story && other.card.story == article.card.story) cards.push_back(&other.card);
            if (cards.size() > 1) return cards;
        }
        return {};
    }
    static std::string of(const store::Card& card) { return "/en-gb/" + web::article_place(card.id, card.title); }
    web::Response send(const readers::SignedIn& who, const std::string& place, const std::string& body) {
        club.clock.advance(std::chrono::minutes(1));
        return club.send(place, club.token(who) + "&" + body, Club::with(who));
    }
    std::string page(const std::string& place) { return bytes(club.look(place)); }
    std::string page(const std::string& place, const readers::SignedIn& who) {
        return bytes(club.look(place, Club::with(who)));
    }
    std::int64_t last() {
        std::vector<ArticleId> ids;
        for (const auto& article : club.stand.articles) ids.push_back(article.card.id);
        const auto who = club.accounts->visitor(mod.secret).value();
        const auto page = club.talk->page(ids, &*who, {.threads = 1000, .answers = 1000}).value();
        std::int64_t last = 0;
        for (const auto& thread : page.threads) {
            last = std::max(last, thread.head.number);
            for (const Comment& answer : thread.answers) last = std::max(last, answer.number);
        }
        return last;
    }
    // As the queue's form sends it.
    std::string decision(const std::string& number) {
        const std::string queue = page("/en-gb/admin/comments", mod);
        const auto at = queue.find("name=\"about\" value=\"" + number + "\"");
        REQUIRE(at != std::string::npos);
        const auto value = [&](std::string_view name) {
            const std::string field = fmt::format("name=\"{}\" value=\"", name);
            const auto from = queue.find(field, at) + field.size();
            return queue.substr(from, queue.find('"', from) - from);
        };
        return fmt::format("about={}&state={}&words={}", number, value("state"), value("words"));
    }
};

}  // namespace

TEST_CASE("a comment stands on its article, on the other reports of the story, and on the story, at once") {
    Place p;
    const auto cards = p.story();
    REQUIRE(cards.size() > 1);
    const std::string here = Place::of(*cards[0]), there = Place::of(*cards[1]);
    CHECK(p.page(here).contains("No comments yet. Say what the coverage misses."));
    CHECK(p.page(here + "/comments").contains("Sign in to comment"));
    const auto said = p.send(p.ada, here + "/comments", "do=say&text=The+minutes+say+otherwise.");
    CHECK(said.status == 303);
    CHECK(header(said, "Location").contains(fmt::format("/comments?c={}#c{}", p.last(), p.last())));
    for (const std::string& place : {here, there, here + "/comments", there + "/comments"}) {
        CAPTURE(place);
        CHECK(p.page(place).contains("The minutes say otherwise."));
        CHECK(p.page(place).contains("Ada Quay"));
    }
    CHECK(p.page(here).contains("1 comment<"));
    const std::string number = std::to_string(p.last());
    CHECK(p.send(p.bo, there + "/comments", "do=say&about=" + number + "&text=Which+minutes%3F").status == 303);
    CHECK(p.page(here).contains("Which minutes?"));
    CHECK(p.page(here).contains("class=\"answers\""));
    CHECK(p.page(here).contains("2 comments<"));
    // Pages are the same for all; what one may do stands on the conversation's own.
    CHECK(p.page(here) == p.page(here, p.ada));
    CHECK(p.page(here + "/comments", p.ada).contains("Delete"));
    CHECK_FALSE(p.page(here + "/comments", p.mod).contains("value=\"withdraw\""));
}

TEST_CASE("nobody speaks without an account, nor through another site's page") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    const auto stranger = p.club.send(place, "do=say");
    CHECK(stranger.status == 303);
    CHECK(header(stranger, "Location").contains("/sign-in?at=a/"));
    CHECK(p.club.send(place, "do=say&text=Hello", Club::with(p.ada)).status == 403);
    auto foreign = Club::with(p.ada);
    foreign.site = "cross-site";
    CHECK(p.club.send(place, p.club.token(p.ada) + "&do=say&text=Hello", foreign).status == 403);
    CHECK(p.page(place).contains("No comments yet"));
    CHECK(p.club.look("/en-gb/a/bvq3k2vs5h7la/comments").status == 404);
    CHECK(p.send(p.ada, place, "do=shout&text=Hello").status == 403);
    // What is no number answers nobody, and is no comment of its own.
    for (const std::string_view about : {"99999999999999999999", "-3", "1x"})
        CHECK(p.send(p.ada, place, fmt::format("do=say&about={}&text=Hello", about)).status == 422);
    CHECK(p.page(place).contains("No comments yet"));
}

TEST_CASE("what was typed under a login that ended goes through the door, and is sent from the other side") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    const std::string text = "do=say&about=0&text=%3Cb%3ELong+thoughts%0D%0Aof+mine";
    const auto kept = p.club.send(place, text);
    CHECK(kept.status == 403);
    CHECK(secret_set(kept).empty());
    const std::string door = bytes(kept);
    CHECK(door.contains("You were signed out meanwhile."));
    CHECK(door.contains("name=\"kept-text\" value=\"&lt;b&gt;Long thoughts"));
    const auto from = door.find("/en-gb/sign-in?at=a/");
    REQUIRE(from != std::string::npos);
    const std::string address = door.substr(from, door.find('"', from) - from);
    // From another site's page it is not looked at.
    CHECK(p.club.send(place, text, {.site = "cross-site"}).status == 403);
    CHECK_FALSE(bytes(p.club.send(place, text, {.site = "cross-site"})).contains("Long thoughts"));
    const std::string carried = "&kept-do=say&kept-about=0&kept-text=%3Cb%3ELong+thoughts%0D%0Aof+mine";
    const auto wrong = p.club.send(address, "name=Ada+Quay&password=not+this+one" + carried);
    CHECK(wrong.status == 422);
    CHECK(bytes(wrong).contains("name=\"kept-text\" value=\"&lt;b&gt;Long thoughts"));
    const auto in = p.club.send(address, "name=Ada+Quay&password=correct+horse+battery" + carried);
    REQUIRE(in.status == 200);
    const readers::SignedIn ada{p.ada.account, secret_set(in)};
    REQUIRE(ada.secret.size() == 64);
    const std::string form = bytes(in);
    CHECK(form.contains("&lt;b&gt;Long thoughts\r\nof mine</textarea>"));
    CHECK(form.contains("/comments\""));
    CHECK(form.contains(p.club.accounts->form_token(ada.secret)));
    CHECK(p.page(place).contains("No comments yet"));  // nothing was sent for them
    CHECK(p.send(ada, place, text).status == 303);
    CHECK(p.page(place).contains("&lt;b&gt;Long thoughts"));
    CHECK(p.club.admits("/en-gb/sign-in", 60'000) == 0);
    CHECK(p.club.admits("/en-gb/sign-up", 60'000) == 413);
}

TEST_CASE("who wants to answer signs in and comes to that answer") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    CHECK(p.send(p.ada, place, "do=say&text=Hello").status == 303);
    const std::string query = fmt::format("answer={}", p.last());
    const std::string door = header(p.club.look(place + "?" + query), "Location");
    CHECK(door.ends_with(fmt::format("/comments%3Fanswer%3D{}", p.last())));
    const auto in = p.club.send(door, "name=Bo+Lind&password=correct+horse+battery");
    CHECK(header(in, "Location") == place + "?" + query);
    // Letters of another script as addresses have them.
    CHECK(header(p.club.send("/en-gb/sign-in?at=a/%25D8%25A7-bvq3k2vs5h7la",
                             "name=Bo+Lind&password=correct+horse+battery"),
                 "Location") == "/en-gb/a/%D8%A7-bvq3k2vs5h7la");
}

TEST_CASE("hostile words are words; an address is a link that gives its writer nothing") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    CHECK(p.send(p.ada, place,
                 "do=say&text=%3Cscript%3Ealert(1)%3C/script%3E+%22%3E%3Cimg+src%3Dx+onerror%3Dy%3E%0A%0A%3E+quoted%0A"
                 "see+https://a.example/x%3Fa%3D1%26b%3D%22%3E%3Cb%3E.+javascript:alert(1)")
              .status == 303);
    const std::string page = p.page(place, p.ada);  // who waits for a moderator, with an address in a first comment
    CHECK_FALSE(page.contains("<script>alert"));
    CHECK_FALSE(page.contains("<img src=x"));
    CHECK(page.contains("&lt;script&gt;alert(1)"));
    CHECK(page.contains("<blockquote><p dir=\"auto\">quoted</p></blockquote>"));
    CHECK(page.contains("<a rel=\"nofollow ugc noopener\" href=\"https://a.example/x?a=1&amp;b=\"><bdi dir=\"ltr\">"));
    CHECK_FALSE(page.contains("href=\"javascript"));
}

TEST_CASE("what was refused stays in its field, with why") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    CHECK(p.send(p.ada, place, "do=say&text=First").status == 303);
    const auto soon = p.club.send(place, p.club.token(p.ada) + "&do=say&text=Second+%3Cthought%3E", Club::with(p.ada));
    CHECK(soon.status == 429);
    CHECK(header(soon, "Retry-After") == "30");
    CHECK(bytes(soon).contains("One comment in half a minute"));
    CHECK(bytes(soon).contains("Second &lt;thought&gt;</textarea>"));
    CHECK(bytes(p.send(p.ada, place, "do=say&text=+")).contains("There is nothing in it yet."));
}

TEST_CASE("a report brings it before a moderator, who removes it; its place is kept where it was answered") {
    Place p;
    const std::string article = Place::of(p.club.stand.articles.at(0).card), place = article + "/comments";
    CHECK(p.send(p.ada, place, "do=say&text=Something+bad").status == 303);
    const std::string number = std::to_string(p.last());
    CHECK(p.send(p.bo, place, "do=say&about=" + number + "&text=Not+so").status == 303);
    CHECK(p.page(place + "?report=" + number, p.bo).contains("What is wrong with it?"));
    CHECK(header(p.club.look(place + "?report=" + number), "Location").contains("sign-in"));
    CHECK(p.send(p.bo, place, "do=report&about=" + number).status == 400);
    CHECK(p.send(p.bo, place, "do=report&why=abuse&about=" + number).status == 303);
    CHECK(p.page("/en-gb/me/export.json", p.bo)
              .contains(fmt::format("\"reported\":[{{\"comment\":{},\"why\":\"abuse\"", number)));
    CHECK(p.club.look("/en-gb/admin/comments", Club::with(p.ada)).status == 403);
    const std::string queue = p.page("/en-gb/admin/comments", p.mod);
    CHECK(queue.contains("Something bad"));
    CHECK(queue.contains("1 report"));
    CHECK(queue.contains("Insult or threat"));
    CHECK_FALSE(queue.contains("href=\"/en-gb/admin/log\""));
    CHECK(p.send(p.mod, "/en-gb/admin/comments", "do=remove&" + p.decision(number)).status == 303);
    CHECK_FALSE(p.page(article).contains("Something bad"));
    CHECK(p.page(place, p.ada).contains("Something bad"));  // its author knows what became of it
    CHECK(p.page(article).contains("Removed by a moderator."));
    CHECK(p.page(article).contains("Not so"));
    CHECK(p.page("/en-gb/admin/comments", p.mod).contains("Nothing waits"));
}

TEST_CASE("what is held its author and moderators see, and others do not") {
    Place p;
    const std::string article = Place::of(p.club.stand.articles.at(0).card), place = article + "/comments";
    const auto said = p.send(p.ada, place, "do=say&text=https://a.example+https://b.example");
    CHECK(header(said, "Location").contains(fmt::format("?c={}&held=1#c{}", p.last(), p.last())));
    CHECK(p.page(place, p.ada).contains("a.example"));
    CHECK(p.page(place, p.ada).contains("A moderator looks at this before others see it."));
    for (const std::string& page : {p.page(place), p.page(place, p.bo), p.page(article)})
        CHECK_FALSE(page.contains("a.example"));
    CHECK(p.send(p.mod, "/en-gb/admin/comments", "do=show&" + p.decision(std::to_string(p.last()))).status == 303);
    CHECK(p.page(article).contains("a.example"));
}

TEST_CASE("an article of a source that wants it quiet has no comments, nor have others' pages what was said of it") {
    Club club;
    const auto& card = club.stand.articles.at(0).card;
    club.talk =
        readers::Talk::open(club.archive.folder.path(), {.hold_first = false, .quiet_sources = {card.source_domain}},
                            *club.accounts, club.clock)
            .value();
    club.doors =
        std::make_unique<web::Doors>(web::Doors::Rooms{*club.accounts, *club.shelf, *club.reads, *club.bring,
                                                       *club.tastes, *club.lists, *club.margins, club.talk.get()},
                                     club.clock);
    club.site = std::make_unique<web::Site>(
        web::SiteSettings{}, club.stand.archive(), club.clock, [] { return web::Outlook{}; },
        web::Wires{.doors = club.doors.get()});
    club.seat = club.site->seat();
    const std::string place = "/en-gb/" + web::article_place(card.id, card.title);
    CHECK_FALSE(bytes(club.look(place)).contains("id=\"comments\""));
    CHECK(bytes(club.look(place + "/comments")).contains("are not commented on here"));
    const auto in = club.join("Ada Quay");
    CHECK(club.send(place + "/comments", club.token(in) + "&do=say&text=Hello", Club::with(in)).status == 400);
}

TEST_CASE("an address that pretends is no link, and a page has so many of them") {
    web::Html h;
    web::comment_text(h, "https://bank.example@evil.example/ https://\u0430pple.example/ https://a.example/?x=1.");
    CHECK(h.view().find("evil.example/\">") == std::string_view::npos);
    CHECK(h.view().find("href=\"https://a.example/?x=1\"") != std::string_view::npos);
    web::Html many;
    std::string text;
    for (int i = 0; i < 50; ++i) text += "https://a.example/ ";
    web::comment_text(many, text);
    std::size_t links = 0;
    for (auto at = many.view().find("<a "); at != std::string_view::npos; at = many.view().find("<a ", at + 1)) ++links;
    CHECK(links == 10);
}

TEST_CASE("votes: how many found it helpful is told, the other number to nobody; the order stands in the address") {
    Place p;
    const std::string article = Place::of(p.club.stand.articles.at(0).card), place = article + "/comments";
    std::vector<std::string> numbers;
    for (const char* text : {"First+of+all", "Then+this", "And+last"}) {
        CHECK(p.send(p.ada, place, fmt::format("do=say&text={}", text)).status == 303);
        numbers.push_back(std::to_string(p.last()));
    }
    const auto vote = [&](const readers::SignedIn& who, const std::string& number, int how) {
        return p.send(who, place + "?sort=best", fmt::format("do=vote&about={}&vote={}", number, how));
    };
    // Not on an account's first day: said above the comments, and to who tries.
    const std::string first_day = p.page(place, p.bo);
    CHECK(first_day.contains("You can say what you find helpful from"));
    CHECK_FALSE(first_day.contains("value=\"vote\""));
    const auto early = vote(p.bo, numbers[1], 1);
    CHECK(early.status == 403);
    CHECK(bytes(early).contains("when your account is a day old"));
    CHECK(p.page(place, p.mod).contains("value=\"vote\""));
    p.club.clock.advance(readers::Talk::grown_up);
    CHECK_FALSE(p.page(place, p.bo).contains("You can say what you find helpful from"));
    const auto done = vote(p.bo, numbers[1], 1);
    CHECK(done.status == 303);
    CHECK(header(done, "Location").ends_with("/comments?sort=best#c" + numbers[1]));
    CHECK(vote(p.mod, numbers[1], 1).status == 303);
    CHECK(vote(p.bo, numbers[2], -1).status == 303);
    CHECK(vote(p.ada, numbers[0], 1).status == 403);
    CHECK(vote(p.bo, numbers[0], 7).status == 400);
    const std::string best = p.page(place + "?sort=best"), newest = p.page(place + "?sort=newest");
    CHECK(best.contains("helpful to 2 readers"));
    CHECK(best.find("Then this") < best.find("First of all"));
    CHECK(best.find("First of all") < best.find("And last"));
    CHECK(newest.find("And last") < newest.find("Then this"));
    CHECK(p.page(place).find("First of all") < p.page(place).find("Then this"));
    CHECK(p.page(place + "?sort=x") == p.page(place));
    CHECK(p.page(place + "?sort=best", p.bo).contains("aria-pressed=\"true\""));
    CHECK_FALSE(p.page(place, p.ada).contains("value=\"vote\""));  // all of them are hers
    CHECK_FALSE(p.page(article).contains("helpful to"));  // pages that are kept are not written anew for a vote
    CHECK(p.page("/en-gb/me/export.json", p.bo).contains("\"vote\":\"unhelpful\""));
    CHECK(least_helpful(30, 2) > least_helpful(3, 0));
    CHECK(least_helpful(0, 0) == 0);
    CHECK(least_helpful(1, 0) > least_helpful(1, 1));
}

TEST_CASE("who was answered sees it on a page of theirs, once as new, and may leave it") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    CHECK(p.page("/en-gb/my/replies", p.ada).contains("Nobody has replied to you yet."));
    CHECK(p.send(p.ada, place, "do=say&text=The+minutes").status == 303);
    const std::string number = std::to_string(p.last());
    CHECK(p.send(p.bo, place, "do=say&about=" + number + "&text=%3Cb%3EWhich").status == 303);
    for (const char* page : {"/en-gb/my", "/en-gb/my/saved", "/en-gb/me"})
        CHECK(p.page(page, p.ada).contains("1 new reply"));
    CHECK_FALSE(p.page("/en-gb/my", p.bo).contains("new reply"));
    const std::string replies = p.page("/en-gb/my/replies", p.ada);
    CHECK(replies.contains("&lt;b&gt;Which"));
    CHECK(replies.contains("<b>new</b>"));
    CHECK(replies.contains(fmt::format("/comments?c={}#c{}", p.last(), p.last())));
    // Written down behind the page.
    for (int i = 0; i < 200 && p.page("/en-gb/my", p.ada).contains("new reply"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK_FALSE(p.page("/en-gb/my", p.ada).contains("new reply"));
    CHECK_FALSE(p.page("/en-gb/my/replies", p.ada).contains("<b>new</b>"));
    CHECK(p.send(p.ada, "/en-gb/my/replies", "do=stop").status == 303);
    CHECK(p.page("/en-gb/my/replies", p.ada).contains("You are not told of replies."));
    CHECK(p.send(p.bo, place, "do=say&about=" + number + "&text=Again").status == 303);
    CHECK_FALSE(p.page("/en-gb/my", p.ada).contains("new reply"));
    CHECK(p.send(p.ada, "/en-gb/my/replies", "do=nothing").status == 400);
}

TEST_CASE("how many answered is told to a script of theirs, in their language, and to nobody else") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    CHECK(p.send(p.ada, place, "do=say&text=Why+there").status == 303);
    CHECK(p.send(p.bo, place, fmt::format("do=say&about={}&text=Because", p.last())).status == 303);
    const auto told = p.club.look("/de-de/my/replies.json", Club::with(p.ada));
    CHECK(bytes(told) == "{\"new\":1,\"words\":\"1 neue Antwort\"}");
    CHECK(told.keep == web::Keep::not_at_all);
    CHECK(bytes(p.club.look("/en-gb/my/replies.json", Club::with(p.bo))).starts_with("{\"new\":0"));
    CHECK(p.club.look("/en-gb/my/replies.json").status == 303);
    CHECK(bytes(p.club.look("/en-gb", Club::with(p.ada))) == bytes(p.club.look("/en-gb")));  // the same for all
}

TEST_CASE("a conversation is a feed of what all see, under addresses that stay") {
    Place p;
    const auto& card = p.club.stand.articles.at(0).card;
    const std::string place = Place::of(card) + "/comments";
    CHECK(p.page(place).contains(place + "/feed.atom"));
    CHECK(p.send(p.ada, place, "do=say&text=The+minutes+%26+more").status == 303);
    const std::string number = std::to_string(p.last());
    CHECK(p.send(p.bo, place, "do=say&about=" + number + "&text=Which+page").status == 303);
    CHECK(p.send(p.ada, place, "do=say&text=https://a.example+https://b.example").status == 303);  // waits
    const auto feed = p.club.look(place + "/feed.atom");
    CHECK(feed.status == 200);
    CHECK(feed.page->type().contains("application/atom+xml"));
    const std::string xml = bytes(feed);
    CHECK(xml.contains("The minutes &amp; more"));
    CHECK(xml.contains("<name>Ada Quay</name>"));
    CHECK(xml.contains(fmt::format("/en-gb/a/{}/comments?c={}#c{}\"", card.id.text(), number, number)));
    const std::string id = p.club.talk->urn_of("comment", number);
    CHECK(xml.contains("<id>" + id + "</id>"));
    CHECK(xml.contains("thr:in-reply-to ref=\"" + id + "\""));
    // Under whatever host and edition it is asked for, it has the same names.
    const auto ids = [](const std::string& feed_text) {
        std::vector<std::string> out;
        for (auto at = feed_text.find("<id>"); at != std::string::npos; at = feed_text.find("<id>", at + 1))
            out.push_back(feed_text.substr(at, feed_text.find("</id>", at) - at));
        return out;
    };
    std::string elsewhere = place;
    elsewhere.replace(1, 5, "de-de");
    CHECK(ids(bytes(p.club.look(elsewhere + "/feed.atom", {.host = "127.0.0.1:8080"}))) == ids(xml));
    CHECK(ids(xml).size() == 3);
    CHECK_FALSE(ids(xml)[0].contains("http"));
    CHECK_FALSE(xml.contains("b.example"));
    CHECK(xml.find("Which page") < xml.find("The minutes"));
    CHECK(p.club.look(fmt::format("/en-gb/a/{}/comments", card.id.text())).status == 200);
}

TEST_CASE(
    "a conversation of thousands of the longest comments is pages of a bounded size, and so are its other pages") {
    Place p;
    const auto cards = p.story();
    REQUIRE(cards.size() > 1);
    const std::string article = Place::of(*cards[0]), place = article + "/comments";
    auto rows = store::Comments::open(p.club.archive.folder.path()).value();
    // Each letter becomes six on a page.
    const std::string text(readers::Talk::longest, '"');
    std::int64_t first = 0, last = 0, answer = 0;
    constexpr int threads = 600, answers = 400;
    const auto add = [&](int i, std::int64_t parent) {
        const auto number = rows->add({.article = cards[i % 2 == 0 || parent != 0 ? 0U : 1U]->id,
                                       .parent = parent,
                                       .author = p.ada.account.id,
                                       .made = p.club.clock.now(),
                                       .text = text,
                                       .words = 7},
                                      parent);
        REQUIRE(number.has_value());
        return *number;
    };
    for (int i = 0; i < threads; ++i) {
        last = add(i, 0);
        if (first == 0) first = last;
    }
    for (int i = 0; i < answers; ++i) answer = add(i, first);
    const auto count = [](const std::string& page) {
        std::size_t out = 0;
        for (auto at = page.find("<article class=\"comment\""); at != std::string::npos;
             at = page.find("<article class=\"comment\"", at + 1))
            ++out;
        return out;
    };
    p.club.clock.advance(readers::Talk::grown_up);
    constexpr std::size_t rows_of_page = readers::Talk::threads_of_page * (1 + readers::Talk::answers_of_thread);
    const auto bounded = [&](const std::string& at, std::size_t rows_there, std::size_t most_bytes) {
        CAPTURE(at);
        for (const auto& page : {p.page(at), p.page(at, p.bo), p.page(at, p.mod)}) {
            CHECK(count(page) == rows_there);
            CHECK(count(page) <= rows_of_page);
            CHECK(page.size() < most_bytes);
        }
    };
    const std::string query = fmt::format("?c={}", first);
    bounded(place, readers::Talk::threads_of_page + readers::Talk::answers_of_thread, 700'000);
    bounded(place + "?sort=newest", readers::Talk::threads_of_page, 700'000);
    bounded(place + "?sort=best", readers::Talk::threads_of_page + readers::Talk::answers_of_thread, 700'000);
    bounded(fmt::format("{}?after={}", place, first), readers::Talk::threads_of_page, 700'000);
    bounded(fmt::format("{}?before={}", place, last), readers::Talk::threads_of_page, 700'000);
    bounded(place + query, 1 + readers::Talk::answers_of_page, 700'000);
    bounded(fmt::format("{}?c={}", place, answer), 1 + 4, 700'000);
    bounded(fmt::format("{}{}&after={}", place, query, answer - 100), 1 + readers::Talk::answers_of_page, 700'000);
    // The article and the story have the first of them, and how many there are.
    const std::string on_article = p.page(article);
    CHECK(count(on_article) == web::threads_on_article + web::answers_on_article);
    CHECK(on_article.size() < 150'000);
    CHECK(on_article.contains("1,000 comments<"));
    CHECK(bytes(p.club.look(place + "/feed.atom")).size() < 1'500'000);
    // A comment's own address has that comment, whole.
    CHECK(p.page(fmt::format("{}?c={}", place, answer)).contains(fmt::format("id=\"c{}\"", answer)));
    CHECK(p.page(fmt::format("{}?c={}", place, last)).contains("The whole conversation"));
}

TEST_CASE("pages of a conversation lead to each other in every order, and a form back to where it was pressed") {
    Place p;
    const std::string place = Place::of(p.club.stand.articles.at(0).card) + "/comments";
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < 45; ++i) {
        CHECK(p.send(p.mod, place, fmt::format("do=say&text=Word+{}", i)).status == 303);
        numbers.push_back(numbers.empty() ? p.last() : numbers.back() + 1);
    }
    CHECK(p.last() == numbers.back());
    const auto led_to = [](const std::string& page, std::string_view way) {
        const std::string link = fmt::format("rel=\"{} nofollow\" href=\"", way);
        const auto at = page.find(link);
        if (at == std::string::npos) return std::string();
        const auto from = at + link.size();
        std::string out = page.substr(from, page.find('"', from) - from);
        for (auto amp = out.find("&amp;"); amp != std::string::npos; amp = out.find("&amp;")) out.replace(amp, 5, "&");
        return out;
    };
    for (const std::string_view order : {"", "?sort=newest", "?sort=best"}) {
        CAPTURE(order);
        std::vector<std::string> pages;
        for (std::string at = place + std::string(order); !at.empty(); at = led_to(pages.back(), "next"))
            pages.push_back(p.page(at));
        REQUIRE(pages.size() == 3);
        CHECK(led_to(pages[0], "prev").empty());
        for (const std::int64_t number : numbers)
            CHECK(std::ranges::count_if(pages, [&](const std::string& page) {
                      return page.contains(fmt::format("id=\"c{}\"", number));
                  }) == 1);
        const bool same = p.page(led_to(pages[2], "prev")) == pages[1];
        CHECK(same);
        CHECK(p.page(led_to(pages[1], "prev")).contains(order == "?sort=newest" ? "Word 44" : "Word 0<"));
    }
    p.club.clock.advance(readers::Talk::grown_up);
    const std::string second = fmt::format("{}?after={}", place, numbers[19]);
    CHECK(p.page(second, p.bo).contains(fmt::format("action=\"{}?after={}\"", place, numbers[19])));
    const auto voted = p.send(p.bo, second, fmt::format("do=vote&vote=1&about={}", numbers[25]));
    CHECK(header(voted, "Location") == fmt::format("{}#c{}", second, numbers[25]));
    // Who speaks to a comment has its thread before them; what was refused stays there.
    const std::string asked = p.page(fmt::format("{}?answer={}", place, numbers[44]), p.bo);
    CHECK(asked.contains("Word 44"));
    CHECK(asked.contains("</textarea>"));
    CHECK_FALSE(asked.contains("Word 43"));
    const auto empty = p.send(p.bo, place, fmt::format("do=say&text=+&about={}", numbers[44]));
    CHECK(empty.status == 422);
    CHECK(bytes(empty).contains("Word 44"));
    // What is nobody's comment shows them all.
    const std::string all = p.page(place);
    for (const std::string_view odd : {"?c=99999", "?c=x", "?c=-1", "?after=-3"}) {
        const bool same = p.page(place + std::string(odd)) == all;
        CHECK(same);
    }
    CHECK(p.club.look(place + "?before=x").status == 404);  // as everywhere
}
