// Translations, sentence by sentence: what goes in as number 7 comes out as number 7, so that a page can show both side
// by side and a citation still points where it pointed.
//
// This is the value every engine gives, ours and services', and the checks they all pass: numbers must survive, an
// engine's own marks must not. A sentence that fails them keeps its original, and says so. Nothing here knows a
// network.
//
//   en "Inflation rose by 3.5 %."  ->  {original, translated "La inflación subió un 3.5 %.", kept false}
//
// Checked by tests/assist/translate_test.cpp and fuzz/assist_engines.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace octavo::assist {

// How far a reader may trust it: read it; get the sense; guess at the subject.
enum class Quality : std::uint8_t { good, fair, rough };
std::string_view name_of(Quality quality);

struct TranslatedSentence {
    std::string original, translated;
    bool kept = false;  // the original stands in for a translation that was not to be trusted
};

struct Translation {
    std::string from, to;  // BCP 47
    std::vector<TranslatedSentence> sentences = {};
    std::string engine;  // "Apertium es-pt"
    Quality quality = Quality::rough;
    std::chrono::microseconds cpu{};
};

// A pair an engine on this machine has.
struct LanguagePair {
    std::string from, to;  // "es", "pt"; with a region or a script where it matters: "pt-BR"
    std::string mode;      // the engine's own name for it
    Quality quality = Quality::rough;
};

// The digits of a text, run by run, in the order of their values: "3,5 % of 120" -> {"120", "3", "5"}. Digits of other
// scripts count as ours.
std::vector<std::string> digit_runs(std::string_view text);

// What an engine made of `original`, ready for a page; absent when it is not to be trusted: it lost or invented a
// number, left marks of its own, or gave nothing.
std::optional<std::string> trusted(std::string_view original, std::string_view translated);

}  // namespace octavo::assist
