// The moderator's desk on pages: reasons, standings, decisions taken back, who may not write, slow mode, another look.
#include "web/comments.hpp"

#include "web/club.hpp"
#include "web/page.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

struct Desk {
    Club club;
    readers::SignedIn ada = club.join("Ada Quay"), bo = club.join("Bo Lind"),
                      mod = club.join("Mo Dell", Role::moderator);
    std::string article =
        "/en-gb/" + web::article_place(club.stand.articles.at(0).card.id, club.stand.articles.at(0).card.title);
    std::string place = article + "/comments", queue = "/en-gb/admin/comments";
    std::string author = queue + "/" + ada.account.id.text();

    web::Response send(const readers::SignedIn& who, const std::string& to, const std::string& body) {
        club.clock.advance(std::chrono::minutes(1));
        return club.send(to, club.token(who) + "&" + body, Club::with(who));
    }
    std::string page(const std::string& at) { return bytes(club.look(at)); }
    std::string page(const std::string& at, const readers::SignedIn& who) {
        return bytes(club.look(at, Club::with(who)));
    }
    std::string say(const std::string& text) {
        CHECK(send(ada, place, "do=say&text=" + text).status == 303);
        return std::to_string(club.talk->said_by(readers::By::command_line(), ada.account.id, readers::Talk::newest, 1)
                                  .value()
                                  .at(0)
                                  .number);
    }
    // As a form of that page sends it: what it says of the comment.
    std::string decision(const std::string& html, const std::string& number) {
        const auto at = html.find("name=\"about\" value=\"" + number + "\"");
        REQUIRE(at != std::string::npos);
        const auto value = [&](std::string_view name) {
            const std::string field = fmt::format("name=\"{}\" value=\"", name);
            const auto from = html.find(field, at) + field.size();
            return html.substr(from, html.find('"', from) - from);
        };
        return fmt::format("about={}&state={}&words={}", number, value("state"), value("words"));
    }
};

}  // namespace

TEST_CASE("the queue says how much waits, why, and who wrote it; a decision is taken back there") {
    Desk d;
    const std::string number = d.say("See+https://a.example+and+https://b.example");
    const std::string queue = d.page(d.queue, d.mod);
    CHECK(queue.contains("1 waits to be looked at"));
    CHECK(queue.contains("A way to be reached, or several addresses"));
    CHECK(queue.contains("0 shown · 0 removed"));
    CHECK(queue.contains("href=\"" + d.author + "\""));
    CHECK(d.send(d.mod, d.queue, "do=remove&" + d.decision(queue, number)).status == 303);
    const std::string after = d.page(d.queue, d.mod);
    CHECK(after.contains("Nothing waits to be looked at."));
    CHECK(after.contains("Latest decisions"));
    const auto at = after.find("value=\"undo\"");
    REQUIRE(at != std::string::npos);
    const auto from = after.find("name=\"about\" value=\"", at) + 20;
    const std::string batch = after.substr(from, after.find('"', from) - from);
    CHECK(d.send(d.ada, d.queue, "do=undo&about=" + batch).status == 403);
    CHECK(d.send(d.mod, d.queue, "do=undo&about=" + batch).status == 303);
    CHECK(d.page(d.queue, d.mod).contains("1 waits to be looked at"));
    CHECK(d.send(d.mod, d.queue, "do=undo&about=" + batch).status == 422);
    CHECK(d.send(d.mod, d.queue, "do=anything").status == 403);
}

TEST_CASE("all of one account on one page: taken away, and there again") {
    Desk d;
    d.say("One+thing");
    d.say("Another+thing");
    CHECK(d.page(d.place, d.mod).contains("href=\"" + d.author + "\""));
    CHECK_FALSE(d.page(d.place, d.bo).contains(d.author));
    CHECK(d.club.look(d.author, Club::with(d.bo)).status == 403);
    const std::string page = d.page(d.author, d.mod);
    CHECK(page.contains("Comments by Ada Quay"));
    CHECK(page.contains("One thing"));
    const auto gone = d.send(d.mod, d.author, "do=remove-all");
    CHECK(gone.status == 303);
    const std::string to = header(gone, "Location");
    CHECK(to.contains("?undo="));
    CHECK_FALSE(d.page(d.article).contains("One thing"));
    CHECK(d.page(to, d.mod).contains("0 shown · 2 removed"));
    CHECK(d.send(d.mod, d.author, "do=undo&about=" + to.substr(to.find('=') + 1)).status == 303);
    CHECK(d.page(d.article).contains("One thing"));
    CHECK(d.club.look(d.queue + "/bvq3k2vs5h7la", Club::with(d.mod)).status == 404);
}

TEST_CASE("who was stopped from writing is told until when, and may ask once for another look") {
    Desk d;
    const std::string number = d.say("Something+bad");
    CHECK(d.send(d.mod, d.author, "do=ban&days=3").status == 403);  // there is no such time
    CHECK(d.send(d.mod, d.author, "do=ban&days=7").status == 303);
    CHECK(d.page(d.author, d.mod).contains("Cannot write until"));
    const auto no = d.send(d.ada, d.place, "do=say&text=More");
    CHECK(no.status == 429);
    CHECK(bytes(no).contains("You cannot comment here until"));
    CHECK(bytes(no).contains(">More</textarea>"));
    CHECK(d.page("/en-gb/my/replies", d.ada).contains("You cannot comment here until"));
    CHECK(d.page("/en-gb/me/export.json", d.ada).contains("\"stopped_from_writing\":[{\"since\":"));
    CHECK(d.page("/en-gb/my/replies?appeal=0", d.ada).contains("value=\"appeal\""));
    CHECK(d.send(d.ada, "/en-gb/my/replies", "do=appeal&text=").status == 422);
    CHECK(d.send(d.ada, "/en-gb/my/replies", "do=appeal&text=It+was+%3Cb%3Ea+joke").status == 303);
    CHECK(d.page("/en-gb/my/replies", d.ada).contains("It waits for a moderator."));
    const auto em = d.club.join("Em Hart", Role::moderator);
    CHECK(d.page(d.queue, d.mod).contains("Another moderator has to decide this."));
    CHECK(d.page(d.queue, em).contains("It was &lt;b&gt;a joke"));
    CHECK(d.send(d.mod, d.queue, "do=grant&about=1").status == 403);
    CHECK(d.send(em, d.queue, "do=grant&about=1").status == 303);
    CHECK(d.send(d.ada, d.place, "do=say&text=More").status == 303);
    // Of a comment that was removed.
    CHECK(d.send(d.mod, d.author, "do=remove&" + d.decision(d.page(d.author, d.mod), number)).status == 303);
    CHECK(d.page(d.place, d.ada).contains("my/replies?appeal=" + number));
    CHECK(d.send(d.ada, "/en-gb/my/replies", "do=appeal&about=" + number + "&text=A+quotation").status == 303);
    CHECK(d.send(em, d.queue, "do=refuse&about=2").status == 303);
    CHECK(d.page("/en-gb/my/replies", d.ada).contains("left it as it is"));
    const std::string all = d.page("/en-gb/me/export.json", d.ada);
    CHECK(all.contains("\"another_look_asked\":[{\"comment\":0"));
    CHECK(all.contains("\"stopped_from_writing\":[]"));
    CHECK(all.contains("\"reported\":[]"));
}

TEST_CASE("what is shown to its author alone is on nobody else's page, marked for moderators") {
    Desk d;
    CHECK(d.send(d.mod, d.author, "do=shadow").status == 303);
    d.say("Hello+there");
    for (const std::string& page : {d.page(d.place), d.page(d.place, d.bo), d.page(d.article),
                                    d.page(d.place + "/feed.atom"), d.page(d.place + "/feed.atom", d.ada)})
        CHECK_FALSE(page.contains("Hello there"));
    const std::string own = d.page(d.place, d.ada), marked = d.page(d.place, d.mod);
    CHECK(own.contains("Hello there"));
    CHECK_FALSE(own.contains("Only its author"));
    CHECK_FALSE(own.contains("A moderator looks"));
    CHECK(marked.contains("Only its author and moderators see this."));
    CHECK(d.page("/en-gb/me/export.json", d.ada).contains("\"state\":\"shown\""));
}

TEST_CASE("slow mode: each is told when to go on, a conversation's by its moderators, the site's at the desk") {
    Desk d;
    CHECK(d.send(d.bo, d.place, "do=slow&slow=10").status == 403);
    CHECK(d.send(d.mod, d.place, "do=slow&slow=11").status == 400);
    CHECK(d.send(d.mod, d.place, "do=slow&slow=10").status == 303);
    CHECK(d.page(d.place).contains("This conversation is in slow mode: one comment each in 10"));
    d.say("First");
    const auto no = d.send(d.ada, d.place, "do=say&text=Second");
    CHECK(no.status == 429);
    CHECK(header(no, "Retry-After") == "540");
    CHECK(bytes(no).contains("you can comment again at"));
    CHECK(d.send(d.mod, d.place, "do=slow&slow=0").status == 303);
    CHECK(d.send(d.ada, d.place, "do=say&text=Second").status == 303);
    CHECK(d.send(d.mod, d.queue, "do=slow&slow=60").status == 303);
    CHECK(d.page(d.queue, d.mod).contains("<option value=\"60\" selected>"));
    CHECK(d.page(d.place).contains("in slow mode"));
}

TEST_CASE("each time somebody was stopped stands on the desk by itself, and is ended by itself") {
    Desk d;
    CHECK(d.send(d.mod, d.author, "do=ban&days=30").status == 303);
    CHECK(d.send(d.mod, d.author, "do=ban&days=1").status == 303);
    CHECK(d.send(d.mod, d.author, "do=shadow").status == 303);
    const auto limits = d.club.talk->standing(d.ada.account.id).value().limits;
    REQUIRE(limits.size() == 3);
    const std::string page = d.page(d.author, d.mod);
    for (const auto& limit : limits) CHECK(page.contains(fmt::format("name=\"about\" value=\"{}\"", limit.number)));
    CHECK(page.contains("Show to all again"));
    const auto end = [&](std::int64_t number) {
        return d.send(d.mod, d.author, fmt::format("do=end-limit&about={}", number)).status;
    };
    CHECK(end(limits[0].number) == 303);
    CHECK(end(limits[0].number) == 422);  // it is over
    CHECK(d.page(d.author, d.mod).contains("Cannot write until"));
    CHECK(end(limits[1].number) == 303);
    CHECK_FALSE(d.page(d.author, d.mod).contains("Cannot write until"));
    CHECK(d.page(d.author, d.mod).contains("Show to all again"));
}

TEST_CASE("who is stopped hears so when voting or reporting, and the desk's lists go on on other pages") {
    Desk d;
    CHECK(d.send(d.bo, d.place, "do=say&text=Something").status == 303);
    const std::string number =
        std::to_string(d.club.talk->said_by(readers::By::command_line(), d.bo.account.id, readers::Talk::newest, 1)
                           .value()
                           .at(0)
                           .number);
    d.club.clock.advance(readers::Talk::grown_up);
    CHECK(d.send(d.mod, d.author, "do=ban&days=7").status == 303);
    for (const std::string& press : {"do=vote&vote=1&about=" + number, "do=report&why=abuse&about=" + number}) {
        const auto no = d.send(d.ada, d.place, press);
        CHECK(no.status == 429);
        CHECK(bytes(no).contains("You cannot comment, vote or report here until"));
    }
    auto rows = store::Comments::open(d.club.archive.folder.path()).value();
    const auto article = d.club.stand.articles.at(0).card.id;
    for (int i = 0; i < 60; ++i)
        REQUIRE(rows->add({.article = article,
                           .author = d.bo.account.id,
                           .made = d.club.clock.now(),
                           .state = Comment::State::held,
                           .text = fmt::format("Held {}.", i),
                           .words = static_cast<std::uint64_t>(i + 1)})
                    .has_value());
    const std::string queue = d.page(d.queue, d.mod);
    CHECK(queue.contains("60 wait to be looked at"));
    CHECK(queue.contains("Held 49."));
    CHECK_FALSE(queue.contains("Held 50."));
    const auto at = queue.find("?from=");
    REQUIRE(at != std::string::npos);
    const std::string next = d.page(d.queue + queue.substr(at, queue.find('"', at) - at), d.mod);
    CHECK(next.contains("Held 50."));
    CHECK(next.contains("Held 59."));
    CHECK_FALSE(next.contains("Held 49."));
    const std::string author = d.queue + "/" + d.bo.account.id.text();
    const std::string latest = d.page(author, d.mod);
    CHECK(latest.contains("Held 59."));
    CHECK_FALSE(latest.contains("Held 20."));
    const auto before = latest.find("?before=");
    REQUIRE(before != std::string::npos);
    CHECK(d.page(author + latest.substr(before, latest.find('"', before) - before), d.mod).contains("Held 20."));
}

TEST_CASE("what the command line decides is on the pages of a site that runs beside it") {
    Desk d;
    const std::string number = d.say("Something+bad");
    CHECK(d.page(d.article).contains("Something bad"));
    auto beside = readers::Talk::open(d.club.archive.folder.path(), {}, *d.club.accounts, d.club.clock).value();
    const auto by = readers::By::command_line();
    CHECK(beside->decide(by, beside->comment(by, std::stoll(number)).value().value(), false).has_value());
    d.club.clock.advance(std::chrono::seconds(3));
    CHECK_FALSE(d.page(d.article).contains("Something bad"));
}
