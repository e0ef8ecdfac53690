// A conversation in pages, over a real archive: every thread once in each order and both ways, one thread alone, and no
// more rows than a page has, whatever was said.
#include <doctest/doctest.h>

#include "readers/talk_house.hpp"

using namespace octavo::test;

namespace {

const std::vector<ArticleId> both = {one, two};

// Walks from the first page to the last; then back. Each page has at most so many.
std::vector<std::int64_t> walk(House& house, CommentOrder order, std::size_t most) {
    std::vector<std::int64_t> there, back;
    std::int64_t after = 0, first = 0;
    for (bool later = true; later;) {
        const auto page = house.talk->page(both, nullptr, {.order = order, .after = after, .threads = most}).value();
        CHECK(page.threads.size() <= most);
        CHECK(page.earlier == (after != 0));
        REQUIRE_FALSE(page.threads.empty());
        for (const Talk::Thread& thread : page.threads) there.push_back(thread.head.number);
        after = page.threads.back().head.number;
        first = page.threads.front().head.number;
        later = page.later;
    }
    for (bool earlier = true; earlier;) {
        const auto page = house.talk->page(both, nullptr, {.order = order, .before = first, .threads = most}).value();
        CHECK(page.later);
        std::vector<std::int64_t> numbers;
        for (const Talk::Thread& thread : page.threads) numbers.push_back(thread.head.number);
        back.insert(back.begin(), numbers.begin(), numbers.end());
        if (numbers.empty()) break;
        first = numbers.front();
        earlier = page.earlier;
    }
    // Back from the first of the last page: all that stand before it.
    REQUIRE(back.size() <= there.size());
    CHECK(std::equal(back.begin(), back.end(), there.begin()));
    CHECK(back.size() + most >= there.size());
    return there;
}

}  // namespace

TEST_CASE("every thread of a conversation of several articles is on one page of each order, both ways") {
    House house;
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), cy = house.join("Cy Moor");
    house.grow_up();
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < 23; ++i) {
        const auto said = house.say(i % 3 == 0 ? ada : bo, fmt::format("Word {}", i), 0,
                                    i % 2 == 0 ? std::vector<ArticleId>{one, two} : std::vector<ArticleId>{two, one});
        numbers.push_back(said.number);
    }
    // Answers are no threads.
    (void)house.say(cy, "An answer", numbers[4], both);
    for (const int i : {7, 11, 2}) CHECK(house.talk->vote(cy, numbers[static_cast<std::size_t>(i)], 1).has_value());
    CHECK(house.talk->vote(ada, numbers[11], 1).has_value());
    CHECK(house.talk->vote(cy, numbers[5], -1).has_value());
    for (const std::size_t most : {1U, 5U, 22U, 23U, 24U}) {
        CAPTURE(most);
        CHECK(walk(house, CommentOrder::oldest, most) == numbers);
        auto newest = numbers;
        std::ranges::reverse(newest);
        CHECK(walk(house, CommentOrder::newest, most) == newest);
        const auto best = walk(house, CommentOrder::best, most);
        CHECK(best.size() == numbers.size());
        CHECK(std::vector(best.begin(), best.begin() + 4) ==
              std::vector<std::int64_t>{numbers[11], numbers[2], numbers[7], numbers[0]});
    }
    CHECK(house.talk->page(both, nullptr, {}).value().count == 24);
}

TEST_CASE("a page has so many rows and no more; the rest of a thread has pages of its own") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto head = house.say(ada, "The first word");
    std::vector<std::int64_t> answers;
    for (int i = 0; i < 95; ++i) answers.push_back(house.say(mod, fmt::format("Answer {}", i), head.number).number);
    for (int i = 0; i < 30; ++i) (void)house.say(mod, fmt::format("Word {}", i));
    const auto page = house.talk->page(both, nullptr, {}).value();
    CHECK(page.threads.size() == Talk::threads_of_page);
    CHECK(page.later);
    CHECK(page.count == 126);
    CHECK(page.threads[0].answers.size() == Talk::answers_of_thread);
    CHECK(page.threads[0].all == 95);
    CHECK(page.threads[0].later);
    // One thread alone, from its first answer on to its last and back.
    std::vector<std::int64_t> there;
    std::int64_t after = 0;
    for (bool later = true; later;) {
        const auto thread = house.talk->thread(both, nullptr, head.number, after).value().value();
        CHECK(thread.answers.size() <= Talk::answers_of_page);
        CHECK(thread.earlier == (after != 0));
        for (const Comment& c : thread.answers) there.push_back(c.number);
        after = there.back();
        later = thread.later;
    }
    CHECK(there == answers);
    const auto before = house.talk->thread(both, nullptr, head.number, 0, answers[50]).value().value();
    CHECK(before.answers.back().number == answers[49]);
    CHECK(before.answers.size() == Talk::answers_of_page);
    CHECK(before.earlier);
    // Any answer's own address has that answer, with some before it.
    for (const std::size_t i : {0U, 1U, 50U, 94U}) {
        const auto thread = house.talk->thread(both, nullptr, answers[i]).value().value();
        CHECK(thread.head.number == head.number);
        CHECK(thread.answers.size() <= Talk::answers_of_page);
        CHECK(std::ranges::find(thread.answers, answers[i], &Comment::number) != thread.answers.end());
        CHECK(thread.earlier == (i > 3));
    }
    // Not of another conversation, nor what nobody may see.
    CHECK_FALSE(house.talk->thread(std::vector<ArticleId>{two}, nullptr, head.number).value().has_value());
    CHECK_FALSE(house.talk->thread(both, nullptr, 99999).value().has_value());
    const auto gone = house.say(ada, "What I regret");
    CHECK(house.talk->withdraw(ada, gone.number).has_value());
    CHECK_FALSE(house.talk->thread(both, nullptr, gone.number).value().has_value());
}

TEST_CASE("what nobody may see takes no place on a page; its author and moderators see what is theirs to see") {
    House house({.hold_first = true});
    const auto ada = house.join("Ada Quay"), bo = house.join("Bo Lind"), mod = house.join("Mo Dell", Role::moderator);
    const auto held = house.say(ada, "Waits");
    const auto shown = house.say(mod, "Stands");
    const auto size = [&](const readers::Visitor* who) {
        return house.talk->page(both, who, {}).value().threads.size();
    };
    CHECK(size(nullptr) == 1);
    CHECK(size(&bo) == 1);
    CHECK(size(&ada) == 2);
    CHECK(size(&mod) == 2);
    CHECK(house.talk->page(both, &mod, {}).value().count == 1);
    CHECK_FALSE(house.talk->thread(both, &bo, held.number).value().has_value());
    CHECK(house.talk->thread(both, &ada, held.number).value().has_value());
    // An answer that waits brings what it answers before moderators, removed or not.
    const auto answer = house.say(ada, "Waits too", shown.number);
    CHECK(house.talk->decide(By::command_line(), house.now(shown.number), false).has_value());
    CHECK(size(nullptr) == 0);
    CHECK(house.talk->thread(both, &ada, answer.number).value().value().answers.size() == 1);
    CHECK(house.talk->latest(both, 10).value().empty());
}

TEST_CASE("of a feed the latest of all articles are read, and names are this archive's own") {
    House house;
    const auto mod = house.join("Mo Dell", Role::moderator);
    for (int i = 0; i < 9; ++i) (void)house.say(mod, fmt::format("Word {}", i), 0, {i % 2 == 0 ? one : two});
    const auto latest = house.talk->latest(both, 4).value();
    REQUIRE(latest.size() == 4);
    CHECK(latest[0].text == "Word 8");
    CHECK(latest[3].text == "Word 5");
    const std::string urn = house.talk->urn_of("comment", "12");
    CHECK(urn.starts_with("urn:uuid:"));
    CHECK(urn.size() == 45);
    CHECK(urn[23] == '8');
    CHECK(std::string_view("89ab").contains(urn[28]));
    CHECK(urn == house.talk->urn_of("comment", "12"));
    CHECK(urn != house.talk->urn_of("comment", "13"));
    CHECK(urn != House().talk->urn_of("comment", "12"));
    const auto again =
        Talk::open(house.archive.folder.path(), {.hold_first = false}, *house.accounts, house.clock).value();
    CHECK(urn == again->urn_of("comment", "12"));
}

TEST_CASE("decisions, comments and appeals have numbers that are never given again") {
    House house;
    const auto ada = house.join("Ada Quay"), mod = house.join("Mo Dell", Role::moderator);
    const auto first = house.say(ada, "Something bad");
    const auto decision = house.talk->decide(mod, house.now(first.number), false).value();
    CHECK(house.talk->appeal(ada, first.number, "Why?").has_value());
    const auto appeal = house.talk->open_appeals(mod, 10).value().at(0).appeal.number;
    // Who takes the words back takes the rows about them along.
    CHECK(house.talk->withdraw(ada, first.number).has_value());
    CHECK(house.talk->decisions(mod, 10).value().empty());
    const auto second = house.say(ada, "Something worse");
    CHECK(second.number > first.number);
    CHECK(house.talk->decide(mod, house.now(second.number), false).value() > decision);
    CHECK(house.talk->appeal(ada, second.number, "Why?").has_value());
    CHECK(house.talk->open_appeals(mod, 10).value().at(0).appeal.number > appeal);
}
