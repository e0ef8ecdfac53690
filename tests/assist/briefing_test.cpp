#include "assist/briefing.hpp"

#include <doctest/doctest.h>

namespace octavo::assist {
namespace {

using Kind = BriefingLine::Kind;

Briefing sample() {
    Briefing b{.language = "en-gb", .made = from_unix_ms(1'700'000'000'123), .title = "Daily briefing"};
    b.lines.push_back({Kind::greeting, "This is the briefing."});
    b.stories = {{"Four states agree", "Example Times", "a/x", 6, {"They signed \"it\".", "It took nine years."}},
                 {"Wer zahlt?", "Beispiel", "", 1, {}}};
    briefing_lines(b.lines, 0, b.stories[0], {"6 sources", "Example Times reports:"});
    briefing_lines(b.lines, 1, b.stories[1], {"1 source", "Beispiel reports:"});
    b.lines.push_back({Kind::closing, "That was it."});
    return b;
}

TEST_CASE("a story is its headline, who reports it, and its sentences word for word") {
    const Briefing b = sample();
    REQUIRE(b.lines.size() == 8);
    CHECK(b.lines[1].text == "Four states agree");
    CHECK(b.lines[2].text == "6 sources · Example Times reports:");
    CHECK(b.lines[3].text == "They signed \"it\".");
    CHECK(b.lines[3].story == 0);
    CHECK(b.lines[5].text == "Wer zahlt?");
    CHECK(b.lines[6].text == "Beispiel");  // nothing is reported, so nobody "reports:"
    CHECK(b.lines[6].story == 1);
}

TEST_CASE("headlines are said as sentences, and begin a part") {
    const auto said = utterances(sample());
    CHECK(said[1].text == "Four states agree.");
    CHECK(said[1].new_part);
    CHECK(said[5].text == "Wer zahlt?");
    CHECK_FALSE(said[3].new_part);
}

TEST_CASE("the first sentences are whole ones that say something new") {
    const std::string text =
        "Four states agree on the river after nine years.\n\nBy Jane.\n\nThe ministers signed on Monday in the "
        "harbour. "
        "Water will flow from 2027 on. A third sentence stands here, too.";
    const auto two = first_sentences(text, "en", "Four states agree on the river", 2, false);
    CHECK(two ==
          std::vector<std::string>{"The ministers signed on Monday in the harbour.", "Water will flow from 2027 on."});
    const auto cut = first_sentences("The ministers signed on Monday. Water will flow from …", "en", "", 2, true);
    CHECK(cut == std::vector<std::string>{"The ministers signed on Monday."});
    CHECK(first_sentences("", "en", "", 2, false).empty());
    CHECK(first_sentences("Only the beginning of one sentence that", "en", "", 2, true).empty());
}

TEST_CASE("a briefing comes back from its file as it was, and nothing else does") {
    Briefing b = sample();
    Audio audio;
    audio.samples.assign(44100, 'x');
    for (int i = 0; i < 8; ++i) audio.begins.emplace_back(i * 100);
    set_times(b, audio);
    b.mp3_bytes = 12345;
    b.voice = "kokoro, af_heart";
    CHECK_FALSE(is_reserved(b));
    b.stories.back().reserved = true;
    const auto back = briefing_from(to_json(b));
    REQUIRE(back.has_value());
    CHECK(to_json(*back) == to_json(b));
    CHECK(back->length.count() == 1000);
    CHECK(back->lines[3].at.count() == 300);
    CHECK(back->made == b.made);
    CHECK(back->voice == b.voice);
    CHECK(is_reserved(*back));
    for (const char* bad : {"", "{}", "[]", R"({"version":2})", R"({"version":1,"lines":[{"kind":"x"}]})",
                            R"({"version":1,"lines":[{"kind":"headline","story":7}]})"})
        CHECK_FALSE(briefing_from(bad).has_value());
}

}  // namespace
}  // namespace octavo::assist
