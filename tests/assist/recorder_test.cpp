// Recordings on a real disk, made by the real programs where they are installed.
#include "assist/recorder.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "assist/child.hpp"
#include "support/folder.hpp"

namespace octavo::assist {
namespace {

Briefing short_one(std::string language = "en-gb") {
    Briefing b{.language = std::move(language), .made = from_unix_ms(1'700'000'000'000), .title = "Briefing"};
    b.stories = {{"Four states agree", "Example Times", "a/x", 2, {"They signed it on Monday."}}};
    b.lines.push_back({BriefingLine::Kind::greeting, "Good day."});
    briefing_lines(b.lines, 0, b.stories[0], {"2 sources", "Example Times reports:"});
    return b;
}

bool can_record() {
    if (find_program("espeak-ng") && find_program("lame")) return true;
    MESSAGE("skipped: espeak-ng and lame are not installed (scripts/setup.sh voice)");
    return false;
}

TEST_CASE("a briefing is recorded once, found again, and served in its forms") {
    if (!can_record()) return;
    const test::Folder folder;
    ManualClock clock(from_unix_ms(1'700'000'000'000));
    {
        Recorder recorder({.folder = folder.path() + "/audio"}, clock);
        REQUIRE(recorder.start().has_value());
        CHECK(recorder.reads("en-gb"));
        CHECK_FALSE(recorder.reads("ja-jp"));
        CHECK_FALSE(recorder.find("en-gb", "2026-11-27").has_value());
        CHECK(recorder.order("en-gb", "2026-11-27", short_one()) == Recorder::Order::taken);
        const auto again = recorder.order("en-gb", "2026-11-27", short_one());
        CHECK((again == Recorder::Order::known || recorder.find("en-gb", "2026-11-27").has_value()));
        recorder.finish();
        CHECK_FALSE(recorder.being_made("en-gb", "2026-11-27"));
        CHECK(recorder.order("ja-jp", "2026-11-27", short_one("ja-jp")) == Recorder::Order::refused);
        CHECK(recorder.order("../x", "2026-11-27", short_one()) == Recorder::Order::refused);
    }
    Recorder recorder({.folder = folder.path() + "/audio"}, clock);  // after a restart, without the thread
    const auto found = recorder.find("en-gb", "2026-11-27");
    REQUIRE(found.has_value());
    CHECK(found->length.count() > 1000);
    CHECK(found->lines.back().at.count() > 0);
    const auto mp3 = recorder.read("en-gb", "2026-11-27", AudioForm::mp3);
    REQUIRE(mp3.has_value());
    CHECK(mp3->size() == found->mp3_bytes);
    CHECK(recorder.days("en-gb") == std::vector<std::string>{"2026-11-27"});
    CHECK_FALSE(recorder.read("en-gb", "../2026-11-27", AudioForm::mp3).has_value());
    CHECK_FALSE(recorder.find("..", "2026-11-27").has_value());
}

// A second of a tone a sentence, and how often it was asked.
struct Studio {
    int asked = 0;
    std::optional<Failure> trouble = {};
    OtherVoice voice() {
        return {
            .reads = [](std::string_view language) { return language != "fr-fr"; },
            .speak = [this](std::span<const Utterance> text, std::string_view, const std::stop_token&) -> Result<Said> {
                ++asked;
                if (trouble) return std::unexpected(*trouble);
                Said said{.audio = {}, .by = "a model, her voice"};
                for (const Utterance& one : text)
                    TRY(append(said.audio, {.samples = std::string(32'000, 'a'), .rate = 16'000}, one.new_part));
                return said;
            }};
    }
};

TEST_CASE("another voice reads where there is one, and the recording says whose it is") {
    if (!can_record()) return;
    const test::Folder folder;
    ManualClock clock(from_unix_ms(1'700'000'000'000));
    Studio studio;
    Recorder recorder({.folder = folder.path() + "/audio"}, clock, studio.voice());
    REQUIRE(recorder.start().has_value());
    CHECK(recorder.reads("ja-jp"));  // which espeak-ng does not read
    CHECK(recorder.order("en-gb", "2026-11-27", short_one()) == Recorder::Order::taken);
    CHECK(recorder.order("ja-jp", "2026-11-27", short_one("ja-jp")) == Recorder::Order::taken);
    CHECK(recorder.order("fr-fr", "2026-11-27", short_one("fr-fr")) == Recorder::Order::taken);
    recorder.finish();
    CHECK(studio.asked == 2);
    const auto found = recorder.find("en-gb", "2026-11-27");
    REQUIRE(found.has_value());
    CHECK(found->voice == "a model, her voice");
    CHECK(found->lines[1].at == std::chrono::milliseconds(1'700));
    CHECK(found->mp3_bytes > 0);
    CHECK(recorder.find("ja-jp", "2026-11-27").has_value());
    CHECK(recorder.find("fr-fr", "2026-11-27")->voice == "espeak-ng");
}

TEST_CASE("when the other voice fails this machine's reads; without one there is no recording for a while") {
    if (!can_record()) return;
    const test::Folder folder;
    ManualClock clock(from_unix_ms(1'700'000'000'000));
    Studio studio;
    studio.trouble = Failure{Fault::unreachable, "no connection"};
    Recorder recorder({.folder = folder.path() + "/audio"}, clock, studio.voice());
    REQUIRE(recorder.start().has_value());
    recorder.order("en-gb", "2026-11-27", short_one());
    recorder.order("ja-jp", "2026-11-27", short_one("ja-jp"));
    recorder.finish();
    CHECK(studio.asked == 2);
    CHECK(recorder.find("en-gb", "2026-11-27")->voice == "espeak-ng");
    CHECK_FALSE(recorder.find("ja-jp", "2026-11-27").has_value());
    CHECK(recorder.rests("ja-jp", "2026-11-27"));
    CHECK(recorder.order("ja-jp", "2026-11-27", short_one("ja-jp")) == Recorder::Order::refused);
    clock.advance(std::chrono::minutes(11));
    CHECK_FALSE(recorder.rests("ja-jp", "2026-11-27"));
    CHECK(recorder.order("ja-jp", "2026-11-27", short_one("ja-jp")) == Recorder::Order::taken);
    recorder.finish();
    clock.advance(std::chrono::minutes(11));
    CHECK(recorder.rests("ja-jp", "2026-11-27"));  // twice as long
    clock.advance(std::chrono::minutes(11));
    CHECK(studio.asked == 3);
    studio.trouble.reset();
    CHECK(recorder.order("ja-jp", "2026-11-27", short_one("ja-jp")) == Recorder::Order::taken);
    recorder.finish();
    CHECK(recorder.find("ja-jp", "2026-11-27").has_value());
}

TEST_CASE("a briefing of which a publisher reserves something is read on this machine, or not at all") {
    if (!can_record()) return;
    const test::Folder folder;
    ManualClock clock(from_unix_ms(1'700'000'000'000));
    Studio studio;
    Recorder recorder({.folder = folder.path() + "/audio"}, clock, studio.voice());
    REQUIRE(recorder.start().has_value());
    const auto reserved = [](std::string language) {
        Briefing b = short_one(std::move(language));
        b.stories[0].reserved = true;
        return b;
    };
    CHECK(recorder.order("en-gb", "2026-11-27", reserved("en-gb")) == Recorder::Order::taken);
    CHECK(recorder.order("ja-jp", "2026-11-27", reserved("ja-jp")) == Recorder::Order::refused);
    CHECK(recorder.rests("ja-jp", "2026-11-27"));
    recorder.finish();
    CHECK(studio.asked == 0);
    CHECK(recorder.find("en-gb", "2026-11-27")->voice == "espeak-ng");
}

TEST_CASE("the oldest days go when the folder passes its cap") {
    if (!can_record()) return;
    const test::Folder folder;
    ManualClock clock(from_unix_ms(1'700'000'000'000));
    std::filesystem::create_directories(folder.path() + "/audio/de-de");
    const auto put = [&](const std::string& name, std::size_t bytes) {
        std::ofstream(folder.path() + "/audio/de-de/" + name) << std::string(bytes, 'x');
    };
    put("2026-11-01.mp3", 40'000), put("2026-11-01.json", 100);
    put("2026-11-02.mp3", 40'000), put("2026-11-02.json", 100);
    Recorder recorder({.folder = folder.path() + "/audio", .most_bytes = 120'000}, clock);
    REQUIRE(recorder.start().has_value());
    recorder.order("en-gb", "2026-11-27", short_one());
    recorder.finish();
    CHECK(recorder.find("en-gb", "2026-11-27").has_value());
    CHECK_FALSE(std::filesystem::exists(folder.path() + "/audio/de-de/2026-11-01.json"));
    CHECK_FALSE(std::filesystem::exists(folder.path() + "/audio/de-de/2026-11-01.mp3"));
    CHECK(std::filesystem::exists(folder.path() + "/audio/de-de/2026-11-02.json"));
}

TEST_CASE("a broken file is no recording") {
    const test::Folder folder;
    ManualClock clock(from_unix_ms(0));
    std::filesystem::create_directories(folder.path() + "/audio/en-gb");
    std::ofstream(folder.path() + "/audio/en-gb/2026-11-27.json") << "{\"version\":1,\"lines\":[{}]}";
    Recorder recorder({.folder = folder.path() + "/audio"}, clock);
    CHECK_FALSE(recorder.find("en-gb", "2026-11-27").has_value());
}

TEST_CASE("a recorder ends while it records") {
    if (!can_record()) return;
    const test::Folder folder;
    ManualClock clock(from_unix_ms(0));
    Recorder recorder({.folder = folder.path() + "/audio"}, clock);
    REQUIRE(recorder.start().has_value());
    for (int day = 1; day < 10; ++day) {
        Briefing b = short_one();
        for (int i = 0; i < 200; ++i) b.lines.push_back({BriefingLine::Kind::sentence, "It goes on and on, for long."});
        CHECK(recorder.order("en-gb", fmt::format("2026-11-0{}", day), b) == Recorder::Order::taken);
    }
}

}  // namespace
}  // namespace octavo::assist
