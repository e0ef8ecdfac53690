#include "assist/speech.hpp"

#include "assist/child.hpp"
#include "base/utf8.hpp"

namespace octavo::assist {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t most_text = 100'000, most_utterances = 4000, longest_utterance = 4000;
constexpr std::uint32_t default_rate = 22050;
constexpr std::size_t most_samples = std::size_t{2} * default_rate * 3600;  // an hour, in bytes
constexpr milliseconds between_sentences{120}, between_parts{700};
constexpr const char* words_a_minute = "165";
constexpr milliseconds longest_run{20'000}, longest_pack{120'000};

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t n = 0;
    for (std::size_t i = size; i-- > 0;) n = n << 8 | static_cast<unsigned char>(bytes[at + i]);
    return n;
}
void append_little(std::string& out, std::uint64_t n, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(n >> (8 * i) & 0xFF);
}

std::string wave_of(const Audio& audio) {
    std::string out = "RIFF";
    append_little(out, 36 + audio.samples.size(), 4);
    out += "WAVEfmt ";
    append_little(out, 16, 4);
    append_little(out, 1, 2);  // PCM
    append_little(out, 1, 2);  // mono
    append_little(out, audio.rate, 4);
    append_little(out, audio.rate * 2, 4);
    append_little(out, 2, 2);
    append_little(out, 16, 2);
    out += "data";
    append_little(out, audio.samples.size(), 4);
    return out + audio.samples;
}

void be_silent(Audio& audio, milliseconds time) {
    audio.samples.append(static_cast<std::size_t>(audio.rate * time.count() / 1000) * 2, '\0');
}

// Where our tags and the speaker's part ways.
struct Voiced {
    std::string_view language, voice;
};
constexpr std::array<Voiced, 12> spoken_as = {{{"en", "en-gb"},
                                               {"en-us", "en-us"},
                                               {"en-ca", "en-us"},
                                               {"en-ph", "en-us"},
                                               {"es", "es"},
                                               {"es-es", "es"},
                                               {"fr", "fr-fr"},
                                               {"fr-ca", "fr-fr"},
                                               {"no", "nb"},
                                               {"nn", "nb"},
                                               {"pt-pt", "pt"},
                                               {"vi", "vi"}}};

}  // namespace

std::vector<std::string> voices_in(std::string_view listed) {
    // Pty Language       Age/Gender VoiceName          File                 Other Languages
    //  5  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
    std::vector<std::string> voices;
    while (!listed.empty() && voices.size() < 1024) {
        const auto end = std::min(listed.find('\n'), listed.size());
        std::string_view line = listed.substr(0, end);
        listed.remove_prefix(std::min(end + 1, listed.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (line.empty() || line[0] < '0' || line[0] > '9') continue;
        line.remove_prefix(std::min(line.find(' '), line.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        const std::string_view name = line.substr(0, line.find(' '));
        const bool plain = std::ranges::all_of(
            name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
        if (!name.empty() && name.size() <= 32 && plain) voices.emplace_back(name);
    }
    return voices;
}

std::vector<std::string> installed_voices() {
    const auto listed = run_child({.program = "espeak-ng", .arguments = {"--voices"}});
    return listed ? voices_in(listed->bytes) : std::vector<std::string>();
}

std::string voice_for(std::string_view language, std::span<const std::string> voices) {
    const auto has = [&](std::string_view voice) { return std::ranges::find(voices, voice) != voices.end(); };
    const std::string tag = utf8::lower(language);
    const std::string primary = tag.substr(0, tag.find('-'));
    // It spells Chinese characters by their names.
    for (const std::string_view unread : {"zh", "ja", "cmn", "yue", "wuu", "hak"})
        if (primary == unread) return {};
    const bool american = primary == "es" && tag.size() > 2 && tag != "es-es";
    if (american && has("es-419")) return "es-419";
    for (const std::string_view wanted : {std::string_view(tag), std::string_view(primary)}) {
        for (const Voiced& known : spoken_as)
            if (known.language == wanted && has(known.voice)) return std::string(known.voice);
        if (has(wanted)) return std::string(wanted);
    }
    for (const std::string& voice : voices)
        if (!primary.empty() && voice.starts_with(primary + "-") && voice.find("latn") == std::string::npos)
            return voice;
    return {};
}

milliseconds Audio::length() const { return milliseconds(samples.size() / 2 * 1000 / rate); }

std::string speakable(std::string_view text) {
    std::string out = utf8::squeeze(utf8::repair(text));
    std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    // "[[...]]" would be read as the names of sounds.
    for (auto at = out.find("[["); at != std::string::npos; at = out.find("[[", at)) out.replace(at, 2, "[ [");
    return std::string(utf8::cut(out, longest_utterance));
}

Result<Audio> read_wave(std::string_view bytes) {
    // http://soundfile.sapp.org/doc/WaveFormat/ ; chunks until "data", which goes on to the end.
    if (bytes.size() < 12 || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WAVE")
        return fail(Fault::malformed, "speech: no WAVE file");
    Audio audio;
    bool known = false;
    std::size_t at = 12;
    for (int chunks = 0; chunks < 64 && at + 8 <= bytes.size(); ++chunks) {
        const std::string_view name = bytes.substr(at, 4);
        const std::size_t size = little(bytes, at + 4, 4);
        at += 8;
        if (name == "data") {
            if (!known) return fail(Fault::malformed, "speech: WAVE samples without a format");
            const std::size_t there = bytes.size() - at;
            audio.samples = bytes.substr(at, (size == 0 ? there : std::min(size, there)) / 2 * 2);
            return audio;
        }
        if (name == "fmt " && size >= 16 && size <= bytes.size() - at) {
            audio.rate = little(bytes, at + 4, 4);
            known = little(bytes, at, 2) == 1 && little(bytes, at + 2, 2) == 1 && little(bytes, at + 14, 2) == 16 &&
                    audio.rate >= 8000 && audio.rate <= 48000;
            if (!known) return fail(Fault::unsupported, "speech: WAVE samples that are not 16 bits and mono");
        }
        at += std::min(size + size % 2, bytes.size() - at);
    }
    return fail(Fault::malformed, "speech: a WAVE file without samples");
}

Result<> may_be_said(std::span<const Utterance> text) {
    std::size_t bytes = 0;
    for (const Utterance& one : text) bytes += one.text.size();
    if (bytes > most_text || text.size() > most_utterances)
        return fail(Fault::too_big, fmt::format("a text of {} bytes in {} sentences is too long to be read aloud; at "
                                                "most {} bytes and {} sentences are",
                                                bytes, text.size(), most_text, most_utterances));
    return {};
}

Result<> append(Audio& whole, const Audio& next, bool new_part) {
    if (whole.samples.empty())
        whole.rate = next.rate;
    else if (next.rate != whole.rate && !next.samples.empty())
        return fail(Fault::malformed, "speech: sentences of different sampling rates");
    else
        be_silent(whole, new_part ? between_parts : between_sentences);
    whole.begins.push_back(whole.length());
    whole.samples += next.samples;
    whole.cpu += next.cpu;
    if (whole.samples.size() > most_samples) return fail(Fault::too_big, "more than an hour of audio");
    return {};
}

Result<Audio> speak(std::span<const Utterance> text, std::string_view language, std::span<const std::string> voices,
                    const std::stop_token& stop) {
    if (!find_program("espeak-ng"))
        return fail(Fault::not_found, "espeak-ng is not installed (Debian: apt install espeak-ng)");
    const std::string voice = voice_for(language, voices);
    if (voice.empty()) return fail(Fault::unsupported, fmt::format("no voice for \"{}\" in espeak-ng", language));
    TRY(may_be_said(text));
    Audio whole;
    for (const Utterance& sentence : text) {
        const std::string words = speakable(sentence.text);
        Audio one;
        if (!words.empty()) {
            const ChildOutput said =
                TRY(run_child({.program = "espeak-ng",
                               .arguments = {"-v", voice, "-s", words_a_minute, "-b", "1", "--stdin", "--stdout"},
                               .input = words,
                               .time = longest_run,
                               .most_output = most_samples,
                               .stop = stop}));
            one = TRY(read_wave(said.bytes));
            one.cpu = said.cpu;
        }
        TRY(append(whole, one, sentence.new_part));
    }
    return whole;
}

std::string_view name_of(AudioForm form) {
    return form == AudioForm::mp3 ? "mp3" : form == AudioForm::opus ? "opus" : "wav";
}
std::string_view media_type_of(AudioForm form) {
    return form == AudioForm::mp3 ? "audio/mpeg" : form == AudioForm::opus ? "audio/ogg" : "audio/wav";
}
std::string_view program_of(AudioForm form) {
    return form == AudioForm::mp3 ? "lame" : form == AudioForm::opus ? "opusenc" : "";
}

Result<Packed> pack(const Audio& audio, AudioForm form, const std::stop_token& stop) {
    if (form == AudioForm::wav) return Packed{wave_of(audio), {}};
    const std::string rate = fmt::format("{}", audio.rate);
    const bool mp3 = form == AudioForm::mp3;
    const std::string wave = wave_of(audio);
    // A constant rate, so that players may jump to a chapter by its time.
    const ChildOrder order = {
        .program = std::string(program_of(form)),
        .arguments = mp3 ? std::vector<std::string>{"--quiet", "-m", "m", "-b", "48", "--cbr", "-q", "7", "-", "-"}
                         : std::vector<std::string>{"--quiet", "--bitrate", "24", "--speech", "--comp", "5", "-", "-"},
        .input = wave,
        .time = longest_pack,
        .most_output = std::max<std::size_t>(wave.size(), 1U << 20),
        .stop = stop};
    ChildOutput out = TRY(run_child(order));
    return Packed{std::move(out.bytes), out.cpu};
}

}  // namespace octavo::assist
