// What the commands that make audio share. Checked by tests/e2e/speaker_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "assist/speech.hpp"
#include "cli/options.hpp"

namespace octavo::cli {

std::optional<assist::AudioForm> audio_form(std::string_view name);  // "mp3", "opus", "wav"
// The failure, with what to install where a program is missing.
Failure helped(Failure failure, assist::AudioForm form);
struct ToRead {
    std::span<const assist::Utterance> text;
    std::string_view language;
    bool reserved = false;  // something of it, by its publisher: it stays on this machine
};
// With --generate by the configured service, where there is one; else, and where that fails, which is said on standard
// error, by this machine's own voice.
Result<assist::Said> read_aloud(const ToRead& what, const Options& options, const Config& config);
// To a file, or to standard output for "-"; gives the exit code.
int write_audio(const std::string& path, std::string_view bytes);

}  // namespace octavo::cli
