// Comments over a real archive: who may say what, what is held, who takes it away, and what is left of who leaves.
#include "readers/talk.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "store/archive.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::By;
using readers::Refusal;
using readers::Talk;
using State = Comment::State;

namespace {

const ArticleId one{11}, two{12};

struct House {
    test::Archive archive;
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    std::unique_ptr<readers::Accounts> accounts =
        readers::Accounts::open(archive.folder.path(),
                                {.sign_up = readers::SignUp::open, .cost = readers::PasswordCost::least()}, clock)
            .value();
    std::unique_ptr<Talk> talk;
    explicit House(readers::TalkSettings settings = {.hold_first = false})
        : talk(Talk::open(archive.folder.path(), std::move(settings), *accounts, clock).value()) {}
    readers::Visitor join(const std::string& name, Role role = Role::reader) {
        const auto pass = accounts->invite(By::command_line(), role).value();
        const auto in = accounts->sign_up(name, "correct horse battery", pass, {.household = 7, .device = "x"});
        REQUIRE(in.has_value());
        return *accounts->visitor(in->secret).value();
    }
    Talk::Said say(const readers::Visitor& who, const std::string& text, std::int64_t parent = 0,
                   std::vector<ArticleId> articles = {one}) {
        clock.advance(1min);
        const auto said = talk->say(who, articles, parent, text);
        REQUIRE_MESSAGE(said.has_value(), (said ? 0 : static_cast<int>(said.error().why)));
        return *said;
    }
    std::vector<Comment> all(std::vector<ArticleId> articles = {one}) { return talk->conversation(articles).value(); }
};

}  // namespace

TEST_CASE("what is said stands in its conversation, the oldest first, with who said it; answers are one deep") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind");
    const auto first = house.say(ada, "  The council  said so in May.\n\n\n\nIt is in the minutes. \r\n");
    const auto second = house.say(bo, "Which page?", first.number);
    const auto third = house.say(ada, "Page four.", second.number);
    const auto other = house.say(bo, "Of another report", 0, {two, one});
    const auto all = house.all({two, one});
    REQUIRE(all.size() == 4);
    CHECK(all[0].text == "  The council  said so in May.\n\nIt is in the minutes.");
    CHECK(all[0].name == "Ada Quay");
    CHECK(all[1].parent == first.number);
    CHECK(all[2].parent == first.number);
    CHECK(all[3].number == other.number);
    CHECK(all[3].article == two);
    CHECK(house.all().size() == 3);
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
    CHECK(house.talk->decide(mod, first.number, true).has_value());
    CHECK_FALSE(house.say(ada, "Hello again").held);
    CHECK(house.say(ada, "See https://a.example and https://b.example").held);
    CHECK_FALSE(house.say(ada, "See https://a.example alone").held);
    CHECK(house.say(ada, "Win at the CASINO").held);
    CHECK_FALSE(house.say(ada, "The casinos were closed").held);
    CHECK(house.say(ada, "hello   AGAIN").held);
    CHECK_FALSE(house.say(mod, "See https://a.example and https://b.example").held);
    const auto waiting = house.talk->waiting(mod, 10).value();
    CHECK(waiting.size() == 3);
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
    house.clock.advance(16min);
    CHECK(house.talk->edit(ada, said.number, "Another").error().why == Refusal::too_late);
    CHECK(house.talk->withdraw(bo, said.number).error().why == Refusal::not_allowed);
    CHECK(house.talk->withdraw(ada, said.number).has_value());
    CHECK(house.all()[0].state == State::withdrawn);
    CHECK(house.all()[0].text.empty());
    CHECK(house.talk->edit(ada, said.number, "Back").error().why == Refusal::too_late);
}

TEST_CASE("three readers' reports hold a comment until a moderator has looked; one reader counts once") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto said = house.say(ada, "Something bad");
    const auto first = house.join("Reader Bee");
    CHECK(house.talk->report(first, said.number, Complaint::abuse).has_value());
    CHECK(house.talk->report(first, said.number, Complaint::other).has_value());
    CHECK(house.talk->report(house.join("Reader Cee"), said.number, Complaint::false_claim).has_value());
    CHECK(house.all()[0].state == State::shown);
    CHECK(house.talk->report(house.join("Reader Dee"), said.number, Complaint::abuse).has_value());
    CHECK(house.all()[0].state == State::held);
    const auto waiting = house.talk->waiting(mod, 10).value();
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].reports.size() == 3);
    CHECK(house.talk->decide(ada, said.number, true).error().why == Refusal::not_allowed);
    CHECK(house.talk->decide(mod, said.number, false).has_value());
    CHECK(house.all()[0].state == State::removed);
    CHECK(house.talk->waiting(mod, 10).value().empty());
    const auto deeds = house.accounts->deeds(By::command_line(), 1'000'000, 5).value();
    CHECK(deeds.front().deed == "comment removed");
    // Of whom more was removed than shown, the next is looked at first.
    CHECK(house.say(ada, "Once more").held);
    CHECK(house.talk->report(first, 999, Complaint::abuse).error().why == Refusal::nobody);
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
    CHECK(house.talk->decide(mod, said.number, false).has_value());
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

TEST_CASE("articles of a source may be left without comments") {
    House house({.quiet_sources = {"canal.example"}});
    CHECK_FALSE(house.talk->is_open("canal.example"));
    CHECK_FALSE(house.talk->is_open("sport.canal.example"));
    CHECK(house.talk->is_open("harbour.example"));
}
