// Every fault of the mock, by name: the client ends with a value, has asked exactly so often, and has not told the key.
#include <doctest/doctest.h>

#include "provider/desk.hpp"
#include "provider/http_call.hpp"

using namespace octavo;
using namespace octavo::provider;
using test::Desk;
using test::order_of;

namespace {

struct Case {
    std::string_view fault;
    std::optional<Cause> cause;  // absent: it generates all the same
    std::size_t requests = 1;
    bool hurried = false;  // with time limits short enough to be passed
};

// How often: once, and three times more where that may help; twice where the model is told what was wrong, or the
// service said what it does not take.
const std::vector<Case>& cases() {
    using enum Cause;
    static const std::vector<Case> all = {
        {"silent", timed_out, 1, true},
        {"silent after the header", timed_out, 1, true},
        {"silent in the middle", timed_out, 1, true},
        {"keeps alive for ever", timed_out, 1, true},
        {"closes at once", unreachable, 4},
        {"resets at once", unreachable, 4},
        {"half a header", malformed, 1},
        {"speaks no HTTP", malformed, 1},
        {"header without end", too_big, 1},
        {"broken in the middle", unreachable, 4},
        {"ends in the middle", cut, 1},
        {"408", unreachable, 4},
        {"409", unreachable, 4},
        {"429", busy, 4},
        {"429, some seconds", busy, 4},
        {"429, a date", busy, 4},
        {"429, an hour", busy, 1},
        {"429, nonsense", busy, 4},
        {"500", unreachable, 4},
        {"502", unreachable, 4},
        {"503, some seconds", busy, 4},
        {"504", unreachable, 4},
        {"401", denied, 1},
        {"401 with the key", denied, 1},
        {"400 with the key", denied, 3},
        {"402", denied, 1},
        {"403", denied, 1},
        {"404", denied, 1},
        {"501", unreachable, 1},
        {"204", denied, 1},
        {"redirect", denied, 1},
        {"context too long", too_big, 2},
        {"no choices", malformed, 1},
        {"no content", malformed, 1},
        {"no JSON", malformed, 1},
        {"a web page", malformed, 1},
        {"an empty body", malformed, 1},
        {"deep JSON", malformed, 1},
        {"deep JSON in the text", rejected, 2},
        {"an error as answer", malformed, 1},
        {"an error in the stream", malformed, 1},
        {"rubbish in the stream", malformed, 1},
        {"endless text", too_big, 1},
        {"endless body", too_big, 1},
        {"an event without end", too_big, 1},
        {"blanks without end", malformed, 1},
        {"cut at its length", cut, 2},
        {"filtered", denied, 1},
        {"prose", rejected, 2},
        {"another form", rejected, 2},
        {"no cites", rejected, 2},
        {"cites out of range", rejected, 2},
        {"invents", rejected, 2},
        {"tells the key", rejected, 2},
        {"an address", rejected, 2},
        {"nothing", rejected, 2},
        {"odd stream", {}, 1},
        {"reads after its header", {}, 1},
        {"no end of stream", {}, 1},
        {"no stream", {}, 1},
        {"no usage", {}, 1},
        {"absurd usage", {}, 1},
        {"thinks aloud", {}, 1},
        {"control characters", {}, 1},
        {"line ends in the JSON", {}, 1},
        {"takes no schema", {}, 2},
        {"takes no form", {}, 3},
        {"takes no stream", {}, 2},
        {"takes no stream_options", {}, 2},
        {"takes no max_tokens", {}, 2},
        {"takes no temperature", {}, 2},
    };
    return all;
}

std::string told(const State& state) {
    std::string out = state.model->kind + state.model->host + state.model->model + state.model->last_trouble;
    return out;
}

}  // namespace

TEST_CASE("every fault of a service ends with a value, after so many requests, and tells no key") {
    for (const Case& one : cases()) {
        CAPTURE(one.fault);
        Desk desk;
        desk.use_key();
        if (one.hurried)
            desk.settings.limits = {.connect = std::chrono::seconds(10),
                                    .first_byte = std::chrono::milliseconds(150),
                                    .idle = std::chrono::milliseconds(150),
                                    .total = std::chrono::milliseconds(400)};
        desk.settings.breaker.failures = 100;
        const auto providers = desk.make();
        REQUIRE(providers);
        desk.service.play(std::string(one.fault));
        const auto made = providers->generate(order_of(Task::summary));
        CHECK(made.has_value() == !one.cause.has_value());
        if (!made) {
            CAPTURE(made.error().detail);
            if (one.cause) CHECK(name_of(made.error().cause) == name_of(*one.cause));
            CHECK_FALSE(made.error().detail.empty());
            CHECK(made.error().detail.find(test::the_key.substr(3, 8)) == std::string::npos);
        } else {
            CHECK(made->sentences.size() >= 2);
        }
        CHECK(desk.service.requests() == one.requests);
        CHECK(told(providers->state()).find(test::the_key.substr(3, 8)) == std::string::npos);
        const auto counts = providers->state().counts;
        CHECK(counts.asked ==
              counts.answered + std::accumulate(counts.fell_back.begin(), counts.fell_back.end(), std::uint64_t{0}));
    }
}

TEST_CASE("each fault that the mock plays is judged above") {
    std::set<std::string, std::less<>> judged;
    for (const Case& one : cases()) judged.insert(std::string(one.fault));
    CHECK(judged.size() >= 25);
    for (const std::string& fault : mock::Service::faults()) {
        CAPTURE(fault);
        CHECK(judged.contains(fault));
    }
    CHECK(judged.size() == mock::Service::faults().size());
}

TEST_CASE("a service that fails twice and is well again answers") {
    for (const std::string fault : {"503, some seconds", "closes at once", "500", "409", "broken in the middle"}) {
        CAPTURE(fault);
        Desk desk;
        desk.service.play(fault, 2);
        CHECK(desk.make()->generate(order_of(Task::summary)).has_value());
        CHECK(desk.service.requests() == 3);
    }
}

TEST_CASE("a service that asks for some seconds of quiet gets them, one that asks for an hour gets that too") {
    Desk desk;
    const auto providers = desk.make();
    desk.service.play("429, some seconds", 1);
    REQUIRE(providers->generate(order_of(Task::summary)).has_value());
    REQUIRE(desk.waited.size() == 1);
    CHECK(desk.waited[0] == std::chrono::seconds(7));

    desk.service.play("429, an hour", 1);
    CHECK(providers->generate(order_of(Task::explain)).error().cause == Cause::busy);
    desk.service.forget();
    desk.clock.advance(std::chrono::minutes(59));
    CHECK(providers->generate(order_of(Task::explain)).error().cause == Cause::resting);
    CHECK(providers->state().model->resting);
    CHECK(desk.service.requests() == 0);
    desk.clock.advance(std::chrono::minutes(2));
    CHECK(providers->generate(order_of(Task::explain)).has_value());
}

TEST_CASE("a service that fails on and on is let alone, then probed once") {
    Desk desk;
    const auto providers = desk.make();
    desk.service.play("500");
    CHECK(providers->generate(order_of(Task::summary)).error().cause == Cause::unreachable);
    CHECK(providers->generate(order_of(Task::explain)).error().cause == Cause::resting);  // after the fifth failure
    CHECK(desk.service.requests() == 5);
    CHECK(providers->generate(order_of(Task::key_points)).error().cause == Cause::resting);
    CHECK(desk.service.requests() == 5);
    desk.clock.advance(std::chrono::seconds(31));
    CHECK(providers->generate(order_of(Task::key_points)).error().cause == Cause::resting);  // the probe failed
    CHECK(desk.service.requests() == 6);
    desk.clock.advance(std::chrono::seconds(61));
    desk.service.play("", 0);
    CHECK(providers->generate(order_of(Task::key_points)).has_value());
    CHECK_FALSE(providers->state().model->resting);
}

TEST_CASE("what a service does not take is asked for once and never again") {
    Desk desk;
    const auto providers = desk.make();
    desk.service.play("takes no form");
    REQUIRE(providers->generate(order_of(Task::summary)).has_value());
    CHECK(desk.service.requests() == 3);
    REQUIRE(providers->generate(order_of(Task::explain)).has_value());
    CHECK(desk.service.requests() == 4);
    CHECK(desk.service.seen().back().body.find("response_format") == std::string::npos);
}

TEST_CASE("a redirect is not followed, wherever it leads") {
    Desk desk;
    desk.use_key();
    desk.service.play("redirect");
    const auto made = desk.make()->generate(order_of(Task::summary));
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().detail.find("steal") == std::string::npos);
    CHECK(desk.service.requests() == 1);
}

TEST_CASE("nobody listens there: that is said, with the host") {
    Desk desk;
    desk.settings.model.url = "http://127.0.0.1:1";
    const auto made = desk.make()->generate(order_of(Task::summary));
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().cause == Cause::unreachable);
    CHECK(made.error().detail.find("127.0.0.1:1") != std::string::npos);
    CHECK(desk.waited.size() == 3);
}

TEST_CASE("a service that sends its header before it reads is waited for as long as for its first word") {
    Desk desk;
    desk.settings.limits.idle = std::chrono::milliseconds(100);  // the first word comes after three times that
    desk.service.play("reads after its header");
    CHECK(desk.make()->generate(order_of(Task::summary)).has_value());
}

TEST_CASE("time and stop are looked at for each piece that comes, however many came at once") {
    mock::Service service;
    service.play("blanks without end");
    std::stop_source source;
    std::size_t pieces = 0;
    HttpRequest request{.url = service.url() + "/v1/chat/completions", .body = "{}"};
    request.piece = [&](std::string_view) {
        ++pieces;
        source.request_stop();
        return true;
    };
    const auto stopped = call(request, {}, source.get_token());
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().fault == Fault::cancelled);
    CHECK(pieces == 1);

    pieces = 0;
    request.piece = [&](std::string_view) {
        ++pieces;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return true;
    };
    const auto late = call(request, {.total = std::chrono::milliseconds(100)}, {});
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().fault == Fault::timed_out);
    CHECK(pieces <= 5);  // of the thousands that came
}

TEST_CASE("a key that a service hands back is seen nowhere: not in reasons, names of models, trials or translations") {
    Desk desk;
    desk.use_key();
    desk.service.play("tells the key");
    const auto telling = test::the_key.substr(10, 8);
    const auto made = desk.make()->generate(order_of(Task::summary));
    REQUIRE_FALSE(made.has_value());
    // The reasons quote what the model wrote, number by number: a half of the key would be one.
    CHECK_MESSAGE(made.error().detail.find("1987") != std::string::npos, made.error().detail);
    CHECK_MESSAGE(made.error().detail.find(telling) == std::string::npos, made.error().detail);
    desk.settings.translator = {.kind = Kind::deepl, .url = desk.service.url(), .key_file = desk.key_file};
    const auto providers = desk.make();
    std::string said;
    for (const Trial& trial : providers->try_out()) said += trial.detail + "\n";
    CHECK(said.find("[key]") != std::string::npos);
    CHECK(said.find(telling) == std::string::npos);
    const auto translated =
        providers->translate({.sentences = {"It cost 14 euros.", "Yes."}, .from = "en", .to = "es"});
    if (translated)
        for (const auto& sentence : translated->translation.sentences)
            CHECK(sentence.translated.find(telling) == std::string::npos);
}
