// Asking a second time: what was shortened, what somebody else gave up, what was rejected, what others spent.
#include <doctest/doctest.h>

#include "base/json.hpp"
#include "provider/desk.hpp"

using namespace octavo;
using namespace octavo::provider;
using test::bridge;
using test::Desk;
using test::order_of;

namespace {

Material long_article(std::string id = "bridge") {
    auto article = bridge(std::move(id));
    for (int i = 0; i < 2'000; ++i) article.text += fmt::format(" The crane lifted beam number {} into its place.", i);
    return article;
}

Json user_of(const mock::Seen& seen) {
    const auto request = Json::parse(seen.body);
    return *Json::parse((*request)["messages"].items()[1]["content"].string());
}

}  // namespace

TEST_CASE("what had to be shortened is found again, in this run and in the next, and nothing too long is sent again") {
    Desk desk;
    const auto order = order_of(Task::summary, {long_article()});
    const auto providers = desk.make();
    desk.service.play("context too long", 1);
    REQUIRE(providers->generate(order).has_value());
    REQUIRE(desk.service.requests() == 2);
    CHECK(providers->kept(order).has_value());
    CHECK(providers->generate(order)->kept);
    CHECK(desk.make()->generate(order)->kept);
    CHECK(desk.service.requests() == 2);
    auto other = order;  // begins with what there is room for
    other.task = Task::explain;
    REQUIRE(desk.make()->generate(other).has_value());
    REQUIRE(desk.service.requests() == 3);
    CHECK(user_of(desk.service.seen()[2])["sentences"].items().size() ==
          user_of(desk.service.seen()[1])["sentences"].items().size());
    desk.settings.context_tokens *= 2;  // the model was started with more room
    REQUIRE(desk.make()->generate(other).has_value());
    CHECK(user_of(desk.service.seen().back())["sentences"].items().size() >
          user_of(desk.service.seen()[1])["sentences"].items().size());
}

TEST_CASE("who waited for somebody who gave up goes themselves") {
    Desk desk;
    desk.service.play("silent", 1);
    const auto providers = desk.make();
    std::stop_source gives_up;
    std::optional<Outcome<Generated>> first, second;
    {
        std::jthread one([&] { first = providers->generate(order_of(Task::summary), gives_up.get_token()); });
        while (desk.service.requests() == 0) std::this_thread::yield();
        std::jthread two([&] { second = providers->generate(order_of(Task::summary)); });
        while (providers->state().counts.asked < 2) std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));  // to join; who comes later goes alone anyway
        gives_up.request_stop();
    }
    CHECK(first->error().cause == Cause::cancelled);
    CHECK(second->has_value());
    CHECK(desk.service.requests() == 2);
}

TEST_CASE("what was rejected of a story says nothing of it when its articles have changed") {
    Desk desk;
    const auto providers = desk.make();
    auto order = order_of(Task::story, {bridge(), test::other_bridge()});
    order.subject = "story-1";
    desk.service.play("invents");
    CHECK(providers->generate(order).error().cause == Cause::rejected);
    CHECK(providers->generate(order).error().cause == Cause::rejected);
    CHECK(desk.service.requests() == 2);
    desk.service.play("", 0);
    order.articles[0].text += " Trams follow in spring.";
    CHECK(providers->generate(order).has_value());
    CHECK(desk.service.requests() == 3);
}

TEST_CASE("what another process spent today counts, also while this one runs") {
    Desk desk;
    desk.settings.budget.tokens_a_day = 100;
    const auto site = desk.make(), command = desk.make();
    REQUIRE(command->generate(order_of(Task::summary)).has_value());
    CHECK(site->generate(order_of(Task::explain)).error().cause == Cause::budget);
    CHECK(site->translate({.sentences = {"Hello there."}, .from = "en", .to = "es"}).error().cause == Cause::budget);
    CHECK(desk.service.requests() == 1);
}

TEST_CASE("the articles of a story share the sentences that are numbered") {
    Desk desk;
    desk.settings.context_tokens = 100'000;
    auto second = long_article("other"), third = bridge("third");
    (void)desk.make()->generate(order_of(Task::story, {long_article(), second, third}));
    std::map<std::int64_t, std::size_t> sentences;
    const Json user = user_of(desk.service.seen().at(0));
    for (const Json& sentence : user["sentences"].items()) ++sentences[sentence["article"].integer()];
    CHECK(sentences[1] >= 60);
    CHECK(sentences[2] >= 60);
    CHECK(sentences[3] == 5);  // all of it
}

TEST_CASE("a trial of a service is paid for as any request") {
    Desk desk;
    desk.settings.translator = {.kind = Kind::libretranslate, .url = desk.service.url()};
    desk.settings.model = {};
    const auto providers = desk.make();
    (void)providers->try_out();
    CHECK(providers->state().tokens_today > 0);
    desk.settings.budget.tokens_a_day = 1;
    const auto spent = desk.make();
    desk.service.forget();
    CHECK_FALSE(spent->try_out().at(0).works);
    CHECK(desk.service.requests() == 0);
}
