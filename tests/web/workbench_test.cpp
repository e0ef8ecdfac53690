// Work done for who asks: once, by so many threads, within bounds; and what becomes of it when it fails, or the end
// comes.
#include "web/workbench.hpp"

#include <doctest/doctest.h>

#include <future>

#include "base/result.hpp"

using namespace octavo;
using web::Taken;
using Bench = web::Workbench<Result<int>>;

namespace {

void wait_for(Bench& bench, std::string_view key) {
    std::promise<void> done;
    if (bench.when(key, [&] { done.set_value(); })) done.get_future().wait();
}

}  // namespace

TEST_CASE("what two ask for is done once") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    Bench bench({}, clock);
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    std::atomic<int> done = 0;
    const auto work = [&, open](const std::stop_token&) -> Result<int> {
        open.wait();
        return ++done;
    };
    CHECK_FALSE(bench.under_way("a"));
    CHECK(bench.order("a", "me", work) == Taken::yes);
    CHECK(bench.order("a", "me", work) == Taken::yes);
    CHECK(bench.under_way("a"));
    CHECK(bench.look("a", "me").made == nullptr);
    gate.set_value();
    wait_for(bench, "a");
    const auto made = bench.look("a", "somebody else").made;
    REQUIRE(made);
    CHECK(**made == 1);
    CHECK(done == 1);
}

TEST_CASE("several threads work at once, and no more than were wanted") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    Bench bench({.threads = 2}, clock);
    std::mutex mutex;
    std::condition_variable changed;
    int under_way = 0, most = 0;
    bool open = false;
    const auto work = [&](const std::stop_token&) -> Result<int> {
        std::unique_lock lock(mutex);
        most = std::max(most, ++under_way);
        changed.notify_all();
        changed.wait(lock, [&] { return open; });
        --under_way;
        return 1;
    };
    for (const std::string key : {"a", "b", "c", "d"}) CHECK(bench.order(key, "me", work) == Taken::yes);
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return under_way == 2; });  // both at once, or this never ends
        open = true;
    }
    changed.notify_all();
    for (const std::string_view key : {"a", "b", "c", "d"}) wait_for(bench, key);
    CHECK(most == 2);
    CHECK(bench.look("d", "me").made != nullptr);
}

TEST_CASE("what failed is remembered for a while, and may then be tried again") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    Bench bench({}, clock);
    CHECK(bench.order("a", "me", [](const std::stop_token&) -> Result<int> { return fail(Fault::busy, "not now"); }) ==
          Taken::yes);
    wait_for(bench, "a");
    const auto failed = bench.look("a", "me").made;
    REQUIRE(failed);
    CHECK_FALSE(failed->has_value());
    SUBCASE("who insists is served at once") {
        CHECK(bench.order("a", "me", [](const std::stop_token&) -> Result<int> { return 2; }) == Taken::yes);
        wait_for(bench, "a");
        CHECK(**bench.look("a", "me").made == 2);
    }
    SUBCASE("to others it is as if never asked, and they may try") {
        CHECK(bench.look("a", "another").made == nullptr);
    }
    SUBCASE("after a minute it is as if never asked") {
        clock.advance(std::chrono::minutes(1));
        CHECK(bench.look("a", "me").made == nullptr);
    }
}

TEST_CASE("so many wait, and so many of one owner; pages are told when anything changes") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    Bench bench({.most_waiting = 4, .most_of_one = 2}, clock);
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    const auto work = [open](const std::stop_token&) -> Result<int> {
        open.wait();
        return 1;
    };
    const auto before = bench.version();
    CHECK_FALSE(bench.concerns("me"));
    CHECK(bench.order("a", "me", work) == Taken::yes);
    CHECK(bench.order("b", "me", work) == Taken::yes);
    CHECK(bench.order("c", "me", work) == Taken::enough);
    CHECK(bench.order("b", "me", work) == Taken::yes);  // it waits already
    CHECK(bench.order("c", "you", work) == Taken::yes);
    CHECK(bench.order("d", "you", work) == Taken::yes);
    CHECK(bench.order("e", "they", work) == Taken::full);
    CHECK(bench.concerns("they"));
    CHECK(bench.version() == before + 4);
    gate.set_value();
    for (const std::string_view key : {"a", "b", "c", "d"}) wait_for(bench, key);
    CHECK(bench.version() == before + 8);
    CHECK_FALSE(bench.concerns("me"));
}

TEST_CASE("as much is kept as was said, the least asked for leaves first") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    Bench bench({.most_kept = 2}, clock);
    const auto work = [](const std::stop_token&) -> Result<int> { return 1; };
    for (const std::string key : {"a", "b"}) {
        CHECK(bench.order(key, "me", work) == Taken::yes);
        wait_for(bench, key);
    }
    CHECK(bench.look("a", "me").made != nullptr);  // asked for: "b" is the one that leaves
    CHECK(bench.order("c", "me", work) == Taken::yes);
    wait_for(bench, "c");
    CHECK(bench.look("a", "me").made != nullptr);
    CHECK(bench.look("b", "me").made == nullptr);
}

TEST_CASE("the end stops what is under way, and wakes who waits for what was not begun") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    std::atomic<int> woken = 0, begun = 0;
    {
        Bench bench({}, clock);
        std::promise<void> in_hand;
        CHECK(bench.order("a", "me", [&](const std::stop_token& stop) -> Result<int> {
            ++begun;
            in_hand.set_value();
            std::mutex mutex;
            std::condition_variable_any changed;
            std::unique_lock lock(mutex);
            changed.wait(lock, stop, [] { return false; });
            return fail(Fault::busy, "stopped");
        }) == Taken::yes);
        CHECK(bench.order("b", "me", [&](const std::stop_token&) -> Result<int> { return ++begun; }) == Taken::yes);
        in_hand.get_future().wait();
        for (const std::string_view key : {"a", "b"}) CHECK(bench.when(key, [&] { ++woken; }));
    }
    CHECK(woken == 2);
    CHECK(begun == 1);
}

TEST_CASE("what nobody waits for any more is not begun; what is under way goes on") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    Bench bench({}, clock);
    std::promise<void> gate, begun;
    std::shared_future<void> open = gate.get_future().share();
    std::atomic<int> done = 0;
    CHECK(bench.order("first", "me", [&, open](const std::stop_token&) -> Result<int> {
        begun.set_value();
        open.wait();
        return ++done;
    }) == Taken::yes);
    begun.get_future().wait();
    CHECK(bench.order("second", "me", [&](const std::stop_token&) -> Result<int> { return ++done; }) == Taken::yes);
    bool told = false;
    CHECK(bench.when("second", [&] { told = true; }));
    CHECK_FALSE(bench.drop("first"));
    CHECK_FALSE(bench.drop("never ordered"));
    CHECK(bench.drop("second"));
    CHECK(told);
    gate.set_value();
    wait_for(bench, "first");
    CHECK(done == 1);
    CHECK(bench.look("second", "me").made == nullptr);
}

TEST_CASE("what is ordered anew is not answered with what was made before") {
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    Bench bench({}, clock);
    CHECK(bench.order("a", "me", [](const std::stop_token&) -> Result<int> { return 1; }) == Taken::yes);
    wait_for(bench, "a");
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    CHECK(bench.order("a", "me", [open](const std::stop_token&) -> Result<int> {
        open.wait();
        return 2;
    }) == Taken::yes);
    CHECK(bench.look("a", "me").made == nullptr);
    gate.set_value();
    wait_for(bench, "a");
    CHECK(**bench.look("a", "me").made == 2);
}
