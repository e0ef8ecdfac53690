// What stops somebody, each by itself; whose votes and reports count; holds that an edit does not overrun; many removed
// at once; a name that is kept for as long as who had it could not write.
#include <doctest/doctest.h>

#include <fstream>

#include "readers/talk_house.hpp"
#include "store/database.hpp"

using namespace octavo::test;

namespace {

const std::vector<ArticleId> here = {one};

std::int64_t rows_in(const House& house, const std::string& table) {
    const auto database = store::open_sqlite_to_read(house.archive.folder.path()).value();
    const auto connection = database->connect_reader().value();
    const auto row = store::use(*connection, "SELECT count(*) FROM " + table);
    REQUIRE(row.has_value());
    REQUIRE((*row)->step().value());
    return (*row)->integer(0);
}

}  // namespace

TEST_CASE("limits stand by themselves: none ends or shortens another") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    CHECK(house.talk->ban(mod, ada.account.id, 720h).has_value());
    house.clock.advance(1min);
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    house.clock.advance(10s);
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());  // who saw the same: one is enough
    CHECK(house.talk->shadow(mod, ada.account.id).has_value());
    CHECK(house.talk->shadow(mod, ada.account.id).has_value());  // once is enough
    const auto limits = house.talk->standing(ada.account.id).value().limits;
    REQUIRE(limits.size() == 3);
    CHECK(house.talk->standing(ada.account.id).value().ban()->number == limits[0].number);
    house.clock.advance(25h);
    CHECK(house.talk->standing(ada.account.id).value().limits.size() == 2);
    CHECK(house.talk->say(ada, here, 0, "Hello").error().why == Refusal::banned);
    CHECK(house.talk->end_limit(ada, ada.account.id, limits[0].number).error().why == Refusal::not_allowed);
    CHECK(house.talk->end_limit(mod, mod.account.id, limits[0].number).error().why == Refusal::not_allowed);
    CHECK(house.talk->end_limit(mod, ada.account.id, limits[1].number).error().why == Refusal::too_late);
    CHECK(house.talk->end_limit(mod, ada.account.id, limits[0].number).has_value());
    CHECK(house.talk->end_limit(mod, ada.account.id, limits[0].number).error().why == Refusal::too_late);
    CHECK(house.talk->standing(ada.account.id).value().shadowed());
    (void)house.say(ada, "Seen by me alone");
    CHECK(house.all().empty());
    for (std::size_t i = 1; i < Talk::most_limits; ++i)
        CHECK(house.talk->ban(mod, ada.account.id, std::chrono::hours(24 * i)).has_value());
    CHECK(house.talk->ban(mod, ada.account.id, 12h).error().why == Refusal::too_many);
    CHECK(house.talk->end_limits(mod, ada.account.id).has_value());
    CHECK(house.talk->standing(ada.account.id).value().limits.empty());
}

TEST_CASE("a request for another look speaks of one decision, and ends no other") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator),
               em = house.join("Em Hart", Role::moderator);
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    CHECK(house.talk->appeal(ada, 0, "It was a joke.").has_value());
    const auto old = house.talk->open_appeals(em, 10).value().at(0).appeal;
    // A longer one comes: the request is about the first alone.
    house.clock.advance(1min);
    CHECK(house.talk->ban(mod, ada.account.id, 168h).has_value());
    CHECK(house.talk->answer_appeal(em, old.number, true).has_value());
    CHECK(house.talk->standing(ada.account.id).value().limits.size() == 1);
    CHECK(house.talk->say(ada, here, 0, "Hello").error().why == Refusal::banned);
    // One that is over is not decided about any more, and a new one may be asked about.
    CHECK(house.talk->appeal(ada, 0, "Really.").has_value());
    const auto late = house.talk->open_appeals(em, 10).value().at(0).appeal;
    CHECK(house.talk->end_limits(mod, ada.account.id).has_value());
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    CHECK(house.talk->answer_appeal(em, late.number, true).error().why == Refusal::too_late);
    CHECK(house.talk->standing(ada.account.id).value().ban() != nullptr);
    CHECK(house.talk->open_appeals(em, 10).value().empty());
    CHECK(house.talk->end_limits(mod, ada.account.id).has_value());
    // Of a comment that is removed once more there is another decision.
    const auto said = house.say(ada, "Something bad");
    CHECK(house.talk->decide(mod, house.now(said.number), false).has_value());
    CHECK(house.talk->appeal(ada, said.number, "A quotation.").has_value());
    const auto first = house.talk->open_appeals(em, 10).value().at(0).appeal;
    CHECK(house.talk->decide(em, house.now(said.number), true).has_value());
    CHECK(house.talk->decide(mod, house.now(said.number), false).has_value());
    CHECK(house.talk->open_appeals(em, 10).value().empty());
    CHECK(house.talk->answer_appeal(em, first.number, true).error().why == Refusal::too_late);
    CHECK_FALSE(house.talk->removed(ada, 10).value().at(0).appeal.has_value());
    CHECK(house.talk->appeal(ada, said.number, "Still a quotation.").has_value());
    CHECK(house.talk->removed(ada, 10).value().at(0).appeal.has_value());
    CHECK(house.talk->count_waiting(em).value() == 1);
}

TEST_CASE("who is stopped or closed neither votes nor reports; what closed and hidden accounts voted does not count") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), cy = house.join("Cy Moor"),
               mod = house.join("Mo Dell", Role::moderator), owner = house.join("The operator", Role::owner);
    const auto said = house.say(ada, "The minutes say otherwise.");
    house.grow_up();
    const auto helpful = [&](const readers::Visitor* who = nullptr) { return house.all({one}, who).at(0).helpful; };
    CHECK(house.talk->vote(bo, said.number, 1).has_value());
    CHECK(house.talk->vote(cy, said.number, 1).has_value());
    CHECK(helpful() == 2);
    CHECK(house.talk->ban(mod, bo.account.id, 24h).has_value());
    CHECK(house.talk->vote(bo, said.number, -1).error().why == Refusal::banned);
    CHECK(house.talk->report(bo, said.number, Complaint::abuse).error().why == Refusal::banned);
    CHECK(helpful() == 2);  // what was voted before a stop of a day stays
    CHECK(house.talk->vote(bo, said.number, 0).has_value());
    CHECK(helpful() == 1);
    CHECK(house.talk->shadow(mod, cy.account.id).has_value());
    CHECK(helpful() == 0);
    CHECK(helpful(&cy) == 1);  // to themselves it looks as ever
    CHECK(house.talk->end_limits(mod, cy.account.id).has_value());
    CHECK(helpful() == 1);
    CHECK(house.accounts->shut(owner, cy.account.id, true).has_value());
    CHECK(helpful() == 0);
    CHECK(house.talk->vote(cy, said.number, -1).error().why == Refusal::not_allowed);
    CHECK(house.talk->report(cy, said.number, Complaint::abuse).has_value());  // and nothing is written
    CHECK(house.talk->waiting(mod, 10).value().empty());
    CHECK(house.accounts->shut(owner, cy.account.id, false).has_value());
    CHECK(helpful() == 1);
    CHECK(house.accounts->remove(By::command_line(), cy.account.id).has_value());
    CHECK(helpful() == 0);
}

TEST_CASE("reports of who was stopped since hold nothing") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "Something bad");
    std::vector<readers::Visitor> readers = {house.join("Reader Bee"), house.join("Reader Cee"),
                                             house.join("Reader Dee"), house.join("Reader Eff")};
    house.grow_up();
    CHECK(house.talk->report(readers[0], said.number, Complaint::abuse).has_value());
    CHECK(house.talk->report(readers[1], said.number, Complaint::abuse).has_value());
    CHECK(house.talk->ban(mod, readers[0].account.id, 24h).has_value());
    CHECK(house.talk->report(readers[2], said.number, Complaint::abuse).has_value());
    CHECK(house.all().size() == 1);
    CHECK(house.talk->report(readers[3], said.number, Complaint::abuse).has_value());
    CHECK(house.all().empty());
}

TEST_CASE("a report counts and holds as one step: what a moderator shows then stays, and its reports are answered") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "Something bad");
    const std::vector<readers::Visitor> readers = {house.join("Reader Bee"), house.join("Reader Cee"),
                                                   house.join("Reader Dee"), house.join("Reader Eff")};
    house.grow_up();
    auto rows = store::Comments::open(house.archive.folder.path()).value();
    const auto report = [&](std::size_t i) {
        return rows
            ->report({.comment = said.number,
                      .by = readers[i].account.id,
                      .why = Complaint::abuse,
                      .made = house.clock.now()},
                     house.clock.now() - Talk::grown_up, Talk::reports_that_hold)
            .value();
    };
    CHECK_FALSE(report(0));
    CHECK_FALSE(report(1));
    CHECK(report(2));
    CHECK(house.now(said.number).state == State::held);
    CHECK(house.now(said.number).held_for == Comment::Held::reported);
    REQUIRE(house.talk->decide(mod, house.now(said.number), true).has_value());
    CHECK_FALSE(report(2));
    CHECK_FALSE(report(3));
    CHECK(house.now(said.number).state == State::shown);
    CHECK(house.now(said.number).reports == 1);
}

TEST_CASE("an edit does not overrun a hold, and a decision is about what was read to the letter") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "See https://a.example/Minutes");
    CHECK(said.held);
    const Comment seen = house.now(said.number);
    house.clock.advance(1min);
    // The same words in another case lead elsewhere.
    CHECK(house.talk->edit(ada, said.number, "See https://a.example/MINUTES").value().held);
    CHECK(house.now(said.number).held_for == Comment::Held::contact);
    CHECK(house.talk->decide(mod, seen, true).error().why == Refusal::too_late);
    house.clock.advance(1min);
    CHECK(house.talk->edit(ada, said.number, "Nothing at all").value().held);
    CHECK(house.all().empty());
    // Held between the look and the change: the rows decide.
    const auto other = house.say(ada, "Something bad");
    auto rows = store::Comments::open(house.archive.folder.path()).value();
    const Comment before = house.now(other.number);
    CHECK(rows->report({.comment = other.number, .by = mod.account.id, .made = house.clock.now()}, house.clock.now(), 1)
              .value());
    Comment changed = before;
    changed.text = "Something worse";
    changed.edited = house.clock.now();
    CHECK_FALSE(rows->set_text(changed, before, house.clock.now() - Talk::edit_window).value());
    CHECK(house.now(other.number).state == State::held);
    CHECK(house.now(other.number).text == "Something bad");
}

TEST_CASE("thousands of one hand are removed in batches, written down as it begins, and teach a few dozen texts") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    auto rows = store::Comments::open(house.archive.folder.path()).value();
    constexpr int many = 1200;
    for (int i = 0; i < many; ++i)
        REQUIRE(rows->add({.article = one,
                           .author = ada.account.id,
                           .made = house.clock.now(),
                           .text = fmt::format("Buy number {}", i / 2),
                           .words = static_cast<std::uint64_t>(i / 2 + 1)})
                    .has_value());
    const auto batch = house.talk->remove_all(mod, ada.account.id).value();
    CHECK(batch != 0);
    CHECK(house.all().empty());
    CHECK(rows->signs({}).value().at(0).bad == static_cast<std::int64_t>(Talk::lessons_of_press));
    const auto deeds = house.accounts->deeds(By::command_line(), 1'000'000, 5).value();
    CHECK(deeds.at(0).deed == "comments removed");
    CHECK(deeds.at(0).detail == "1200");
    CHECK(deeds.at(1).deed != "comments removed");
    const auto latest = house.talk->decisions(mod, 10).value();
    REQUIRE(latest.size() == 1);
    CHECK(latest[0].comments == many);
    CHECK(house.talk->undo(mod, batch).value() == many);
    CHECK(house.talk->count(here, nullptr).value() == many);
    CHECK(rows->signs({}).value().at(0).bad == 0);
    CHECK(house.talk->decisions(mod, 10).value().empty());
}

TEST_CASE("lists of the desk and of one's own are pages") {
    House house({.hold_first = true});
    const auto mod = house.join("Mo Dell", Role::moderator), ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    std::vector<std::int64_t> held;
    for (int i = 0; i < 4; ++i) held.push_back(house.say(ada, fmt::format("Word {}", i)).number);
    const auto loud = house.say(mod, "Loud");
    CHECK(house.talk->report(bo, loud.number, Complaint::abuse).has_value());
    // What all see and was reported first, then what is held.
    const auto first = house.talk->waiting(mod, 2).value();
    REQUIRE(first.size() == 2);
    CHECK(first[0].comment.number == loud.number);
    const auto& last = first[1].comment;
    const auto next = house.talk->waiting(mod, 2, {static_cast<std::int64_t>(last.state), last.number}).value();
    REQUIRE(next.size() == 2);
    CHECK(next[0].comment.number == held[1]);
    for (const std::int64_t number : held) CHECK(house.talk->decide(mod, house.now(number), false).has_value());
    const auto done = house.talk->decisions(mod, 3).value();
    REQUIRE(done.size() == 3);
    const auto older = house.talk->decisions(mod, 3, done.back().batch).value();
    REQUIRE(older.size() == 1);
    CHECK(older[0].comment == held[0]);
    CHECK(house.talk->said_by(mod, ada.account.id, held[2], 1).value().at(0).number == held[1]);
    CHECK(house.talk->removed(ada, 2).value().at(0).comment.number == held[3]);
    CHECK(house.talk->removed(ada, 9, held[1]).value().size() == 1);
    for (const std::int64_t number : held) CHECK(house.talk->appeal(ada, number, "Why?").has_value());
    const auto asked = house.talk->open_appeals(mod, 3).value();
    CHECK(asked.size() == 3);
    CHECK(house.talk->open_appeals(mod, 3, asked.back().appeal.number).value().size() == 1);
    CHECK(house.talk->count_waiting(mod).value() == 5);
    for (int i = 0; i < 3; ++i) (void)house.say(mod, fmt::format("Answer {}", i), loud.number);
    CHECK(house.talk->replies(mod, 10).value().empty());  // nobody hears of themselves
}

TEST_CASE("who leaves while stopped cannot come back under that name until it is over, and nothing else is left") {
    House house;
    const auto mod = house.join("Mo Dell", Role::moderator), ada = house.join("Canary Phrase"),
               bo = house.join("Bo Lind");
    const auto come = [&](const std::string& name) {
        return house.accounts->sign_up(name, "correct horse battery", "", {.household = 9, .device = "x"});
    };
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    const std::int64_t facts = rows_in(house, "facts");
    CHECK(house.accounts->remove(By::command_line(), ada.account.id).has_value());
    CHECK(house.accounts->remove(By::command_line(), bo.account.id).has_value());
    CHECK(rows_in(house, "held_names") > 0);
    CHECK(rows_in(house, "facts") == facts + 1);  // the key
    CHECK(come("Bo Lind").has_value());           // who was not stopped
    CHECK(come("Canary Phrase").error().why == Refusal::name_taken);
    CHECK(come("canaryphrase").error().why == Refusal::name_taken);
    CHECK(come("C\u0430nary Phrase").error().why != Refusal::broken);  // a letter that looks the same
    while (!house.accounts->tidy()) {
    }
    for (const auto& file : std::filesystem::directory_iterator(house.archive.folder.path())) {
        std::ifstream in(file.path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        std::ranges::transform(bytes, bytes.begin(), [](unsigned char c) { return std::tolower(c); });
        CHECK_MESSAGE(bytes.find("canary") == std::string::npos, file.path().string());
    }
    house.clock.advance(24h);
    CHECK(come("Canary Phrase").has_value());
    CHECK(rows_in(house, "held_names") == 0);
    CHECK(rows_in(house, "facts") == facts);
}
