// What moderators do to comments, over a real archive: decisions and how they are taken back, all of one author's, who
// may not write, slow conversations, another look.
#include <doctest/doctest.h>

#include "readers/talk_house.hpp"

using namespace octavo::test;

TEST_CASE("a decision is taken back: the comment, its reports and the lesson are as they were") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "Something bad");
    CHECK(house.talk->report(bo, said.number, Complaint::abuse).has_value());
    const auto done = house.talk->decide(mod, house.now(said.number, mod), false).value();
    CHECK(done >= 2);
    CHECK(house.all().empty());
    CHECK(house.talk->waiting(mod, 10).value().empty());
    const auto latest = house.talk->decisions(mod, 10).value();
    REQUIRE(latest.size() == 1);
    CHECK(latest[0].name == "Ada Quay");
    CHECK(latest[0].state == State::removed);
    CHECK(house.talk->undo(ada, done).error().why == Refusal::not_allowed);
    CHECK(house.talk->undo(mod, done).value() == 1);
    CHECK(house.all().size() == 1);
    CHECK(house.talk->waiting(mod, 10).value().at(0).reports.size() == 1);
    CHECK(store::Comments::open(house.archive.folder.path()).value()->signs({}).value().at(0).bad == 0);
    CHECK(house.talk->undo(mod, done).error().why == Refusal::nobody);
    CHECK(house.talk->decisions(mod, 10).value().empty());
    // What was decided otherwise since stays so.
    const auto first = house.talk->decide(mod, house.now(said.number, mod), false).value();
    CHECK(house.talk->decide(mod, house.now(said.number, ada), true).has_value());
    CHECK(house.talk->undo(mod, first).error().why == Refusal::too_late);
    CHECK(house.all().size() == 1);
    CHECK(house.accounts->deeds(By::command_line(), 1'000'000, 50).value().front().deed == "comment shown");
}

TEST_CASE("a decision that another one followed is not undone over it, and nobody asks about what they took back") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "Something to decide about.");
    const auto removed = house.talk->decide(mod, house.now(said.number), false).value();
    REQUIRE(house.talk->decide(mod, house.now(said.number), true).has_value());
    const auto again = house.talk->decide(mod, house.now(said.number), false).value();
    CHECK(house.talk->undo(mod, removed).error().why == Refusal::too_late);
    CHECK(house.now(said.number).state == State::removed);
    CHECK(house.talk->undo(mod, again).value() == 1);
    CHECK(house.now(said.number).state == State::shown);
    REQUIRE(house.talk->decide(mod, house.now(said.number), false).has_value());
    REQUIRE(house.talk->withdraw(ada, said.number).has_value());
    CHECK(house.talk->appeal(ada, said.number, "Please look again.").error().why == Refusal::not_allowed);
}

TEST_CASE("all that one account said is taken away by one press, and is there again by one") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    for (const char* text : {"One thing", "Another thing", "A third thing"}) (void)house.say(ada, text);
    const auto regret = house.say(ada, "What I regret");
    CHECK(house.talk->withdraw(ada, regret.number).has_value());
    (void)house.say(bo, "Of somebody else");
    CHECK(house.talk->remove_all(bo, ada.account.id).error().why == Refusal::not_allowed);
    CHECK(house.talk->remove_all(mod, mod.account.id).error().why == Refusal::not_allowed);
    const auto known = house.talk->version();
    const auto done = house.talk->remove_all(mod, ada.account.id).value();
    CHECK(house.talk->version() != known);
    CHECK(house.all().size() == 1);
    CHECK(house.talk->decisions(mod, 10).value().at(0).comments == 3);
    CHECK(house.talk->standing(ada.account.id).value().removed == 3);
    CHECK(house.talk->remove_all(mod, ada.account.id).value() == 0);
    CHECK(house.talk->undo(mod, done).value() == 3);
    CHECK(house.all().size() == 4);
    CHECK(house.talk->said_by(mod, ada.account.id, Talk::newest, 10).value().front().state == State::withdrawn);
    CHECK(house.talk->said_by(bo, ada.account.id, Talk::newest, 10).error().why == Refusal::not_allowed);
}

TEST_CASE("who was stopped from writing hears until when, and writes again after it") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator),
               owner = house.join("The operator", Role::owner);
    const auto said = house.say(ada, "Before");
    CHECK(house.talk->ban(ada, mod.account.id, 24h).error().why == Refusal::not_allowed);
    CHECK(house.talk->ban(mod, owner.account.id, 24h).error().why == Refusal::not_allowed);
    CHECK(house.talk->ban(mod, mod.account.id, 24h).error().why == Refusal::not_allowed);
    CHECK(house.talk->ban(mod, AccountId{77}, 24h).error().why == Refusal::nobody);
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    house.clock.advance(1h);
    const std::vector<ArticleId> here = {one};
    const auto no = house.talk->say(ada, here, 0, "During");
    CHECK(no.error().why == Refusal::banned);
    CHECK(no.error().wait == 23h);
    CHECK(house.talk->edit(ada, said.number, "Changed").error().why == Refusal::too_late);
    CHECK(house.talk->withdraw(ada, said.number).has_value());
    house.clock.advance(23h);
    CHECK(house.talk->say(ada, here, 0, "After").has_value());
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    CHECK(house.talk->end_limits(mod, ada.account.id).has_value());
    (void)house.say(ada, "After all");
    // Who leaves leaves nothing of it.
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    CHECK(house.accounts->remove(By::command_line(), ada.account.id).has_value());
    CHECK(house.talk->standing(ada.account.id).value().limits.empty());
}

TEST_CASE("what is shown to its author alone looks to its author as ever, and to moderators marked") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    CHECK(house.talk->shadow(mod, ada.account.id).has_value());
    const auto known = house.talk->version();
    const auto said = house.say(ada, "See https://a.example and https://b.example");
    CHECK_FALSE(said.held);
    CHECK(house.talk->version() == known);
    CHECK(house.all().empty());
    CHECK(house.all({one}, &bo).empty());
    CHECK(house.all({one}, &ada).size() == 1);
    CHECK(house.now(said.number, mod).state == State::shadowed);
    CHECK(house.talk->waiting(mod, 10).value().empty());
    // Their own answers to it go on, nobody else's.
    CHECK_FALSE(house.say(ada, "And another", said.number).held);
    house.clock.advance(1min);
    CHECK(house.talk->say(bo, std::vector<ArticleId>{one}, said.number, "To whom?").error().why == Refusal::nobody);
    CHECK(house.talk->edit(ada, said.number, "See https://c.example").has_value());
    CHECK(house.all().empty());
    CHECK(house.talk->page(std::vector<ArticleId>{one}, &ada, {}).value().count == 2);  // as if they stood there
    CHECK(house.talk->page(std::vector<ArticleId>{one}, &bo, {}).value().count == 0);
    CHECK(house.talk->report(bo, said.number, Complaint::abuse).error().why == Refusal::nobody);
    house.grow_up();
    CHECK(house.talk->vote(bo, said.number, 1).error().why == Refusal::not_allowed);
    // A moderator may show one of them; the end is for what is said from then on.
    CHECK(house.talk->decide(mod, house.now(said.number, mod), true).has_value());
    CHECK(house.all().size() == 1);
    CHECK(house.talk->end_limits(mod, ada.account.id).has_value());
    (void)house.say(ada, "Seen again");
    CHECK(house.all().size() == 2);
    CHECK(house.talk->withdraw(ada, said.number).has_value());
}

TEST_CASE("in a slow conversation each waits, elsewhere nobody does; moderators do not") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    const std::vector<ArticleId> here = {two, one}, elsewhere = {ArticleId{13}};
    CHECK(house.talk->set_slow(ada, here, 10min).error().why == Refusal::not_allowed);
    CHECK(house.talk->set_slow(mod, here, 10min).has_value());
    CHECK(house.talk->slow(here).value() == 10min);
    CHECK(house.talk->slow(elsewhere).value() == 0min);
    (void)house.say(ada, "First", 0, here);
    house.clock.advance(1min);
    const auto no = house.talk->say(ada, here, 0, "Second");
    CHECK(no.error().why == Refusal::slow);
    CHECK(no.error().wait == 9min);
    CHECK(house.talk->say(ada, elsewhere, 0, "Second").has_value());
    CHECK(house.talk->say(bo, here, 0, "Mine").has_value());
    (void)house.say(mod, "Calm down", 0, here);
    (void)house.say(mod, "Please", 0, here);
    house.clock.advance(9min);
    CHECK(house.talk->say(ada, here, 0, "Second").has_value());
    // Whichever of its articles it was begun on.
    CHECK(house.talk->set_slow(mod, std::vector<ArticleId>{one, two}, 0min).has_value());
    CHECK(house.talk->slow(here).value() == 0min);
    CHECK(house.talk->set_slow(mod, {}, 2min).has_value());
    CHECK(house.talk->slow(elsewhere).value() == 2min);
    House other({.hold_first = false, .slow = 1h});
    CHECK(other.talk->slow(here).value() == 1h);
}

TEST_CASE("another look, once, by another moderator where there is one") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "Something bad");
    CHECK(house.talk->appeal(ada, said.number, "Why?").error().why == Refusal::not_allowed);  // it stands there
    CHECK(house.talk->decide(mod, house.now(said.number, mod), false).has_value());
    CHECK(house.talk->appeal(bo, said.number, "Why?").error().why == Refusal::not_allowed);
    CHECK(house.talk->appeal(ada, said.number, "  ").error().why == Refusal::empty);
    CHECK(house.talk->appeal(ada, said.number, std::string(1001, 'x')).error().why == Refusal::too_long);
    CHECK(house.talk->appeal(ada, said.number, "It is a quotation.").has_value());
    CHECK(house.talk->appeal(ada, said.number, "Again").error().why == Refusal::not_allowed);
    CHECK(house.talk->count_waiting(mod).value() == 1);
    const auto open = house.talk->open_appeals(mod, 10).value();
    REQUIRE(open.size() == 1);
    CHECK(open[0].mine_to_decide);  // there is nobody else
    CHECK(open[0].comment->text == "Something bad");
    const auto em = house.join("Em Hart", Role::moderator);
    CHECK_FALSE(house.talk->open_appeals(mod, 10).value().at(0).mine_to_decide);
    const auto number = open[0].appeal.number;
    CHECK(house.talk->answer_appeal(mod, number, true).error().why == Refusal::not_allowed);
    CHECK(house.talk->answer_appeal(ada, number, true).error().why == Refusal::not_allowed);
    CHECK(house.talk->answer_appeal(em, number, true).has_value());
    CHECK(house.all().size() == 1);
    CHECK(house.talk->open_appeals(em, 10).value().empty());
    CHECK(house.talk->answer_appeal(em, number, false).error().why == Refusal::too_late);
    // About being stopped, once each time.
    CHECK(house.talk->appeal(ada, 0, "Why?").error().why == Refusal::not_allowed);
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    CHECK(house.talk->appeal(ada, 0, "It was a joke.").has_value());
    CHECK(house.talk->appeal(ada, 0, "Really").error().why == Refusal::not_allowed);
    const auto about = house.talk->open_appeals(em, 10).value().at(0);
    CHECK(about.appeal.comment == 0);
    CHECK(house.talk->answer_appeal(em, about.appeal.number, false).has_value());
    CHECK(house.talk->appeals(ada).value().back().state == Talk::Appeal::State::refused);
    CHECK(house.talk->standing(ada.account.id).value().ban() != nullptr);
    house.clock.advance(25h);
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    CHECK(house.talk->appeal(ada, 0, "Once more.").has_value());
    CHECK(
        house.talk->answer_appeal(em, house.talk->open_appeals(em, 10).value().at(0).appeal.number, true).has_value());
    CHECK(house.talk->standing(ada.account.id).value().ban() == nullptr);
    // What is over is not asked about any more.
    house.clock.advance(1min);
    CHECK(house.talk->ban(mod, ada.account.id, 24h).has_value());
    CHECK(house.talk->appeal(ada, 0, "canaryphrase").has_value());
    house.clock.advance(24h);
    CHECK(house.talk->open_appeals(em, 10).value().empty());
    CHECK(house.accounts->remove(By::command_line(), ada.account.id).has_value());
    CHECK(house.talk->appeals(ada).value().empty());
}

TEST_CASE("of two moderators who answer a request at once one decides, and what is told is what was done") {
    // Whoever looks at this clock lets somebody else go first, once.
    struct Meddling final : Clock {
        const Clock& clock;
        mutable std::function<void()> first = {};
        explicit Meddling(const Clock& c) : clock(c) {}
        Instant now() const override {
            if (const auto go = std::exchange(first, {})) go();
            return clock.now();
        }
    };
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator),
               em = house.join("Em Hart", Role::moderator), cy = house.join("Cy Moor", Role::moderator);
    const Meddling clock(house.clock);
    const auto beside = Talk::open(house.archive.folder.path(), {}, *house.accounts, clock).value();
    using Asked = Talk::Appeal::State;
    const auto number = [&] { return house.talk->open_appeals(em, 10).value().at(0).appeal.number; };
    const auto said = house.say(ada, "Something bad");
    REQUIRE(house.talk->decide(mod, house.now(said.number), false).has_value());
    REQUIRE(house.talk->appeal(ada, said.number, "A quotation.").has_value());
    const auto about_comment = number();
    std::optional<bool> refused;
    clock.first = [&] { refused = house.talk->answer_appeal(cy, about_comment, false).has_value(); };
    const bool shown = beside->answer_appeal(em, about_comment, true).has_value();
    REQUIRE(refused.has_value());
    CHECK(shown != *refused);
    CHECK((house.now(said.number).state == State::shown) == shown);
    CHECK(house.talk->appeals(ada).value().at(0).state == (shown ? Asked::granted : Asked::refused));
    // The same of being stopped.
    REQUIRE(house.talk->ban(mod, ada.account.id, 24h).has_value());
    REQUIRE(house.talk->appeal(ada, 0, "A joke.").has_value());
    const auto about_ban = number();
    clock.first = [&] { refused = house.talk->answer_appeal(cy, about_ban, false).has_value(); };
    const bool ended = beside->answer_appeal(em, about_ban, true).has_value();
    CHECK(ended != *refused);
    CHECK((house.talk->standing(ada.account.id).value().ban() == nullptr) == ended);
    CHECK(house.talk->appeals(ada).value().at(1).state == (ended ? Asked::granted : Asked::refused));
    // What cannot be decided any more is not answered either: the comment is decided about in between.
    REQUIRE(house.talk->decide(mod, house.now(said.number), false).has_value() == shown);
    REQUIRE(house.talk->appeal(ada, said.number, "Still a quotation.").has_value() == shown);
    const auto third = number();
    clock.first = [&] { REQUIRE(house.talk->decide(cy, house.now(said.number), true).has_value()); };
    CHECK(beside->answer_appeal(em, third, true).error().why == Refusal::too_late);
    CHECK(house.talk->appeals(ada).value().back().state == Asked::open);
}

TEST_CASE("a request that was granted waits again where the decision to show is undone, and no other does") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator),
               em = house.join("Em Hart", Role::moderator);
    const auto said = house.say(ada, "Something bad");
    const auto state = [&](std::size_t i) { return house.talk->appeals(ada).value().at(i).state; };
    using Asked = Talk::Appeal::State;
    REQUIRE(house.talk->decide(mod, house.now(said.number), false).has_value());
    REQUIRE(house.talk->appeal(ada, said.number, "It is a quotation.").has_value());
    const auto first = house.talk->open_appeals(em, 10).value().at(0).appeal.number;
    REQUIRE(house.talk->answer_appeal(em, first, true).has_value());
    CHECK(state(0) == Asked::granted);
    REQUIRE(house.talk->undo(mod, house.talk->decisions(mod, 1).value().at(0).batch).value() == 1);
    CHECK(house.now(said.number).state == State::removed);
    CHECK(state(0) == Asked::open);
    CHECK(house.talk->removed(ada, 10).value().at(0).appeal->state == Asked::open);
    CHECK(house.talk->open_appeals(em, 10).value().size() == 1);
    CHECK(house.talk->count_waiting(em).value() == 1);
    // Answered anew; then it is removed by another decision, and what was asked about the first stays answered.
    REQUIRE(house.talk->answer_appeal(em, first, true).has_value());
    CHECK(house.now(said.number).state == State::shown);
    REQUIRE(house.talk->decide(mod, house.now(said.number), false).has_value());
    const auto shown = house.talk->decide(em, house.now(said.number), true).value();
    REQUIRE(house.talk->undo(mod, shown).value() == 1);
    CHECK(state(0) == Asked::granted);
    // What was refused stays refused, whatever is shown and undone after it.
    REQUIRE(house.talk->appeal(ada, said.number, "Still a quotation.").has_value());
    const auto second = house.talk->open_appeals(em, 10).value().at(0).appeal.number;
    REQUIRE(house.talk->answer_appeal(em, second, false).has_value());
    const auto again = house.talk->decide(em, house.now(said.number), true).value();
    REQUIRE(house.talk->undo(mod, again).value() == 1);
    CHECK(state(1) == Asked::refused);
}

TEST_CASE("who is relied on is held for less, who was removed more often than shown for anything") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto both = [](int i) { return fmt::format("See https://a.example/{} and https://b.example/{}", i, i); };
    (void)house.say(ada, "One"), (void)house.say(ada, "Two");
    CHECK(house.say(ada, both(1)).held);
    for (int i = 0; i < 8; ++i) (void)house.say(ada, fmt::format("Word {}", i));
    CHECK_FALSE(house.say(ada, both(2)).held);
    CHECK(house.talk->standing(ada.account.id).value().shown == 11);
    CHECK(house.talk->remove_all(mod, ada.account.id).has_value());
    CHECK(house.say(ada, "Hello").held);
    CHECK(house.now(house.talk->waiting(mod, 10).value().at(0).comment.number, mod).held_for ==
          Comment::Held::standing);
    CHECK(house.talk->waiting(mod, 10).value().at(0).author.removed == 12);
}
