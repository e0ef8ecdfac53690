// Has a text read aloud by a service: one request a sentence, so that the length of what comes back tells when each
// sentence is said; one voice for all of it, or none.
//
// It asks for WAVE, which every such service has, and measures the samples that came: whatever a header, or the
// service, says of their length is not asked. What cannot be the sentence (a click, silence, minutes for a few words)
// is none. One request for the whole text was the road not taken: nobody could tell where a chapter begins. Checked by
// tests/provider/speech_test.cpp.
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "assist/speech.hpp"
#include "provider/budget.hpp"
#include "provider/openai.hpp"

namespace octavo::provider {

struct ToSpeak {
    std::span<const assist::Utterance> text;
    std::string_view language, voice, reader;
};

struct SpokenText {
    assist::Audio audio;
    std::uint64_t tokens = 0;  // of the text that was said
};
// Held in the budget as a whole, so that nothing is begun that is not paid to its end; charged as far as it came.
Outcome<SpokenText> speak_by_service(OpenAi& speaker, Budget& budget, const ToSpeak& what, const std::stop_token& stop);

}  // namespace octavo::provider
