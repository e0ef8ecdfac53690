// Text read aloud on this machine, by espeak-ng where it is installed, and packed by lame (MP3) and opusenc (Opus).
//
// Idea: a sentence is a run of the speaker. Its samples are counted, so that a player knows to the sample when each
// sentence begins, and can show which one is being said; a run costs some milliseconds more than one long text would.
//   Audio{samples, begins {0 ms, 2140 ms, 5903 ms}}
// espeak-ng is robotic and quick (hundreds of times real time); it reads no Chinese characters (it spells their names),
// so that Chinese and Japanese have no voice here. GPL: processes of their own, never linked.
// Needs: apt install espeak-ng lame opus-tools (docs/operators.md). Checked by tests/assist/speech_test.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace octavo::assist {

// The languages espeak-ng lists, as it writes them: "en-gb", "pt-br", "cmn". `listed` is what `espeak-ng --voices`
// prints.
std::vector<std::string> voices_in(std::string_view listed);
// Those of this machine; none when espeak-ng is not installed.
std::vector<std::string> installed_voices();
// The voice for a language (BCP 47): "en-GB" en-gb, "en-AU" en-gb, "pt-BR" pt-br, "no" nb; "" when none can read it.
std::string voice_for(std::string_view language, std::span<const std::string> voices);

struct Audio {
    std::string samples;  // 16 bits, little endian, mono
    std::uint32_t rate = 22050;
    std::vector<std::chrono::milliseconds> begins;  // one a sentence
    std::chrono::microseconds cpu{};
    std::chrono::milliseconds length() const;
};

// A sentence to say. A new part begins after a longer silence.
struct Utterance {
    std::string text;
    bool new_part = false;
};

// What was said, and by whom.
struct Said {
    Audio audio;
    std::string by;  // "espeak-ng"
};
inline constexpr std::string_view local_voice = "espeak-ng";

// too_big: above 100 KB of text or 4000 sentences.
Result<> may_be_said(std::span<const Utterance> text);
// The next sentence behind what was said so far, with the silence between and where it begins. Without samples it has
// its place all the same. too_big: above an hour of audio; malformed: of another rate than what it is put behind.
Result<> append(Audio& whole, const Audio& next, bool new_part);

// not_found: espeak-ng is not installed; unsupported: no voice for the language; too_big: above 100 KB of text or an
// hour of audio. Blocks: a minute of audio takes about a tenth of a second.
Result<Audio> speak(std::span<const Utterance> text, std::string_view language, std::span<const std::string> voices,
                    const std::stop_token& stop = {});

enum class AudioForm : std::uint8_t { mp3, opus, wav };
std::string_view name_of(AudioForm form);  // "mp3", as files end
std::string_view media_type_of(AudioForm form);
std::string_view program_of(AudioForm form);  // "" for WAV, which takes none

struct Packed {
    std::string bytes;
    std::chrono::microseconds cpu{};
};
// not_found: its program is not installed.
Result<Packed> pack(const Audio& audio, AudioForm form, const std::stop_token& stop = {});

// The samples in a RIFF WAVE file as it is written to a pipe: its lengths are not to be believed, and none (0) means
// that its writer did not know yet.
Result<Audio> read_wave(std::string_view bytes);

// What is said for a text: no control characters, and nothing the speaker takes for a command.
std::string speakable(std::string_view text);

}  // namespace octavo::assist
