// A service that reads aloud behind the real commands and the site: what it says is what is heard, and said whose voice
// it is; where it fails, or may not be sent the text, this machine's own voice reads.
#include "provider/mock.hpp"

#include "assist/child.hpp"
#include "assist/speech.hpp"
#include "e2e/site.hpp"
#include "support/archive.hpp"

using namespace octavo;
using namespace octavo::test;

namespace {

constexpr std::string_view bridge =
    "The city reopened the harbour bridge on Monday after two years of work. The repairs cost 14 million euros.";
constexpr std::uint32_t rate_of_service = 24'000;

struct Studio {
    TemporaryFolder folder;
    mock::Service service;
    std::string plain, reserved;  // articles' ids

    explicit Studio(bool with_reserved = true) {
        write_file(folder / "octavo.toml",
                   fmt::format("[speaker]\nkind = \"openai\"\nurl = \"{}\"\nmodel = \"tts\"\nvoice = \"alloy\"\n",
                               service.url()));
        const auto store = *store::Store::open(folder.path());
        std::vector<store::ArticleWrite> articles;
        for (int n = 1; n <= (with_reserved ? 2 : 1); ++n) {
            articles.push_back(article(n, fmt::format("paper{}.example", n), std::string(bridge)));
            auto& parsed = articles.back().parsed;
            parsed.extraction.published = articles.back().first_seen = SystemClock{}.now() - std::chrono::hours(n);
            REQUIRE(store->put_source(source(fmt::format("paper{}.example", n))));
        }
        plain = articles[0].parsed.id.text();
        if (with_reserved) {
            articles[1].parsed.extraction.marks.tdm_reserved = true;
            reserved = articles[1].parsed.id.text();
        }
        REQUIRE(store->write(articles).has_value());
    }
    Ended octavo(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), binary);
        arguments.insert(arguments.end(), {"--data", folder.path()});
        return run(arguments);
    }
    Ended speak(const std::string& what, bool generate = true) {
        std::vector<std::string> arguments = {"speak", what, "--format", "wav", "-o", folder / "out.wav"};
        if (generate) arguments.emplace_back("--generate");
        return octavo(arguments);
    }
    std::optional<assist::Audio> heard() {
        const auto audio = assist::read_wave(read_file(folder / "out.wav"));
        return audio ? std::optional(*audio) : std::nullopt;
    }
};

bool has_local_voice() {
    if (assist::find_program("espeak-ng")) return true;
    MESSAGE("skipped: espeak-ng is not installed (scripts/setup.sh voice)");
    return false;
}

}  // namespace

TEST_CASE("speak --generate is heard in the service's voice, and costs what its text is") {
    Studio studio;
    const Ended spoken = studio.speak(studio.plain);
    CHECK_MESSAGE(spoken.code == 0, spoken.err);
    CHECK_MESSAGE(spoken.err.find("read by tts, alloy") != std::string::npos, spoken.err);
    CHECK(spoken.err.find(" tokens\n") != std::string::npos);
    CHECK(studio.service.requests() == 3);  // the title and two sentences
    REQUIRE(studio.heard());
    CHECK(studio.heard()->rate == rate_of_service);
    const Ended trial = studio.octavo({"provider"});
    CHECK_MESSAGE(trial.code == 0, trial.out);
    CHECK_MESSAGE(trial.out.find("speech: ") != std::string::npos, trial.out);
    CHECK(trial.out.find(" today") != std::string::npos);
    CHECK(trial.out.find("\n0 tokens") == std::string::npos);
}

TEST_CASE(
    "nothing is sent without --generate, and nothing that a publisher reserves; a failure is said: then espeak-ng") {
    if (!has_local_voice()) return;
    Studio studio;
    const Ended local = studio.speak(studio.plain, false);
    CHECK_MESSAGE(local.err.find("read by espeak-ng") != std::string::npos, local.err);
    const Ended reserved = studio.speak(studio.reserved);
    CHECK(reserved.code == 0);
    CHECK(reserved.err.find("reserves it") != std::string::npos);
    CHECK(reserved.err.find("read by espeak-ng") != std::string::npos);
    CHECK(studio.service.requests() == 0);
    const Ended briefing =
        studio.octavo({"briefing", "--format", "wav", "-o", studio.folder / "out.wav", "--generate"});
    CHECK_MESSAGE(briefing.err.find("reserves it") != std::string::npos, briefing.err);
    CHECK(studio.service.requests() == 0);
    studio.service.play("MP3 for WAVE");
    const Ended failed = studio.speak(studio.plain);
    CHECK(failed.code == 0);
    CHECK_MESSAGE(failed.err.find("no WAVE file") != std::string::npos, failed.err);
    CHECK(failed.err.find("read by espeak-ng") != std::string::npos);
    CHECK(studio.heard()->rate != rate_of_service);
}

TEST_CASE("briefing --generate is heard in the service's voice") {
    Studio studio(false);
    const Ended briefing =
        studio.octavo({"briefing", "--format", "wav", "-o", studio.folder / "out.wav", "--generate"});
    CHECK_MESSAGE(briefing.err.find("read by tts, alloy") != std::string::npos, briefing.err);
    CHECK(studio.heard()->rate == rate_of_service);
}

TEST_CASE("the site's briefing is recorded in the service's voice, once, and says so; a reserved one is not sent") {
    if (!has_local_voice() || !assist::find_program("lame")) return;
    for (const bool with_reserved : {false, true}) {
        CAPTURE(with_reserved);
        Studio studio(with_reserved);
        Site site({"serve", "--port", "0", "--data", studio.folder.path()});
        REQUIRE(site.port() != 0);
        Answer page = site.get("/en-gb/briefing");
        for (int i = 0; i < 200 && page.body.find("<audio") == std::string::npos; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            page = site.get("/en-gb/briefing");
        }
        CHECK(page.body.find("<audio") != std::string::npos);
        CHECK((page.body.find("tts, alloy") != std::string::npos) == !with_reserved);
        CHECK((page.body.find("espeak-ng") != std::string::npos) == with_reserved);
        CHECK((studio.service.requests() > 0) == !with_reserved);
        const auto asked = studio.service.requests();
        CHECK(site.get("/en-gb/briefing.mp3").status == 200);
        CHECK(site.get("/en-gb/briefing.xml").body.find(with_reserved ? "espeak-ng" : "tts, alloy") !=
              std::string::npos);
        CHECK(studio.service.requests() == asked);
        CHECK(site.stop() == 0);
    }
}
