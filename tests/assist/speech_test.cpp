// Speech: what the programs say is read with care; and the real ones where they are installed.
#include "assist/speech.hpp"

#include <doctest/doctest.h>

#include "assist/child.hpp"

namespace octavo::assist {
namespace {

constexpr std::string_view listed =
    "Pty Language       Age/Gender VoiceName          File                 Other Languages\n"
    " 5  ar              --/M      Arabic             sem/ar               \n"
    " 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)\n"
    " 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)\n"
    " 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)\n"
    " 5  es-419          --/M      Spanish_(Latin_America) roa/es-419           (es-mx 6)(es 6)\n"
    " 5  es              --/M      Spanish_(Spain)    roa/es               \n"
    " 5  fa-latn         --/M      Persian_(Pinglish) ira/fa-Latn          \n"
    " 5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)\n"
    " 5  ja              --/M      Japanese           jpx/ja               \n"
    " 5  nb              --/M      Norwegian_Bokmål  gmq/nb               (no 5)\n"
    " 5  pt              --/M      Portuguese_(Portugal) roa/pt               (pt-pt 5)\n"
    " 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)\n";

bool installed(const char* program) {
    if (find_program(program)) return true;
    MESSAGE("skipped: " << program << " is not installed (scripts/setup.sh voice)");
    return false;
}

TEST_CASE("the voice for a language is the nearest one") {
    const auto voices = voices_in(listed);
    CHECK(voices.size() == 12);
    const auto voice = [&](std::string_view language) { return voice_for(language, voices); };
    CHECK(voice("en-GB") == "en-gb");
    CHECK(voice("en") == "en-gb");
    CHECK(voice("en-AU") == "en-gb");
    CHECK(voice("en-us") == "en-us");
    CHECK(voice("pt-br") == "pt-br");
    CHECK(voice("pt-PT") == "pt");
    CHECK(voice("es-mx") == "es-419");
    CHECK(voice("es-es") == "es");
    CHECK(voice("es") == "es");
    CHECK(voice("fr-ca") == "fr-fr");
    CHECK(voice("no") == "nb");
    CHECK(voice("ar-ae") == "ar");
    CHECK(voice("fa").empty());     // the one for Latin letters does not read Persian
    CHECK(voice("zh-cn").empty());  // their characters would be spelled
    CHECK(voice("ja-jp").empty());
    CHECK(voice("tlh").empty());
    CHECK(voice("").empty());
    CHECK(voice_for("en", {}).empty());
}

TEST_CASE("names of voices that could be anything else are left out") {
    CHECK(voices_in(" 5 -v x\n5  ../etc x\n 5  EN x\n").size() == 1);  // "-v" is letters and a dash: a name
    CHECK(voices_in("").empty());
    CHECK(voices_in("5").empty());
    CHECK(voices_in("5   ").empty());
}

TEST_CASE("what is said has no control characters and no commands") {
    CHECK(speakable("a\n b\x01 c") == "a b c");
    CHECK(speakable("[[h@l'oU]] [[[x") == "[ [h@l'oU]] [ [ [x");
    CHECK(speakable(std::string(10'000, 'a')).size() <= 4000);
}

std::string wave(std::string_view format, std::string_view data) {
    return "RIFF\xFF\xFF\xFF\x7FWAVE" + std::string(format) + "data\xF0\xFF\xFF\x7F" + std::string(data);
}
const std::string mono("fmt \x10\0\0\0\x01\0\x01\0\x22\x56\0\0\x44\xAC\0\0\x02\0\x10\0", 24);

TEST_CASE("samples are read to the end, whatever their header says") {
    const auto audio = read_wave(wave(mono, "abcdefg"));
    REQUIRE(audio.has_value());
    CHECK(audio->samples == "abcdef");
    CHECK(audio->rate == 22050);
    CHECK(read_wave(wave(mono, ""))->samples.empty());
    CHECK_FALSE(read_wave(""));
    CHECK_FALSE(read_wave("RIFF0000WAVE"));
    CHECK_FALSE(read_wave(wave("", "ab")));
    // A writer that did not know the size yet says none.
    const std::string unknown = "RIFF\xFF\xFF\xFF\x7FWAVE" + mono + std::string("data\0\0\0\0", 8);
    CHECK(read_wave(unknown + "abcdefg")->samples == "abcdef");
    CHECK(read_wave(unknown)->samples.empty());
    std::string stereo = mono;
    stereo[10] = 2;
    CHECK_FALSE(read_wave(wave(stereo, "ab")));
    CHECK_FALSE(read_wave("RIFF0000WAVEfmt \xFF\xFF\xFF\xFF"));
}

TEST_CASE("sentences are put one behind the other at one rate, with silence between") {
    const Audio second{.samples = std::string(2 * 8'000, 'a'), .rate = 8'000};
    Audio whole;
    REQUIRE(append(whole, {}, true).has_value());  // nothing is said, and no silence stands before the first word
    REQUIRE(append(whole, second, true).has_value());
    REQUIRE(append(whole, second, false).has_value());
    REQUIRE(append(whole, {}, false).has_value());
    REQUIRE(append(whole, second, true).has_value());
    using std::chrono::milliseconds;
    CHECK(whole.rate == 8'000);
    CHECK(whole.begins == std::vector<milliseconds>{milliseconds(0), milliseconds(0), milliseconds(1'120),
                                                    milliseconds(2'240), milliseconds(2'940)});
    CHECK(whole.length() == milliseconds(3'940));
    const Audio other{.samples = "ab", .rate = 16'000};
    CHECK(append(whole, other, true).error().fault == Fault::malformed);
    const Audio an_hour{.samples = std::string(160'000'000, 'a'), .rate = 8'000};
    CHECK(append(whole, an_hour, true).error().fault == Fault::too_big);
}

TEST_CASE("each sentence begins where the ones before it end") {
    if (!installed("espeak-ng")) return;
    const auto voices = installed_voices();
    const std::vector<Utterance> text = {{"The harbour opened again on Monday.", true},
                                         {"", false},
                                         {"Three ferries left before noon.", false},
                                         {"The end.", true}};
    const auto audio = speak(text, "en-gb", voices);
    REQUIRE(audio.has_value());
    REQUIRE(audio->begins.size() == text.size());
    CHECK(audio->begins[0].count() == 0);
    CHECK(std::ranges::is_sorted(audio->begins));
    CHECK((audio->begins[2] - audio->begins[0]).count() > 1000);  // of audio
    CHECK(audio->length() > audio->begins[3]);
    const auto alone = speak(std::span(text).first(1), "en-gb", voices);
    REQUIRE(alone.has_value());
    CHECK(std::abs((audio->begins[1] - alone->length()).count() - 120) <= 2);
    CHECK(audio->samples.starts_with(alone->samples));
}

TEST_CASE("a language without a voice says so, and nothing runs") {
    if (!installed("espeak-ng")) return;
    const std::vector<Utterance> text = {{"東京", false}};
    const auto audio = speak(text, "ja", installed_voices());
    REQUIRE_FALSE(audio.has_value());
    CHECK(audio.error().fault == Fault::unsupported);
    CHECK(audio.error().detail == "no voice for \"ja\" in espeak-ng");
    const std::vector<Utterance> endless(10, {std::string(20'000, 'a'), false});
    CHECK(speak(endless, "en", installed_voices()).error().fault == Fault::too_big);
}

TEST_CASE("audio is packed as what its name says") {
    if (!installed("espeak-ng")) return;
    const std::vector<Utterance> text = {{"One, two, three.", false}};
    const auto audio = speak(text, "en", installed_voices());
    REQUIRE(audio.has_value());
    const auto wav = pack(*audio, AudioForm::wav);
    REQUIRE(wav.has_value());
    CHECK(read_wave(wav->bytes)->samples == audio->samples);
    CHECK(wav->bytes.size() == 44 + audio->samples.size());
    if (installed("lame")) {
        const auto mp3 = pack(*audio, AudioForm::mp3);
        REQUIRE(mp3.has_value());
        CHECK(mp3->bytes.substr(0, 1) == "\xFF");  // a frame's begin
        // A constant 48 kbit/s: 6 bytes a millisecond.
        CHECK(static_cast<double>(mp3->bytes.size()) ==
              doctest::Approx(static_cast<double>(audio->length().count()) * 6).epsilon(0.25));
    }
    if (installed("opusenc")) {
        const auto opus = pack(*audio, AudioForm::opus);
        REQUIRE(opus.has_value());
        CHECK(opus->bytes.starts_with("OggS"));
        CHECK(opus->bytes.find("OpusHead") != std::string::npos);
    }
}

}  // namespace
}  // namespace octavo::assist
