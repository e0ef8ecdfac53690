// What else a service of this kind offers: its models, embeddings, speech; each with faults.
#include <doctest/doctest.h>

#include "provider/desk.hpp"
#include "provider/openai.hpp"

using namespace octavo;
using namespace octavo::provider;
using test::Desk;

namespace {

const std::vector<std::string> two_texts = {"The bridge is open.", "Le pont est ouvert."};

struct Asking {
    Desk desk;
    Service service{
        desk.settings.model, desk.settings, {}, {&desk.clock, [](Duration, const std::stop_token&) { return true; }}};
    OpenAi model{service};
};

}  // namespace

TEST_CASE("models are listed by the standard's list where a service has two") {
    Asking asking;
    const auto models = asking.model.models({});
    REQUIRE(models.has_value());
    CHECK(*models == std::vector<std::string>{"mock", "other"});
    CHECK(asking.desk.service.seen().at(0).method == "GET");
    CHECK(asking.desk.service.seen().at(0).path == "/v1/models");
}

TEST_CASE("embeddings come back under the numbers of their texts") {
    Asking asking;
    const auto made = asking.model.embeddings(two_texts, "mock", {});
    REQUIRE(made.has_value());
    CHECK(*made == std::vector<std::vector<float>>{{1, 0.25F}, {0.5F, 1}});
    CHECK_FALSE(asking.model.embeddings({}, "mock", {}).has_value());
    CHECK(asking.desk.service.requests() == 1);
}

TEST_CASE("speech is samples of audio, and nothing that only says so") {
    Asking asking;
    const auto made = asking.model.speech("The bridge is open.", "alloy", {});
    REQUIRE(made.has_value());
    CHECK(made->length() == std::chrono::milliseconds(19 * 60));
    asking.desk.service.play("a web page");
    CHECK(asking.model.speech("The bridge is open.", "alloy", {}).error().cause == Cause::malformed);
}

TEST_CASE("faults of these end with a value too") {
    for (const std::string fault : {"501", "404", "401", "no JSON", "a web page", "no choices", "deep JSON", "500",
                                    "closes at once", "endless body", "an empty body", "redirect"}) {
        CAPTURE(fault);
        Asking asking;
        asking.desk.service.play(fault);
        CHECK_FALSE(asking.model.embeddings(two_texts, "mock", {}).has_value());
        CHECK_FALSE(asking.model.speech("The bridge is open.", "alloy", {}).has_value());
        const auto models = asking.model.models({});
        CHECK((!models.has_value() || models->empty()));
    }
}
