// What the commands that make audio share (command_speak.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "assist/speech.hpp"

namespace octavo::cli {

std::optional<assist::AudioForm> audio_form(std::string_view name);  // "mp3", "opus", "wav"
// The failure, with what to install where a program is missing.
Failure helped(Failure failure, assist::AudioForm form);
// To a file, or to standard output for "-"; gives the exit code.
int write_audio(const std::string& path, std::string_view bytes);

}  // namespace octavo::cli
