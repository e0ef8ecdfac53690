// Reading aloud by a service: what is sent, what it costs, when each sentence is said, and what is no speech.
#include "assist/speech.hpp"

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "provider/desk.hpp"
#include "provider/speaking.hpp"
#include "provider/voices.hpp"

using namespace octavo;
using namespace octavo::provider;
using std::chrono::milliseconds;

namespace {

const std::vector<assist::Utterance> three = {{"The harbour bridge reopens.", true},
                                              {"It was shut for two years.", true},
                                              {"Lorries may cross it from December.", false}};

struct Studio : test::Desk {
    Studio() {
        settings.model = {};
        settings.speaker = {.kind = Kind::openai, .url = service.url(), .model = "tts", .voice = "alloy"};
    }
    Outcome<Spoken> speak(std::string language = "en-gb", std::string reader = {}) {
        return make()->speak({three, std::move(language), std::move(reader)});
    }
};

std::uint64_t size_of(std::span<const assist::Utterance> text) {
    std::uint64_t size = 0;
    for (const auto& one : text) size += count_tokens(one.text);
    return size;
}

}  // namespace

TEST_CASE("each sentence is a request, and its samples tell when the next one begins") {
    Studio studio;
    const auto made = studio.speak();
    REQUIRE_MESSAGE(made.has_value(), made.error().detail);
    CHECK(made->said.by == "tts, alloy");
    CHECK(made->tokens == size_of(three));
    const auto& audio = made->said.audio;
    CHECK(audio.rate == 24'000);
    // 60 ms a letter, 700 ms before a part, 120 ms before a sentence
    CHECK(audio.begins == std::vector<milliseconds>{milliseconds(0), milliseconds(27 * 60 + 700),
                                                    milliseconds((27 + 26) * 60 + 700 + 120)});
    CHECK(audio.length() == milliseconds((27 + 26 + 35) * 60 + 700 + 120));
    const auto seen = studio.service.seen();
    REQUIRE(seen.size() == 3);
    CHECK(seen[0].path == "/v1/audio/speech");
    const auto body = Json::parse(seen[1].body);
    CHECK((*body)["model"].string() == "tts");
    CHECK((*body)["voice"].string() == "alloy");
    CHECK((*body)["input"].string() == "It was shut for two years.");
    CHECK((*body)["response_format"].string() == "wav");
}

TEST_CASE("the bytes that came tell the length, and what they are, not a header") {
    for (const std::string odd : {"a WAVE of 4 GB", "a WAVE of nothing", "a WAVE by another name"}) {
        CAPTURE(odd);
        Studio studio;
        const auto honest = studio.speak();
        studio.service.play(odd);
        const auto made = studio.speak();
        REQUIRE(made.has_value());
        CHECK(made->said.audio.samples == honest->said.audio.samples);
    }
}

TEST_CASE("what is no speech is not taken for it, and is paid for all the same") {
    for (const std::string& fault : mock::Service::audio_faults()) {
        CAPTURE(fault);
        Studio studio;
        studio.service.play(fault);
        const auto providers = studio.make();
        const auto made = providers->speak({three, "en"});
        REQUIRE_FALSE(made.has_value());
        const bool endless = fault == "endless WAVE";
        CHECK(made.error().cause == (endless ? Cause::too_big : Cause::malformed));
        CHECK(studio.service.requests() == 1);
        CHECK(providers->state().tokens_today == (endless ? 0 : count_tokens(three[0].text)));
    }
}

TEST_CASE("one sentence that fails leaves no half a recording") {
    Studio studio;
    const auto providers = studio.make();
    studio.service.play("500", 2);
    CHECK(providers->speak({three, "en"}).has_value());  // asked again
    CHECK(studio.service.requests() == 5);
    CHECK(providers->state().speaker->retries == 2);
    studio.service.play("401");
    const auto made = providers->speak({three, "en"});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().cause == Cause::denied);
    CHECK(providers->state().counts.fell_back[static_cast<std::size_t>(Cause::denied)] == 1);
    CHECK(providers->state().tokens_today == size_of(three));
}

TEST_CASE("every fault of a line ends with a value") {
    for (const std::string fault :
         {"closes at once", "resets at once", "half a header", "speaks no HTTP", "redirect", "429, an hour", "500",
          "501", "404", "402", "204", "endless body", "an empty body", "a web page", "no JSON", "400 with the key"}) {
        CAPTURE(fault);
        Studio studio;
        studio.service.play(fault);
        const auto made = studio.speak();
        REQUIRE_FALSE(made.has_value());
        CHECK_FALSE(made.error().detail.empty());
    }
}

TEST_CASE("a service that fails is let alone, and a recording is not begun in the meantime") {
    Studio studio;
    const auto providers = studio.make();
    studio.service.play("500");
    for (int i = 0; i < 2; ++i) CHECK_FALSE(providers->speak({three, "en"}).has_value());
    const std::size_t asked = studio.service.requests();
    CHECK(providers->speak({three, "en"}).error().cause == Cause::resting);
    CHECK(studio.service.requests() == asked);
    CHECK(providers->state().speaker->resting);
}

TEST_CASE("a recording is paid as a whole: begun while something is left, and by the text's tokens") {
    Studio studio;
    studio.settings.budget.tokens_a_day = size_of(three) + 1;
    const auto providers = studio.make();
    CHECK(providers->speak({three, "en"}).has_value());
    CHECK(providers->state().tokens_today == size_of(three));
    CHECK(providers->speak({three, "en"}).has_value());  // one token was left
    CHECK(providers->speak({three, "en"}).error().cause == Cause::budget);
    CHECK(studio.service.requests() == 6);
    CHECK(studio.make()->speak({three, "en"}).error().cause == Cause::budget);  // after a restart too
}

TEST_CASE("a reader's share holds for speech too") {
    Studio studio;
    studio.settings.budget.tokens_a_reader = 1;
    const auto providers = studio.make();
    CHECK(providers->speak({three, "en", "somebody"}).has_value());
    CHECK(providers->speak({three, "en", "somebody"}).error().cause == Cause::reader_budget);
    CHECK(providers->speak({three, "en", "another"}).has_value());
}

TEST_CASE("there is a voice for all languages, or for those that are named") {
    const auto one = read_voices(" alloy ");
    CHECK(voice_of(one, "ja-jp") == "alloy");
    const auto named = read_voices("en=af_heart, pt-BR = pf_dora ,fr=ff_siwis");
    CHECK(voice_of(named, "en-GB") == "af_heart");
    CHECK(voice_of(named, "pt-br") == "pf_dora");
    CHECK(voice_of(named, "pt-pt").empty());
    CHECK(voice_of(named, "de").empty());
    for (const std::string_view wrong : {"", "  ", "en=", "=alloy", "en=a,fr", "en=a,,"})
        CHECK(read_voices(wrong).empty());

    Studio studio;
    studio.settings.speaker.voice = "en=alloy";
    const auto providers = studio.make();
    CHECK(providers->speaks("en-gb"));
    CHECK_FALSE(providers->speaks("de-de"));
    CHECK(providers->speak({three, "de-de"}).error().cause == Cause::off);
    CHECK(studio.service.requests() == 0);
}

TEST_CASE("a speaker writes nothing, a model does not speak, and a task that is not allowed is not asked for") {
    Studio studio;
    auto providers = studio.make();
    REQUIRE(providers);
    CHECK(providers->enabled(Task::speech));
    CHECK(providers->by(Task::speech) == "tts");
    CHECK(providers->host(Task::speech) == fmt::format("127.0.0.1:{}", studio.service.port()));
    for (const Task task : tasks) CHECK(providers->enabled(task) == (task == Task::speech));
    CHECK(providers->generate(test::order_of(Task::summary)).error().cause == Cause::off);
    CHECK(providers->generate(test::order_of(Task::speech)).error().cause == Cause::off);
    studio.settings.allowed = {Task::summary};
    CHECK(studio.make()->speak({three, "en"}).error().cause == Cause::off);
    test::Desk desk;
    CHECK(desk.make()->speak({three, "en"}).error().cause == Cause::off);
    CHECK(studio.service.requests() + desk.service.requests() == 0);
}

TEST_CASE("a speaker's settings that cannot work are refused before anything is asked") {
    const auto refused = [](auto change, std::string_view key) {
        Studio studio;
        change(studio.settings.speaker);
        const auto checked = check(studio.settings);
        REQUIRE_FALSE(checked.has_value());
        CHECK_MESSAGE(checked.error().detail.starts_with(fmt::format("speaker.{}", key)), checked.error().detail);
    };
    refused([](ServiceSettings& s) { s.kind = Kind::deepl; }, "kind");
    refused([](ServiceSettings& s) { s.url.clear(); }, "url");
    refused([](ServiceSettings& s) { s.url += "/v1/audio/speech"; }, "url");
    refused([](ServiceSettings& s) { s.url = "http://speech.example", s.key_file = "/k"; }, "url");
    refused([](ServiceSettings& s) { s.model.clear(); }, "model");
    refused([](ServiceSettings& s) { s.voice.clear(); }, "voice");
    refused([](ServiceSettings& s) { s.voice = "en=a,fr"; }, "voice");
    CHECK(check(Studio().settings).has_value());
}

TEST_CASE("the key goes to the speaker in its header, and comes back in no word") {
    Studio studio;
    studio.use_key();
    std::swap(studio.settings.model.key_file, studio.settings.speaker.key_file);
    CHECK(studio.speak().has_value());
    CHECK(studio.service.seen().at(0).authorization == "Bearer " + test::the_key);
    studio.service.play("400 with the key");
    const auto made = studio.speak();
    CHECK(made.error().detail.find(test::the_key) == std::string::npos);
    CHECK(made.error().detail.find("no such thing") != std::string::npos);
}

TEST_CASE("sentences without a word are not sent, and have their place") {
    Studio studio;
    const std::vector<assist::Utterance> text = {{"* * *", true}, three[0], {"\x01—", false}};
    const auto made = studio.make()->speak({text, "en"});
    REQUIRE(made.has_value());
    CHECK(studio.service.requests() == 1);
    CHECK(made->said.audio.begins.size() == 3);
    CHECK(made->tokens == count_tokens(three[0].text));
    const std::vector<assist::Utterance> none = {{"* * *", true}};
    CHECK(studio.make()->speak({none, "en"}).error().cause == Cause::no_matter);
    const std::vector<assist::Utterance> long_text(5'000, three[0]);
    CHECK(studio.make()->speak({long_text, "en"}).error().cause == Cause::too_big);
    CHECK(studio.service.requests() == 1);
}

TEST_CASE("a recording that is no longer wanted ends") {
    Studio studio;
    std::stop_source stop;
    stop.request_stop();
    const auto made = studio.make()->speak({three, "en"}, stop.get_token());
    CHECK(made.error().cause == Cause::cancelled);
    CHECK(studio.service.requests() == 0);
}

TEST_CASE("an operator is told of each voice whether it speaks") {
    Studio studio;
    studio.settings.speaker.voice = "en=af_heart,fr=ff_siwis";
    auto trials = studio.make()->try_out();
    REQUIRE(trials.size() == 2);
    CHECK(trials[0].what == "speech, en");
    CHECK_MESSAGE(trials[0].works, trials[0].detail);
    CHECK(trials[1].detail.find("ff_siwis") != std::string::npos);
    studio.service.play("silence");
    trials = studio.make()->try_out();
    CHECK_FALSE(trials[0].works);
}
