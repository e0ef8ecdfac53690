// Comments over a real archive: who may say what, what is held, who takes it away, and what is left of who leaves.
#include "readers/talk.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "readers/talk_house.hpp"

using namespace octavo;
using namespace octavo::test;

TEST_CASE("what is said stands in its conversation, the oldest first, with who said it; answers are one deep") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const auto first = house.say(ada, "  The council  said so in May.\n\n\n\nIt is in the minutes. \r\n");
    const auto second = house.say(bo, "Which page?", first.number);
    const auto third = house.say(ada, "Page four.", second.number);
    const auto other = house.say(bo, "Of another report", 0, {two, one});
    // What answers stands with what it answers.
    const auto far = house.say(ada, "Here too", first.number, {two, one});
    const auto all = house.all({two, one});
    REQUIRE(all.size() == 5);
    CHECK(all[4].number == far.number);
    CHECK(all[4].article == one);
    CHECK(all[0].text == "  The council  said so in May.\n\nIt is in the minutes.");
    CHECK(all[0].name == "Ada Quay");
    CHECK(all[1].parent == first.number);
    CHECK(all[2].parent == first.number);
    CHECK(all[3].number == other.number);
    CHECK(all[3].article == two);
    CHECK(house.all().size() == 4);
    CHECK(third.number > second.number);
}

TEST_CASE("too much, too soon, nothing, and to nobody") {
    House house;
    const auto ada = house.join("Ada Quay");
    const std::vector<ArticleId> here = {one};
    CHECK(house.talk->say(ada, here, 0, " \n \t\n").error().why == Refusal::empty);
    CHECK(house.talk->say(ada, here, 0, std::string(4001, 'x')).error().why == Refusal::too_long);
    CHECK(house.talk->say(ada, here, 77, "To whom?").error().why == Refusal::nobody);
    const auto said = house.say(ada, "First");
    const auto soon = house.talk->say(ada, here, 0, "Second");
    CHECK(soon.error().why == Refusal::too_soon);
    CHECK(soon.error().wait == 30s);
    house.clock.advance(30s);
    CHECK(house.talk->say(ada, here, 0, "Second").has_value());
    // An answer has to be in the same conversation.
    house.clock.advance(1min);
    CHECK(house.talk->say(ada, std::vector<ArticleId>{two}, said.number, "Elsewhere").error().why == Refusal::nobody);
}

TEST_CASE("what is held: a first comment, addresses, words of the operator, the same words again") {
    House house({.hold_first = true, .held_words = {"casino"}});
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto first = house.say(ada, "Hello");
    CHECK(first.held);
    CHECK(house.talk->decide(mod, house.now(first.number, mod), true).has_value());
    CHECK_FALSE(house.say(ada, "Hello again").held);
    CHECK(house.say(ada, "See https://a.example and https://b.example").held);
    CHECK_FALSE(house.say(ada, "See https://a.example alone").held);
    CHECK(house.say(ada, "Win at the CASINO").held);
    CHECK_FALSE(house.say(ada, "The casinos were closed").held);
    const std::string longer = "The minutes of the council of May say so on page four.";
    CHECK_FALSE(house.say(ada, longer).held);
    const auto bo = house.join("Bo Lind");
    CHECK(house.talk->decide(mod, house.now(house.say(bo, "Hi").number, mod), true).has_value());
    CHECK(house.say(bo, "the MINUTES of the council of May  say so on page four.").held);
    CHECK_FALSE(house.say(bo, "hello again").held);  // what many say alike
    CHECK_FALSE(house.say(bo, "See https://www.a.example/news").held);
    CHECK_FALSE(house.say(mod, "See https://a.example and https://b.example").held);
    const auto waiting = house.talk->waiting(mod, 10).value();
    CHECK(waiting.size() == 3);  // two of Ada, one of Bo
    CHECK(house.talk->waiting(ada, 10).error().why == Refusal::not_allowed);
}

TEST_CASE("a comment is changed within a quarter of an hour by who wrote it, and withdrawn at any time") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const auto said = house.say(ada, "Teh council");
    CHECK(house.talk->edit(bo, said.number, "Mine now").error().why == Refusal::not_allowed);
    CHECK(house.talk->edit(ada, said.number, "The council").has_value());
    CHECK(house.all()[0].text == "The council");
    CHECK(house.all()[0].edited.has_value());
    CHECK(house.talk->edit(ada, said.number, "The councils").error().why == Refusal::too_soon);
    house.clock.advance(16min);
    CHECK(house.talk->edit(ada, said.number, "Another").error().why == Refusal::too_late);
    CHECK(house.talk->withdraw(bo, said.number).error().why == Refusal::not_allowed);
    CHECK(house.talk->withdraw(ada, said.number).has_value());
    CHECK(house.now(said.number).state == State::withdrawn);
    CHECK(house.now(said.number).text.empty());
    CHECK(house.all({one}, &ada).empty());
    CHECK(house.all().empty());
    CHECK(house.talk->edit(ada, said.number, "Back").error().why == Refusal::too_late);
}

TEST_CASE("three readers' reports hold a comment until a moderator has looked; then theirs are answered") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "Something bad");
    std::vector<readers::Visitor> readers = {house.join("Reader Bee"), house.join("Reader Cee"),
                                             house.join("Reader Dee")};
    CHECK(house.talk->report(ada, said.number, Complaint::abuse).error().why == Refusal::not_allowed);
    for (const auto& one : readers) CHECK(house.talk->report(one, said.number, Complaint::abuse).has_value());
    CHECK(house.all()[0].state == State::shown);  // three accounts of today hide nothing
    CHECK(house.talk->waiting(mod, 10).value().at(0).reports.size() == 3);
    CHECK(house.talk->decide(mod, house.now(said.number, mod), true).has_value());
    CHECK(house.talk->waiting(mod, 10).value().empty());
    house.clock.advance(25h);
    for (const auto& one : readers) CHECK(house.talk->report(one, said.number, Complaint::abuse).has_value());
    CHECK(house.all()[0].state == State::shown);  // each was answered
    const auto other = house.say(ada, "Something worse");
    CHECK(house.talk->report(readers[0], other.number, Complaint::abuse).has_value());
    CHECK(house.talk->report(readers[0], other.number, Complaint::other).has_value());
    CHECK(house.talk->report(readers[1], other.number, Complaint::false_claim).has_value());
    CHECK(house.all()[1].state == State::shown);
    CHECK(house.talk->report(readers[2], other.number, Complaint::abuse).has_value());
    CHECK(house.all().size() == 1);
    CHECK(house.now(other.number, mod).state == State::held);
    CHECK(house.talk->decide(ada, house.now(other.number, ada), true).error().why == Refusal::not_allowed);
    CHECK(house.talk->decide(mod, house.now(other.number, mod), false).has_value());
    CHECK(house.now(other.number, ada).state == State::removed);
    CHECK(house.accounts->deeds(By::command_line(), 1'000'000, 5).value().front().deed == "comment removed");
    CHECK(house.talk->report(readers[0], 999, Complaint::abuse).error().why == Refusal::nobody);
    // Its author may take the text away all the same.
    CHECK(house.talk->withdraw(ada, other.number).has_value());
}

TEST_CASE("a moderator decides about what was read, and nobody about their own") {
    House house({.hold_first = true});
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "A good first word");
    const Comment seen = house.now(said.number, mod);
    CHECK(house.talk->edit(ada, said.number, "Something else").has_value());
    CHECK(house.talk->decide(mod, seen, true).error().why == Refusal::too_late);
    CHECK(house.now(said.number, mod).state == State::held);
    const Comment again = house.now(said.number, mod);
    CHECK(house.talk->decide(mod, again, true).has_value());
    CHECK(house.talk->decide(house.join("Em Hart", Role::moderator), again, false).error().why == Refusal::too_late);
    // What was approved speaks for its own words alone.
    house.clock.advance(1min);
    CHECK(house.talk->edit(ada, said.number, "Buy this").value().held);
    const auto own = house.say(mod, "Mine");
    CHECK(house.talk->decide(mod, house.now(own.number, mod), false).error().why == Refusal::not_allowed);
}

TEST_CASE("of one account so many wait, and what nobody may see closes no conversation") {
    House house({.hold_first = true});
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    for (std::size_t i = 0; i < Talk::most_held; ++i) CHECK(house.say(ada, fmt::format("Word {}", i)).held);
    house.clock.advance(1min);
    CHECK(house.talk->say(ada, std::vector<ArticleId>{one}, 0, "More").error().why == Refusal::too_many);
    CHECK(house.all().empty());
    CHECK(house.all({one}, &ada).size() == Talk::most_held);
    (void)house.say(mod, "Seen by all");
    CHECK(house.all().size() == 1);
}

TEST_CASE("signs that turn, hide or pad a text are no part of it") {
    House house;
    const auto ada = house.join("Ada Quay");
    const std::vector<ArticleId> here = {one};
    for (const std::string_view nothing : {"\u200b", "\u2800\u2800", "\u3164", "\u00a0\n\u202e", "> \n>"})
        CHECK(house.talk->say(ada, here, 0, nothing).error().why == Refusal::empty);
    (void)house.say(ada, "a\u202egpj.exe ca\u200bsino \U0001F468\u200d\U0001F469");
    CHECK(house.all()[0].text == "agpj.exe casino \U0001F468\u200d\U0001F469");
    std::string lines;
    for (int i = 0; i < 500; ++i) lines += "x\n";
    (void)house.say(ada, lines);
    CHECK(std::ranges::count(house.all()[1].text, '\n') < static_cast<std::ptrdiff_t>(Talk::most_lines));
}

TEST_CASE("caches of pages hear of each change of what is shown, and of nothing else") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    auto known = house.talk->version();
    const auto changed = [&] { return std::exchange(known, house.talk->version()) != house.talk->version(); };
    const auto said = house.say(ada, "Hello");
    CHECK(changed());
    CHECK(house.talk->edit(ada, said.number, "Hello there").has_value());
    CHECK(changed());
    (void)house.all();
    (void)house.talk->waiting(mod, 10);
    CHECK_FALSE(house.talk->withdraw(mod, said.number).has_value());
    CHECK_FALSE(changed());
    CHECK(house.talk->decide(mod, house.now(said.number, mod), false).has_value());
    CHECK(changed());
}

TEST_CASE("who leaves takes the words along, and answers to them stay") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const auto said = house.say(ada, "canaryphrase by Ada");
    house.say(bo, "I do not agree", said.number);
    CHECK(house.accounts->remove(By::command_line(), ada.account.id).has_value());
    const auto all = house.all();
    REQUIRE(all.size() == 2);
    CHECK(all[0].state == State::withdrawn);
    CHECK(all[0].text.empty());
    CHECK(all[0].name.empty());
    CHECK(all[1].text == "I do not agree");
    CHECK(house.talk->say(ada, std::vector<ArticleId>{one}, 0, "I am back").error().why == Refusal::not_allowed);
    while (!house.accounts->tidy()) {
    }
    for (const auto& file : std::filesystem::directory_iterator(house.archive.folder.path())) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK_MESSAGE(bytes.find("canaryphrase") == std::string::npos, file.path().string());
    }
}

TEST_CASE("what was withdrawn is nowhere in the archive's files") {
    House house;
    const auto ada = house.join("Ada Quay");
    const auto said = house.say(ada, "canaryphrase, and I regret it");
    CHECK(house.talk->withdraw(ada, said.number).has_value());
    while (!house.accounts->tidy()) {
    }
    for (const auto& file : std::filesystem::directory_iterator(house.archive.folder.path())) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK_MESSAGE(bytes.find("canaryphrase") == std::string::npos, file.path().string());
    }
}

TEST_CASE("articles of a source may be left without comments") {
    House house({.quiet_sources = {"canal.example"}});
    CHECK_FALSE(house.talk->is_open("canal.example"));
    CHECK_FALSE(house.talk->is_open("sport.canal.example"));
    CHECK(house.talk->is_open("harbour.example"));
}

TEST_CASE("what moderators removed teaches what to hold, and a decision the other way takes the lesson back") {
    House house({.hold_first = false});
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    const auto decide = [&](const readers::Visitor& who, const std::string& text, bool shown) {
        const auto said = house.say(who, text);
        CHECK(house.talk->decide(mod, house.now(said.number, mod), shown).has_value());
        return said.number;
    };
    std::int64_t last = 0;
    for (int i = 0; i < 20; ++i) {
        decide(ada, fmt::format("The council meets on day {} about the bridge, says the paper.", i), true);
        last = decide(bo, fmt::format("Earn $ {} today!! 🔥🔥 Guaranteed 100% profit, friends", i), false);
    }
    const auto why = [&](const std::string& name, const std::string& text) {
        const auto who = house.join(name);
        const auto said = house.say(who, text);
        return house.now(said.number, mod).held_for;
    };
    CHECK(why("Cy Moor", "Guaranteed profit of $ 900 a day!! 100% 🔥🔥 earn with friends") == Comment::Held::learnt);
    CHECK(why("Di Hale", "Does the paper say what the bridge costs? The council should.") == Comment::Held::nothing);
    // Each lesson once, and taken back with the decision.
    auto rows = store::Comments::open(house.archive.folder.path()).value();
    const auto all = [&] { return rows->signs({}).value().at(0); };
    CHECK(all().good == 20);
    CHECK(all().bad == 20);
    CHECK(house.talk->decide(mod, house.now(last, bo), true).has_value());
    CHECK(all().good == 21);
    CHECK(all().bad == 19);
    CHECK(house.talk->decide(mod, house.now(last, mod), false).has_value());
    CHECK(all().bad == 20);
    // Neither what the author takes away nor who leaves changes what was learnt.
    CHECK(house.talk->withdraw(bo, last).has_value());
    CHECK(house.accounts->remove(By::command_line(), bo.account.id).has_value());
    CHECK(all().bad == 20);
    // And where nobody wants it, nothing is held for it.
    auto other =
        Talk::open(house.archive.folder.path(), {.hold_first = false, .learns = false}, *house.accounts, house.clock)
            .value();
    house.clock.advance(1min);
    const auto said = other->say(house.join("Ed Vale"), std::vector<ArticleId>{one}, 0,
                                 "Guaranteed profit of $ 800 a day!! 100% 🔥🔥 earn with friends");
    CHECK_FALSE(said.value().held);
}

TEST_CASE("a new author's way to be reached waits, and addresses that the operator names do always") {
    House house({.hold_first = false, .held_addresses = {"win-big.example"}});
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto why = [&](const std::string& text) { return house.now(house.say(ada, text).number, mod).held_for; };
    CHECK(why("See https://a.example/minutes") == Comment::Held::contact);
    CHECK(why("Call +44 7700 900123") == Comment::Held::contact);
    CHECK(why("The council met twice.") == Comment::Held::nothing);
    CHECK(why("And not in public.") == Comment::Held::nothing);
    CHECK(why("See https://b.example/minutes") == Comment::Held::nothing);
    CHECK(why("Even win-big.example says so") == Comment::Held::address);
    CHECK(why("Even https://x.win-big.example/y says so") == Comment::Held::address);
    CHECK(house.talk->decide(mod, house.now(house.talk->waiting(mod, 10).value()[0].comment.number, mod), true));
}

TEST_CASE("a vote each, to be changed and taken back, on others' comments that stand there") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), cy = house.join("Cy Moor");
    const auto said = house.say(ada, "The minutes say otherwise.");
    CHECK(house.talk->vote(bo, said.number, 1).error().why == Refusal::too_new);
    CHECK(house.talk->vote(bo, said.number, 0).has_value());  // to take back is free
    CHECK(Talk::votes_from(bo, house.clock.now()) == bo.account.made + Talk::grown_up);
    house.grow_up();
    CHECK_FALSE(Talk::votes_from(bo, house.clock.now()).has_value());
    const auto votes = [&](const readers::Visitor* who = nullptr) {
        const auto c = house.all({one}, who).at(0);
        return std::tuple(c.helpful, c.unhelpful, c.vote);
    };
    const auto known = house.talk->version();
    CHECK(house.talk->vote(ada, said.number, 1).error().why == Refusal::not_allowed);
    CHECK(house.talk->vote(bo, said.number, 1).has_value());
    CHECK(house.talk->vote(bo, said.number, 1).has_value());
    CHECK(house.talk->vote(cy, said.number, -100).has_value());
    CHECK(votes(&bo) == std::tuple(1U, 1U, 1));
    CHECK(votes(&cy) == std::tuple(1U, 1U, -1));
    CHECK(votes() == std::tuple(1U, 1U, 0));
    CHECK(house.talk->vote(bo, said.number, -1).has_value());
    CHECK(votes() == std::tuple(0U, 2U, 0));
    CHECK(house.talk->vote(bo, said.number, 0).has_value());
    CHECK(votes() == std::tuple(0U, 1U, 0));
    CHECK(house.talk->version() == known);  // pages that are kept show no votes
    CHECK(house.talk->vote(bo, 999, 1).error().why == Refusal::not_allowed);
    CHECK(house.accounts->remove(By::command_line(), cy.account.id).has_value());
    CHECK(votes() == std::tuple(0U, 0U, 0));
    CHECK(house.talk->vote(cy, said.number, 1).error().why == Refusal::not_allowed);
    CHECK(house.talk->withdraw(ada, said.number).has_value());
    CHECK(house.talk->vote(bo, said.number, 1).error().why == Refusal::not_allowed);
}

TEST_CASE("who was answered is told, once the answer stands there, and where they want to hear of it") {
    House house({.hold_first = true});
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    const auto first = house.say(mod, "The minutes say otherwise.");
    const auto answer = house.say(ada, "Which page?", first.number);
    CHECK(answer.held);
    CHECK(house.talk->new_replies(mod).value() == 0);
    CHECK(house.talk->decide(By::command_line(), house.now(answer.number, ada), true).has_value());
    CHECK(house.talk->new_replies(mod).value() == 1);
    // Whom it answers, not who began the thread; nobody hears of themselves.
    (void)house.say(mod, "Page four.", answer.number);
    (void)house.say(mod, "And five.", first.number);
    CHECK(house.talk->new_replies(mod).value() == 1);
    CHECK(house.talk->new_replies(ada).value() == 1);
    // What was looked at was seen; what is shown later is new all the same.
    const auto late = house.say(bo, "Page nine", first.number);
    const auto third = house.say(ada, "Page seven, I think", first.number);
    const auto replies = house.talk->replies(mod, 10).value();
    CHECK(replies.at(0).comment.number == third.number);
    CHECK_FALSE(replies.at(0).seen);
    CHECK(house.talk->seen(mod.account.id, third.number).has_value());
    CHECK(house.talk->new_replies(mod).value() == 0);
    CHECK(house.talk->decide(By::command_line(), house.now(late.number, bo), true).has_value());
    CHECK(house.talk->new_replies(mod).value() == 1);
    CHECK(house.talk->tell(mod, false).has_value());
    CHECK_FALSE(house.talk->is_told(mod).value());
    const auto unheard = house.say(ada, "Or eight", first.number);
    CHECK(house.talk->replies(mod, 1).value().at(0).comment.number != unheard.number);
    CHECK(house.talk->tell(mod, true).has_value());
    // Who leaves takes theirs along.
    CHECK(house.talk->withdraw(bo, late.number).has_value());
    CHECK(house.accounts->remove(By::command_line(), ada.account.id).has_value());
    CHECK(house.talk->replies(mod, 10).value().empty());
}
